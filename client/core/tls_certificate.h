// A certificate for 127.0.0.1 that signs itself, made when a test needs one.
#ifndef AUTHMOCK_CLIENT_CORE_TLS_CERTIFICATE_H_
#define AUTHMOCK_CLIENT_CORE_TLS_CERTIFICATE_H_

#include <openssl/ssl.h>

#include <string>

namespace authmock {

// A server's TLS context with a fresh certificate, which is also written to `pem_file`. The caller
// frees it.
SSL_CTX* NewServerContext(const std::string& pem_file);

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_TLS_CERTIFICATE_H_
