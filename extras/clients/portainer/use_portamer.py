# needs: portamer
"""portamer keeps the login cookie beside the token and so meets the CSRF check."""
import mock
import portainer_mock as at
import requests
from portainer_client import PortainerClient

client = PortainerClient(at.ROOT, at.USER, at.PASSWORD)
token = client.jwt_token
mock.expect("environments", client.get_endpoints(), [])
try:
    client.logout()
    status = 204
except requests.HTTPError as error:
    status = error.response.status_code
mock.expect("logout", status, 403 if mock.DEPLOYED else 204)
mock.expect("token after logout", at.status_for(token), 200 if mock.DEPLOYED else 401)
mock.expect("API key", PortainerClient(at.ROOT, api_key=at.API_KEY).get_endpoints(), [])
print("logs in, lists; its logout is %s" % ("refused without a CSRF token" if mock.DEPLOYED else "done"))
