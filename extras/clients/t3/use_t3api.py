# needs: t3api
"""t3api, the generated client of the documentation: logins, who one is, and secret keys of which the newest counts."""
import pydantic
import t3api
import t3_mock as at
import mock


def client(token=None, host=mock.URL):
    """A client as the documentation's examples set it up, but with a host in each configuration."""
    return t3api.ApiClient(t3api.Configuration(host=host, access_token=token))


def login(user, host=mock.URL, **more):
    """A token for credentials."""
    body = t3api.V2AuthCredentialsPostRequest(**at.credentials(user, **more))
    return t3api.AuthenticationApi(client(host=host)).v2_auth_credentials_post(body).access_token


def me(token, host=mock.URL):
    """What whoami says."""
    return t3api.AuthenticationApi(client(token, host)).v2_auth_whoami_get()


def make_key(user, **more):
    """A new secret key."""
    body = t3api.V2AuthSecretkeyPostRequest.from_dict(at.credentials(user, **more))
    return t3api.AuthenticationApi(client()).v2_auth_secretkey_post(body).secret_key


def report(key):
    """How many packages a report has, by secret key."""
    return len(t3api.ReportsApi(client()).v2_packages_active_report_get(license_number="LIC-1", secret_key=key).data)


def refusal(call, *arguments, **named):
    """The class of the error that a call must raise, and the text of its body."""
    try:
        call(*arguments, **named)
    except t3api.ApiException as error:
        return type(error).__name__, error.body
    return "no error", ""


def log_in_and_use():
    """By credentials in each kind of state, and by API key."""
    mock.expect("wrong password", refusal(login, dict(at.USER, password="wrong"))[0], "UnauthorizedException")
    user = me(login(at.USER))
    mock.expect("user", (user.username, user.hostname), (at.USER["username"], at.USER["hostname"]))
    mock.expect("T3+", (user.has_t3plus, user.t3plus_subscription_tier), (True, at.USER["tier"]))
    other = me(login(at.OTHER))
    mock.expect("no T3+", (other.has_t3plus, other.t3plus_subscription_tier), (False, None))

    mock.expect("otp", "otp" in refusal(login, at.MICHIGAN)[1], True)
    mock.expect("null otp", refusal(login, at.MICHIGAN, otp=None)[0], "BadRequestException")
    michigan = me(login(at.MICHIGAN, otp=at.MICHIGAN["otp"]))
    mock.expect("Michigan", michigan.credential_key, "mi.metrc.com__" + at.MICHIGAN["username"])
    if mock.DEPLOYED:  # this client has no field for the email
        mock.expect("Colorado", "email" in refusal(login, at.COLORADO, email=at.COLORADO["email"])[1], True)
    else:
        mock.expect("Colorado", me(login(at.COLORADO)).hostname, "co.metrc.com")

    api = t3api.AuthenticationApi(client())
    by_key = api.v2_auth_apikey_post(t3api.V2AuthApikeyPostRequest(api_key=at.API_KEY["key"], state_code="CA"))
    mock.expect("API key", me(by_key.access_token).hostname, "ca.metrc.com")
    mock.expect("empty body", refusal(api.v2_auth_apikey_post, t3api.V2AuthApikeyPostRequest())[0],
                "BadRequestException")


def renew_and_revoke():
    """Tokens end with the session, keys with the next one."""
    token = login(at.USER)
    first = make_key(at.USER)
    mock.expect("report", report(first), 0)
    second = make_key(at.USER)
    mock.expect("earlier key", refusal(report, first)[0], "UnauthorizedException")
    mock.expect("newest key", report(second), 0)
    mock.expect("token after new keys", me(token).username, at.USER["username"])
    mock.expect("wrong seed", refusal(make_key, at.MICHIGAN, otpSeed="AAAA")[0], "UnauthorizedException")
    mock.expect("right seed", report(make_key(at.MICHIGAN, otpSeed=at.MICHIGAN["otp_seed"])), 0)

    mock.set_up("sessions_over")
    mock.expect("session over", refusal(me, token)[0], "UnauthorizedException")
    mock.expect("new login", me(login(at.USER)).username, at.USER["username"])


log_in_and_use()
renew_and_revoke()
mock.expect("slash behind the host", me(login(at.USER, mock.URL + "/"), mock.URL + "/").hostname, "ca.metrc.com")
for hostname in ("example.com", "CA.METRC.COM"):
    try:
        login(dict(at.USER, hostname=hostname))
        raise SystemExit("it sent a hostname off the pattern: " + hostname)
    except pydantic.ValidationError:
        pass
mock.expect("line feed", refusal(login, dict(at.USER, hostname="ca.metrc.com\n"))[0], "BadRequestException")
if mock.DEPLOYED:
    mock.set_up("subscription", username=at.USER["username"], hostname=at.USER["hostname"], tier="corporate")
    try:
        me(login(at.USER))
        raise SystemExit("it knows the tier corporate")
    except pydantic.ValidationError:
        pass
print("logs in everywhere it can, makes keys of which the newest counts, loses its session")
