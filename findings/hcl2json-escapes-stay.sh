#!/usr/bin/env bash
# Package: @cdktf/hcl2json 0.21.0 (npm), HashiCorp's own parser compiled to WebAssembly.
# Likely guess: the JSON holds the values of literals: "$${x}" is the text ${x}, "%%{x}" the text %{x}, and a large
#   integer keeps its digits.
# What happens: both escapes stay as they are written ("$${x}", "%%{x}"), since the output is meant for Terraform's
#   JSON syntax, which reads them again. A reference `var.a` and the template "${var.a}" become the same text.
#   12345678901234567890 comes out as another number (it passes through a double).
# Why our users care: a tag whose value holds ${ must be compared after undoing the escapes, or a check of written
#   Terraform says that right text is wrong.
# Date: 2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @cdktf/hcl2json@0.21.0
cat >run.mjs <<'JS'
import { parse } from "@cdktf/hcl2json";
const text = `locals {
  dollar  = "$\${x}"
  percent = "%%{x}"
  bare    = var.a
  quoted  = "\${var.a}"
  large   = 12345678901234567890
}
`;
const { locals: [seen] } = await parse("main.tf", text);
for (const [name, value] of Object.entries(seen)) console.log(name.padEnd(8), JSON.stringify(value));
const same =
  seen.dollar === "$${x}" &&
  seen.percent === "%%{x}" &&
  seen.bare === seen.quoted &&
  String(seen.large) !== "12345678901234567890";
process.exit(same ? 0 : 1);
JS
node run.mjs || exit 1
