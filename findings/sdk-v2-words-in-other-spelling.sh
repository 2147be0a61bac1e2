#!/usr/bin/env bash
# Package: azure-ai-ml 1.35.2 from PyPI, AmlCompute(tier=…) and IdentityConfiguration(type=…) in a program.
# Likely guess: the spelling of the management API (LowPriority, SystemAssigned) is accepted as it is, or refused as the
#   loader of YAML files refuses it.
# What happens: only low_priority, system_assigned and the like become the words of the API. Any other word has its first
#   letter made large and all others small, unchecked: LowPriority is sent as Lowpriority, SystemAssigned as
#   Systemassigned, spot as Spot, which is no priority of a compute.
# Why our users care: who copies a word from a template into a Python program sends a word that no description has, and
#   a client that compares exactly (Microsoft's for JavaScript does) reads another value back.
# Date: 2026-12-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check azure-ai-ml==1.35.2
cat >look.py <<'SCRIPT'
import logging
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from azure.ai.ml.entities import AmlCompute, IdentityConfiguration

for tier in ("low_priority", "LowPriority", "spot"):
    body = AmlCompute(name="pool1", size="Standard_DS3_v2", tier=tier)._to_rest_object().as_dict()
    print(tier, "->", body["properties"]["properties"]["vmPriority"])
for word in ("system_assigned", "SystemAssigned"):
    identity = IdentityConfiguration(type=word)
    body = AmlCompute(name="pool1", size="Standard_DS3_v2", identity=identity)._to_rest_object().as_dict()
    print(word, "->", body["identity"]["type"])
SCRIPT
seen=$(env/bin/python look.py)
echo "$seen"
[ "$seen" = 'low_priority -> LowPriority
LowPriority -> Lowpriority
spot -> Spot
system_assigned -> SystemAssigned
SystemAssigned -> Systemassigned' ] || exit 1
