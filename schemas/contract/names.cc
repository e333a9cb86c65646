#include "schemas/contract/names.h"

namespace authmock {

std::string_view BasisName(Basis basis) {
  switch (basis) {
    case Basis::kDocumented:
      return "documented";
    case Basis::kObserved:
      return "observed";
    case Basis::kInferred:
      return "inferred";
  }
  return "";
}

Basis BasisNamed(std::string_view word) {
  if (word == BasisName(Basis::kObserved)) return Basis::kObserved;
  return word == BasisName(Basis::kInferred) ? Basis::kInferred : Basis::kDocumented;
}

std::string_view ScopeName(Scope scope) {
  switch (scope) {
    case Scope::kBoth:
      return "both";
    case Scope::kDocumented:
      return "documented";
    case Scope::kDeployed:
      return "deployed";
  }
  return "";
}

Scope ScopeNamed(std::string_view word) {
  if (word == ScopeName(Scope::kDocumented)) return Scope::kDocumented;
  return word == ScopeName(Scope::kDeployed) ? Scope::kDeployed : Scope::kBoth;
}

bool Includes(Scope scope, const Dialect& dialect) {
  return scope == Scope::kBoth || (scope == Scope::kDeployed) == dialect.deployed;
}

std::string_view PlaceName(Place place) {
  switch (place) {
    case Place::kPath:
      return "path";
    case Place::kQuery:
      return "query";
    case Place::kHeader:
      return "header";
    case Place::kCookie:
      return "cookie";
  }
  return "";
}

Place PlaceNamed(std::string_view word) {
  for (const Place place : {Place::kPath, Place::kQuery, Place::kHeader}) {
    if (word == PlaceName(place)) return place;
  }
  return Place::kCookie;
}

}  // namespace authmock
