# needs: t3api-utils==1.5.0
# python: 3.12
"""t3api-utils 1.5.0, a client of its own: Colorado's email, tokens from elsewhere, three tries of whatever fails."""
import asyncio
import logging
import os
import tempfile

import t3_mock as at
import mock

SCRATCH = tempfile.TemporaryDirectory()
os.chdir(SCRATCH.name)  # it writes settings and logs into the current folder

from t3api_utils.api.operations import send_api_request_async  # noqa: E402
from t3api_utils.auth import utils as auth  # noqa: E402
from t3api_utils.exceptions import AuthenticationError  # noqa: E402
from t3api_utils.http.utils import T3HTTPError  # noqa: E402

logging.disable(logging.INFO)  # it tells of every request


async def log_in(user, **more):
    """A client for credentials."""
    return await auth.create_credentials_authenticated_client_or_error_async(
        host=mock.URL, **at.credentials(user, **more))


async def whoami(client):
    """What the client is told, or the text it is refused with."""
    try:
        return await send_api_request_async(client, "/v2/auth/whoami")
    except T3HTTPError as error:
        return str(error)


async def failure(user, **more):
    """The text of the error that a login must raise."""
    try:
        await log_in(user, **more)
    except AuthenticationError as error:
        return str(error)
    return "no error"


def logins():
    """How many logins the mock has seen: a line each."""
    return len(str(mock.control("GET", "/journal?operation=v2_auth_credentials_post")).splitlines())


async def refused():
    """Every refused login is three."""
    before = logins()
    mock.expect("wrong password", "401 Unauthorized" in await failure(at.USER, password="wrong"), True)
    mock.expect("tries", logins() - before, 3)
    mock.expect("no otp", "otp" in await failure(at.MICHIGAN), True)
    mock.expect("Colorado without email", await failure(at.COLORADO) == "no error", not mock.DEPLOYED)


async def main():
    """Logs in everywhere, uses, loses its session, logs in again."""
    await refused()
    client = await log_in(at.USER)
    mock.expect("user", (await whoami(client))["username"], at.USER["username"])
    colorado = await log_in(at.COLORADO, email=at.COLORADO["email"])
    mock.expect("Colorado", (await whoami(colorado))["hostname"], "co.metrc.com")
    michigan = await log_in(at.MICHIGAN, otp=at.MICHIGAN["otp"])
    mock.expect("Michigan", (await whoami(michigan))["hostname"], "mi.metrc.com")
    by_key = await auth.create_api_key_authenticated_client_or_error_async(
        host=mock.URL, api_key=at.API_KEY["key"], state_code=at.API_KEY["state"])
    mock.expect("API key", (await whoami(by_key))["authMode"], "API_KEY")
    with_token = auth.create_jwt_authenticated_client(jwt_token=client.access_token, host=mock.URL)
    mock.expect("token from elsewhere", (await whoami(with_token))["username"], at.USER["username"])

    keys = [(await send_api_request_async(client, "/v2/auth/secretkey", method="POST",
                                          json_body=at.credentials(at.USER)))["secretKey"] for _ in range(2)]
    reports = [mock.ask("GET", mock.URL + "/v2/packages/active/report?secretKey=" + key)[0] for key in keys]
    mock.expect("reports by old and new key", reports, [401, 200])

    mock.set_up("sessions_over")
    mock.expect("session over", "401" in await whoami(client), True)
    mock.expect("new login", (await whoami(await log_in(at.USER)))["username"], at.USER["username"])
    mock.set_up("token_lifetime", lifetime="1ms")
    short = await log_in(at.USER)
    await asyncio.sleep(1.1)  # `exp` is in whole seconds
    try:
        auth.create_jwt_authenticated_client(jwt_token=short.access_token, host=mock.URL)
        raise SystemExit("it takes an expired token")
    except AuthenticationError:
        pass
    print("logs in everywhere, tries refused logins three times, finds an expired token by itself")


asyncio.run(main())
