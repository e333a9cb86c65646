#include "schemas/contract/formats.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

namespace authmock {
namespace {

bool Fits(std::string_view format, std::string_view text) { return FindFormat(format)->text(text); }

bool FitsNumber(std::string_view format, const Json& number) {
  return FindFormat(format)->number(number);
}

// What the official suite does not ask.
struct Sample {
  std::string format{};
  std::vector<std::string> good{};
  std::vector<std::string> bad{};
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.format; }

class TextFormats : public testing::TestWithParam<Sample> {};

TEST_P(TextFormats, TakeWhatFits) {
  for (const std::string& text : GetParam().good)
    EXPECT_TRUE(Fits(GetParam().format, text)) << text;
}

TEST_P(TextFormats, RefuseWhatDoesNot) {
  for (const std::string& text : GetParam().bad)
    EXPECT_FALSE(Fits(GetParam().format, text)) << text;
}

const Sample kSamples[] = {
    {"byte", {"", "aGk=", "aGkh", "aA=="}, {"a", "aGk", "aG k", "aGk-", "=aGk"}},
    {"date",
     {"2024-02-29", "2000-02-29", "1999-12-31"},
     {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-01-01", "2024-1-1",
      "2024-01-01Z", ""}},
    {"time",
     {"12:00:00Z", "12:00:00.123456789+23:59", "23:59:60Z", "15:59:60-08:00"},
     {"24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:60Z", "12:00:00", "12:00:00.Z",
      "12:00:00+24:00", "12:00Z"}},
    {"date-time",
     {"2024-02-29T12:00:00Z", "2024-02-29t12:00:00z"},
     {"2024-02-29 12:00:00Z", "2024-02-30T12:00:00Z", "2024-02-29", "2024-02-29T", ""}},
    {"email", {"a@b", "first.last+tag@mail.example"}, {"a", "@b", "a@", "a..b@c", "a@-b", "a b@c"}},
    {"hostname",
     {"a", "a-b.example", "9.example"},
     {"", "a..b", ".a", "a.", "-a", "a-", "a_b", std::string(64, 'a')}},
    {"ipv4",
     {"0.0.0.0", "255.255.255.255"},
     {"256.0.0.1", "1.2.3", "1.2.3.4.", "01.2.3.4", "1.2.3.4.5", "a.b.c.d", ""}},
    {"ipv6",
     {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4"},
     {"", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::1.2.3",
      "1.2.3.4::", "1:2:3:4:5:6:7::8:9", "fe80::1%eth0"}},
    {"json-pointer", {"", "/", "/a~0b~1c/0"}, {"a", "/~2", "/~"}},
    {"regex", {"^a+$", ""}, {"(", "a{2,1}"}},
    {"uri",
     {"https://a.example/b?c#d", "urn:x:y", "mailto:a@b", "http://[::1]:80/"},
     {"/a", "//a", "a b:c", "http://a b/", "1a:b", ""}},
    {"uri-reference", {"", "/a", "//a/b", "a/b:c", "?q", "#f"}, {"a b", "1a:b", "%zz"}},
    {"uuid",
     {"0b7c2f9e-8f6e-4a55-9a6e-0f2b3c4d5e6f", "0B7C2F9E-8F6E-4A55-9A6E-0F2B3C4D5E6F"},
     {"0b7c2f9e8f6e4a559a6e0f2b3c4d5e6f", "0b7c2f9e-8f6e-4a55-9a6e-0f2b3c4d5e6",
      "{0b7c2f9e-8f6e-4a55-9a6e-0f2b3c4d5e6f}", "gb7c2f9e-8f6e-4a55-9a6e-0f2b3c4d5e6f", ""}},
};
INSTANTIATE_TEST_SUITE_P(Samples, TextFormats, testing::ValuesIn(kSamples),
                         [](const testing::TestParamInfo<Sample>& info) {
                           std::string name = info.param.format;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Formats, BoundIntegers) {
  EXPECT_TRUE(FitsNumber("int32", INT32_MAX));
  EXPECT_TRUE(FitsNumber("int32", INT32_MIN));
  EXPECT_TRUE(FitsNumber("int32", 1.0));
  EXPECT_FALSE(FitsNumber("int32", std::int64_t{INT32_MAX} + 1));
  EXPECT_FALSE(FitsNumber("int32", std::int64_t{INT32_MIN} - 1));
  EXPECT_FALSE(FitsNumber("int32", 1.5));
  EXPECT_TRUE(FitsNumber("int64", INT64_MIN));
  EXPECT_TRUE(FitsNumber("int64", INT64_MAX));
  EXPECT_FALSE(FitsNumber("int64", std::uint64_t{INT64_MAX} + 1));
  EXPECT_FALSE(FitsNumber("int64", 1e19));
}

TEST(Formats, AskNothingOfPasswordsAndFloats) {
  for (const char* name : {"password", "float", "double"}) {
    ASSERT_NE(FindFormat(name), nullptr);
    EXPECT_EQ(FindFormat(name)->text, nullptr);
    EXPECT_EQ(FindFormat(name)->number, nullptr);
  }
}

TEST(Formats, AreNamedWhenAskedForAnother) {
  EXPECT_EQ(FindFormat("iri"), nullptr);
  EXPECT_EQ(FormatNames(),
            "byte, date, date-time, double, email, float, hostname, int32, int64, ipv4, ipv6, "
            "json-pointer, password, regex, time, uri, uri-reference, uuid");
}

}  // namespace
}  // namespace authmock
