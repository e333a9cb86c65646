// Input: a regular expression up to the first line feed, then the text to search.
#include "schemas/contract/pattern.h"

#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace authmock;
  const std::string_view input = TextOf(data, size);
  const std::size_t end = input.find('\n');
  const std::string_view text = end == input.npos ? std::string_view() : input.substr(end + 1);
  const Result<Pattern> pattern = Pattern::Compile(input.substr(0, end));
  if (!pattern) {
    Promise(!pattern.error().what.empty(), "a refusal says why");
    return 0;
  }
  Promise(!pattern->Matches(text) || pattern->Search(text), "what matches all is found somewhere");
  return 0;
}
