#include "conformance/engine/fill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/engine/test_contract.h"
#include "schemas/contract/shop.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;

class FillOrderTest : public ::testing::Test {
 protected:
  Result<SendOrder> Fill(const Contract& contract, std::string operation, Send send) {
    return FillOrder(contract, "http://door.example:81/api",
                     {.operation = std::move(operation), .send = std::move(send)},
                     {given_, saved_, env_, now_});
  }
  // Of the shop, whose operations have variables and several schemes.
  Request Shopping(std::string operation, Send send) {
    return Fill(*Shop(), std::move(operation), std::move(send)).value_or(SendOrder{}).request;
  }
  SendOrder Login(Send send) {
    return Fill(*TestContract(), "login", std::move(send)).value_or(SendOrder{});
  }

  const Json given_ = {{"name", "ann"}};
  const Json saved_ = {{"id", "a/b"}};
  const Environment env_{};
  const std::function<Result<Time>()> now_{};
};

TEST_F(FillOrderTest, TakesFromTheContractWhatTheCaseLeavesOpen) {
  const SendOrder order = Login({.json = Json{{"name", "${given.name}"}}});

  const Request expected{.method = "POST",
                         .target = "/api/login",
                         .headers = {{"Host", "door.example:81"},
                                     {"Content-Type", "application/json"},
                                     {"Content-Length", "14"}},
                         .body = R"({"name":"ann"})"};
  EXPECT_EQ(order.request.method, expected.method);
  EXPECT_EQ(order.request.target, expected.target);
  EXPECT_EQ(order.request.version, "HTTP/1.1");
  EXPECT_EQ(order.request.headers, expected.headers);
  EXPECT_EQ(order.request.body, expected.body);
  EXPECT_FALSE(order.exact);
}

TEST_F(FillOrderTest, FillsAndEncodesPathAndQuery) {
  const Request request = Shopping("get_item", {.query = {{"a b", "${given.name}"}, {"c", "&"}},
                                                .path = {{"id", "${saved.id}"}}});

  EXPECT_EQ(request.target, "/api/items/a%2Fb?a%20b=ann&c=%26");
}

TEST_F(FillOrderTest, SendsAnEmptyPostWithItsLengthAndAGetWithout) {
  EXPECT_EQ(Login({}).request.headers.Get("Content-Length"), "0");
  EXPECT_FALSE(Login({}).request.headers.Has("Content-Type"));
  EXPECT_FALSE(Shopping("ping", {}).headers.Has("Content-Length"));
}

TEST_F(FillOrderTest, EncodesAForm) {
  const Request request = Login({.form = {{"user", "${given.name}"}, {"x", "a&b"}}}).request;

  EXPECT_EQ(request.body, "user=ann&x=a%26b");
  EXPECT_EQ(request.headers.Get("Content-Type"), "application/x-www-form-urlencoded");
}

TEST_F(FillOrderTest, SaysTheContractsMediaTypeOfABodyOfText) {
  EXPECT_EQ(Login({.text = "{"}).request.headers.Get("Content-Type"), "application/json");
  EXPECT_FALSE(Fill(*TestContract(), "logout", {.text = "x"})->request.headers.Has("Content-Type"));
}

TEST_F(FillOrderTest, PutsABearerWhereTheContractHasIt) {
  EXPECT_EQ(Shopping("find_items", {.bearer = "tok"}).headers.Get("Authorization"), "Bearer tok");
  EXPECT_EQ(Fill(*TestContract(), "logout", {.bearer = "tok"})->request.headers.Get("X-Key"),
            "tok");
  EXPECT_EQ(Login({.bearer = "tok"}).request.headers.Get("Authorization"), "Bearer tok");
}

TEST_F(FillOrderTest, SendsCookiesInOneLine) {
  EXPECT_EQ(Login({.cookies = {{"a", "1"}, {"b", "${given.name}"}}}).request.headers.Get("Cookie"),
            "a=1; b=ann");
}

TEST_F(FillOrderTest, LetsTheCaseOverrideWhatTheContractSays) {
  const Request request = Login({.text = "x",
                                 .headers = {{"content-type", "text/plain"}},
                                 .method = "PATCH",
                                 .target = "/log%69n"})
                              .request;

  EXPECT_EQ(request.method, "PATCH");
  EXPECT_EQ(request.target, "/api/log%69n");
  EXPECT_EQ(request.headers.All("Content-Type").size(), 1u);
  EXPECT_EQ(request.headers.Get("Content-Type"), "text/plain");
}

TEST_F(FillOrderTest, OmitsWhatTheCaseOmits) {
  const SendOrder order = Login({.text = "x", .omit = {"Host", "Content-Length", "Content-Type"}});

  EXPECT_TRUE(order.request.headers.empty());
  EXPECT_TRUE(order.exact);
}

TEST_F(FillOrderTest, AddsNoLengthToAChunkedBody) {
  const Request request =
      Login({.text = "x", .headers = {{"Transfer-Encoding", "chunked"}}}).request;

  EXPECT_FALSE(request.headers.Has("Content-Length"));
}

TEST_F(FillOrderTest, KeepsRepeatedHeadersInTheirOrder) {
  const SendOrder order = Login({.headers = {{"X-A", "1"}, {"x-a", "2"}}, .ordered_headers = true});

  const Headers expected{
      {"Host", "door.example:81"}, {"Content-Length", "0"}, {"X-A", "1"}, {"x-a", "2"}};
  EXPECT_EQ(order.request.headers, expected);
  EXPECT_TRUE(order.exact);
}

TEST_F(FillOrderTest, SpeaksOlderHttpFromAnotherAddress) {
  const SendOrder order = Login({.http_version = "1.0", .from = "127.0.0.9"});

  EXPECT_EQ(order.request.version, "HTTP/1.0");
  EXPECT_EQ(order.from, "127.0.0.9");
  EXPECT_TRUE(order.exact);
}

TEST_F(FillOrderTest, SaysWhichTemplateCannotBeFilled) {
  for (const Send& send : {Send{.json = Json{{"a", "${given.x}"}}}, Send{.text = "${given.x}"},
                           Send{.query = {{"a", "${given.x}"}}}, Send{.bearer = "${given.x}"},
                           Send{.cookies = {{"a", "${given.x}"}}}, Send{.target = "/${given.x}"}}) {
    const Result<SendOrder> order = Fill(*TestContract(), "login", send);

    ASSERT_FALSE(order);
    EXPECT_EQ(order.error().Text(), "there is no given.x");
  }
}

TEST_F(FillOrderTest, KnowsTheOperationsOfTheContractOnly) {
  EXPECT_THAT(Fill(*TestContract(), "open", {}).error().Text(), HasSubstr("no operation \"open\""));
}

}  // namespace
}  // namespace authmock
