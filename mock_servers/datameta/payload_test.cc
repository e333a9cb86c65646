#include "mock_servers/datameta/payload.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

constexpr Manner kDeployed{.deployed = true};
constexpr Manner kOldest{.deployed = true, .old_media_type_error = true};
constexpr Manner kDocumented{};

std::string Judge(std::string_view body, const Manner& manner = kDeployed,
                  const Shape& shape = kCreateTokenRequest,
                  std::string content_type = "application/json") {
  WsgiRequest request{.content_type = std::move(content_type), .body = body};
  const Payload payload = ReadPayload(request, shape, manner);
  switch (payload.verdict) {
    case Payload::Verdict::kGood:
      return "good " + PythonJsonCompact(payload.value);
    case Payload::Verdict::kCrashes:
      return "crash";
    case Payload::Verdict::kFaulty:
      break;
  }
  std::string faults;
  for (const Json& fault : payload.value) {
    faults += (faults.empty() ? "" : "; ") + TextAt(fault, "/exception") + ": " +
              TextAt(fault, "/message");
    if (fault.contains("field")) faults += " @" + TextAt(fault, "/field");
  }
  return faults;
}

std::string JudgeType(std::string content_type, const Manner& manner = kDeployed) {
  return Judge("{\"label\":\"x\"}", manner, kCreateTokenRequest, std::move(content_type));
}

TEST(ReadPayload, TakesAnObjectOfStrings) {
  EXPECT_EQ(Judge(R"({"label": "", "email": "\u00e9\ud800", "label": "b"})"),
            R"(good {"label":"b","email":"\u00e9\ud800"})");
}

TEST(ReadPayload, ComparesTheMediaTypeAsItIsWritten) {
  constexpr std::string_view kGood = R"(good {"label":"x"})";

  EXPECT_EQ(JudgeType("application/json; charset=utf-8"), kGood);
  EXPECT_EQ(JudgeType("application/json;"), kGood);
  for (const char* type : {"", "Application/JSON", "application/json ;a=b", "text/plain",
                           "application/vnd.api+json", "application/json, application/json"}) {
    const std::string_view named = type;
    EXPECT_EQ(JudgeType(type), "MediaTypeNotFound: Content for the following mimetype not found: " +
                                   std::string(named.substr(0, named.find(';'))) +
                                   ". Valid mimetypes: ['application/json']");
  }
  EXPECT_EQ(JudgeType("a/\xe9", kOldest),
            "InvalidContentType: Content for following mimetype not found: a/\xc3\xa9");
  EXPECT_EQ(JudgeType("Application/JSON", kDocumented), kGood);
}

TEST(ReadPayload, EchoesWhatItCannotRead) {
  const auto unreadable = [](const std::string& literal) {
    return "DeserializeError: Failed to deserialize value " + literal +
           " with style application/json";
  };

  EXPECT_EQ(Judge(""), unreadable("b''"));
  EXPECT_EQ(Judge("{\"email\":"), unreadable("b'{\"email\":'"));
  EXPECT_EQ(Judge("\xef\xbb\xbf{}"), unreadable(R"(b'\xef\xbb\xbf{}')"));
  EXPECT_EQ(Judge("it's"), unreadable("b\"it's\""));
}

TEST(ReadPayload, WantsAnObject) {
  EXPECT_EQ(Judge("[]"), "ValidationError: [] is not of type object");
  EXPECT_EQ(Judge("\"x\""), "ValidationError: 'x' is not of type object");
  EXPECT_EQ(Judge("NaN"), "ValidationError: nan is not of type object");
  EXPECT_EQ(Judge("[1.0, {\"a\": null}]"),
            "ValidationError: [1.0, {'a': None}] is not of type object");
}

TEST(ReadPayload, TellsFaultyThenMissingThenUnknownProperties) {
  EXPECT_EQ(Judge(R"({"extra": 1, "expires": 5, "email": null, "it's": 2})"),
            "ValidationError: None for not nullable @email; "
            "ValidationError: 5 is not of type string @expires; "
            "ValidationError: 'label' is a required property @label; "
            "ValidationError: Additional properties are not allowed ('extra', \"it's\" were "
            "unexpected)");
  EXPECT_EQ(Judge("{}", kDeployed, kPasswordChange),
            "ValidationError: 'newPassword' is a required property "
            "@newPassword/passwordChangeCredential; "
            "ValidationError: 'passwordChangeCredential' is a required property "
            "@newPassword/passwordChangeCredential");
}

TEST(ReadPayload, CrashesOverNullAndDepthWhereTheServerDoes) {
  const std::string deep = std::string(5000, '[') + std::string(5000, ']');

  EXPECT_EQ(Judge("null"), "crash");
  EXPECT_EQ(Judge(deep), "crash");
  EXPECT_EQ(Judge("null", kDocumented), "ValidationError: None for not nullable");
  EXPECT_EQ(Judge(deep, kDocumented).substr(0, 16), "DeserializeError");
}

RC_GTEST_PROP(ReadPayload, NeverFailsOnBytes, (const std::string& bytes)) {
  RC_ASSERT(!Judge(bytes).empty());
  RC_ASSERT(!Judge("{\"" + bytes + "\":" + bytes + "}").empty());
}

}  // namespace
}  // namespace authmock::datameta
