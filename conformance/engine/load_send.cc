#include "conformance/engine/load_send.h"

#include <algorithm>

namespace authmock {
namespace {

// An object of strings; numbers stand for their text where `numbers` allows it.
Fields ReadFields(const Json& object, std::string_view where, std::string_view key,
                  StrictReader& reader, bool numbers = false) {
  Fields fields{};
  const Json* member = At(object, Child("", key));
  if (member == nullptr) return fields;
  const std::string here = Child(where, key);
  if (!member->is_object() || member->empty()) {
    reader.Complain(here, "expected an object that is not empty");
    return fields;
  }
  for (const auto& [name, value] : member->items()) {
    if (const auto* text = value.get_ptr<const std::string*>()) {
      fields.emplace_back(name, *text);
    } else if (numbers && value.is_number_integer()) {
      fields.emplace_back(name, WriteJson(value));
    } else {
      reader.Complain(Child(here, name), "expected a string, got " + std::string(TypeName(value)));
    }
  }
  return fields;
}

// An array of [name, value] pairs, where order or repetition matters.
Fields ReadPairs(const Json& pairs, const std::string& where, StrictReader& reader) {
  Fields fields{};
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Json& pair = pairs[i];
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string()) {
      fields.emplace_back(TextAt(pair, "/0"), TextAt(pair, "/1"));
    } else {
      reader.Complain(Child(where, std::to_string(i)), "expected a [name, value] pair of strings");
    }
  }
  return fields;
}

void ReadHeaders(const Json& value, std::string_view where, StrictReader& reader, Send& send) {
  const Json* headers = At(value, "/headers");
  if (headers != nullptr && headers->is_array()) {
    send.headers = ReadPairs(*headers, Child(where, "headers"), reader);
    send.ordered_headers = true;
  } else {
    send.headers = ReadFields(value, where, "headers", reader);
  }
}

void ReadOmit(const Json& value, std::string_view where, StrictReader& reader, Send& send) {
  if (At(value, "/omit") == nullptr) return;
  const Json* omit = reader.List(value, where, "omit");
  if (omit == nullptr) return;
  for (const Json& each : *omit) {
    const std::string name = TextAt(each, "");
    if (name != "Host" && name != "Content-Length" && name != "Content-Type") {
      reader.Complain(Child(where, "omit"),
                      WriteJson(each) + " is none of Host, Content-Length, Content-Type");
    }
    send.omit.push_back(name);
  }
}

void ReadStatus(const Json& value, const std::string& where, StrictReader& reader, Expect& expect) {
  if (TextAt(value, "") == "none") {
    expect.none = true;
  } else if (value.is_number_integer()) {
    const int status = value.get<int>();
    if (status < 100 || status > 599) reader.Complain(where, "expected 100 to 599");
    expect.statuses.push_back({status, status});
  } else if (value.is_array() && !value.empty()) {
    for (const Json& each : value) {
      if (each.is_number_integer()) {
        ReadStatus(each, where, reader, expect);
      } else {
        reader.Complain(where, "expected statuses, got " + WriteJson(each));
      }
    }
  } else {
    reader.Complain(where, "expected a status, an array of them, or \"none\"");
  }
}

// Templates are not filled in where a pattern stands: ${ there is a slip.
Pattern ReadPattern(const std::string& text, const std::string& where, StrictReader& reader) {
  if (text.find("${") != std::string::npos) {
    reader.Complain(where, "a regular expression holds no templates");
  }
  Result<Pattern> pattern = Pattern::Compile(text);
  if (pattern) return *pattern;
  reader.Complain(where, "regular expression: " + pattern.error().Text());
  return {};
}

HeaderExpect ReadHeaderExpect(const std::string& name, const Json& value, const std::string& where,
                              StrictReader& reader) {
  HeaderExpect header{.name = name};
  if (value.is_object()) {
    reader.Keys(value, where, {"matches"});
    header.pattern_text = reader.Text(value, where, "matches");
    header.pattern = ReadPattern(header.pattern_text, Child(where, "matches"), reader);
  } else if (value.is_string()) {
    header.text = TextAt(value, "");
  } else if (!value.is_null()) {
    reader.Complain(where, "expected a string, null, or {\"matches\": REGEX}");
  }
  return header;
}

void ReadAbsent(const Json& value, std::string_view where, StrictReader& reader, Expect& expect) {
  if (At(value, "/absent") == nullptr) return;
  const Json* absent = reader.List(value, where, "absent");
  if (absent == nullptr) return;
  for (const Json& each : *absent) {
    const std::string pointer = TextAt(each, "");
    if (pointer.empty() || pointer.front() != '/') {
      reader.Complain(Child(where, "absent"), WriteJson(each) + " is no JSON Pointer");
    }
    expect.absent.push_back(pointer);
  }
}

void ReadBody(const Json& value, std::string_view where, StrictReader& reader, Send& send) {
  if (const Json* json = At(value, "/json")) send.json = *json;
  if (const Json* text = At(value, "/text")) {
    send.text = TextAt(*text, "");
    if (!text->is_string()) reader.Complain(Child(where, "text"), "expected a string");
  }
  send.form = ReadFields(value, where, "form", reader);
  if ((send.json ? 1 : 0) + (send.text ? 1 : 0) + (send.form.empty() ? 0 : 1) > 1) {
    reader.Complain(where, "a request has one body: json, text or form");
  }
}

// How the message is written and where it comes from.
void ReadWire(const Json& value, std::string_view where, StrictReader& reader, Send& send) {
  send.method = reader.Text(value, where, "method", false);
  send.target = reader.Text(value, where, "target", false);
  if (!send.target.empty() && !send.target.starts_with('/')) {
    reader.Complain(Child(where, "target"), "a target begins with a slash");
  }
  send.http_version = reader.Text(value, where, "http_version", false);
  if (!send.http_version.empty() && send.http_version != "1.0" && send.http_version != "1.1") {
    reader.Complain(Child(where, "http_version"), "expected \"1.0\" or \"1.1\"");
  }
  send.from = reader.Text(value, where, "from", false);
  if (!send.from.empty() && !send.from.starts_with("127.")) {
    reader.Complain(Child(where, "from"), "\"" + send.from + "\" is no loopback address");
  }
  ReadOmit(value, where, reader, send);
}

void ReadBodyExpect(const Json& value, std::string_view where, StrictReader& reader,
                    Expect& expect) {
  if (const Json* json = At(value, "/json")) expect.json = *json;
  if (const Json* equals = At(value, "/equals")) expect.equals = *equals;
  if (const Json* text = At(value, "/text")) {
    expect.text = TextAt(*text, "");
    if (!text->is_string()) reader.Complain(Child(where, "text"), "expected a string");
  }
  ReadAbsent(value, where, reader, expect);
  for (const auto& [pointer, text] : ReadFields(value, where, "matches", reader)) {
    const std::string here = Child(Child(where, "matches"), pointer);
    expect.matches.push_back({pointer, ReadPattern(text, here, reader), text});
  }
  if (const Json* claims = At(value, "/claims")) {
    if (!claims->is_object() || claims->empty()) {
      return reader.Complain(Child(where, "claims"), "expected an object that is not empty");
    }
    for (const auto& [pointer, members] : claims->items()) {
      expect.claims.emplace_back(pointer, members);
    }
  }
}

void ReadHeaderExpects(const Json& value, std::string_view where, StrictReader& reader,
                       Expect& expect) {
  const Json* headers = At(value, "/headers");
  if (headers == nullptr) return;
  const std::string here = Child(where, "headers");
  if (!headers->is_object() || headers->empty()) {
    return reader.Complain(here, "expected an object that is not empty");
  }
  for (const auto& [name, header] : headers->items()) {
    expect.headers.push_back(ReadHeaderExpect(name, header, Child(here, name), reader));
  }
}

}  // namespace

Send ReadSend(const Json& value, std::string_view where, StrictReader& reader) {
  Send send{};
  if (!reader.Keys(value, where,
                   {"json", "text", "form", "query", "headers", "bearer", "cookies", "path",
                    "method", "target", "http_version", "from", "omit"})) {
    return send;
  }
  ReadBody(value, where, reader, send);
  send.query = ReadFields(value, where, "query", reader);
  send.cookies = ReadFields(value, where, "cookies", reader);
  send.path = ReadFields(value, where, "path", reader, true);
  send.bearer = reader.Text(value, where, "bearer", false);
  ReadHeaders(value, where, reader, send);
  ReadWire(value, where, reader, send);
  return send;
}

Expect ReadExpect(const Json& value, std::string_view where, StrictReader& reader) {
  Expect expect{};
  if (!reader.Keys(
          value, where,
          {"status", "headers", "json", "equals", "text", "absent", "matches", "claims"})) {
    return expect;
  }
  const Json* status = At(value, "/status");
  if (status == nullptr) {
    reader.Complain(where, "\"status\" is missing");
  } else {
    ReadStatus(*status, Child(where, "status"), reader, expect);
  }
  ReadHeaderExpects(value, where, reader, expect);
  ReadBodyExpect(value, where, reader, expect);
  return expect;
}

std::vector<Save> ReadSaves(const Json& value, std::string_view where, StrictReader& reader) {
  std::vector<Save> saves{};
  for (const auto& [name, from] : ReadFields(value, where, "save", reader)) {
    Save save{.name = name, .what = from};
    if (from.starts_with("header:")) {
      save.from = Save::From::kHeader;
      save.what = from.substr(7);
    } else if (from.starts_with("cookie:")) {
      save.from = Save::From::kCookie;
      save.what = from.substr(7);
    } else if (!from.starts_with('/')) {
      reader.Complain(Child(Child(where, "save"), name),
                      "\"" + from + "\" is none of /POINTER, header:NAME, cookie:NAME");
    }
    saves.push_back(std::move(save));
  }
  return saves;
}

}  // namespace authmock
