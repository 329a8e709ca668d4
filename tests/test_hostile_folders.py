"""Nothing of what is checked is imported, whatever it is called."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import HIT, ROOT, Project, made_up_key
from started import program

from cko_lint import cli, run
from cko_lint.config.settings import Settings
from cko_lint.sources import git_environment
from cko_lint.sources.kinds import BASELINE

MODULES = ("json", "libcst", "argparse", "pathspec", "yaml", "detect_secrets", "tokenize", "ast", "gc", "re")
TRAP = 'open("run-by-cko-lint", "w").close()\n' + HIT


def test_modules_that_are_called_like_ours_are_not_imported(project: Project) -> None:
    folder = project({f"{name}.py": TRAP for name in MODULES})
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-m", "cko_lint", "check", ".", "--no-cache"],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert not (folder / "run-by-cko-lint").exists(), done.stderr
    assert f"in {len(MODULES)} files ({len(MODULES)} related to Checkout.com)" in done.stdout, done.stderr


NAMES = (
    "pay2.py", ".env", ".gitignore", "cko-lint.toml", "pyproject.toml", ".secrets.baseline", "requirements.txt", "conftest.py",
    "note.ipynb", "config.yml", "poetry.lock", ".cko_lint_cache", "checkout_sdk", "inner",
)  # fmt: skip
READING = """\
import os
import requests
import yaml
from checkout_sdk.checkout_sdk import CheckoutSdk
from inner import x

CONFIG = yaml.safe_load(open("config.yml"))
BUILDER = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
requests.get("https://api.checkout.com/payments", headers={}).raise_for_status()
"""
SECRET = "a word of a file outside"


def codes(*arguments: str) -> list[str]:
    return [finding.code for finding in run.run(list(arguments), Settings(cache=True)).report.findings]


@contextmanager
def in_time(seconds: int = 60) -> Iterator[None]:
    """Fails what waits for something that never comes."""

    def fail(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


MADE: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_what_is_no_file_is_not_waited_for(make: Callable[[Path], None], project: Project) -> None:
    folder = project({"pay.py": READING, "setup.cfg": ""})
    for name in NAMES:
        make(folder / name)
    with in_time():
        assert codes("pay.py") == ["CKO101"]
        assert "CKO101" in codes(".")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("name", [".gitignore", ".git/index", ".git/config", ".git/info/exclude"])
def test_git_that_waits_for_a_pipe_is_stopped(name: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_environment, "PATIENCE", 0.15)
    folder = project({"pay.py": READING, "setup.cfg": ""})
    subprocess.run(["git", "init", "-q"], check=True, cwd=folder)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with in_time():
        assert codes(".") == ["CKO101"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_place_of_a_baseline_is_said(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(project({"pay.py": READING, "setup.cfg": ""}) / BASELINE)
    with in_time():
        assert cli.main(["check", "--no-cache", "."]) == 2
    assert "it is not a regular file" in capsys.readouterr().err


IMPORTS = {
    "a relative import of too many dots": "from ....outside.hosts import HOST\n",
    "a linked folder": "from linked.hosts import HOST\n",
    "a file of settings": 'import yaml\nHOST = yaml.safe_load(open("../outside/hosts.yml"))["host"]\n',
    "requirements": "from checkout_sdk.checkout_sdk import CheckoutSdk\nHOST = CheckoutSdk.builder().build()\n",
}


@pytest.mark.parametrize("imported", IMPORTS.values(), ids=IMPORTS)
def test_nothing_outside_of_the_project_is_opened(imported: str, tmp_path: Path) -> None:
    """Python tells of every file that is opened, and every program that is started."""
    inside, outside = tmp_path / "project", tmp_path / "outside"
    (inside / "a/b").mkdir(parents=True)
    outside.mkdir()
    for name in ("hosts.py", "__init__.py", "hosts.yml", "requirements.txt", "conftest.py"):
        (outside / name).write_text(f'HOST = host = "{SECRET}"\n')
    (tmp_path / "__init__.py").touch()
    (inside / "requirements.txt").write_text("-r ../outside/requirements.txt\n")
    (inside / "linked").symlink_to(outside)
    for folder in ("", "a/", "a/b/"):
        (inside / folder / "__init__.py").touch()
    (inside / "a/b/test_pay.py").write_text(imported + HIT + "def test_it(host): pass\n")
    heard = (
        "import sys\n"
        f"def hear(event, given):\n    if event in ('open', 'os.listdir', 'os.scandir', 'subprocess.Popen', 'os.exec', 'os.system') and {str(outside)!r} in str(given):\n"
        "        print('HEARD', event, given, file=sys.stderr)\n"
        "sys.addaudithook(hear)"
    )

    done = subprocess.run(
        [*program(heard), "check", "--show-unresolved", "."], cwd=inside, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert "HEARD" not in done.stderr
    assert SECRET not in done.stdout
    assert "related to Checkout.com" in done.stdout, done.stderr


def test_files_that_vanish_and_change_meanwhile(project: Project) -> None:
    folder = project({"setup.cfg": ""})
    over = threading.Event()

    def change() -> None:
        chance = random.Random(4)
        while not over.is_set():
            path = folder / f"pay{chance.randrange(6)}.py"
            if chance.random() < 0.5:
                path.unlink(missing_ok=True)
            else:
                path.write_text(READING[: chance.randrange(len(READING))])

    changing = threading.Thread(target=change)
    changing.start()
    try:
        for _ in range(8):
            report = run.run(["."], Settings(cache=True)).report
            assert not {"CKO004"} & {finding.code for finding in report.findings}
    finally:
        over.set()
        changing.join()


@pytest.mark.parametrize(
    "name", ["pay\nerror: x.py", "pay\x1b[31m\x1b]0;x\x07.py", "pay\udcff.py", "pay\u202e.py", "-x.py", "pay\r.py"]
)
@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github", "gitlab", "junit", "html"])
def test_names_that_would_write_something_else(
    name: str, form: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project({"setup.cfg": ""})
    (folder / name).write_text(READING)
    assert cli.main(["check", "--no-cache", "--output-format", form, "."]) == 1
    said = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(said)
    assert not any(line.startswith("error: x.py") for line in said.splitlines())
    said.encode()


def test_a_settings_file_of_a_hundred_megabytes(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({"pay.py": READING, "setup.cfg": ""})
    for name, code in (("pyproject.toml", 1), ("cko-lint.toml", 2)):
        with (folder / name).open("wb") as file:
            file.truncate(100_000_000)
        with in_time():
            assert cli.main(["check", "--no-cache", "."]) == code
    assert "larger than" in capsys.readouterr().err


def test_settings_that_are_nested_deeply(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({"pay.py": READING, "setup.cfg": ""})
    assert cli.main(["check", "--config", "select=" + "[" * 5_000, "."]) == 2
    (folder / "cko-lint.toml").write_text("select = " + "[" * 5_000)
    assert cli.main(["check", "."]) == 2
    assert "internal error" not in capsys.readouterr().err


def test_characters_that_no_encoding_has(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CKO_LINT_DEBUG", "1")
    program = """\
    import os
    import requests
    from aiohttp import web
    app = web.Application()
    app["\\ud800"] = requests.Session()
    os.environ["\\udcff"] = "https://api.checkout.com"
    def pay(request):
        request.app["\\ud800"].headers["\\ud801"] = os.environ["CKO_SECRET_KEY"]
        return request.app["\\ud800"].get(os.environ["\\udcff"] + "/payments\\ud800").raise_for_status()
    """
    project({"setup.cfg": "", "pay.py": program})
    assert "CKO004" not in codes(".")


def test_a_baseline_that_names_code_runs_none(project: Project) -> None:
    folder = project({"evil.py": 'open("run-by-cko-lint", "w").close()\n', "setup.cfg": "", "pay.py": READING})
    here = f"file://{folder}/evil.py"
    baseline = {
        "version": "1.5.0",
        "plugins_used": [{"name": "Evil", "path": here}],
        "filters_used": [{"path": f"{here}::f"}, {"path": "evil.f"}],
        "results": {},
    }
    project({".secrets.baseline": json.dumps(baseline), "app.yml": f"checkout:\n  secret_key: {made_up_key()}\n"})
    assert "CKO201" in codes(".")
    assert not (folder / "run-by-cko-lint").exists()
