# needs: glowmarktha
"""glowmarktha puts a slash behind its paths, checks its token, and sends a stale one along with a login."""
import asyncio
import datetime

import glowmarktha.house
import glowmarkt_mock as at
import mock

glowmarktha.house.BASE_URL = mock.URL + "/"


async def main():
    """Logs in, checks, renews, deletes, logs in again."""
    house = glowmarktha.house.House()
    mock.expect("wrong password", await house.auth(at.USER, "wrong"), False)
    mock.expect("check without a token", await house.check_auth(), None)
    mock.expect("login", await house.auth(at.USER, at.PASSWORD), True)
    mock.expect("postal code", bool(house.post_code), True)
    status = await house.check_auth()
    mock.expect("check", bool(status), True)
    left = status.expires - datetime.datetime.now(datetime.timezone.utc)
    mock.expect("lifetime", abs(left.total_seconds() - at.LIFETIME) < 60, True)

    old = house._token
    house._token = at.call("GET", "/auth/newToken", old)["token"]
    mock.expect("check after newToken", bool(await house.check_auth()), True)
    mock.expect("deleteToken", at.call("DELETE", "/auth/deleteToken", house._token), {"valid": True})
    mock.expect("check of a deleted token", await house.check_auth(), None)
    mock.expect("login with a stale token along", await house.auth(at.USER, at.PASSWORD), True)
    mock.expect("check after the login", bool(await house.check_auth()), True)
    mock.expect("tokens", len(at.call("GET", "/auth/token", old)), 2)
    print("logs in over a stale token, checks a renewed one and misses a deleted one")


asyncio.run(main())
