#!/usr/bin/env bash
# Package: python-hcl2 8.1.4 (PyPI), reads Terraform files.
# Likely guess: `hcl2.loads` gives values: the label azurerm_x as the key "azurerm_x", the string "b" as "b", a
#   heredoc as its lines, 1e3 as a number. Most scripts on the web index data["resource"][0]["azurerm_x"].
# What happens: strings and block labels keep their quotes inside the value ("\"b\"", "\"azurerm_x\""), a heredoc
#   comes with its markers, 1e3 is the expression "${1e3}", and blocks hold an extra key __is_block__. An object
#   key keeps its quotes only if it was written with them.
# Why our users care: a script that audits Terraform for computes finds no resource at all and reports nothing
#   wrong after the library was updated. Compare without quotes, or use hcl2json.
# Date: 2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv v
v/bin/pip install --quiet --disable-pip-version-check python-hcl2==8.1.4
cat >run.py <<'PY'
import sys
import hcl2

text = """
locals {
  name  = "b"
  keys  = { "quoted" = 1, bare = 2 }
  lines = <<EOT
a
EOT
  many  = 1e3
}
resource "azurerm_x" "y" {
  tags = { a = "b" }
}
"""
data = hcl2.loads(text)
local, resource = data["locals"][0], data["resource"][0]
seen = {
    "string": local["name"],
    "object keys": sorted(local["keys"]),
    "heredoc": local["lines"],
    "1e3": local["many"],
    "label": [key for key in resource if key != "__is_block__"],
    "marker": "__is_block__" in local,
}
for name, value in seen.items():
    print(f"{name:12} {value!r}")
expected = {
    "string": '"b"',
    "object keys": ['"quoted"', "bare"],
    "heredoc": '"<<EOT\na\nEOT"',
    "1e3": "${1e3}",
    "label": ['"azurerm_x"'],
    "marker": True,
}
sys.exit(0 if seen == expected else 1)
PY
v/bin/python run.py || exit 1
