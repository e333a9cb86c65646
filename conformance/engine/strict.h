// Reads objects of our own files strictly: what is not known is wrong.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_STRICT_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_STRICT_H_

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace authmock {

// The name among `known` that `name` was probably meant to be, or empty if none is near.
std::string_view Closest(std::string_view name, std::initializer_list<std::string_view> known);

// Keeps the first complaint about one file; readers go on with defaults and look at the end.
//
//   StrictReader reader(path, text);
//   reader.Keys(value, "/cases/0", {"id", "says"});
//   const std::string id = reader.Text(value, "/cases/0", "id");
//   if (!reader.ok()) return tl::unexpected(reader.error());
class StrictReader {
 public:
  // Without the file's text, complaints name no line.
  explicit StrictReader(std::string_view path, std::string_view text = {})
      : path_(path), text_(text) {}

  // `where` is a JSON Pointer into the file.
  void Complain(std::string_view where, std::string what);
  bool ok() const { return !error_; }
  // "cases/logout.json:12#/cases/0/steps/0: unknown key ...". Only when not ok().
  const Error& error() const { return *error_; }

  // Is it an object, with no other members than these?
  bool Keys(const Json& value, std::string_view where,
            std::initializer_list<std::string_view> known);
  // The string member `key`; empty, with a complaint if `required`, when there is none.
  std::string Text(const Json& object, std::string_view where, std::string_view key,
                   bool required = true);
  // The array member `key`, or nullptr with a complaint when it is none or empty.
  const Json* List(const Json& object, std::string_view where, std::string_view key);

 private:
  std::string_view path_;
  std::string_view text_;
  std::optional<Error> error_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_STRICT_H_
