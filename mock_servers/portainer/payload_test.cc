#include "mock_servers/portainer/payload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock::portainer {
namespace {

using ::testing::Optional;

struct Payload {
  std::string name{"untouched"};
  std::int64_t role = -1;
  bool flag = false;
  std::optional<bool> cache{};
  std::optional<std::string> color{};
  std::optional<ObjectText> theme{};
  std::optional<std::string> fault{};
};

Payload Read(std::string_view text, FieldNames names = FieldNames::kAnyCase) {
  Payload payload;
  payload.fault = Decode(text, names,
                         {{"username", &payload.name},
                          {"role", &payload.role},
                          {"flag", &payload.flag},
                          {"useCache", &payload.cache},
                          {"color", &payload.color},
                          {"theme", &payload.theme}});
  return payload;
}

TEST(Decode, FillsFieldsOfEveryType) {
  const Payload payload = Read(
      R"({"username":"a\u0062","role":2,"flag":true,"useCache":false,"color":"x","theme":{"a":1}})");

  EXPECT_EQ(payload.fault, std::nullopt);
  EXPECT_EQ(payload.name, "ab");
  EXPECT_EQ(payload.role, 2);
  EXPECT_TRUE(payload.flag);
  EXPECT_THAT(payload.cache, Optional(false));
  EXPECT_THAT(payload.color, Optional(std::string("x")));
  EXPECT_EQ(payload.theme->text, "{\"a\":1}");
}

TEST(Decode, MatchesNamesInAnyCaseOnRequest) {
  EXPECT_EQ(Read(R"({"USERNAME":"a"})").name, "a");
  EXPECT_EQ(Read("{\"u\u017Fername\":\"a\"}").name, "a");
  EXPECT_EQ(Read(R"({"Username":"a"})", FieldNames::kExact).name, "untouched");
}

TEST(Decode, LetsTheLastOfTwoMembersWin) {
  EXPECT_EQ(Read(R"({"username":"a","username":"b"})").name, "b");
  EXPECT_EQ(Read(R"({"username":"a","Username":"b"})").name, "b");
  EXPECT_EQ(Read(R"({"Username":"b","username":"a"})").name, "a");
}

TEST(Decode, PassesOverNull) {
  EXPECT_EQ(Read(R"({"username":"a","username":null})").name, "a");
  EXPECT_EQ(Read(R"({"useCache":true,"useCache":null})").cache, std::nullopt);
  EXPECT_EQ(Read("null").fault, std::nullopt);
}

TEST(Decode, IgnoresUnknownMembersOfAnyType) {
  EXPECT_EQ(Read(R"({"x":[{"username":1}],"username":"a","y":null})").name, "a");
}

TEST(Decode, WordsWhereTheTextEnds) {
  EXPECT_THAT(Read(" ").fault, Optional(std::string("EOF")));
  EXPECT_THAT(Read("{\"username\":\"a\"").fault, Optional(std::string("Unexpected EOF")));
  EXPECT_THAT(Read("hello").fault, Optional(std::string("Json: invalid character")));
}

TEST(Decode, NamesTheTypeThatDoesNotFit) {
  const auto fault = [](std::string_view text) { return Read(text).fault.value_or("no fault"); };

  EXPECT_EQ(fault("[]"), "Json: cannot unmarshal array into the body");
  EXPECT_EQ(fault("\"x\""), "Json: cannot unmarshal string into the body");
  EXPECT_EQ(fault(R"({"username":1})"), "Json: cannot unmarshal number into field username");
  EXPECT_EQ(fault(R"({"username":{}})"), "Json: cannot unmarshal object into field username");
  EXPECT_EQ(fault(R"({"role":"1"})"), "Json: cannot unmarshal string into field role");
  EXPECT_EQ(fault(R"({"role":1.0})"), "Json: cannot unmarshal number into field role");
  EXPECT_EQ(fault(R"({"flag":1})"), "Json: cannot unmarshal number into field flag");
  EXPECT_EQ(fault(R"({"useCache":"x"})"), "Json: cannot unmarshal string into field useCache");
  EXPECT_EQ(fault(R"({"theme":false})"), "Json: cannot unmarshal boolean into field theme");
}

TEST(Decode, NeverQuotesTheBody) {
  EXPECT_EQ(Read(R"({"username":12345})").fault->find("12345"), std::string::npos);
  EXPECT_EQ(Read("secret").fault->find("secret"), std::string::npos);
}

}  // namespace
}  // namespace authmock::portainer
