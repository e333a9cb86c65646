#include "conformance/engine/locate.h"

#include <string>

#include "base/json.h"

namespace authmock {
namespace {

// Walks over well-formed JSON without building it.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  std::size_t at() {
    SkipBlanks();
    return at_;
  }

  // Moves to the value of the member or element `step` of the value here; false if there is none.
  bool Enter(std::string_view step) {
    SkipBlanks();
    const char open = Peek();
    if (open != '{' && open != '[') return false;
    ++at_;
    for (std::size_t index = 0;; ++index) {
      SkipBlanks();
      if (Peek() == '}' || Peek() == ']' || Peek() == '\0') return false;
      const std::string name = open == '{' ? MemberName() : std::to_string(index);
      if (name == step) return true;
      SkipValue();
      SkipBlanks();
      if (Peek() == ',') ++at_;
    }
  }

 private:
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool IsOneOf(std::string_view bytes) const {
    return bytes.find(text_[at_]) != std::string_view::npos;
  }

  void SkipBlanks() {
    while (at_ < text_.size() && IsOneOf(" \t\r\n")) ++at_;
  }

  void SkipString() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    ++at_;
  }

  std::string MemberName() {
    const std::size_t begin = at_;
    SkipString();
    const JsonText name = ReadJson(text_.substr(begin, at_ - begin));
    SkipBlanks();
    ++at_;  // the colon
    return name.ok() ? TextAt(name.value(), "") : std::string();
  }

  void SkipValue() {
    int depth = 0;
    do {
      SkipBlanks();
      const char here = Peek();
      if (here == '"') {
        SkipString();
      } else if (here == '{' || here == '[') {
        ++depth, ++at_;
      } else if (here == '}' || here == ']') {
        --depth, ++at_;
      } else if (here == ',' || here == ':') {
        ++at_;
      } else {
        while (at_ < text_.size() && !IsOneOf(",:]} \t\r\n")) ++at_;
      }
    } while (depth > 0 && at_ < text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string Unescaped(std::string_view step) {
  std::string plain{};
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size()) {
      plain += step[++i] == '1' ? '/' : '~';
    } else {
      plain += step[i];
    }
  }
  return plain;
}

}  // namespace

int LineOfPointer(std::string_view text, std::string_view pointer) {
  Walker walker(text);
  std::size_t found = walker.at();
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t slash = pointer.find('/');
    if (!walker.Enter(Unescaped(pointer.substr(0, slash)))) break;
    found = walker.at();
    pointer = slash == std::string_view::npos ? std::string_view() : pointer.substr(slash);
  }
  return static_cast<int>(LineOf(text, found));
}

}  // namespace authmock
