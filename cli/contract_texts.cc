#include "cli/contract_texts.h"

#include <algorithm>

#include "schemas/contract/describe.h"
#include "schemas/contract/security.h"

namespace authmock {
namespace {

std::string Heading(const Contract& contract) {
  return contract.provider() + ": " + contract.title() + "\n";
}

// "deployed 1.1.1", or nothing for a promise of every dialect.
template <typename Promise>
std::string MadeIn(const Promise& promise) {
  std::string text(promise.scope == Scope::kBoth ? "" : ScopeName(promise.scope));
  for (const std::string& version : promise.versions) text += " " + version;
  return text;
}

std::string AnswerText(const ResponseSpec& response) {
  std::string text = std::to_string(response.status);
  const std::string made_in = MadeIn(response);
  return made_in.empty() ? text : text + " (" + made_in + ")";
}

std::string OperationText(const Contract& contract, const Operation& operation) {
  std::string text = operation.id + (operation.companion ? "   companion, not documented" : "");
  text += "\n  " + operation.method + " " +
          operation.prefix.value_or(contract.prefix(Dialect::Documented())) + operation.path + "\n";
  if (!operation.summary.empty()) text += "  " + operation.summary + "\n";
  std::string answers{};
  for (const auto& [status, response] : operation.responses) {
    answers += (answers.empty() ? "" : ", ") + AnswerText(response);
  }
  text += "  answers      " + answers + "\n";
  if (!operation.security.empty()) {
    text += "  credentials  " + SecurityPhrase(contract, operation) + "\n";
  }
  return text + "\n";
}

std::string StatementText(const Statement& statement) {
  const std::string made_in = MadeIn(statement);
  return statement.id + "   " + std::string(BasisName(statement.basis)) +
         (made_in.empty() ? "" : ", " + made_in) + "\n  " + statement.says + "\n";
}

std::string DepartureText(const Contract& contract, const Statement& statement) {
  std::string text = StatementText(statement);
  if (const Statement* documented = contract.FindStatement(statement.contradicts)) {
    text += "  instead of   " + documented->id + ": " + documented->says + "\n";
  }
  return text + "  source       " + statement.source + "\n\n";
}

std::string UndocumentedAnswers(const Contract& contract) {
  std::string text{};
  for (const Operation& operation : contract.operations()) {
    if (operation.companion) continue;
    for (const auto& [status, response] : operation.responses) {
      if (response.basis == Basis::kDocumented) continue;
      text += "  " + operation.id + "/" + std::to_string(status) + "   " +
              std::string(BasisName(response.basis)) + "   " + response.description + "\n";
    }
  }
  return text;
}

}  // namespace

std::string Columns(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths{};
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text{};
  for (const auto& row : rows) {
    std::string line{};
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

OperationCounts CountOperations(const Contract& contract) {
  OperationCounts counts{};
  for (const Operation& operation : contract.operations()) {
    ++(operation.companion ? counts.companions : counts.documented);
  }
  return counts;
}

std::string ShowText(const Contract& contract) {
  std::string text = Heading(contract) + "\n";
  for (const bool companion : {false, true}) {
    for (const Operation& operation : contract.operations()) {
      if (operation.companion == companion) text += OperationText(contract, operation);
    }
  }
  for (const Statement& statement : contract.statements()) text += StatementText(statement) + "\n";
  return text;
}

std::string DiffText(const Contract& contract) {
  std::string departures{};
  std::size_t count = 0;
  for (const Statement& statement : contract.statements()) {
    if (statement.scope != Scope::kDeployed) continue;
    departures += DepartureText(contract, statement);
    ++count;
  }
  std::string text = Heading(contract) + Count(count, "statement") +
                     " about the deployed server alone\n\n" + departures;
  const std::string answers = UndocumentedAnswers(contract);
  return text + "answers that the document does not list\n" +
         (answers.empty() ? "  none\n" : answers);
}

std::string CoverageText(const Contract& contract, const CoverageReport& coverage) {
  std::size_t promises = 0;
  std::size_t covered = 0;
  std::string waived{};
  for (const CoverageRow& row : coverage.rows) {
    if (row.companion) continue;
    ++promises;
    if (!row.cases.empty()) ++covered;
    if (!row.waived.empty()) waived += "  waived   " + row.promise + "   " + row.waived + "\n";
  }
  std::string gaps{};
  for (const CoverageRow* gap : coverage.Gaps()) {
    gaps += "  NO CASE  " + gap->promise + "   " + gap->says + "\n";
  }
  return contract.provider() + ": " + Count(promises, "promise") + ", " + std::to_string(covered) +
         " shown by a case, " + Count(coverage.Gaps().size(), "gap") + "\n" + waived + gaps;
}

}  // namespace authmock
