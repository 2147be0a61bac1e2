"""Loads the .NET runtime that the package dotnetcore2 brings."""

import json
import os
import tempfile

import clr_loader
import dotnetcore2
import pythonnet

VERSION = "3.1.23"

# The runtime of that package has no tables of cultures beside it; what is read here needs none.
os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"


def load():
    with tempfile.TemporaryDirectory() as folder:
        settings = os.path.join(folder, "runtimeconfig.json")
        framework = {"name": "Microsoft.NETCore.App", "version": VERSION}
        with open(settings, "w", encoding="utf-8") as file:
            json.dump({"runtimeOptions": {"tfm": "netcoreapp3.1", "framework": framework}}, file)
        root = os.path.join(os.path.dirname(dotnetcore2.__file__), "bin")
        pythonnet.load(clr_loader.get_coreclr(dotnet_root=root, runtime_config=settings))
