#include "base/rsa.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>

#include "base/crypto.h"

namespace authmock {
namespace {

constexpr unsigned long kExponent = 65537;

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(BIGNUM* number) const { BN_clear_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
  void operator()(OSSL_PARAM* params) const { OSSL_PARAM_free(params); }
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

// Arithmetic on numbers of our own making fails only when memory is out.
void Must(bool ok) {
  if (!ok) std::abort();
}

Owned<BIGNUM> NewNumber() {
  Owned<BIGNUM> number(BN_new());
  Must(number != nullptr);
  return number;
}

// Numbers drawn from a seed: SHA-256 over the seed and a counter.
class Source {
 public:
  explicit Source(std::string_view seed) : key_(Hash::kSha256, seed) {}

  // An odd number of exactly `bits` whose two highest bits are set, so that the product of two of
  // them has exactly 2 * bits.
  Owned<BIGNUM> OddNumber(int bits) {
    std::string bytes;
    const std::size_t size = static_cast<std::size_t>(bits + 7) / 8;
    while (bytes.size() < size) bytes += key_.Sign(std::to_string(counter_++));
    Owned<BIGNUM> number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(size), nullptr));
    Must(number != nullptr);
    BN_mask_bits(number.get(), bits);  // reports "nothing to mask" as a failure
    Must(BN_set_bit(number.get(), bits - 1) && BN_set_bit(number.get(), bits - 2) &&
         BN_set_bit(number.get(), 0));
    return number;
  }

 private:
  Hmac key_;
  std::uint64_t counter_ = 0;
};

// The first prime at or above a drawn number; drawn again in the rare case that it has a bit more
// or that p - 1 has a factor in common with the exponent.
Owned<BIGNUM> DrawPrime(Source& source, int bits, BN_CTX* context) {
  while (true) {
    Owned<BIGNUM> number = source.OddNumber(bits);
    int is_prime = 0;
    while ((is_prime = BN_check_prime(number.get(), context, nullptr)) == 0) {
      Must(BN_add_word(number.get(), 2));
    }
    Must(is_prime == 1);
    if (BN_num_bits(number.get()) == bits && BN_mod_word(number.get(), kExponent) != 1) {
      return number;
    }
  }
}

// All numbers of RFC 8017 section 3.2 that OpenSSL wants.
struct Numbers {
  Owned<BIGNUM> n = NewNumber(), e = NewNumber(), d = NewNumber(), p, q, dp = NewNumber(),
                dq = NewNumber(), q_inverse = NewNumber();
};

Numbers Complete(Owned<BIGNUM> p, Owned<BIGNUM> q, BN_CTX* context) {
  Numbers key;
  const Owned<BIGNUM> p1 = NewNumber(), q1 = NewNumber(), phi = NewNumber();
  Must(BN_set_word(key.e.get(), kExponent) && BN_mul(key.n.get(), p.get(), q.get(), context) &&
       BN_sub(p1.get(), p.get(), BN_value_one()) && BN_sub(q1.get(), q.get(), BN_value_one()) &&
       BN_mul(phi.get(), p1.get(), q1.get(), context) &&
       BN_mod_inverse(key.d.get(), key.e.get(), phi.get(), context) &&
       BN_mod(key.dp.get(), key.d.get(), p1.get(), context) &&
       BN_mod(key.dq.get(), key.d.get(), q1.get(), context) &&
       BN_mod_inverse(key.q_inverse.get(), q.get(), p.get(), context));
  key.p = std::move(p);
  key.q = std::move(q);
  return key;
}

RsaKey Build(const Numbers& key) {
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  Must(builder != nullptr);
  const std::pair<const char*, const BIGNUM*> numbers[] = {
      {OSSL_PKEY_PARAM_RSA_N, key.n.get()},
      {OSSL_PKEY_PARAM_RSA_E, key.e.get()},
      {OSSL_PKEY_PARAM_RSA_D, key.d.get()},
      {OSSL_PKEY_PARAM_RSA_FACTOR1, key.p.get()},
      {OSSL_PKEY_PARAM_RSA_FACTOR2, key.q.get()},
      {OSSL_PKEY_PARAM_RSA_EXPONENT1, key.dp.get()},
      {OSSL_PKEY_PARAM_RSA_EXPONENT2, key.dq.get()},
      {OSSL_PKEY_PARAM_RSA_COEFFICIENT1, key.q_inverse.get()},
  };
  for (const auto& [name, number] : numbers) {
    Must(OSSL_PARAM_BLD_push_BN(builder.get(), name, number));
  }
  const Owned<OSSL_PARAM> params(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* made = nullptr;
  Must(params && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
       EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_KEYPAIR, params.get()) == 1);
  return RsaKey(made);
}

// An encrypted key is refused; OpenSSL would ask the terminal for the password.
int NoPassword(char*, int, int, void*) { return -1; }

}  // namespace

Result<RsaKey> ReadRsaKey(std::string_view pem) {
  RsaKey key;
  if (pem.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    const Owned<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Must(bio != nullptr);
    key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassword, nullptr));
    ERR_clear_error();
  }
  if (!key) {
    return Fail("",
                "is no private key in PEM that can be read without a password; make one with "
                "`openssl genrsa 2048`");
  }
  if (!EVP_PKEY_is_a(key.get(), "RSA")) {
    return Fail("", std::string("is a private key of type ") + EVP_PKEY_get0_type_name(key.get()) +
                        ", not RSA; make one with `openssl genrsa 2048`");
  }
  return key;
}

RsaKey MakeRsaKey(std::string_view seed, int bits) {
  const Owned<BN_CTX> context(BN_CTX_new());
  Must(context != nullptr);
  Source source(seed);
  Owned<BIGNUM> p = DrawPrime(source, (bits + 1) / 2, context.get());
  Owned<BIGNUM> q = DrawPrime(source, bits / 2, context.get());
  return Build(Complete(std::move(p), std::move(q), context.get()));
}

}  // namespace authmock
