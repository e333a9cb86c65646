#include "conformance/cases/portainer/coded.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <latch>
#include <memory>
#include <set>
#include <source_location>
#include <string>
#include <thread>
#include <utility>

#include "base/jwt.h"
#include "client/core/request_text.h"
#include "conformance/engine/fill.h"
#include "conformance/engine/run.h"
#include "conformance/raw_connection.h"

namespace authmock::portainer {
namespace {

using Found = Result<std::vector<Difference>>;

constexpr int kParallel = 20;

Difference Differ(std::string expected, std::string actual) {
  return {std::move(expected), std::move(actual), {}};
}

Difference WrongStatus(int expected, const Response& response) {
  return Differ("status " + std::to_string(expected),
                response.IsNone() ? "no answer" : "status " + std::to_string(response.status));
}

// The request of an operation as the contract has it.
Result<Request> RequestFor(const RunSetting& setting, const std::string& operation, Send send) {
  const Json nothing = Json::object();
  const std::function<Result<Time>()> now{};
  Result<SendOrder> order = FillOrder(setting.contract, setting.target.base_url,
                                      {.operation = operation, .send = std::move(send)},
                                      {setting.target.given, nothing, setting.env, now});
  if (!order) return tl::unexpected(order.error());
  return std::move(order->request);
}

Result<Request> Login(const RunSetting& setting,
                      const std::string& password = "${given.admin.password}") {
  return RequestFor(
      setting, "authenticate_user",
      {.json = Json::object({{"username", "${given.admin.name}"}, {"password", password}})});
}

// Requests made here hold no line break, which is all that RequestText refuses.
std::string WireText(const Request& request) {
  return RequestText(request).value_or(std::string());
}

Result<std::unique_ptr<RawConnection>> OpenConnection(const RunSetting& setting,
                                                      const std::string& from = {}) {
  const Result<BaseUrl> url = BaseUrl::Parse(setting.target.base_url);
  if (!url) return tl::unexpected(url.error());
  return RawConnection::Open(*url, from);
}

std::string TokenIn(const Response& response) {
  const JsonText body = ReadJson(response.body);
  return body.ok() ? TextAt(body.value(), "/jwt") : std::string();
}

Result<Response> Exchange(RawConnection& connection, const Request& request) {
  connection.Send(WireText(request));
  return connection.ReadAnswer();
}

Found GivesParallelLoginsTheirOwnTokens(const RunSetting& setting) {
  const Result<Request> login = Login(setting);
  if (!login) return tl::unexpected(login.error());
  std::vector<Result<Response>> answers(kParallel, Fail("", "not sent"));
  std::latch start(kParallel);
  {
    std::vector<std::jthread> clients{};
    for (int i = 0; i < kParallel; ++i) {
      clients.emplace_back([&, i] {
        // An address each, so that no limit is met by chance.
        const auto connection = OpenConnection(setting, "127.0.1." + std::to_string(i + 1));
        start.arrive_and_wait();
        answers[static_cast<std::size_t>(i)] =
            connection ? Exchange(**connection, *login)
                       : Result<Response>(tl::unexpected(connection.error()));
      });
    }
  }
  std::set<std::string> tokens{};
  std::vector<Difference> differences{};
  for (const Result<Response>& answer : answers) {
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status != 200) differences.push_back(WrongStatus(200, *answer));
    tokens.insert(TokenIn(*answer));
  }
  if (differences.empty() && tokens.size() != kParallel) {
    differences.push_back(Differ("20 different tokens", std::to_string(tokens.size())));
  }
  return differences;
}

Found InvitesTheBodyItWasAskedAbout(const RunSetting& setting) {
  Result<Request> login = Login(setting);
  if (!login) return tl::unexpected(login.error());
  login->headers.Add("Expect", "100-continue");
  const std::string body = std::exchange(login->body, {});
  const auto connection = OpenConnection(setting);
  if (!connection) return tl::unexpected(connection.error());

  (*connection)->Send(WireText(*login));
  const Result<std::string> interim = (*connection)->ReadHead();
  if (!interim) return tl::unexpected(interim.error());
  if (!interim->starts_with("HTTP/1.1 100")) {
    return std::vector{
        Differ("HTTP/1.1 100 before the body is sent", interim->substr(0, interim->find('\r')))};
  }
  (*connection)->Send(body);
  const Result<Response> answer = (*connection)->ReadAnswer();
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return std::vector{WrongStatus(200, *answer)};
  return std::vector<Difference>{};
}

Found ReadsALoginByteByByte(const RunSetting& setting) {
  const Result<Request> login = Login(setting);
  if (!login) return tl::unexpected(login.error());
  const auto connection = OpenConnection(setting);
  if (!connection) return tl::unexpected(connection.error());

  const std::string text = WireText(*login);
  for (const char& byte : text) (*connection)->Send({&byte, 1});
  const Result<Response> answer = (*connection)->ReadAnswer();
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return std::vector{WrongStatus(200, *answer)};
  return std::vector<Difference>{};
}

Found AnswersPipelinedRequestsInOrder(const RunSetting& setting) {
  const Result<Request> good = Login(setting);
  const Result<Request> bad = Login(setting, "not-the-password");
  if (!good) return tl::unexpected(good.error());
  if (!bad) return tl::unexpected(bad.error());
  const auto connection = OpenConnection(setting);
  if (!connection) return tl::unexpected(connection.error());

  (*connection)->Send(WireText(*good) + WireText(*bad) + WireText(*good));
  std::vector<Difference> differences{};
  for (const int status : {200, 422, 200}) {
    const Result<Response> answer = (*connection)->ReadAnswer();
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status != status) differences.push_back(WrongStatus(status, *answer));
  }
  return differences;
}

Found LosesWhatIsPipelinedBehindACrash(const RunSetting& setting) {
  const Result<void> crashes = setting.control.set_up("legacy_logout_crash", Json::object());
  if (!crashes) return tl::unexpected(crashes.error());
  const Result<Request> logout = RequestFor(setting, "logout", {});
  const Result<Request> status = RequestFor(setting, "status", {});
  if (!logout) return tl::unexpected(logout.error());
  if (!status) return tl::unexpected(status.error());
  const auto connection = OpenConnection(setting);
  if (!connection) return tl::unexpected(connection.error());

  (*connection)->Send(WireText(*logout) + WireText(*status));
  const Result<Response> answer = (*connection)->ReadAnswer();
  if (!answer) return tl::unexpected(answer.error());
  if (answer->IsNone()) return std::vector<Difference>{};
  return std::vector{Differ("no answer: the connection closes without a byte",
                            "status " + std::to_string(answer->status))};
}

Found OrdersTheClaimsOfItsTokens(const RunSetting& setting) {
  const Result<Request> login = Login(setting);
  if (!login) return tl::unexpected(login.error());
  const Result<Reply> reply = setting.sender({.request = *login});
  if (!reply) return tl::unexpected(reply.error());
  const Result<Json> claims = ReadJwtClaims(TokenIn(reply->response));
  if (!claims) return std::vector{Differ("a JWT at /jwt", claims.error().what)};
  std::string names{};
  for (const auto& [name, value] : claims->items()) names += (names.empty() ? "" : " ") + name;
  constexpr std::string_view kOrder = "id username role scope forceChangePassword exp iat jti";
  if (names == kOrder) return std::vector<Difference>{};
  return std::vector{Differ("the claims " + std::string(kOrder), names)};
}

// The value of the first cookie an answer sets; empty if it sets none.
std::string CookieIn(const Response& response) {
  const std::string_view line = response.headers.Get("Set-Cookie");
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  return std::string(line.substr(equals + 1, line.find(';') - equals - 1));
}

Result<Response> AskWithCookies(const RunSetting& setting, const Fields& cookies) {
  const Result<Request> ask = RequestFor(setting, "users_me", {.cookies = cookies});
  if (!ask) return tl::unexpected(ask.error());
  const Result<Reply> reply = setting.sender({.request = *ask});
  if (!reply) return tl::unexpected(reply.error());
  return reply->response;
}

Found MasksItsCsrfTokensAfresh(const RunSetting& setting) {
  const Result<Request> login = Login(setting);
  if (!login) return tl::unexpected(login.error());
  const Result<Reply> session = setting.sender({.request = *login});
  if (!session) return tl::unexpected(session.error());
  Fields cookies{{"portainer_api_key", TokenIn(session->response)}};
  std::set<std::string> tokens{};
  for (int i = 0; i < 3; ++i) {
    const Result<Response> answer = AskWithCookies(setting, cookies);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status != 200) return std::vector{WrongStatus(200, *answer)};
    tokens.emplace(answer->headers.Get("X-Csrf-Token"));
    const std::string cookie = CookieIn(*answer);
    if (i == 0) cookies.emplace_back("_gorilla_csrf", cookie);
    if (i > 0 && !cookie.empty()) {
      return std::vector{Differ("no new cookie beside a good CSRF cookie", "another one")};
    }
  }
  if (tokens.size() == 3) return std::vector<Difference>{};
  return std::vector{Differ("3 different CSRF tokens", std::to_string(tokens.size()))};
}

Case Coded(std::string name, std::string says, std::vector<std::string> covers, CodedBody body,
           std::string dialect = {},
           const std::source_location place = std::source_location::current()) {
  return {.name = std::move(name),
          .says = std::move(says),
          .covers = std::move(covers),
          .dialect = std::move(dialect),
          .coded = std::move(body),
          .needs = {{Need::Kind::kGiven, "admin.name"}, {Need::Kind::kGiven, "admin.password"}},
          .file = "conformance/cases/portainer/coded.cc",
          .line = static_cast<int>(place.line())};
}

}  // namespace

std::vector<Case> CodedCases() {
  std::vector<Case> on_the_wire{
      Coded("parallel_logins", "Twenty logins at once, from twenty addresses, give twenty tokens.",
            {"authenticate_user/200", "statement:sessions_are_independent"},
            GivesParallelLoginsTheirOwnTokens),
      Coded("expect_continue",
            "A login that asks with Expect: 100-continue is invited to send its body.",
            {"authenticate_user/200"}, InvitesTheBodyItWasAskedAbout),
      Coded("login_byte_by_byte", "A login that arrives byte by byte is read as any other.",
            {"authenticate_user/200"}, ReadsALoginByteByByte),
      Coded("pipelined_logins", "Requests sent at once are answered one by one, in their order.",
            {"authenticate_user/200", "authenticate_user/422"}, AnswersPipelinedRequestsInOrder),
      Coded("pipelined_after_dropped_logout",
            "A request pipelined behind a crashing logout gets no answer.",
            {"statement:crash_loses_pipelined_requests"}, LosesWhatIsPipelinedBehindACrash,
            "deployed@2.23.0"),
  };
  for (Case& each : on_the_wire) each.needs.push_back({Need::Kind::kRawBytes, ""});
  on_the_wire.front().needs.push_back({Need::Kind::kFrom, ""});
  on_the_wire.back().needs.push_back({Need::Kind::kState, ""});

  std::vector<Case> cases{
      Coded("order_of_claims", "The claims of a token stand in the order the real server has.",
            {"authenticate_user/200", "statement:token_claims"}, OrdersTheClaimsOfItsTokens),
      Coded("fresh_csrf_tokens",
            "Every answer has another token for the same CSRF cookie, and sets no new one.",
            {"statement:csrf_pair_is_handed_out", "statement:csrf_tokens_are_reusable"},
            MasksItsCsrfTokensAfresh, "deployed"),
  };
  std::ranges::move(on_the_wire, std::back_inserter(cases));
  return cases;
}

}  // namespace authmock::portainer
