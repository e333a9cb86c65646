# needs: pyglowmarkt requests
"""pyglowmarkt logs in as it is made, and keeps its one token for ever."""
import glowmarkt
import glowmarkt_mock as at
import mock


class Client(glowmarkt.BrightClient):
    """The library has no setting for the URL; this is its seam."""

    def authenticate(self):
        """Logs in at the mock."""
        self.url, self.application = mock.URL + "/", at.APPLICATION
        return super().authenticate()


def failure(call, *arguments):
    """The text of the error that a call must raise."""
    try:
        call(*arguments)
    except RuntimeError as error:
        return str(error)
    return "no error"


mock.expect("wrong password", failure(Client, at.USER, "wrong"), "Authentication failed")
client = Client(at.USER, at.PASSWORD)
homes = client.get_virtual_entities()
mock.expect("homes", [home.application for home in homes], [at.APPLICATION] * len(homes))
mock.expect("a home", homes != [] and homes[0].postal_code is not None, True)

old = client.token
client.token = at.call("GET", "/auth/newToken", old)["token"]
mock.expect("homes after newToken", len(client.get_virtual_entities()), len(homes))
mock.expect("tokens", len(at.call("GET", "/auth/token", client.token)), 2)
mock.expect("deleteToken", at.call("DELETE", "/auth/deleteToken", client.token), {"valid": True})
mock.expect("deleted token", failure(client.get_virtual_entities), "Request failed")
client.token = old
mock.expect("homes with the old token", len(client.get_virtual_entities()), len(homes))
mock.expect("another login", len(Client(at.USER, at.PASSWORD).get_virtual_entities()), len(homes))

if mock.DEPLOYED:
    mock.set_up("old_login_refusals_on")
    mock.expect("refusal with 200", failure(Client, at.USER, "wrong"), "Expected an authentication token")
print("logs in, asks for homes with a renewed token, fails with a deleted one")
