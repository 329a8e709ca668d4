"""Headless Chromium, steered through a pipe by the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe", "--window-size=1200,900",
)  # fmt: skip
_KEYS = {"Escape": 27, "Tab": 9, "Enter": 13}


class Tab:
    """A page in a browser."""

    def __init__(self, commands: BinaryIO, answers: BinaryIO) -> None:
        self._commands, self._answers = commands, answers
        self._count = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """Sends a command, and waits for what it returns."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._commands.write(json.dumps(message).encode() + b"\0")
        self._commands.flush()
        while (answer := self._read()).get("id") != self._count:
            self.events.append(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, path: Path) -> None:
        """Opens a file, and waits until it is there."""
        self.events.clear()
        self.send("Page.navigate", url=path.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._read())

    def evaluate(self, expression: str) -> Any:
        """Returns the value of an expression of JavaScript."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, as a keyboard does."""
        for key in keys:
            code = _KEYS.get(key, ord(key[0].upper()))
            text = {} if key in ("Escape", "Tab") else {"text": "\r" if key == "Enter" else key}
            common = {"key": key, "windowsVirtualKeyCode": code}
            self.send("Input.dispatchKeyEvent", type="keyDown", **common, **text)
            self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def _read(self) -> dict[str, Any]:
        found = bytearray()
        while (sign := self._answers.read(1)) != b"\0":
            assert sign, "the browser has ended"
            found += sign
        answer: dict[str, Any] = json.loads(found)
        return answer


def _high(descriptor: int) -> int:
    """Moves a descriptor out of the way of 3 and 4."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """Starts a browser with a profile of its own, and ends it."""
    assert CHROMIUM is not None
    commands_out, commands_in = map(_high, os.pipe())
    answers_out, answers_in = map(_high, os.pipe())

    def connect() -> None:
        """The protocol has fixed numbers for its pipe: 3 to read from, 4 to write to."""
        os.dup2(commands_out, 3)
        os.dup2(answers_in, 4)

    command = [CHROMIUM, *_OPTIONS, f"--user-data-dir={profile}"]
    running = subprocess.Popen(command, pass_fds=(3, 4), preexec_fn=connect, stderr=subprocess.DEVNULL)  # noqa: PLW1509
    os.close(commands_out)
    os.close(answers_in)
    try:
        with open(commands_in, "wb") as commands, open(answers_out, "rb") as answers:
            yield Tab(commands, answers)
    finally:
        running.kill()
        running.wait()


needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """One browser for all tests of a module."""
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def opened(tab: Tab, page: str, folder: Path) -> Tab:
    """Writes a page into a folder, and opens it anew."""
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    tab.open(path)
    return tab
