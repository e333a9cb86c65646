# needs: portainer-py
"""portainer-py writes Username and Password, which the document does not know and the server takes."""
import mock
import portainer_mock as at
from portainer_py import portainer_for_host

portainer = portainer_for_host(at.ROOT + "/")
if mock.DEPLOYED:
    mock.expect("login", portainer.login(at.USER, at.PASSWORD), True)
    mock.expect("users", portainer.request("api/users/me")["Username"], at.USER)
    print("finds the version, logs in with capital field names")
else:
    try:
        portainer.login(at.USER, at.PASSWORD)
        raise SystemExit("field names in another case were accepted")
    except KeyError as error:  # it looks for a member `err` that no Portainer of today sends
        mock.expect("the member it misses", error.args[0], "err")
    print("finds the version; its capital field names are refused")
