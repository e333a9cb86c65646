#include "base/crypto.h"

#include <crypt.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace authmock {
namespace {

constexpr char kStandard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kUrlSafe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using Values = std::array<std::int8_t, 256>;

constexpr Values ValuesOf(const char* alphabet) {
  Values values{};
  values.fill(-1);
  for (int i = 0; i < 64; ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}

constexpr Values kStandardValues = ValuesOf(kStandard);
constexpr Values kUrlSafeValues = ValuesOf(kUrlSafe);

// Without padding.
std::string Encode(std::string_view bytes, const char* alphabet) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  const auto* byte = reinterpret_cast<const unsigned char*>(bytes.data());
  char* out = text.data();
  std::size_t left = bytes.size();
  for (; left >= 3; left -= 3, byte += 3) {
    *out++ = alphabet[byte[0] >> 2];
    *out++ = alphabet[(byte[0] << 4 | byte[1] >> 4) & 63];
    *out++ = alphabet[(byte[1] << 2 | byte[2] >> 6) & 63];
    *out++ = alphabet[byte[2] & 63];
  }
  if (left == 0) return text;
  *out++ = alphabet[byte[0] >> 2];
  *out++ = alphabet[(byte[0] << 4 | (left == 2 ? byte[1] >> 4 : 0)) & 63];
  if (left == 2) *out = alphabet[byte[1] << 2 & 63];
  return text;
}

// `text` without padding.
std::optional<std::string> Decode(std::string_view text, const Values& values, bool lenient_tail) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes(text.size() * 3 / 4, '\0');
  char* out = bytes.data();
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const int value = values[static_cast<unsigned char>(c)];
    if (value < 0) return std::nullopt;
    buffer = buffer << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      *out++ = static_cast<char>(buffer >> bits & 255);
    }
  }
  const std::uint32_t unused = buffer & ((1u << bits) - 1);
  if (unused != 0 && !lenient_tail) return std::nullopt;
  return bytes;
}

// An algorithm is looked up by name once: a lookup costs more than hashing a short text.
const EVP_MD* Algorithm(Hash hash) {
  static const std::array<const EVP_MD*, 4> kAlgorithms = {
      EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_fetch(nullptr, "SHA384", nullptr),
      EVP_MD_fetch(nullptr, "SHA512", nullptr), EVP_MD_fetch(nullptr, "SHA1", nullptr)};
  return kAlgorithms[static_cast<std::size_t>(hash)];
}

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

// Hashing with an algorithm that was found fails only when memory is out.
void Must(int ok) {
  if (ok != 1) std::abort();
}

Digest NewDigest() {
  Digest digest(EVP_MD_CTX_new());
  Must(digest != nullptr);
  return digest;
}

// The thread's own context to hash in, so that none is allocated for each text.
EVP_MD_CTX* Scratch() {
  static thread_local const Digest kScratch = NewDigest();
  return kScratch.get();
}

std::string Finish(EVP_MD_CTX* context) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  Must(EVP_DigestFinal_ex(context, bytes, &size));
  return {reinterpret_cast<const char*>(bytes), size};
}

std::string HashOf(Hash hash, std::string_view bytes) {
  EVP_MD_CTX* context = Scratch();
  Must(EVP_DigestInit_ex2(context, Algorithm(hash), nullptr));
  Must(EVP_DigestUpdate(context, bytes.data(), bytes.size()));
  return Finish(context);
}

}  // namespace

std::string Sha256(std::string_view bytes) { return HashOf(Hash::kSha256, bytes); }

// The states after the padded key, from which each signature starts: hash(outer hash(inner bytes)).
struct Hmac::Prepared {
  Digest inner = NewDigest();
  Digest outer = NewDigest();
};

Hmac::Hmac(Hash hash, std::string_view key) : prepared_(std::make_unique<Prepared>()) {
  const EVP_MD* algorithm = Algorithm(hash);
  const auto block = static_cast<std::size_t>(EVP_MD_get_block_size(algorithm));
  std::string padded = key.size() > block ? HashOf(hash, key) : std::string(key);
  padded.resize(block, '\0');
  const auto start = [&](EVP_MD_CTX* context, char pad) {
    std::string mixed = padded;
    for (char& byte : mixed) byte = static_cast<char>(byte ^ pad);
    Must(EVP_DigestInit_ex2(context, algorithm, nullptr));
    Must(EVP_DigestUpdate(context, mixed.data(), mixed.size()));
  };
  start(prepared_->inner.get(), 0x36);
  start(prepared_->outer.get(), 0x5c);
}

Hmac::~Hmac() = default;
Hmac::Hmac(Hmac&&) noexcept = default;
Hmac& Hmac::operator=(Hmac&&) noexcept = default;

std::string Hmac::Sign(std::string_view bytes) const {
  EVP_MD_CTX* context = Scratch();
  Must(EVP_MD_CTX_copy_ex(context, prepared_->inner.get()));
  Must(EVP_DigestUpdate(context, bytes.data(), bytes.size()));
  const std::string inner = Finish(context);
  Must(EVP_MD_CTX_copy_ex(context, prepared_->outer.get()));
  Must(EVP_DigestUpdate(context, inner.data(), inner.size()));
  return Finish(context);
}

bool EqualInConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Base64Encode(std::string_view bytes) {
  std::string text = Encode(bytes, kStandard);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string Base64UrlEncode(std::string_view bytes) { return Encode(bytes, kUrlSafe); }

std::optional<std::string> Base64Decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return Decode(text, kStandardValues, true);
}

std::optional<std::string> Base64UrlDecode(std::string_view text, bool lenient_tail) {
  return Decode(text, kUrlSafeValues, lenient_tail);
}

std::string HexEncode(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return text;
}

std::optional<std::string> HexDecode(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string Bcrypt(std::string_view password, std::string_view salt, int cost) {
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  if (!crypt_gensalt_rn("$2b$", static_cast<unsigned long>(cost), salt.data(),
                        static_cast<int>(salt.size()), setting, sizeof setting)) {
    return {};
  }
  const auto work = std::make_unique<crypt_data>();  // 32 KiB, much for a stack
  const std::string text(password.substr(0, 72));
  const char* hash = crypt_rn(text.c_str(), setting, work.get(), sizeof(crypt_data));
  return hash ? hash : "";
}

}  // namespace authmock
