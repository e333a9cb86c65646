# needs: t3api-utils==0.3.0
"""t3api-utils 0.3.0, for Pythons before 3.12: a login that gives a t3api client."""
import t3api
import t3_mock as at
import mock
from t3api_utils.auth.utils import create_credentials_authenticated_client_or_error as log_in
from t3api_utils.exceptions import AuthenticationError


def failure(**credentials):
    """The text of the error that a login must raise."""
    try:
        log_in(host=mock.URL, **credentials)
    except AuthenticationError as error:
        return str(error)
    return "no error"


def whoami(client):
    """What the logged-in client is told, or the status it is refused with."""
    try:
        return t3api.AuthenticationApi(client).v2_auth_whoami_get()
    except t3api.ApiException as error:
        return error.status


mock.expect("wrong password", "401 Unauthorized" in failure(**at.credentials(at.USER, password="wrong")), True)
mock.expect("no otp", "otp" in failure(**at.credentials(at.MICHIGAN)), True)
client = log_in(host=mock.URL, **at.credentials(at.USER))
mock.expect("user", whoami(client).username, at.USER["username"])
michigan = log_in(host=mock.URL, **at.credentials(at.MICHIGAN, otp=at.MICHIGAN["otp"]))
mock.expect("Michigan", whoami(michigan).hostname, "mi.metrc.com")

again = log_in(host=mock.URL, **at.credentials(at.USER))
mock.expect("after another login", whoami(client).username, at.USER["username"])
mock.set_up("sessions_over")
mock.expect("session over", (whoami(client), whoami(again)), (401, 401))
mock.expect("new login", whoami(log_in(host=mock.URL, **at.credentials(at.USER))).username, at.USER["username"])
print("logs in, goes on after another login, loses its session and logs in again")
