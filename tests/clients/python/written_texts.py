"""Texts that `convert` has written, read by the parsers of their languages: what is read is the body that they
were made of. A validator of deployment templates is in no registry: they are read as JSON, and their expressions
by rules of our own. Command lines run in a shell, beside an `az` that notes what it was given: the real one
brings its `ml` commands by a download of its own.
"""

import argparse
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

import written
from pycep import BicepParser

try:
    import pygohcl
except ImportError:
    pygohcl = None

TYPE = "Microsoft.MachineLearningServices/workspaces/computes"
ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)
BICEP = BicepParser()

# The key of an identity that only a deployment knows: a parameter there, and no member of the plain body.
FILLED_LATER = (("/identity/type", lambda theirs, ours: theirs == "UserAssigned" and ours is written.NULL),)
# An object that nobody has filled in yet is told and left out; a count beyond all integers is written in digits.
UNFILLED = (
    ("/(identity|tags)", lambda theirs, ours: theirs is written.NULL and isinstance(ours, str)),
    (".*/maxnodecount", lambda theirs, ours: isinstance(theirs, int) and isinstance(ours, float) and float(theirs) == ours),
)

EXPRESSION = re.compile(r"\[(?!\[).*\]", re.DOTALL)
# What only a deployment knows becomes a parameter. In a plain body such a string is a literal: no parameter there.
OF_A_TEMPLATE = (
    (".*", lambda theirs, ours: theirs == "(secret)" and isinstance(ours, str) and bool(EXPRESSION.fullmatch(ours))),
)


def allowed(text, differences):
    """The differences that a text may have: more, if it was made of a template."""
    return differences + OF_A_TEMPLATE if text.file.startswith("arm-template/") else differences


def bicep(text):
    """The compute of a Bicep file."""
    found = BICEP.parse(text=text.text)
    compute = found["resources"]["compute"]
    if (compute["type"], compute["api_version"]) != (TYPE, text.apiVersion):
        return [f"is a {compute['type']}@{compute['api_version']}"]
    body = dict(compute["config"])
    if (body.pop("parent"), body.pop("name")) != ("workspace", text.name):
        return ["has another parent or name"]
    secret = found["parameters"].keys() - {"workspaceName"}
    return written.different(bicep_value(body, secret), text.arm, allowed(text, FILLED_LATER))


def bicep_value(value, secret):
    """What the parser gives for values: strings with their escapes, names of parameters, operators, calls."""
    if isinstance(value, list):
        return [bicep_value(item, secret) for item in value]
    if isinstance(value, str):
        return f"<{value}>" if value in secret else unescaped(value)
    if not isinstance(value, dict):
        return value
    if value.keys() == {"operator"} and value["operator"]["type"] == "minus":
        return -value["operator"]["operands"]["integer_value"]
    if value.keys() == {"function"} and value["function"]["type"] == "json":
        return json.loads(value["function"]["parameters"]["arg_1"])
    return {unescaped(key.strip("'")): bicep_value(item, secret) for key, item in value.items()}


def unescaped(text):
    letters = {"n": "\n", "r": "\r", "t": "\t"}
    return ESCAPE.sub(lambda one: chr(int(one[1], 16)) if one[1] else letters.get(one[2], one[2]), text)


# Resources of the provider azurerm; what is not among them is written for azapi.
AZURERM = {
    "azurerm_machine_learning_compute_cluster": "AmlCompute",
    "azurerm_machine_learning_compute_instance": "ComputeInstance",
    "azurerm_machine_learning_synapse_spark": "SynapseSpark",
    "azurerm_machine_learning_inference_cluster": "AKS",
}


def terraform(text):
    """The resource of a Terraform file: the whole body of azapi's, every value of azurerm's."""
    found = pygohcl.loads(text.text)
    [(kind, resources)] = found["resource"].items()
    resource = resources["compute"]
    if resource.pop("name") != text.name:
        return ["has another name"]
    if kind == "azapi_resource":
        type_and_version = (resource.pop("type"), resource.pop("parent_id"))
        if type_and_version != (f"{TYPE}@{text.apiVersion}", "var.workspace_id"):
            return [f"is {type_and_version}"]
        resource.pop("schema_validation_enabled", None)
        body = {**resource.pop("body"), **resource}
        return written.different(hcl_value(azapi_identity(body)), azapi_identity(hcl_value(text.arm)), allowed(text, UNFILLED))
    if AZURERM.get(kind) != text.kind:
        return [f"is a {kind}"]
    resource.pop("machine_learning_workspace_id")
    # The provider has its own names: all that is told is that no value is new.
    identity = azapi_identity(resource).get("identity")
    troubles = written.different({"identity": identity}, {"identity": azapi_identity(text.arm).get("identity")})
    resource.pop("identity", None)
    # What the provider demands and the service takes for granted.
    granted = {"true", "false", "dedicated", "120", "0", "(secret)"}
    known = granted | {word(value) for _, value in written.leaves(text.arm)}
    told = written.leaves(hcl_value(resource))
    return troubles + [f"{path}: {value!r} is new" for path, value in told if word(value) not in known]


def word(value):
    """A value as a word: numbers to some places."""
    return f"{value:.6g}" if type(value) in (int, float) else str(value).lower()


def azapi_identity(body):
    """The block of an identity and the member of a body, alike: words sorted, ids as a list."""
    body = {key: value for key, value in body.items() if key != "identity" or value}
    if isinstance(body.get("identity"), dict):
        identity = {key.lower(): value for key, value in body["identity"].items()}
        # A list of ids is no map of them: it is told to be lost.
        known = identity.get("userassignedidentities")
        ids = identity.get("identity_ids", list(known) if isinstance(known, dict) else [])
        words = re.split(r"[,\s]+", (identity.get("type") or "none").lower())
        # Ids belong to one type: beside another they are told to be lost.
        ids = ids if "userassigned" in words else []
        body["identity"] = {"type": sorted(words), "ids": ids} if words != ["none"] else None
    return body


def hcl_value(value):
    """The parser leaves references as texts, and templates' marks doubled."""
    if isinstance(value, dict):
        return {key: hcl_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [hcl_value(item) for item in value]
    return re.sub(r"^var\.(\w+)$", r"<\1>", value) if isinstance(value, str) else value


def template(text):
    """The compute of a deployment template."""
    found = json.loads(text.text)
    if found.keys() != {"$schema", "contentVersion", "parameters", "resources"}:
        return [f"has the members {sorted(found)}"]
    [resource] = found["resources"]
    if (resource.pop("type"), resource.pop("apiVersion")) != (TYPE, text.apiVersion):
        return ["is another type or version"]
    if resource.pop("name") != f"[format('{{0}}/{{1}}', parameters('workspaceName'), '{text.name}')]":
        return ["has another name"]
    secret = found["parameters"].keys() - {"workspaceName"}
    return written.different(template_value(resource, secret), text.arm, allowed(text, FILLED_LATER))


def template_value(value, secret):
    """A value after the deployment: two brackets are one, a parameter is a secret."""
    if isinstance(value, dict):
        return {key: template_value(item, secret) for key, item in value.items()}
    if isinstance(value, list):
        return [template_value(item, secret) for item in value]
    if not isinstance(value, str) or not value.startswith("["):
        return value
    named = re.fullmatch(r"\[parameters\('(\w+)'\)\]", value)
    if named and named[1] in secret:
        return f"<{named[1]}>"
    if not value.startswith("[["):
        raise ValueError(f"{value} is an expression")
    return value[1:]


AZ = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done > "$NOTES/words"
for word in "$@"; do case "$word" in @*) cp "${word#@}" "$NOTES/file";; */tmp.*) cp "$word" "$NOTES/file";; esac; done
"""


class CommandLines:
    """Runs command lines with an `az` in the search path that notes its words and the file that they name."""

    def __init__(self, folder):
        self.notes = Path(folder)
        program = self.notes / "az"
        program.write_text(AZ)
        program.chmod(0o755)

    def run(self, text):
        """The words, and what was in the file."""
        place = {
            "PATH": f"{self.notes}{os.pathsep}{os.environ['PATH']}",
            "NOTES": str(self.notes),
            "RESOURCE_GROUP": "group",
            "WORKSPACE": "workspace",
            "SUBSCRIPTION": "subscription",
        }
        named = re.search(r'^: ((?:"\$\{\w+:\?\}" ?)+)$', text.text, re.MULTILINE)
        for name in re.findall(r"\{(\w+):\?\}", named[1]):
            place.setdefault(name, written.SECRET)
        for file in ("words", "file"):
            (self.notes / file).unlink(missing_ok=True)
        script = ["sh", str(written.FOLDER / text.path)]
        done = subprocess.run(script, env=place, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ValueError(f"the shell says {done.stderr.strip()}")
        return (self.notes / "words").read_text().splitlines(), (self.notes / "file").read_text()


def options(*required, group):
    """The command's words as the documentation of the Azure CLI has them."""
    parser = argparse.ArgumentParser(prog=f"az {group}", exit_on_error=False, allow_abbrev=False)
    for name in required:
        parser.add_argument(name, required=True)
    return parser


REST = options("--method", "--url", "--body", group="rest")
ML = options("--file", "--resource-group", "--workspace-name", group="ml compute")
ML.add_argument("--set", nargs="*", default=[])
URL = (
    "https://management.azure.com/subscriptions/subscription/resourceGroups/group/providers/"
    "Microsoft.MachineLearningServices/workspaces/workspace/computes/{name}?api-version={version}"
)


def command_line(text, shell):
    """`az rest` sends the body; what `az ml` loads is what the document of the same case is."""
    words, file = shell.run(text)
    if words[0] == "rest":
        told = REST.parse_args(words[1:])
        if told.method != "put" or told.url != URL.format(name=text.name, version=text.apiVersion):
            return [f"{told.method} {told.url}"]
        return written.different(json.loads(file), text.arm)
    verb = "create" if text.kind in ("AmlCompute", "ComputeInstance") else "attach"
    if words[:3] != ["ml", "compute", verb]:
        return [f"runs az {' '.join(words[:3])}"]
    told = ML.parse_args(words[3:])
    document = (written.FOLDER / text.path.replace(".az-cli.", ".cli-v2.")).read_text()
    lines = [f"{key.rsplit('.', 1)[1]}: " for key in (one.split("=")[0] for one in told.set)]
    missing = [line for line in lines if line not in document]
    if any(one.split("=", 1)[1] != written.SECRET for one in told.set):
        missing.append("the secrets are not set")
    return missing + ([] if file.strip() == document.strip() else ["is another document"])


def looked_at(what, look, found):
    """A tally of a look at texts; what the parser raises is a failure of the text."""
    tally = written.Tally()
    for text in found:
        try:
            troubles = look(text)
        except Exception as error:  # noqa: BLE001
            troubles = [f"{type(error).__name__}: {error}".replace("\n", " ")[:300]]
        tally.one(text, troubles)
    return tally.close(what)


def main():
    for reason, count in written.index()[1].items():
        print(f"skipped {count} case files: {reason}")
    tallies = [
        looked_at("Bicep by pycep", bicep, written.texts("bicep")),
        looked_at("templates as JSON", template, written.texts("arm-template")),
    ]
    if pygohcl is None:
        print("skipped Terraform: HashiCorp's parser is not built for this system")
    else:
        tallies.append(looked_at("Terraform by HashiCorp's parser", terraform, written.texts("terraform")))
    if os.name == "posix":
        with tempfile.TemporaryDirectory() as folder:
            shell = CommandLines(folder)
            found = written.texts("az-cli")
            tallies.append(looked_at("command lines by sh", lambda text: command_line(text, shell), found))
    else:
        print("skipped command lines: there is no POSIX shell")
    written.end(*tallies)


if __name__ == "__main__":
    main()
