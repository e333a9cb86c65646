"""What the scripts of this folder share: the generated client, whose releases differ in their base URL only."""
import datameta_client_lib
from datameta_client_lib.api.authentication_and_users_api import AuthenticationAndUsersApi
from datameta_client_lib.model.create_token_request import CreateTokenRequest
from datameta_client_lib.model.password_change import PasswordChange

import mock

GIVEN = mock.control("GET", "/target")["given"]
USER, OTHER = GIVEN["user"], GIVEN["other"]
NEW_PASSWORD, THIRD_PASSWORD = "New.Passw0rd.1", "Third.Pass.33"


def api(**authorization):
    """The API with `access_token` or `api_key`, as the client's own examples set it up."""
    configuration = datameta_client_lib.Configuration(host=mock.URL, **authorization)
    return AuthenticationAndUsersApi(datameta_client_lib.ApiClient(configuration))


def login(password, label="laptop"):
    """A new key for e-mail and password."""
    request = CreateTokenRequest(email=USER["email"], password=password, label=label)
    return api().create_api_key(create_token_request=request)


def status_of(call, *arguments, **named):
    """The status a call is refused with; 0 if it is not refused."""
    try:
        call(*arguments, **named)
    except datameta_client_lib.ApiException as error:
        return error.status
    return 0


def ids(keys):
    """The UUIDs of a list of keys."""
    return [key["id"]["uuid"] for key in keys.value]


def change(keys, user_id, old, new):
    """Changes a password; the status it is refused with, or 0."""
    body = PasswordChange(password_change_credential=old, new_password=new)
    return status_of(keys.set_user_password, user_id, password_change=body)


def mint_renew_and_revoke():
    """Mints a key by credentials, lists, renews, and lets the last one delete itself."""
    mock.expect("wrong password", status_of(login, "not-the-password"), 401)
    mock.expect("no body", status_of(api().create_api_key), 400)
    session = login(USER["password"])
    mock.expect("owner", (session.user_id.uuid, session.user_id.site), (USER["id"], USER["site"]))
    mock.expect("length of the token", len(session.token), 64)
    first = api(access_token=session.token)
    for user_id in (USER["id"], USER["site"]):
        mock.expect("listed", session.id.uuid in ids(first.get_user_api_keys(user_id)), True)
    mock.expect("list of another user", status_of(first.get_user_api_keys, OTHER["id"]), 403)

    renewed = first.create_api_key(create_token_request=CreateTokenRequest(label="renewed"))
    second = api(access_token=renewed.token)
    second.delete_api_key(session.id.uuid)
    mock.expect("deleted key", status_of(first.get_user_api_keys, USER["id"]), 401)
    mock.expect("list without it", session.id.uuid in ids(second.get_user_api_keys(USER["id"])), False)
    mock.expect("deletion of another user's key", status_of(second.delete_api_key, OTHER["key_id"]), 403)
    second.delete_api_key(renewed.id.uuid)
    mock.expect("key that deleted itself", status_of(second.delete_api_key, renewed.id.uuid), 401)


def present_a_session():
    """The client sends the cookie without its name, so that a user has to write it himself."""
    nameless = api(api_key={"cookieAuth": USER["session"]})
    mock.expect("cookie without a name", status_of(nameless.get_user_api_keys, USER["id"]), 401)
    named = api(api_key={"cookieAuth": "datameta=" + USER["session"]})
    mock.expect("session", USER["key_id"] in ids(named.get_user_api_keys(USER["id"])), True)


def change_passwords():
    """Changes the password by the old one, resets it by a token, and cannot do either twice."""
    keys = api(access_token=USER["key"])
    mock.expect("wrong old password", change(keys, USER["id"], "not-the-password", NEW_PASSWORD), 403)
    mock.expect("short password", change(keys, USER["id"], USER["password"], "Abc.12345"), 400)
    mock.expect("change", change(keys, USER["site"], USER["password"], NEW_PASSWORD), 0)
    mock.expect("old password", status_of(login, USER["password"]), 401)
    mock.expect("label", login(NEW_PASSWORD, "after the change").label, "after the change")
    mock.expect("reset", change(api(), "0", USER["reset_token"], THIRD_PASSWORD), 0)
    mock.expect("used token", change(api(), "0", USER["reset_token"], NEW_PASSWORD), 404)
    mock.expect("expired token", change(api(), "0", OTHER["expired_reset_token"], NEW_PASSWORD), 410)
    mock.expect("label", login(THIRD_PASSWORD, "after the reset").label, "after the reset")


def live():
    """The whole life."""
    mint_renew_and_revoke()
    present_a_session()
    change_passwords()
    print("mints, renews and deletes keys; changes and resets a password")
