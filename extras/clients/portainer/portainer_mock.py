"""What the scripts of this folder share."""
import mock

ROOT = mock.URL[:-len("/api")]
USER, PASSWORD, API_KEY = (mock.variable(name) for name in ("USER", "PASSWORD", "API_KEY"))


def status_for(token):
    """What the server says to the bearer of a token."""
    return mock.ask("GET", mock.URL + "/users/me", {"Authorization": "Bearer " + token})[0]
