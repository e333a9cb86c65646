#include "conformance/engine/template.h"

#include <charconv>

namespace authmock {
namespace {

using Piece = Template::Piece;
using Root = Template::Root;

constexpr std::size_t kMostBytes = 16u << 20;

// The end of a template that begins at `at`: braces may be nested, as in set_claim's JSON.
std::size_t ClosingBrace(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

Result<Piece> ReadRepeat(std::string_view inside) {
  const std::string_view arguments = inside.substr(std::string_view("repeat:").size());
  const std::size_t colon = arguments.rfind(':');
  Piece piece{.root = Root::kRepeat};
  if (colon != std::string_view::npos && colon > 0) {
    const std::string_view digits = arguments.substr(colon + 1);
    piece.text = arguments.substr(0, colon);
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), piece.count);
    if (error == std::errc() && stop == digits.data() + digits.size() &&
        piece.count <= kMostBytes / piece.text.size()) {
      return piece;
    }
  }
  return Fail("${" + std::string(inside) + "}", "needs a text and a number: ${repeat:X:N}");
}

// With what stands after the bar of `inside`, if there is one.
Result<Piece> WithAlteration(Piece piece, std::string_view inside, std::size_t bar) {
  if (bar == std::string_view::npos) return piece;
  Result<Alteration> alteration = Alteration::Parse(inside.substr(bar + 1));
  if (!alteration) return Fail("${" + std::string(inside) + "}", alteration.error().Text());
  piece.alteration = std::move(*alteration);
  return piece;
}

Result<Piece> ReadNow(std::string_view inside) {
  const std::size_t bar = inside.find('|');
  std::string_view shift = inside.substr(0, bar).substr(std::string_view("now").size());
  if (shift.empty()) return WithAlteration({.root = Root::kNow}, inside, bar);
  const bool back = shift.front() == '-';
  if (back || shift.front() == '+') {
    const Result<Duration> by = ParseDuration(shift.substr(1));
    if (by) return WithAlteration({.root = Root::kNow, .shift = back ? -*by : *by}, inside, bar);
  }
  return Fail("${" + std::string(inside) + "}", "only a duration may be added: ${now+1h}");
}

Result<Piece> ReadName(std::string_view inside) {
  const std::size_t bar = inside.find('|');
  const std::string_view name = inside.substr(0, bar);
  constexpr std::pair<std::string_view, Root> kRoots[] = {
      {"given.", Root::kGiven}, {"saved.", Root::kSaved}, {"env.", Root::kEnv}};
  for (const auto& [prefix, root] : kRoots) {
    if (!name.starts_with(prefix) || name.size() == prefix.size()) continue;
    return WithAlteration({.root = root, .text = std::string(name.substr(prefix.size()))}, inside,
                          bar);
  }
  return Fail("${" + std::string(inside) + "}",
              "is none of ${given.NAME}, ${saved.NAME}, ${env.NAME}, ${now}, ${repeat:X:N}");
}

Result<Piece> ReadPiece(std::string_view inside) {
  if (inside.starts_with("repeat:")) return ReadRepeat(inside);
  const std::string_view name = inside.substr(0, inside.find('|'));
  if (name == "now" || name.starts_with("now+") || name.starts_with("now-")) {
    return ReadNow(inside);
  }
  return ReadName(inside);
}

Result<std::string> TextOf(const Json& value, const std::string& name) {
  if (const auto* text = value.get_ptr<const std::string*>()) return *text;
  if (value.is_number() || value.is_boolean()) return WriteJson(value);
  return Fail("", name + " is " + std::string(TypeName(value)) + ", which is no text");
}

std::string Repeated(const std::string& text, std::size_t count) {
  if (text.size() == 1) return std::string(count, text.front());
  std::string repeated{};
  repeated.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

// `value`, which `name` stands for, after the piece's alteration.
Result<Json> Altered(const Piece& piece, const Json& value, const std::string& name) {
  if (!piece.alteration) return value;
  const Result<std::string> text = TextOf(value, name);
  if (!text) return tl::unexpected(text.error());
  const Result<std::string> altered = piece.alteration->Apply(*text);
  if (!altered) return Fail("", name + ": " + altered.error().Text());
  return Json(*altered);
}

Result<Json> Named(const Piece& piece, const TemplateScope& scope) {
  const bool given = piece.root == Root::kGiven;
  const std::string name = (given ? "given." : "saved.") + piece.text;
  const Json* value = FindDotted(given ? scope.given : scope.saved, piece.text);
  if (value == nullptr) return Fail("", "there is no " + name);
  return Altered(piece, *value, name);
}

Result<Json> NowText(const Piece& piece, const TemplateScope& scope) {
  if (!scope.now) return Fail("", "nobody tells the time here");
  const Result<Time> now = scope.now();
  if (!now) return tl::unexpected(now.error());
  return Altered(piece, FormatRfc3339(*now + piece.shift), "now");
}

Result<Json> FillPiece(const Piece& piece, const TemplateScope& scope) {
  switch (piece.root) {
    case Root::kLiteral:
      return Json(piece.text);
    case Root::kRepeat:
      return Json(Repeated(piece.text, piece.count));
    case Root::kNow:
      return NowText(piece, scope);
    case Root::kEnv: {
      const std::optional<std::string> value = scope.env ? scope.env(piece.text) : std::nullopt;
      if (!value) return Fail("", "the environment has no " + piece.text);
      return Json(*value);
    }
    case Root::kGiven:
    case Root::kSaved:
      break;
  }
  return Named(piece, scope);
}

}  // namespace

const Json* FindDotted(const Json& object, std::string_view name) {
  const Json* at = &object;
  while (at != nullptr) {
    const std::size_t dot = name.find('.');
    at = At(*at, Child("", name.substr(0, dot)));
    if (dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  return at;
}

Result<Template> Template::Parse(std::string_view text) {
  Template parsed{};
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find("${", at);
    if (begin != at) {
      const std::size_t length = begin == std::string_view::npos ? begin : begin - at;
      parsed.pieces_.push_back({.text = std::string(text.substr(at, length))});
    }
    if (begin == std::string_view::npos) break;
    const std::size_t end = ClosingBrace(text, begin + 1);
    if (end == std::string_view::npos) {
      return Fail("\"" + std::string(text.substr(begin, 40)) + "\"", "has no closing brace");
    }
    Result<Piece> piece = ReadPiece(text.substr(begin + 2, end - begin - 2));
    if (!piece) return tl::unexpected(piece.error());
    parsed.pieces_.push_back(std::move(*piece));
    at = end + 1;
  }
  return parsed;
}

Result<Json> Template::Fill(const TemplateScope& scope) const {
  if (pieces_.size() == 1) return FillPiece(pieces_.front(), scope);
  std::string filled{};
  for (const Piece& piece : pieces_) {
    const Result<Json> value = FillPiece(piece, scope);
    if (!value) return value;
    const Result<std::string> text = TextOf(*value, piece.text);
    if (!text) return tl::unexpected(text.error());
    filled += *text;
  }
  return Json(filled);
}

Result<Json> FillJson(const Json& value, const TemplateScope& scope) {
  if (const auto* text = value.get_ptr<const std::string*>()) {
    const Result<Template> parsed = Template::Parse(*text);
    if (!parsed) return tl::unexpected(parsed.error());
    return parsed->Fill(scope);
  }
  Json filled = value;
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      Result<Json> inner = FillJson(member, scope);
      if (!inner) return inner;
      filled[name] = std::move(*inner);
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      Result<Json> inner = FillJson(value[i], scope);
      if (!inner) return inner;
      filled[i] = std::move(*inner);
    }
  }
  return filled;
}

Result<std::string> FillText(std::string_view text, const TemplateScope& scope) {
  const Result<Json> filled = FillJson(Json(std::string(text)), scope);
  if (!filled) return tl::unexpected(filled.error());
  return TextOf(*filled, std::string(text));
}

}  // namespace authmock
