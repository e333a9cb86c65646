#include "mock_servers/datameta/accept.h"

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/http.h"

namespace authmock::datameta {
namespace {

constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";

bool IsTokenChar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c != '\0' && kTokenMarks.find(c) != kTokenMarks.npos);
}

struct Range {
  std::string type{};  // "text/html", lower case, parameters left out
  bool has_parameters = false;
  int quality = 1000;  // thousandths
};

// Reads RFC 7231 section 5.3.2, as strictly as WebOb. Every method leaves `at_` behind what it read
// or, if it returns false, where it was.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // nullopt: not valid. Empty elements are skipped.
  std::optional<std::vector<Range>> Read() {
    std::vector<Range> ranges;
    if (text_.empty()) return ranges;
    if (!Take(',') && !Element(ranges)) return std::nullopt;
    for (;;) {
      SkipBlanks();
      if (!Take(',')) break;
      const std::size_t behind_comma = at_;
      SkipBlanks();
      if (!Element(ranges)) at_ = behind_comma;
    }
    if (at_ < text_.size()) return std::nullopt;
    return ranges;
  }

 private:
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char wanted) {
    if (Peek() != wanted) return false;
    ++at_;
    return true;
  }
  void SkipBlanks() {
    while (Peek() == ' ' || Peek() == '\t') ++at_;
  }
  std::string_view Token() {
    const std::size_t from = at_;
    while (IsTokenChar(Peek())) ++at_;
    return text_.substr(from, at_ - from);
  }

  bool Element(std::vector<Range>& ranges);
  bool Parameter(std::string_view& name);
  bool Value();
  bool Quoted();
  bool Extension();
  bool Quality(int& quality);

  std::string_view text_;
  std::size_t at_ = 0;
};

bool Reader::Element(std::vector<Range>& ranges) {
  const std::size_t from = at_;
  const std::string_view type = Token();
  if (type.empty() || !Take('/') || Token().empty()) {
    at_ = from;
    return false;
  }
  Range range{.type = LowerCase(text_.substr(from, at_ - from))};
  std::string_view name;
  while (Parameter(name)) range.has_parameters = true;
  if (Quality(range.quality)) {
    while (Extension()) continue;
  }
  ranges.push_back(std::move(range));
  return true;
}

// A parameter of the media type; it cannot be named q.
bool Reader::Parameter(std::string_view& name) {
  const std::size_t from = at_;
  SkipBlanks();
  if (Take(';')) {
    SkipBlanks();
    name = Token();
    if (!name.empty() && !EqualIgnoringCase(name, "q") && Take('=') && Value()) return true;
  }
  at_ = from;
  return false;
}

bool Reader::Value() { return !Token().empty() || Quoted(); }

bool Reader::Quoted() {
  if (!Take('"')) return false;
  while (at_ < text_.size()) {
    const auto c = static_cast<unsigned char>(text_[at_++]);
    if (c == '"') return true;
    const bool is_escape = c == '\\';
    const auto shown = is_escape ? static_cast<unsigned char>(Peek()) : c;
    if (is_escape) ++at_;
    if ((shown < 0x20 && shown != '\t') || shown == 0x7F) return false;
  }
  return false;
}

bool Reader::Quality(int& quality) {
  const std::size_t from = at_;
  SkipBlanks();
  if (Take(';')) {
    SkipBlanks();
    if ((Take('q') || Take('Q')) && Take('=') && (Peek() == '0' || Peek() == '1')) {
      const bool is_one = text_[at_++] == '1';
      quality = is_one ? 1000 : 0;
      if (!Take('.')) return true;
      int place = 100;
      while (place > 0 && Peek() >= '0' && Peek() <= (is_one ? '0' : '9')) {
        quality += place * (text_[at_++] - '0');
        place /= 10;
      }
      return true;
    }
  }
  at_ = from;
  return false;
}

bool Reader::Extension() {
  const std::size_t from = at_;
  SkipBlanks();
  if (Take(';')) {
    SkipBlanks();
    if (!Token().empty()) {
      const std::size_t behind_name = at_;
      if (!Take('=') || !Value()) at_ = behind_name;
      return true;
    }
  }
  at_ = from;
  return false;
}

// How closely a range fits an offer; 0: not at all.
int Closeness(const Range& range, std::string_view offer) {
  if (range.type == offer) return range.has_parameters ? 0 : 3;
  const std::string_view main_type = offer.substr(0, offer.find('/') + 1);
  if (range.type == std::string(main_type) + "*") return 2;
  return range.type == "*/*" ? 1 : 0;
}

// Of the closest range, and of these the first; 0: not acceptable.
int QualityOf(std::string_view offer, const std::vector<Range>& ranges) {
  int closest = 0;
  int quality = 0;
  for (const Range& range : ranges) {
    const int closeness = Closeness(range, offer);
    if (closeness <= closest) continue;
    closest = closeness;
    quality = range.quality;
  }
  return quality;
}

}  // namespace

Form FormFor(std::string_view accept) {
  const auto ranges = Reader(accept).Read();
  if (!ranges) return Form::kHtml;
  const int html = QualityOf("text/html", *ranges);
  const int json = QualityOf("application/json", *ranges);
  if (html == 0 && json == 0) return Form::kText;
  return json > html ? Form::kJson : Form::kHtml;
}

}  // namespace authmock::datameta
