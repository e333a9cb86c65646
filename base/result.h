// Errors as values. No exception crosses an interface of this project.
#ifndef AUTHMOCK_BASE_RESULT_H_
#define AUTHMOCK_BASE_RESULT_H_

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace authmock {

// Why something of the world (a file, a socket, a document) is not as it must be.
struct Error {
  std::string where{};  // "cases/<provider>/logout.json:12", "world.json#/users/0"
  std::string what{};   // a sentence that names the value and the remedy

  // "where: what", or "what" alone when there is no place to name.
  std::string Text() const { return where.empty() ? what : where + ": " + what; }

  bool operator==(const Error&) const = default;
};

// A value, or the reason there is none.
template <typename T>
using Result = tl::expected<T, Error>;

// Builds the unhappy side of a Result: `return Fail(path, "is a directory, not a file");`
inline tl::unexpected<Error> Fail(std::string where, std::string what) {
  return tl::unexpected<Error>(Error{std::move(where), std::move(what)});
}

}  // namespace authmock

#endif  // AUTHMOCK_BASE_RESULT_H_
