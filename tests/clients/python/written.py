"""What `conversions.mjs` has written, for the scripts beside this file: the texts, what each was made of, and
the comparison of two bodies. It knows nothing of any format.
"""

import json
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(os.environ.get("WRITTEN", "."))
SECRET = "not-A-real-1"
# There is no such member.
NULL = object()
TIME = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
# The names of members whose values the list of the emulator's requests strikes out.
STRUCK = ("password", "secret", "token", "privatekey", "connectionstring")


@dataclass
class Text:
    """A case file in a format."""

    file: str
    kind: str
    to: str
    name: str
    apiVersion: str
    valid: bool  # the checker has no error for the case
    writtenValid: bool | None  # nor for what was written, in the format's own terms
    path: str | None
    told: list
    arm: dict  # the case as a body
    ours: dict | None  # the body that we make of what was written

    @property
    def text(self):
        return (FOLDER / self.path).read_text()


def index():
    """All texts, and how many files were left out for which reason."""
    found = json.loads((FOLDER / "index.json").read_text())
    return [Text(**entry) for entry in found["written"]], found["skipped"]


def texts(*formats):
    """The texts of formats; what the format has no word for is no text."""
    return [text for text in index()[0] if text.to in formats and text.path is not None]


def scripts(kind):
    """Scripts for what the checker has no error for: one of those that differ in the name alone."""
    found = {}
    for text in texts(kind):
        if text.valid:
            found.setdefault(text.text.replace(text.name, ""), text)
    return list(found.values())


@dataclass
class Tally:
    """Counts what was looked at; tells what failed, and why something was not looked at."""

    passed: int = 0
    failures: list = field(default_factory=list)

    def one(self, text, troubles):
        if troubles:
            self.failures.append((text, troubles))
        else:
            self.passed += 1

    def close(self, what):
        print(f"{what}: {self.passed} passed, {len(self.failures)} failed")
        for text, troubles in self.failures[:20]:
            print(f"  {text.file} as {text.to}: {'; '.join(troubles[:4])}")
        return self


def end(*tallies):
    """The last line, and the exit code."""
    passed, failed = sum(one.passed for one in tallies), sum(len(one.failures) for one in tallies)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


def leaves(value, path=""):
    """Pointers without case and their values; null and what is empty says nothing, the name is no part."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not (path == "" and key == "name"):
                yield from leaves(item, f"{path}/{key.lower()}")
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from leaves(item, f"{path}/{position}")
    elif value is not None:
        yield path, scalar(path, value)


def scalar(path, value):
    """Secrets by whatever a format puts in their place; times by their seconds."""
    if isinstance(value, str):
        last = path.rsplit("/", 1)[1]
        placeholder = re.fullmatch(r"<\w+>|\$\{\w+\}", value) or value == SECRET
        if placeholder or any(word in last for word in STRUCK):
            return "(secret)"
        parts = TIME.fullmatch(value)
        if parts and any(parts.groups()):
            days, hours, minutes, seconds = (int(part or 0) for part in parts.groups())
            return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return value


def different(theirs, ours, allowed=()):
    """What differs between two bodies and is not allowed to, as words.

    `allowed` are pairs of a pattern of pointers and a function of their value and ours (NULL if there is none).
    """
    theirs, ours = dict(leaves(theirs)), dict(leaves(ours))
    troubles = []
    for path in sorted(theirs.keys() | ours.keys()):
        one, other = theirs.get(path, NULL), ours.get(path, NULL)
        if one == other and isinstance(one, bool) == isinstance(other, bool):
            continue
        if not any(re.fullmatch(pattern, path) and fits(one, other) for pattern, fits in allowed):
            troubles.append(f"{path}: theirs {shown(one)}, ours {shown(other)}")
    return troubles


def shown(value):
    return "nothing" if value is NULL else repr(value)


def only_theirs(*values):
    """They send one of these, where we say nothing."""
    return lambda theirs, ours: ours is NULL and theirs in values


def same_word(theirs, ours):
    """The service compares words without case."""
    return isinstance(theirs, str) and isinstance(ours, str) and theirs.lower() == ours.lower()
