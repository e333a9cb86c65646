// A case: a named sentence, the promise it tests, and the steps that test it.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_CASE_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_CASE_H_

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/dialect.h"
#include "schemas/contract/pattern.h"

namespace authmock {

// Name and value pairs in the order of the file; values may hold templates.
using Fields = std::vector<std::pair<std::string, std::string>>;

// The request of a step, before its templates are filled in.
struct Send {
  std::optional<Json> json{};  // at most one of json, text and form
  std::optional<std::string> text{};
  Fields form{};
  Fields query{};
  Fields headers{};
  Fields cookies{};
  Fields path{};  // values of the path's variables
  std::string bearer{};
  std::string method{};             // instead of the operation's
  std::string target{};             // instead of everything after the base URL
  std::string http_version{};       // "1.0"; empty: 1.1
  std::string from{};               // a loopback address
  std::vector<std::string> omit{};  // headers that are not added
  bool ordered_headers = false;     // their order and repetition matter
};

// One status, or a range of them.
struct StatusRange {
  int first = 0;
  int last = 0;

  bool Holds(int status) const { return first <= status && status <= last; }
};

struct HeaderExpect {
  std::string name{};
  std::optional<std::string> text{};  // exact; may hold templates
  std::optional<Pattern> pattern{};   // for the whole value
  std::string pattern_text{};
  bool IsAbsent() const { return !text && !pattern; }
};

struct PatternExpect {
  std::string pointer{};
  Pattern pattern{};
  std::string pattern_text{};
};

// What the answer must be.
struct Expect {
  std::vector<StatusRange> statuses{};  // any of them
  bool none = false;                    // the connection closes without a byte
  std::vector<HeaderExpect> headers{};
  std::optional<Json> json{};    // a subset of the body
  std::optional<Json> equals{};  // the whole of it
  std::optional<std::string> text{};
  std::vector<std::string> absent{};  // JSON Pointers
  std::vector<PatternExpect> matches{};
  std::vector<std::pair<std::string, Json>> claims{};  // subsets of JWT claims by pointer

  std::string StatusText() const;  // "status 400 or 422"
};

// A value to keep for later steps.
struct Save {
  enum class From { kBody, kHeader, kCookie };
  std::string name{};
  From from = From::kBody;
  std::string what{};  // a JSON Pointer, a header's or a cookie's name
};

struct SendStep {
  std::string operation{};
  Send send{};
  int times = 1;  // the expectation holds for each
  Expect expect{};
  std::vector<Save> saves{};
};
struct AdvanceStep {
  Duration by{};
};
struct ResetStep {};
struct StateStep {
  std::string name{};
  Json params;
};
using Step = std::variant<SendStep, AdvanceStep, ResetStep, StateStep>;

// What a target must offer for a case to be asked.
struct Need {
  // kRawBytes: of coded cases, which write to a connection themselves.
  enum class Kind { kGiven, kEnv, kReset, kAdvance, kState, kFrom, kExactWire, kRawBytes };
  Kind kind = Kind::kGiven;
  std::string what{};  // "user.password"; a variable's name; empty for the others

  bool operator==(const Need&) const = default;
};

// One thing that is not as promised.
struct Difference {
  std::string expected{};  // "status 422"
  std::string actual{};    // "status 403"
  std::string promise{};   // where the contract says so; empty: in the case itself

  bool operator==(const Difference&) const = default;
};

struct RunSetting;  // run.h
// A case written in C++. No differences: the promise is kept. An Error: it could not find out.
using CodedBody = std::function<Result<std::vector<Difference>>(const RunSetting&)>;

enum class CaseSource { kWritten, kDerived, kCoded };

struct Case {
  std::string provider{};
  std::string group{};  // an operation, "journeys" or "coded"
  std::string name{};   // what happens: "rejects_wrong_password"
  std::string says{};
  // "authenticate_user/422", "logout/security:jwt", "statement:ID"
  std::vector<std::string> covers{};
  std::string dialect{};             // "documented", "deployed", "deployed@VERSION"; empty: both
  Basis basis = Basis::kDocumented;  // the weakest among what it covers
  CaseSource source = CaseSource::kWritten;
  std::vector<Step> steps{};
  CodedBody coded{};  // instead of steps
  std::vector<Need> needs{};
  std::string file{};
  int line = 0;

  std::string Id() const { return provider + "." + group + "." + name; }
  bool RunsIn(const Dialect& target) const;
};

// The weakest basis among what `covers` names; an Error for a name the contract does not know.
Result<Basis> WeakestBasis(const Contract& contract, const std::vector<std::string>& covers);

// Where the contract makes the promise a `covers` entry names: a pointer into the document, or
// the statement's sentence. Empty if it makes none of that name.
std::string PromiseText(const Contract& contract, std::string_view covers);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_CASE_H_
