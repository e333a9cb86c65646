#include "conformance/engine/load.h"

#include <algorithm>
#include <set>
#include <string>

#include "conformance/engine/load_send.h"
#include "conformance/engine/needs.h"
#include "conformance/engine/strict.h"
#include "schemas/contract/meta.h"

namespace authmock {
namespace {

constexpr int kMostTimes = 1000;

// "logout" of "conformance/cases/NAME/logout.json".
std::string Stem(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  return std::string(file.substr(0, file.rfind('.')));
}

class FileLoader {
 public:
  FileLoader(const Contract& contract, std::string_view path, std::string_view text)
      : contract_(contract), path_(path), text_(text), reader_(path, text) {}

  Result<std::vector<Case>> Load(const Json& document);

 private:
  Case ReadCase(const Json& value, const std::string& where);
  Step ReadStep(const Json& value, const std::string& where);
  SendStep ReadSendStep(const Json& value, const std::string& where);
  void CheckPath(const SendStep& step, const Operation& operation, const std::string& where);
  void CheckSchema(const Json& document);
  void CheckId(const Case& made, const std::string& where);
  int NextLine(const std::string& name);

  const Contract& contract_;
  std::string_view path_;
  std::string_view text_;
  StrictReader reader_;
  std::string operation_{};
  std::string group_{};
  std::set<std::string> names_{};
  std::size_t searched_ = 0;  // ids stand in the order of the cases
};

int FileLoader::NextLine(const std::string& name) {
  const std::string quoted = "\"" + name + "\"";
  for (std::size_t at = text_.find("\"id\"", searched_); at != std::string_view::npos;
       at = text_.find("\"id\"", at + 1)) {
    const std::size_t value = text_.find_first_not_of(" \t\r\n:", at + 4);
    if (value != std::string_view::npos && text_.substr(value).starts_with(quoted)) {
      searched_ = value;
      return static_cast<int>(LineOf(text_, at));
    }
  }
  return 1;
}

void FileLoader::CheckId(const Case& made, const std::string& where) {
  const bool plain = std::ranges::all_of(made.name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!plain) reader_.Complain(Child(where, "id"), "an id is made of a-z, 0-9 and _");
  if (!names_.insert(made.name).second) {
    reader_.Complain(Child(where, "id"), "\"" + made.name + "\" is the id of an earlier case too");
  }
}

void FileLoader::CheckPath(const SendStep& step, const Operation& operation,
                           const std::string& where) {
  if (!step.send.target.empty()) return;
  for (const auto& [name, value] : step.send.path) {
    if (operation.path.find("{" + name + "}") == std::string::npos) {
      reader_.Complain(where, operation.path + " has no variable \"" + name + "\"");
    }
  }
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != Place::kPath) continue;
    const bool given = std::ranges::any_of(
        step.send.path, [&](const auto& pair) { return pair.first == parameter.name; });
    if (!given) reader_.Complain(where, "\"path\" must give \"" + parameter.name + "\"");
  }
}

SendStep FileLoader::ReadSendStep(const Json& value, const std::string& where) {
  SendStep step{.operation = operation_};
  reader_.Keys(value, where, {"send", "call", "times", "expect", "save"});
  if (At(value, "/call") != nullptr) step.operation = reader_.Text(value, where, "call");
  const Operation* operation = contract_.FindOperation(step.operation);
  if (step.operation.empty()) {
    reader_.Complain(where, "\"call\" is missing: the file names no operation");
  } else if (operation == nullptr) {
    reader_.Complain(where, "the contract has no operation \"" + step.operation + "\"");
  }
  if (const Json* send = At(value, "/send")) {
    step.send = ReadSend(*send, Child(where, "send"), reader_);
  }
  if (operation != nullptr) CheckPath(step, *operation, where);
  if (const Json* times = At(value, "/times")) {
    step.times = times->is_number_integer() ? times->get<int>() : 0;
    if (step.times < 1 || step.times > kMostTimes) {
      reader_.Complain(Child(where, "times"), "expected a whole number from 1 to 1000");
    }
  }
  if (const Json* expect = At(value, "/expect")) {
    step.expect = ReadExpect(*expect, Child(where, "expect"), reader_);
  } else {
    reader_.Complain(where, "\"expect\" is missing: a step that expects nothing tests nothing");
  }
  step.saves = ReadSaves(value, where, reader_);
  return step;
}

Step FileLoader::ReadStep(const Json& value, const std::string& where) {
  if (At(value, "/advance") != nullptr) {
    reader_.Keys(value, where, {"advance"});
    const Result<Duration> by = ParseDuration(reader_.Text(value, where, "advance"));
    if (!by) reader_.Complain(Child(where, "advance"), by.error().Text());
    return AdvanceStep{by.value_or(Duration{})};
  }
  if (const Json* reset = At(value, "/reset")) {
    reader_.Keys(value, where, {"reset"});
    if (*reset != Json(true)) reader_.Complain(Child(where, "reset"), "expected true");
    return ResetStep{};
  }
  if (At(value, "/state") != nullptr) {
    reader_.Keys(value, where, {"state", "params"});
    const Json* params = At(value, "/params");
    if (params != nullptr && !params->is_object()) {
      reader_.Complain(Child(where, "params"), "expected an object");
    }
    return StateStep{reader_.Text(value, where, "state"),
                     params != nullptr ? *params : Json::object()};
  }
  if (value.is_object() && At(value, "/send") == nullptr && At(value, "/call") == nullptr) {
    // Tells about a misspelt key before it says that the step is none.
    reader_.Keys(value, where,
                 {"send", "call", "times", "expect", "save", "advance", "reset", "state"});
    reader_.Complain(where, "a step is one of send, call, advance, reset, state");
  }
  return ReadSendStep(value, where);
}

Case FileLoader::ReadCase(const Json& value, const std::string& where) {
  Case made{.provider = contract_.provider(), .group = group_, .file = std::string(path_)};
  if (!reader_.Keys(value, where, {"id", "says", "covers", "dialect", "steps"})) return made;
  made.name = reader_.Text(value, where, "id");
  made.says = reader_.Text(value, where, "says");
  made.dialect = reader_.Text(value, where, "dialect", false);
  made.line = NextLine(made.name);
  CheckId(made, where);
  if (!made.dialect.empty()) {
    const auto known = Dialect::Parse(made.dialect, contract_.deployed_versions());
    if (!known) reader_.Complain(Child(where, "dialect"), known.error().what);
  }
  if (const Json* covers = reader_.List(value, where, "covers")) {
    for (const Json& each : *covers) made.covers.push_back(TextAt(each, ""));
    const Result<Basis> basis = WeakestBasis(contract_, made.covers);
    if (!basis) reader_.Complain(Child(where, "covers"), basis.error().Text());
    made.basis = basis.value_or(Basis::kInferred);
  }
  if (const Json* steps = reader_.List(value, where, "steps")) {
    const std::string here = Child(where, "steps");
    for (std::size_t i = 0; i < steps->size(); ++i) {
      made.steps.push_back(ReadStep((*steps)[i], Child(here, std::to_string(i))));
    }
  }
  Result<std::vector<Need>> needs = NeedsOf(made.steps);
  if (!needs) reader_.Complain(Child(where, "steps"), needs.error().Text());
  if (needs) made.needs = std::move(*needs);
  return made;
}

Result<std::vector<Case>> FileLoader::Load(const Json& document) {
  group_ = Stem(path_);
  std::vector<Case> cases{};
  if (reader_.Keys(document, "", {"operation", "cases"})) {
    operation_ = reader_.Text(document, "", "operation", false);
    if (!operation_.empty() && operation_ != group_) {
      reader_.Complain("/operation", "the file is named after \"" + group_ + "\"");
    }
    if (const Json* list = reader_.List(document, "", "cases")) {
      for (std::size_t i = 0; i < list->size() && reader_.ok(); ++i) {
        cases.push_back(ReadCase((*list)[i], "/cases/" + std::to_string(i)));
      }
    }
  }
  CheckSchema(document);
  if (!reader_.ok()) return tl::unexpected(reader_.error());
  return cases;
}

// The readers above explain what is wrong; whatever they let pass, the schema of the language does
// not.
void FileLoader::CheckSchema(const Json& document) {
  static const Result<Schema> schema = MetaSchema("case");
  if (!schema) return reader_.Complain("", schema.error().Text());
  const Result<void> fits = CheckFile(*schema, "", document);
  if (!fits) reader_.Complain(fits.error().where.substr(1), fits.error().what);
}

}  // namespace

Result<std::vector<Case>> LoadCaseFile(const Contract& contract, std::string_view path,
                                       std::string_view text) {
  const Result<Json> document = ParseJsonFile(path, text);
  if (!document) return tl::unexpected(document.error());
  return FileLoader(contract, path, text).Load(*document);
}

Result<std::vector<Case>> LoadCases(const Contract& contract, std::span<const EmbeddedFile> files) {
  const std::string folder = "conformance/cases/" + contract.provider() + "/";
  std::vector<const EmbeddedFile*> chosen{};
  for (const EmbeddedFile& file : files) {
    const bool other =
        file.path.ends_with("/edge_cases.json") || file.path.ends_with("/waivers.json");
    if (file.path.starts_with(folder) && !other) chosen.push_back(&file);
  }
  std::ranges::sort(chosen, {}, [](const EmbeddedFile* file) { return file->path; });
  std::vector<Case> cases{};
  for (const EmbeddedFile* file : chosen) {
    Result<std::vector<Case>> some = LoadCaseFile(contract, file->path, file->text);
    if (!some) return some;
    std::ranges::move(*some, std::back_inserter(cases));
  }
  if (cases.empty()) return Fail(folder, "holds no case");
  return cases;
}

}  // namespace authmock
