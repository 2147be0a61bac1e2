"""Documents and scripts for azure-ai-ml that `convert` has written: the documents go through the loader, the
scripts are run; what the package makes of them is what we would send.
"""

import functools
import io
import logging
import re
import tempfile
from unittest import mock

import emulated
import written
from azure.ai.ml import MLClient, load_compute
from written import NULL, only_theirs, same_word
from written_scripts import Scripts

DATA = "/properties/properties"
SCHEDULE = f"{DATA}/schedules/computestartstop/[0-9]+"
SERVICE = f"{DATA}/customservices/[0-9]+"


def empty(theirs, ours):
    """An empty text counts as not given."""
    return theirs is NULL and ours == ""


# What the package sends of itself: defaults, which are the service's.
ALLOWED = (
    ("/location", lambda theirs, ours: theirs == emulated.LOCATION and ours in (NULL, "")),
    ("/properties/computelocation", only_theirs(emulated.LOCATION)),
    (f"{DATA}/(enablenodepublicip|enablesso|enablerootaccess)", only_theirs(True)),
    (f"{DATA}/(enableospatching|releasequotaonstop)", only_theirs(False)),
    (f"{DATA}/ostype", only_theirs("Linux")),
    (f"{DATA}/remoteloginportpublicaccess", only_theirs("NotSpecified")),
    (f"{DATA}/sshsettings/sshpublicaccess", only_theirs("Disabled")),
    (f"{DATA}/applicationsharingpolicy", only_theirs("Shared")),
    (f"{DATA}/computeinstanceauthorizationtype", only_theirs("personal")),
    (f"{DATA}/namespace", only_theirs("default")),
    (f"{DATA}/sshport", only_theirs(22)),
    (f"{SCHEDULE}/status", only_theirs("Enabled")),
    (f"{SCHEDULE}/(cron|recurrence)/timezone", only_theirs("UTC")),
    (f"{SCHEDULE}/recurrence/schedule/(hours|minutes)", only_theirs()),
    # The sort of a trigger is sent twice.
    (f"{SCHEDULE}/(cron|recurrence)/triggertype", only_theirs("Cron", "Recurrence")),
    (f"{SERVICE}(/image)?/type", only_theirs("docker")),
    (f"{SERVICE}/docker/privileged", only_theirs(True)),
    (f"{SERVICE}/endpoints/[0-9]+/name", only_theirs("connect")),
    (f"{SERVICE}/environmentvariables/.*/type", only_theirs("local")),
    (f"{SERVICE}/volumes/[0-9]+/type", only_theirs("bind")),
    (f"{SERVICE}/volumes/[0-9]+/readonly", only_theirs(False)),
    # Words in a case of its own.
    (f"{DATA}/vmsize", same_word),
    (f"{SCHEDULE}/(action|status|recurrence/frequency|recurrence/schedule/weekdays/[0-9]+)", same_word),
    (f"{DATA}/sshsettings/adminpublickey", empty),
    # A subscription that nobody knows is written as one to fill in, and is told: the package takes such an id for
    # the name of a subnet.
    (f"{DATA}/subnet/id", lambda theirs, ours: ours is NULL and "<subscription>" in theirs),
)


def made(text, key):
    """The body that the package makes of a document; it reads the file of a key when it loads it."""
    compute = load_compute(io.StringIO(text.text.replace("${privateKeyFile}", key)))
    compute.location = compute.location if compute.type == "amlcompute" and compute.location else emulated.LOCATION
    compute._set_full_subnet_name(emulated.SUBSCRIPTION, emulated.GROUP)
    return compute._to_rest_object().as_dict()


def documents():
    """Every document that is written can be loaded."""
    tally = written.Tally()
    with tempfile.NamedTemporaryFile("w") as key:
        key.write(written.SECRET)
        key.flush()
        for text in written.texts("cli-v2"):
            try:
                troubles = written.different(made(text, key.name), text.ours, ALLOWED)
            except Exception as error:  # noqa: BLE001
                said = re.split(r"Visit this link", str(error))[0]
                troubles = [f"{type(error).__name__}: {said}".replace("\n", " ")[:300]]
            tally.one(text, troubles)
    return tally.close("documents by the loader of azure-ai-ml")


def scripts():
    texts = written.scripts("python-v2")
    # One client for all: it asks for the clouds and the workspace when it is made.
    client = functools.cache(MLClient.from_config)
    patches = (
        mock.patch("azure.identity.DefaultAzureCredential", functools.cache(emulated.Credential)),
        mock.patch.object(MLClient, "from_config", client),
    )
    return Scripts(texts, *patches).compared("scripts of azure-ai-ml", texts, ALLOWED, [])


def main():
    # The package warns of every member that it holds for experimental.
    logging.disable(logging.CRITICAL)
    written.end(documents(), scripts())


if __name__ == "__main__":
    main()
