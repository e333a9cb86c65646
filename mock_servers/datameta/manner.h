// What the emulated server does in one dialect and not in another.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_MANNER_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_MANNER_H_

#include "schemas/contract/dialect.h"

namespace authmock::datameta {

struct Manner {
  // Of the real server, whichever its version: it crashes, negotiates, sets cookies, reads
  // credentials and ids its own way, and has a page for what it does not find.
  bool deployed = false;

  // Of 0.2.0.
  bool disabled_users_work = false;
  bool emails_as_given = false;       // not lower-cased before the look-up
  bool tries_session_always = false;  // even after a bearer of good form that nobody has
  bool endless_keys_crash = false;
  bool reset_tokens_in_clear = false;
  bool old_media_type_error = false;

  // Up to 1.0.1.
  bool nul_in_password_crashes = false;

  // Of 1.1.1.
  bool has_policy = false;  // and a history of passwords
  bool locks_out = false;
  bool answers_tfa_token = false;
  bool errors_have_charset = false;
};

Manner MannerOf(const Dialect& dialect);

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_MANNER_H_
