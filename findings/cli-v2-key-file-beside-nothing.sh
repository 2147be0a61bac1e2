#!/usr/bin/env bash
# Package: azure-ai-ml 1.35.2 from PyPI, load_compute (the reader of `az ml compute attach --file`), type: virtualmachine.
# Likely guess: ssh_private_key_file is relative to the YAML file, as every path of a CLI v2 file is (the code of a job, the
#   data of an asset, the file of an environment).
# What happens: it is relative to the working directory of the process. The same file that loads from its own folder
#   fails from any other, with a bare FileNotFoundError; a file of the same name in the working directory is read instead.
# Why our users care: a pipeline runs from the root of the repository. Either the attach fails there, or the wrong key
#   is sent. A checker that looks for the key beside the YAML file calls a file right that the tool cannot load.
# Date: 2026-12-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check azure-ai-ml==1.35.2
mkdir infra
echo "beside the YAML file" >infra/key.txt
cat >infra/compute.yml <<'YAML'
name: box1
type: virtualmachine
resource_id: /subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/lab/providers/Microsoft.Compute/virtualMachines/box
ssh_settings:
  admin_username: trainer
  ssh_private_key_file: key.txt
YAML
cat >look.py <<'SCRIPT'
import logging
import os
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from azure.ai.ml import load_compute


def sent(path):
    try:
        body = load_compute(path)._to_rest_object().as_dict()["properties"]["properties"]
    except FileNotFoundError:
        return "file not found"
    return body["administratorAccount"]["privateKeyData"].strip()


print("from the root:", sent("infra/compute.yml"))
with open("key.txt", "w") as other:
    other.write("in the working directory")
print("from the root, with another key.txt there:", sent("infra/compute.yml"))
os.chdir("infra")
print("from its own folder:", sent("compute.yml"))
SCRIPT
seen=$(env/bin/python look.py)
echo "$seen"
[ "$seen" = "from the root: file not found
from the root, with another key.txt there: in the working directory
from its own folder: beside the YAML file" ] || exit 1
