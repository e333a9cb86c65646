// Input: any bytes, read as JSON.
#include "base/json.h"

#include <nlohmann/json.hpp>

#include "fuzz/fuzz.h"

namespace authmock {
namespace {

void CheckValue(const Json& value) {
  const std::string written = WriteJson(value);
  const JsonText again = ReadJson(written);
  Promise(again.ok() && !again.trailing_text, "what was written can be read");
  Promise(!again.invalid_utf8 && again.duplicate_keys.empty(), "what was written is clean");
  Promise(WriteJson(again.value()) == written, "what was read is written alike");
  Promise(ReadJson(WriteJsonPretty(value)).ok(), "indented text can be read");
  Promise(Differences(value, again.value()).empty(), "a value differs not from itself");
}

}  // namespace
}  // namespace authmock

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace authmock;
  const std::string_view text = TextOf(data, size);
  const JsonText read = ReadJson(text);
  Promise(read.at <= size, "a fault lies within the text");
  Promise(LineOf(text, read.at) >= 1, "lines count from 1");
  if (read.ok()) CheckValue(read.value());

  const JsonText shallow = ReadJson(text, {.bytes = 64, .depth = 2});
  Promise(!shallow.ok() || read.ok(), "tighter limits accept nothing more");

  const Result<Json> file = ParseJsonFile("fuzz.json", text);
  Promise(!file || read.ok(), "a file of ours is JSON");
  return 0;
}
