# needs: portainer-ctl
"""portainer-ctl, a command line, logs in by password or takes a key."""
import mock
import portainer_mock as at
from portainer_ctl.client import Client
from portainer_ctl.errors import RequestError

client = Client(mock.URL)
try:
    client.login(at.USER, "wrong")
    raise SystemExit("a wrong password was accepted")
except RequestError as error:
    mock.expect("refusal", (error.status, "Invalid credentials" in error.body), (422, True))
client.login(at.USER, at.PASSWORD)
mock.expect("stacks", client.get("/stacks"), [])
client.logout()
client.authorize(at.API_KEY)
mock.expect("stacks with a key", client.get("/stacks"), [])
print("logs in, lists, forgets its token; lists with a key")
