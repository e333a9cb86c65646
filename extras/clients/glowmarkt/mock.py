"""What the scripts of this folder know of the mock they run against."""
import json
import os
import urllib.request

URL = os.environ["AUTHMOCK_GLOWMARKT_URL"]  # http://127.0.0.1:9404/api/v0-1
CONTROL = os.environ["AUTHMOCK_GLOWMARKT_CONTROL"]
USER, PASSWORD = os.environ["AUTHMOCK_GLOWMARKT_USER"], os.environ["AUTHMOCK_GLOWMARKT_PASSWORD"]
APPLICATION = os.environ["AUTHMOCK_GLOWMARKT_APPLICATION_ID"]
DEPLOYED = os.environ["DIALECT"].startswith("deployed")
LIFETIME = 47520000 if DEPLOYED else 604800  # seconds


def call(method, path, token):
    """What the API answers to a call that no client of these makes."""
    headers = {"applicationId": APPLICATION, "token": token}
    with urllib.request.urlopen(urllib.request.Request(URL + path, headers=headers, method=method)) as answer:
        return json.load(answer)


def set_up(state):
    """Sets up a provider state of the mock."""
    request = urllib.request.Request(CONTROL + "/states", json.dumps({"state": state}).encode(),
                                     {"Content-Type": "application/json"})
    urllib.request.urlopen(request).close()


def expect(what, actual, expected):
    """Ends the script, naming what was not as expected."""
    if actual != expected:
        raise SystemExit("%s: expected %r, got %r" % (what, expected, actual))
