// Which new passwords the server takes.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_PASSWORD_POLICY_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_PASSWORD_POLICY_H_

#include <optional>
#include <string>
#include <string_view>

namespace authmock::datameta {

struct PasswordPolicy {
  int length = 10;  // code points
  // Of release 1.1.1 only.
  int capitals = 1;
  int small_letters = 1;  // every letter that is no capital
  int punctuation = 1;    // of ASCII
  int digits = 1;
};

// What is wrong with a new password, as releases up to 1.0.1 put it; nullopt: nothing.
std::optional<std::string> FaultOfPassword(std::string_view password, const PasswordPolicy& policy);

// As release 1.1.1 has it: length, classes, then characters of no class, which it lists.
std::optional<std::string> FaultUnderPolicy(std::string_view password,
                                            const PasswordPolicy& policy);

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_PASSWORD_POLICY_H_
