# needs: portainer-ce-api
"""The generated client of API 2.6 calls all three operations."""
import mock
import portainer_mock as at
import portainer_ce_api
from portainer_ce_api.rest import ApiException


def refused(call, *arguments):
    """The status of a call that must fail."""
    try:
        call(*arguments)
    except ApiException as error:
        return error.status
    return "no exception"


configuration = portainer_ce_api.Configuration()
configuration.host = mock.URL
auth = portainer_ce_api.AuthApi(portainer_ce_api.ApiClient(configuration))

wrong = portainer_ce_api.AuthAuthenticatePayload(username=at.USER, password="wrong")
mock.expect("wrong password", refused(auth.authenticate_user, wrong), 422)
code = portainer_ce_api.AuthOauthPayload(code="ok:bob")
mock.expect("OAuth disabled", refused(auth.validate_o_auth, code), 403 if mock.DEPLOYED else 422)
mock.set_up("oauth_enabled_no_auto_users")
mock.expect("OAuth code", at.status_for(auth.validate_o_auth(code).jwt), 200)
mock.expect("used OAuth code", refused(auth.validate_o_auth, code), 500 if mock.DEPLOYED else 422)

token = auth.authenticate_user(portainer_ce_api.AuthAuthenticatePayload(at.PASSWORD, at.USER)).jwt
configuration.api_key["Authorization"] = token
users = portainer_ce_api.UsersApi(portainer_ce_api.ApiClient(configuration))
mock.expect("user", users.user_inspect(1).username, at.USER)
mock.expect("logout", auth.logout(), None)
mock.expect("token after logout", at.status_for(token), 200 if mock.DEPLOYED else 401)
print("logs in, exchanges a code, logs out; the token is %s" % ("still good" if mock.DEPLOYED else "over"))
