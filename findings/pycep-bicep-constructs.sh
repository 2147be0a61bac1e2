#!/usr/bin/env bash
# Package: pycep-parser 0.7.1 (PyPI), a Bicep parser in Python.
# Likely guess: Bicep that compiles is parsed.
# What happens: exceptions on valid text in everyday use: a loop with a condition on its items, a
#   conditional expression over several lines, a lambda with two parameters, the spread operator, a property
#   called `null` or `true` (other keywords are taken), and every parameter file.
# Why our users care: it is the only Bicep parser in PyPI's reach, so it is what checks written Bicep in tests;
#   text that it refuses may be right. What we write stays inside what it parses: one line for a conditional.
# Date: 2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv v
v/bin/pip install --quiet --disable-pip-version-check pycep-parser==0.7.1
cat >run.py <<'PY'
import sys
from pycep import BicepParser

cluster = "resource c 'Microsoft.MachineLearningServices/workspaces/computes@2024-10-01' = "
samples = {
    "resource": (True, cluster + "{\n  parent: ws\n  name: 'cpu'\n}\n"),
    "loop": (True, cluster + "[for size in sizes: {\n  name: size\n}]\n"),
    "conditional on one line": (True, "var a = gpu ? 'x' : 'y'\n"),
    "loop with condition": (False, cluster + "[for size in sizes: if (size != '') {\n  name: size\n}]\n"),
    "for, if as properties": (True, "var a = {\n  for: 1\n  if: 2\n}\n"),
    "null as property": (False, "var a = {\n  null: 1\n}\n"),
    "conditional on three lines": (False, "var a = gpu\n  ? 'x'\n  : 'y'\n"),
    "lambda with two parameters": (False, "var a = reduce([1, 2], 0, (cur, next) => cur + next)\n"),
    "spread": (False, "var a = {\n  ...base\n  b: 1\n}\n"),
    "parameter file": (False, "using 'main.bicep'\nparam nodes = 4\n"),
}
same = True
for name, (expected, text) in samples.items():
    try:
        BicepParser().parse(text=text)
        parsed = True
    except Exception as error:
        parsed = False
    print(f"{name:28} {'parsed' if parsed else 'refused'}")
    same = same and parsed == expected
sys.exit(0 if same else 1)
PY
v/bin/python run.py || exit 1
