#!/usr/bin/env bash
# Package: .NET Core 3.1.23 (dotnetcore2 3.1.23 and pythonnet 3.0.5 from PyPI), XmlConvert.ToTimeSpan, the reader of
#   ISO 8601 durations in .NET services.
# Likely guess: a month is 30 days, so P12M is 360 days and P13M is 390; or months are refused, as they have no
#   length.
# What happens: twelve months become a year of 365 days first: P11M is 330 days, P12M 365, P13M 395. The step from
#   eleven months to twelve is 35 days.
# Why our users care: an idle time or a time limit in months is taken without a word and means something else in each
#   reader; Python's isodate has calendar months, moment about 30.44 days. Days and hours mean the same everywhere.
# Date: 2026-12-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv v
v/bin/pip install --quiet --disable-pip-version-check dotnetcore2==3.1.23 pythonnet==3.0.5
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
cat >run.py <<'PY'
import json
import os
import sys
import tempfile

import dotnetcore2
from clr_loader import get_coreclr

root = os.path.join(os.path.dirname(dotnetcore2.__file__), "bin")
options = {"framework": {"name": "Microsoft.NETCore.App", "version": "3.1.23"}}
config = os.path.join(tempfile.mkdtemp(dir="."), "runtimeconfig.json")
with open(config, "w") as file:
    json.dump({"runtimeOptions": {"tfm": "netcoreapp3.1", **options}}, file)

from pythonnet import set_runtime

set_runtime(get_coreclr(runtime_config=config, dotnet_root=root))
import clr

clr.AddReference("System.Private.Xml")
from System.Xml import XmlConvert

seen = {text: XmlConvert.ToTimeSpan(text).TotalDays for text in ["P1M", "P11M", "P12M", "P13M", "P1Y"]}
for text, days in seen.items():
    print(f"{text:5} {days:g} days")
sys.exit(0 if list(seen.values()) == [30, 330, 365, 395, 365] else 1)
PY
v/bin/python run.py || exit 1
