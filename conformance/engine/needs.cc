#include "conformance/engine/needs.h"

#include <algorithm>
#include <optional>
#include <set>

#include "conformance/engine/template.h"

namespace authmock {
namespace {

// Walks over the steps in order and remembers what was saved so far.
class NeedFinder {
 public:
  void operator()(const SendStep& step) {
    Look(step.send);
    Look(step.expect);
    for (const Save& save : step.saves) saved_.insert(save.name);
  }
  void operator()(const AdvanceStep&) { Add({Need::Kind::kAdvance}); }
  void operator()(const ResetStep&) { Add({Need::Kind::kReset}); }
  void operator()(const StateStep& step) {
    // What a state changes must not meet the next case.
    Add({Need::Kind::kReset});
    Add({Need::Kind::kState});
    Look(step.params);
  }

  const std::optional<Error>& error() const { return error_; }
  std::vector<Need> needs() && { return std::move(needs_); }

 private:
  void Add(Need need) {
    if (std::ranges::find(needs_, need) == needs_.end()) needs_.push_back(std::move(need));
  }

  void Look(const Send& send) {
    if (send.json) Look(*send.json);
    for (const std::string* text : {&send.bearer, &send.target}) Look(*text);
    if (send.text) Look(*send.text);
    for (const Fields* fields :
         {&send.form, &send.query, &send.headers, &send.cookies, &send.path}) {
      for (const auto& [name, value] : *fields) Look(value);
    }
    if (!send.from.empty()) Add({Need::Kind::kFrom});
    if (!send.omit.empty() || send.http_version == "1.0" || send.ordered_headers) {
      Add({Need::Kind::kExactWire});
    }
  }

  void Look(const Expect& expect) {
    if (expect.json) Look(*expect.json);
    if (expect.equals) Look(*expect.equals);
    if (expect.text) Look(*expect.text);
    for (const HeaderExpect& header : expect.headers) Look(header.text.value_or(""));
    for (const auto& [pointer, members] : expect.claims) Look(members);
  }

  void Look(const Json& value) {
    if (const auto* text = value.get_ptr<const std::string*>()) return Look(*text);
    if (value.is_structured()) {
      for (const Json& inner : value) Look(inner);
    }
  }

  void Look(const std::string& text) {
    const Result<Template> parsed = Template::Parse(text);
    if (!parsed) {
      if (!error_) error_ = parsed.error();
      return;
    }
    for (const Template::Piece& piece : parsed->pieces()) {
      if (piece.root == Template::Root::kGiven) Add({Need::Kind::kGiven, piece.text});
      if (piece.root == Template::Root::kEnv) Add({Need::Kind::kEnv, piece.text});
      if (piece.root == Template::Root::kSaved) LookUp(piece.text);
    }
  }

  void LookUp(const std::string& name) {
    if (saved_.contains(name.substr(0, name.find('.'))) || error_) return;
    error_ = Error{"${saved." + name + "}", "no earlier step saves it"};
  }

  std::set<std::string> saved_{};
  std::vector<Need> needs_{};
  std::optional<Error> error_{};
};

}  // namespace

Result<std::vector<Need>> NeedsOf(const std::vector<Step>& steps) {
  NeedFinder finder{};
  for (const Step& step : steps) std::visit(finder, step);
  if (finder.error()) return tl::unexpected(*finder.error());
  return std::move(finder).needs();
}

}  // namespace authmock
