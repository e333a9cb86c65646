#include "schemas/contract/router.h"

#include <algorithm>
#include <optional>

namespace authmock {
namespace {

// The path of a target: of "http://host/a?b" it is "/a". Empty if there is none.
std::string_view PathOf(std::string_view target) {
  std::string_view path = target.substr(0, target.find('?'));
  if (path.starts_with('/')) return path;
  const std::size_t scheme = path.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t slash = path.find('/', scheme + 3);
  return slash == std::string_view::npos ? "/" : path.substr(slash);
}

// Takes the first segment off "/a/b".
std::string_view TakeSegment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

// A segment with a bad escape keeps its text.
std::string Decoded(std::string_view segment) {
  return PercentDecode(segment).value_or(std::string(segment));
}

bool IsVariable(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

std::vector<std::string> VariablesOf(std::string_view path_template) {
  std::vector<std::string> names{};
  while (path_template.starts_with('/')) {
    const std::string_view segment = TakeSegment(path_template);
    if (IsVariable(segment)) names.emplace_back(segment.substr(1, segment.size() - 2));
  }
  return names;
}

std::size_t Router::Grow(std::size_t branch, std::string_view segment) {
  const std::size_t grown = branches_.size();
  if (IsVariable(segment)) {
    if (branches_[branch].variable != 0) return branches_[branch].variable;
    branches_[branch].variable = grown;
  } else {
    for (const auto& [text, next] : branches_[branch].fixed) {
      if (text == segment) return next;
    }
    branches_[branch].fixed.emplace_back(segment, grown);
  }
  branches_.emplace_back();
  return grown;
}

Result<void> Router::Add(std::string_view prefix, const Operation& operation) {
  const std::string path = operation.prefix.value_or(std::string(prefix)) + operation.path;
  std::size_t branch = 0;
  for (std::string_view rest = path; rest.starts_with('/');) {
    branch = Grow(branch, TakeSegment(rest));
  }
  Branch& end = branches_[branch];
  const auto same_method = [&](const Operation* other) {
    return other->method == operation.method;
  };
  if (!end.operations.empty() && end.names != VariablesOf(path)) {
    return Fail(operation.pointer, "\"" + operation.path + "\" fits the same paths as \"" +
                                       end.operations.front()->path + "\"; join the two");
  }
  if (std::ranges::any_of(end.operations, same_method)) {
    return Fail(operation.pointer, "this path has the method twice");
  }
  end.operations.push_back(&operation);
  end.names = VariablesOf(path);
  return {};
}

// Calls `visit` for each branch with operations that the path leads to, the most specific first,
// until it returns true.
template <typename Visit>
bool Router::Walk(std::size_t branch, std::string_view rest,
                  std::vector<std::string_view>& variables, const Visit& visit) const {
  const Branch& here = branches_[branch];
  if (rest.empty()) return !here.operations.empty() && visit(here);
  const std::string_view raw = TakeSegment(rest);
  std::optional<std::string> decoded{};
  if (raw.find('%') != std::string_view::npos) decoded = Decoded(raw);
  const std::string_view segment = decoded ? std::string_view(*decoded) : raw;
  for (const auto& [text, next] : here.fixed) {
    if (text == segment && Walk(next, rest, variables, visit)) return true;
  }
  if (here.variable == 0 || segment.empty()) return false;
  variables.push_back(raw);
  if (Walk(here.variable, rest, variables, visit)) return true;
  variables.pop_back();
  return false;
}

Match Router::Find(std::string_view method, std::string_view target) const {
  Match match{};
  std::vector<std::string_view> variables{};
  Walk(0, PathOf(target), variables, [&](const Branch& branch) {
    for (const Operation* operation : branch.operations) {
      if (operation->method != method) {
        const bool is_new =
            std::ranges::find(match.methods, operation->method) == match.methods.end();
        if (is_new) match.methods.push_back(operation->method);
        continue;
      }
      match.operation = operation;
      for (std::size_t i = 0; i < variables.size(); ++i) {
        match.variables.emplace_back(branch.names[i], Decoded(variables[i]));
      }
      return true;
    }
    return false;
  });
  if (match) match.methods.clear();
  return match;
}

}  // namespace authmock
