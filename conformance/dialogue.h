// A conversation of a coded case with its target, in which the first thing amiss ends it.
#ifndef AUTHMOCK_CONFORMANCE_DIALOGUE_H_
#define AUTHMOCK_CONFORMANCE_DIALOGUE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http.h"
#include "base/json.h"
#include "base/result.h"
#include "conformance/engine/case.h"
#include "conformance/engine/run.h"
#include "conformance/raw_connection.h"

namespace authmock {

// Lets a coded case be written as one sequence of questions. Once something is amiss, nothing more
// is sent or held and every answer is empty; Take() says what it was. The setting outlives it.
class Dialogue {
 public:
  explicit Dialogue(const RunSetting& setting) : setting_(setting) {}

  // The request of an operation as the contract has it, templates filled in.
  Request Make(const std::string& operation, Send send);
  Response Ask(const std::string& operation, Send send);
  // The body of an answer that must be a 200 with JSON; null if it is not.
  Json Good(const std::string& operation, Send send);
  Json GoodBody(const Response& response);
  void SetUp(std::string_view state, const Json& params);

  // The answers to one request, sent `times` times at once over connections of their own.
  std::vector<Response> AskAtOnce(const Request& request, int times);
  // A connection of one's own, and a request and its answer over it.
  Result<std::unique_ptr<RawConnection>> Open() const;
  static Result<Response> Exchange(RawConnection& connection, const Request& request);

  void Hold(bool holds, std::string expected, std::string actual);
  bool IsOver() const { return error_ || !differences_.empty(); }
  // What a coded case returns: an Error if it could not find out.
  Result<std::vector<Difference>> Take();

 private:
  const RunSetting& setting_;
  std::vector<Difference> differences_{};
  std::optional<Error> error_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_DIALOGUE_H_
