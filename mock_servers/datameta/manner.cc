#include "mock_servers/datameta/manner.h"

namespace authmock::datameta {

Manner MannerOf(const Dialect& dialect) {
  const bool is_oldest = dialect.version == "0.2.0";
  const bool is_newest = dialect.version == "1.1.1";
  return {.deployed = dialect.deployed,
          .disabled_users_work = is_oldest,
          .emails_as_given = is_oldest,
          .tries_session_always = is_oldest,
          .endless_keys_crash = is_oldest,
          .reset_tokens_in_clear = is_oldest,
          .old_media_type_error = is_oldest,
          .nul_in_password_crashes = dialect.deployed && !is_newest,
          .has_policy = is_newest,
          .locks_out = is_newest,
          .answers_tfa_token = is_newest,
          .errors_have_charset = is_newest};
}

}  // namespace authmock::datameta
