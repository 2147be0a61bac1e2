"""The emulator that `cargo xtask clients` has started, for the scripts beside this file.

Microsoft's packages are used as they come. What tells them where to go are their own switches:
ARM_CLOUD_METADATA_URL and REQUESTS_CA_BUNDLE, which the command sets.
"""

import base64
import faulthandler
import json
import os
import ssl
import time
import urllib.request

# Some waits of the classic SDK have no end of their own.
faulthandler.dump_traceback_later(300, exit=True)

READY = json.loads(os.environ["EMULATOR"])
URL = READY["url"]
SUBSCRIPTION = READY["subscriptionId"]
GROUP = READY["resourceGroup"]
WORKSPACE = READY["workspace"]
LOCATION = READY["location"]
TENANT = "99999999-8888-4777-8666-555555555555"


def token(audience):
    """A token that is none: its parts can be read, its signature is a word."""
    now = int(time.time())
    claims = {
        "aud": audience.removesuffix("/.default"),
        # The emulated clock runs fast.
        "exp": now + 10 * 365 * 86400,
        "nbf": now - 3600,
        "tid": TENANT,
        "oid": "77777777-6666-4555-8444-333333333333",
        "name": "A. Tester",
    }
    parts = [{"alg": "none", "typ": "JWT"}, claims]
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "emulated"])


class Credential:
    """What the newer packages ask for tokens."""

    def get_token(self, *scopes, **_options):
        from azure.core.credentials import AccessToken

        return AccessToken(token(scopes[0]), int(time.time()) + 3600)


def control(word, body=None, method="POST"):
    """Calls the control surface of the emulator."""
    request = urllib.request.Request(
        f"{READY['control']}/{word}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
    )
    trust = ssl.create_default_context(cafile=READY["caFile"])
    with urllib.request.urlopen(request, context=trust) as answer:
        return json.load(answer)


def resource(namespace_and_kind, name):
    """The id of something that might be attached."""
    return f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}/providers/{namespace_and_kind}/{name}"
