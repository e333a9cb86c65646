#include "mock_servers/datameta/password_policy.h"

#include <cstddef>
#include <unordered_set>

#include "mock_servers/python/python_chars.h"
#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

bool IsPunctuation(char32_t c) {
  const bool is_visible = c > 0x20 && c < 0x7F;
  return is_visible && !IsPythonAlpha(c) && !IsPythonDigit(c);
}

struct Classes {
  int capitals = 0;
  int small_letters = 0;
  int punctuation = 0;
  int digits = 0;
  std::string others{};  // each once, with commas; the real server's order is that of a set
};

Classes ClassesOf(std::string_view password) {
  Classes classes;
  std::unordered_set<char32_t> others;
  for (std::size_t at = 0; at < password.size();) {
    const std::size_t from = at;
    const char32_t c = NextPythonChar(password, at);
    if (IsPythonAlpha(c)) {
      ++(IsPythonUpper(c) ? classes.capitals : classes.small_letters);
    } else if (IsPythonDigit(c)) {
      ++classes.digits;
    } else if (IsPunctuation(c)) {
      ++classes.punctuation;
    } else if (others.insert(c).second) {
      if (!classes.others.empty()) classes.others += ',';
      classes.others += password.substr(from, at - from);
    }
  }
  return classes;
}

bool IsShort(std::string_view password, const PasswordPolicy& policy) {
  return PythonLength(password) < static_cast<std::size_t>(policy.length);
}

}  // namespace

std::optional<std::string> FaultOfPassword(std::string_view password,
                                           const PasswordPolicy& policy) {
  if (!IsShort(password, policy)) return std::nullopt;
  return "The password has to have a length of at least " + std::to_string(policy.length) +
         " characters.";
}

std::optional<std::string> FaultUnderPolicy(std::string_view password,
                                            const PasswordPolicy& policy) {
  if (IsShort(password, policy)) {
    return "The password must be at least " + std::to_string(policy.length) + " characters long.";
  }
  const Classes classes = ClassesOf(password);
  if (classes.capitals < policy.capitals || classes.small_letters < policy.small_letters ||
      classes.digits < policy.digits || classes.punctuation < policy.punctuation) {
    return "Password must contain at least " + std::to_string(policy.capitals) +
           " uppercase characters, " + std::to_string(policy.small_letters) +
           " lowercase character(s), " + std::to_string(policy.punctuation) +
           " punctuation mark(s), and " + std::to_string(policy.digits) + " digit(s).";
  }
  if (!classes.others.empty()) return "Invalid password characters: " + classes.others;
  return std::nullopt;
}

}  // namespace authmock::datameta
