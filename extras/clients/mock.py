"""What the client scripts know of the mock they run against."""
import json
import os
import urllib.error
import urllib.request

URL = os.environ["PORTAINER_URL"]  # http://127.0.0.1:9402/api
ROOT = URL[:-len("/api")]
DEPLOYED = os.environ["DIALECT"] == "deployed"
USER, PASSWORD = "admin", "correct-horse-battery"
API_KEY = "ptr_29DM1Da5u6ARZJvDEdGNGoCAlQGKWEm6d1c1e13O7tQ="


def status_for(token):
    """What the server says to the bearer of a token."""
    request = urllib.request.Request(URL + "/users/me", headers={"Authorization": "Bearer " + token})
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as error:
        return error.code


def set_up(state):
    """Sets up a provider state of the mock."""
    request = urllib.request.Request(ROOT + "/__mock__/states", json.dumps({"state": state}).encode(),
                                     {"Content-Type": "application/json"})
    urllib.request.urlopen(request).close()


def expect(what, actual, expected):
    """Ends the script, naming what was not as expected."""
    if actual != expected:
        raise SystemExit("%s: expected %r, got %r" % (what, expected, actual))
