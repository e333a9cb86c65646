"""What the scripts of this folder share."""
import mock

GIVEN = mock.control("GET", "/target")["given"]
USER, OTHER, MICHIGAN, COLORADO, API_KEY = (GIVEN[name] for name in ("user", "other", "michigan", "colorado", "api_key"))


def credentials(user, **more):
    """What a login takes."""
    return dict({name: user[name] for name in ("username", "password", "hostname")}, **more)
