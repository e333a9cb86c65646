"""What every client script knows of the mock it runs against."""
import json
import os
import sys
import urllib.error
import urllib.request


def variable(name):
    """The value of AUTHMOCK_<PROVIDER>_<name>; the provider is the folder of the script."""
    provider = os.path.basename(os.path.dirname(os.path.abspath(sys.argv[0])))
    return os.environ["AUTHMOCK_%s_%s" % (provider.upper(), name)]


URL = variable("URL")  # with the path prefix, no trailing slash
CONTROL = variable("CONTROL")
DIALECT = os.environ["DIALECT"]
DEPLOYED = DIALECT.startswith("deployed")


def ask(method, url, headers=None, body=None):
    """What a server answers: status and body, read as JSON where it is JSON. `body` is sent as JSON."""
    headers = dict(headers or {})
    if body is not None:
        headers.setdefault("Content-Type", "application/json")
        body = json.dumps(body).encode()
    request = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text.decode()


def control(method, path, body=None):
    """Asks the control API, which must do it."""
    status, answer = ask(method, CONTROL + path, body=body)
    if status >= 300:
        raise SystemExit("%s %s: %s %s" % (method, path, status, answer))
    return answer


def set_up(state, **params):
    """Sets up a provider state of the mock."""
    control("POST", "/states", {"state": state, "params": params})


def expect(what, actual, expected):
    """Ends the script, naming what was not as expected."""
    if actual != expected:
        raise SystemExit("%s: expected %r, got %r" % (what, expected, actual))
