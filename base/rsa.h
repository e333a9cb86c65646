// RSA keys as OpenSSL holds them, for jwt.cc.
#ifndef AUTHMOCK_BASE_RSA_H_
#define AUTHMOCK_BASE_RSA_H_

#include <openssl/evp.h>

#include <memory>
#include <string_view>

#include "base/result.h"

namespace authmock {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using RsaKey = std::unique_ptr<EVP_PKEY, FreeKey>;

// Reads a private key in PEM (PKCS #1 or #8, not encrypted).
Result<RsaKey> ReadRsaKey(std::string_view pem);

// A key of `bits` (512 to 16384) and exponent 65537 whose primes are drawn from `seed` alone.
RsaKey MakeRsaKey(std::string_view seed, int bits);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_RSA_H_
