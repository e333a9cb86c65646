// What `authmock contracts` prints, as texts.
#ifndef AUTHMOCK_CLI_CONTRACT_TEXTS_H_
#define AUTHMOCK_CLI_CONTRACT_TEXTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/engine/coverage.h"
#include "schemas/contract/contract.h"

namespace authmock {

// Rows as columns of equal width, two blanks between them, no blank at a line's end.
std::string Columns(const std::vector<std::vector<std::string>>& rows);

// Documented operations and companions of a contract.
struct OperationCounts {
  std::size_t documented = 0;
  std::size_t companions = 0;
};
OperationCounts CountOperations(const Contract& contract);

// Every operation with its answers and credentials, companions marked, and every statement.
std::string ShowText(const Contract& contract);

// Where the deployed server and its document part: each statement about the deployed one with the
// documented one it contradicts, and each answer that no document lists.
std::string DiffText(const Contract& contract);

// How many promises there are and how many a case shows, and each that none does.
std::string CoverageText(const Contract& contract, const CoverageReport& coverage);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_CONTRACT_TEXTS_H_
