"""Calls of the classic SDK (azureml-core) that `convert` has written, run: what they send is what we would send."""

from unittest import mock

import emulated
import written
from azureml.core import Workspace
from azureml.core.authentication import TokenAuthentication
from written import NULL, only_theirs, same_word
from written_scripts import Scripts

DATA = "/properties/properties"
INNER = f"{DATA}/aksnetworkingconfiguration"


def beside_subscription(theirs, ours):
    """The call takes the parts of a subnet's id; the subscription is that of the workspace."""
    return theirs.split("/")[3:] == ours.split("/")[3:]


def zero(theirs, ours):
    """Zero is nothing in Python: of a count nothing is sent, of a time an empty text."""
    return theirs in (NULL, "") and ours == 0


# What the package sends of itself, and what of ours it leaves out.
ALLOWED = (
    ("/location", only_theirs(emulated.LOCATION)),
    # Its defaults, which are the service's.
    ("/properties/description", only_theirs("")),
    (f"{DATA}/vmpriority", only_theirs("dedicated")),
    (f"{DATA}/remoteloginportpublicaccess", only_theirs("NotSpecified")),
    (f"{DATA}/sshsettings/sshpublicaccess", only_theirs("Disabled")),
    (f"{DATA}/loadbalancertype", only_theirs("PublicIp")),
    (f"{DATA}/sshport", only_theirs(22, "22")),
    (f"{DATA}/databricksaccesstoken", only_theirs("(secret)")),
    (f"{DATA}/administratoraccount/(password|publickeydata)", only_theirs("(secret)", "")),
    # Sent beside a subnet only, and no member of the api-version that the package speaks.
    (f"{DATA}/enablenodepublicip", only_theirs(True, False)),
    # Of Kubernetes it sends some members twice.
    ("/properties/(namespace|identitytype|identityids/[0-9]+)", lambda theirs, ours: ours is NULL),
    (f"{DATA}/namespace", only_theirs("")),
    (f"{DATA}/subnet/id", beside_subscription),
    (f"{INNER}/subnetid", beside_subscription),
    (f"{DATA}/(agentcount|scalesettings/nodeidletimebeforescaledown)", zero),
    (f"{DATA}/vmsize", same_word),
)


# What it refuses before anything is sent: a size of another region, and a map of identities that holds none.
REFUSED = ["is not available in the specified region", "please pass the identity_id of the user assigned identity"]


def main():
    texts = written.scripts("python-v1")
    real, login = Workspace.from_config, TokenAuthentication(emulated.token)
    workspace = mock.patch.object(Workspace, "from_config", lambda: real(auth=login))
    scripts = Scripts(texts, workspace)
    written.end(scripts.compared("calls of azureml-core", texts, ALLOWED, REFUSED))


if __name__ == "__main__":
    main()
