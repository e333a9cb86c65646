#include "mock_servers/datameta/accept.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace authmock::datameta {
namespace {

std::string Chosen(std::string_view accept) {
  switch (FormFor(accept)) {
    case Form::kHtml:
      return "html";
    case Form::kJson:
      return "json";
    case Form::kText:
      return "text";
  }
  return "";
}

TEST(FormFor, IsTextWhereNothingFits) {
  for (const char* accept :
       {"", ",", "application/xml", "image/png", "application/problem+json", "text/plain",
        "application/json;charset=utf-8", "text/html;level=1", "application/json;q=0", "*/*;q=0",
        "text/html;q=0, application/json;q=0.0", "*/json"}) {
    EXPECT_EQ(Chosen(accept), "text") << accept;
  }
}

TEST(FormFor, IsJsonWhereItBeatsHtml) {
  for (const char* accept :
       {"application/json", "application/*", "Application/JSON",
        "text/html;q=0.5, application/json", "text/html;q=0.999,application/json",
        "application/json, text/*;q=0.5, */*;q=0.1", "*/*;q=0.5, application/json",
        "text/html;q=0, */*", ",,application/json", "application/json ; q=0.1",
        "application/json;q=1.;ext"}) {
    EXPECT_EQ(Chosen(accept), "json") << accept;
  }
}

TEST(FormFor, IsHtmlForATie) {
  for (const char* accept : {"*/*", "text/html", "text/*", "application/json, text/html",
                             "application/json;q=0.3, text/html;q=0.300", "text/html, */*;q=0.8",
                             "application/json;q=0.9, text/html;q=0.91"}) {
    EXPECT_EQ(Chosen(accept), "html") << accept;
  }
}

TEST(FormFor, IsHtmlForAHeaderThatIsNotValid) {
  for (const char* accept :
       {"json", "application/", "/json", "application/json application/xml", "application/json;",
        "application/json;q=2", "application/json;q=0.1234", "application/json;q=.9",
        ",application/json", "application/json;q=1.1", "application/json;q=", "application/json;q",
        "application/json; charset=\"a", "application/json;q=\"1\"", ", application/json",
        "application/json;=x", "a/b;c=d e", "application/json;q=0.5;=", "\xe9/x"}) {
    EXPECT_EQ(Chosen(accept), "html") << accept;
  }
}

TEST(FormFor, ReadsParametersAndExtensions) {
  EXPECT_EQ(Chosen("a/b;c=\"d,\\\" e\";q=0.5;ext=\"x\";flag, application/json"), "json");
  EXPECT_EQ(Chosen("application/json;qs=1"), "text");
  EXPECT_EQ(Chosen("text/html;q=0.5;q=0.1, application/json;q=0.6"), "json");
}

TEST(FormFor, LetsTheClosestRangeDecideAndTheFirstOfThese) {
  EXPECT_EQ(Chosen("*/*, application/json;q=0.1, text/*;q=0.05"), "json");
  EXPECT_EQ(Chosen("application/json;q=0.1, text/html;q=0.5, application/json"), "html");
}

RC_GTEST_PROP(FormFor, NeverFailsOnBytes, (const std::string& bytes)) {
  FormFor(bytes);
  FormFor("text/html;" + bytes + ",application/json;q=0." + bytes);
}

}  // namespace
}  // namespace authmock::datameta
