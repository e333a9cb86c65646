// Input: the bytes of one connection, which hold any number of requests.
#include "mock_servers/core/wire.h"

#include <vector>

#include "fuzz/fuzz.h"

namespace authmock {
namespace {

constexpr ServerLimits kLimits = {
    .request_line_bytes = 128, .header_bytes = 512, .header_lines = 8, .body_bytes = 256};

// What a connection came to.
struct Outcome {
  std::vector<std::string> requests{};
  std::vector<bool> keep_alive{};
  bool refused = false;
  Refusal refusal{};
  bool inside = false;

  bool operator==(const Outcome&) const = default;
};

std::string Describe(const Request& request) {
  std::string text = request.method + '\n' + request.target + '\n' + request.version + '\n';
  for (const Header& line : request.headers) text += line.name + ": " + line.value + '\n';
  return text + '\n' + request.body;
}

void CheckLimits(const Request& request) {
  Promise(request.target.size() <= kLimits.request_line_bytes, "a target is within its limit");
  Promise(request.headers.size() <= kLimits.header_lines, "header lines are within their limit");
  Promise(request.body.size() <= kLimits.body_bytes, "a body is within its limit");
}

Outcome Read(std::string_view text, std::size_t portion) {
  Outcome outcome;
  RequestReader reader(kLimits);
  for (std::size_t at = 0; at < text.size() && !outcome.refused; at += portion) {
    reader.Feed(text.substr(at, portion));
    RequestReader::Step step = RequestReader::Step::kContinue;
    while ((step = reader.Next()) != RequestReader::Step::kNeedMore) {
      if (step == RequestReader::Step::kContinue) continue;
      if (step == RequestReader::Step::kRefused) {
        outcome.refused = true;
        outcome.refusal = reader.refusal();
        break;
      }
      outcome.keep_alive.push_back(reader.keep_alive());
      const Request request = reader.Take();
      CheckLimits(request);
      outcome.requests.push_back(Describe(request));
    }
  }
  outcome.inside = !outcome.refused && reader.IsInside();
  return outcome;
}

}  // namespace
}  // namespace authmock

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace authmock;
  const std::string_view text = TextOf(data, size);
  const Outcome whole = Read(text, size + 1);
  Promise(!whole.refused || (whole.refusal.status >= 400 && whole.refusal.status < 600),
          "a refusal has a status");
  Promise(!whole.refused || !whole.refusal.reason.empty(), "a refusal has a reason");
  for (const std::size_t portion : {1, 2, 7}) {
    Promise(Read(text, portion) == whole, "how bytes were split changes nothing");
  }
  return 0;
}
