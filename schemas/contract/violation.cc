#include "schemas/contract/violation.h"

namespace authmock {

std::string_view PartName(Part part) {
  switch (part) {
    case Part::kMessage:
      break;
    case Part::kTarget:
      return "target";
    case Part::kMethod:
      return "method";
    case Part::kPath:
      return "path";
    case Part::kQuery:
      return "query";
    case Part::kHeader:
      return "header";
    case Part::kCookie:
      return "cookie";
    case Part::kSecurity:
      return "security";
    case Part::kStatus:
      return "status";
    case Part::kBody:
      return "body";
  }
  return "message";
}

std::string Violation::Text() const {
  std::string text(PartName(part));
  if (!pointer.empty()) text += " " + pointer;
  return text + ": " + rule + ": expected " + expected + ", got " + actual;
}

}  // namespace authmock
