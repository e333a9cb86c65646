# needs: pyglowmarkt requests
"""pyglowmarkt logs in as it is made, and keeps its one token for ever."""
import glowmarkt
import mock


class Client(glowmarkt.BrightClient):
    """The library has no setting for the URL; this is its seam."""

    def authenticate(self):
        """Logs in at the mock."""
        self.url, self.application = mock.URL + "/", mock.APPLICATION
        return super().authenticate()


def failure(call, *arguments):
    """The text of the error that a call must raise."""
    try:
        call(*arguments)
    except RuntimeError as error:
        return str(error)
    return "no error"


mock.expect("wrong password", failure(Client, mock.USER, "wrong"), "Authentication failed")
client = Client(mock.USER, mock.PASSWORD)
homes = client.get_virtual_entities()
mock.expect("homes", [home.application for home in homes], [mock.APPLICATION] * len(homes))
mock.expect("a home", homes != [] and homes[0].postal_code is not None, True)

old = client.token
client.token = mock.call("GET", "/auth/newToken", old)["token"]
mock.expect("homes after newToken", len(client.get_virtual_entities()), len(homes))
mock.expect("tokens", len(mock.call("GET", "/auth/token", client.token)), 2)
mock.expect("deleteToken", mock.call("DELETE", "/auth/deleteToken", client.token), {"valid": True})
mock.expect("deleted token", failure(client.get_virtual_entities), "Request failed")
client.token = old
mock.expect("homes with the old token", len(client.get_virtual_entities()), len(homes))
mock.expect("another login", len(Client(mock.USER, mock.PASSWORD).get_virtual_entities()), len(homes))

if mock.DEPLOYED:
    mock.set_up("old_login_refusals_on")
    mock.expect("refusal with 200", failure(Client, mock.USER, "wrong"), "Expected an authentication token")
print("logs in, asks for homes with a renewed token, fails with a deleted one")
