// JSON as Python's module json reads it, which is more than RFC 8259 allows.
#ifndef AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_JSON_H_
#define AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_JSON_H_

#include <nlohmann/json.hpp>
#include <string_view>

#include "base/json.h"

namespace authmock {

struct PythonDocument {
  enum class Fault {
    kNone,
    kMalformed,  // ValueError: no JSON, something behind it, or bytes that are not UTF-8
    kTooDeep,    // RecursionError
  };

  Fault fault = Fault::kMalformed;
  Json value;  // null unless the fault is kNone

  bool ok() const { return fault == Fault::kNone; }
};

// json.loads(bytes.decode()): NaN, Infinity and -Infinity are numbers, too large a fraction is
// infinite, integers have any length, lone surrogates stay, of members with one name the last one
// counts in the place of the first. Values are as python_text.h has them. Never throws, and never
// recurses deeper than Python does.
PythonDocument ReadPythonJson(std::string_view bytes);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_JSON_H_
