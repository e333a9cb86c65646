"""What the scripts of this folder share."""
import mock

USER, PASSWORD, APPLICATION = (mock.variable(name) for name in ("USER", "PASSWORD", "APPLICATION_ID"))
LIFETIME = 47520000 if mock.DEPLOYED else 604800  # seconds


def call(method, path, token):
    """What the API answers to a call that no client of these makes."""
    return mock.ask(method, mock.URL + path, {"applicationId": APPLICATION, "token": token})[1]
