#!/usr/bin/env bash
# Package: azure-ai-ml 1.35.2 from PyPI, load_compute (the reader of `az ml compute create --file`).
# Likely guess: 0 is a number like any other: idle_time_before_scale_down: 0 is sent as PT0S, idle_time_before_shutdown_minutes: 0
#   as PT0M, or both are refused.
# What happens: 0 is dropped without a word. The cluster is made with the service's own idle time, the instance with
#   no idle shutdown at all, so that "at once" becomes "never". A setup script's timeout_minutes: 0 is sent as "0m", and -1
#   seconds as the negative duration -PT1S.
# Why our users care: who writes 0 to save money pays for an instance that runs until somebody stops it.
# Date: 2026-12-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check azure-ai-ml==1.35.2
cat >look.py <<'SCRIPT'
import logging
import pathlib
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from azure.ai.ml import load_compute


def sent(*lines):
    path = pathlib.Path("compute.yml")
    path.write_text("name: desk1\nsize: Standard_DS3_v2\n" + "\n".join(lines) + "\n")
    return load_compute(path)._to_rest_object().as_dict()["properties"]["properties"]


for idle in (600, 0, -1):
    cluster = sent("type: amlcompute", f"idle_time_before_scale_down: {idle}")
    print("cluster", idle, cluster["scaleSettings"].get("nodeIdleTimeBeforeScaleDown"))
for idle in (45, 0):
    instance = sent("type: computeinstance", f"idle_time_before_shutdown_minutes: {idle}")
    print("instance", idle, instance.get("idleTimeBeforeShutdown"))
SCRIPT
seen=$(env/bin/python look.py)
echo "$seen"
[ "$seen" = "cluster 600 PT10M
cluster 0 None
cluster -1 -PT1S
instance 45 PT45M
instance 0 None" ] || exit 1
