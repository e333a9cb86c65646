// Input: any bytes, read as percent-encoded text, as a form, as a Cookie line and as a media type.
#include <algorithm>

#include "base/http.h"
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace authmock;
  const std::string_view text = TextOf(data, size);
  for (const bool plus_is_space : {false, true}) {
    const auto decoded = PercentDecode(text, plus_is_space);
    Promise(!decoded || decoded->size() <= size, "decoding makes nothing longer");
    Promise(PercentDecode(PercentEncode(text), plus_is_space) == text, "decoding undoes encoding");
  }

  const auto fields = ParseForm(text);
  std::string form;
  for (const auto& [name, value] : fields) {
    form += PercentEncode(name) + '=' + PercentEncode(value) + '&';
  }
  Promise(ParseForm(form) == fields, "a form that is written again is read alike");

  const Headers headers = {{"Cookie", std::string(text)}};
  for (const auto& [name, value] : Cookies(headers)) {
    Promise(!name.empty() && name.find_first_of(";=") == name.npos, "a cookie's name is one");
    Promise(value.find(';') == value.npos, "a cookie's value ends at its semicolon");
  }

  const std::string type = MediaType(text);
  Promise(MediaType(type) == type, "a media type has no parameters");
  return 0;
}
