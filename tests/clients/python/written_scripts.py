"""Runs scripts that `convert` has written, as they stand, in this process: the workspace comes from `config.json`,
the credential is one of the emulator's, waiting takes no time. What they sent is in the emulator's list of
requests.
"""

import contextlib
import io
import json
import os
import re
import time
from pathlib import Path
from unittest import mock

import emulated
import written

# Scripts between two looks at the requests, of which the emulator keeps the last thousand.
BATCH = 20
NAME = re.compile(r"/computes/([^/?]+)\?")


class Scripts:
    """The bodies that scripts have sent, and what they raised, by the name of the compute."""

    def __init__(self, texts, *patches):
        self.sent, self.errors = {}, {}
        with contextlib.ExitStack() as stack:
            for patch in (*patches, place(texts), nap()):
                stack.enter_context(patch)
            for start in range(0, len(texts), BATCH):
                emulated.control("reset")
                batch = texts[start : start + BATCH]
                for text in batch:
                    self.run(text)
                self.note()

    def run(self, text):
        code = compile(text.text, text.path, "exec")
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                exec(code, {"__name__": "__main__"})
        except Exception as error:  # noqa: BLE001
            self.errors[text.name] = f"{type(error).__name__}: {error}".replace("\n", " ")

    def note(self):
        for request in emulated.control("dump", method="GET")["requests"]:
            name = NAME.search(request["url"])
            if request["method"] == "PUT" and name:
                self.sent.setdefault(name[1], request["body"])

    def compared(self, what, texts, allowed, unlike):
        """A tally of what was sent beside what we would send; `unlike` tells refusals that are not the text's."""
        tally, refused = written.Tally(), 0
        for text in texts:
            body, error = self.sent.get(text.name), self.errors.get(text.name, "")
            if body is not None:
                tally.one(text, written.different(body, text.ours, allowed))
            elif any(re.search(pattern, error) for pattern in unlike):
                refused += 1
            else:
                tally.one(text, [f"nothing was sent: {error[:300]}"])
        if refused:
            print(f"skipped {refused} scripts: the package refuses them before it sends anything")
        return tally.close(what)


@contextlib.contextmanager
def place(texts):
    """A folder with the file that tells the workspace, and an environment with every secret."""
    folder = Path(os.environ["HOME"])
    (folder / "config.json").write_text(
        json.dumps(
            {
                "subscription_id": emulated.SUBSCRIPTION,
                "resource_group": emulated.GROUP,
                "workspace_name": emulated.WORKSPACE,
            }
        )
    )
    key = folder / "key.pem"
    key.write_text(written.SECRET)
    names = set(re.findall(r'os\.environ\["(\w+)"\]', "".join(text.text for text in texts)))
    secrets = {name: str(key) if name.endswith("_FILE") else written.SECRET for name in names}
    before = Path.cwd()
    os.chdir(folder)
    with mock.patch.dict(os.environ, secrets):
        yield
    os.chdir(before)


def nap(sleep=time.sleep):
    """The emulated clock runs fast."""
    return mock.patch("time.sleep", lambda _seconds: sleep(0.005))
