"""Our detector in a repository that several people share: its baseline works in each folder and environment."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Project, made_up_key

from cko_lint import cli

pytestmark = pytest.mark.once

SHIM = "detect_secrets_checkout.py"
RECIPE = re.search(
    r"<!-- not run: .*? -->\n```sh\n(.*?)```", (ROOT / "docs/detect-secrets.md").read_text("utf-8"), re.DOTALL
)
Done = subprocess.CompletedProcess[str]


def _linked(source: str, target: str) -> None:
    """Makes a file that is another one, which takes less than to copy it."""
    try:
        os.link(source, target)
    except OSError:  # it is on another disk
        shutil.copy2(source, target)


class Machine:
    """A folder with a repository, and with cko-lint installed in a place of its own."""

    def __init__(self, folder: Path) -> None:
        self.repository = folder / "repository"
        self.repository.mkdir(parents=True, exist_ok=True)
        self.site = folder / "site"
        shutil.copytree(ROOT / "cko_lint", self.site / "cko_lint", copy_function=_linked)

    def run(self, *command: str) -> Done:
        environment = {**os.environ, "PYTHONPATH": str(self.site)}
        return subprocess.run(
            command, cwd=self.repository, env=environment, capture_output=True, text=True, timeout=300
        )

    def detect_secrets(self, module: str, *arguments: str) -> Done:
        return self.run(sys.executable, "-m", f"detect_secrets{module}", *arguments)

    def git(self, *arguments: str) -> None:
        assert self.run("git", *arguments).returncode == 0

    def bash(self, script: str) -> None:
        """Runs what a page shows, with the programs that it calls."""
        programs = {"cko-lint": "cko_lint", "detect-secrets": "detect_secrets"}
        defined = "".join(f'{name}() {{ "{sys.executable}" -m {module} "$@"; }}\n' for name, module in programs.items())
        done = self.run("bash", "-euo", "pipefail", "-c", defined + script)
        assert (done.returncode, done.stderr) == (0, ""), done

    def hook(self, *names: str) -> Done:
        return self.detect_secrets(".pre_commit_hook", "--baseline", ".secrets.baseline", *names)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The folder in which a repository with a key in it was scanned as the README says, and where the repository is now."""
    for program in ("git", "bash"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    machine = Machine(tmp_path_factory.mktemp("mine"))
    machine.git("init", "-q")
    (machine.repository / ".env").write_text(f"CKO_SECRET_KEY={made_up_key()}\n")
    machine.git("add", ".env")
    assert RECIPE is not None
    machine.bash(RECIPE[1])
    machine.git("add", "--all")
    moved = tmp_path_factory.mktemp("shared") / "repository"
    shutil.move(machine.repository, moved)
    shutil.rmtree(machine.site)
    return str(machine.repository), moved


@pytest.fixture
def theirs(scanned: tuple[str, Path], tmp_path: Path) -> Machine:
    """A colleague's machine, with the repository in another folder; mine is gone."""
    machine = Machine(tmp_path / "of a colleague")
    shutil.copytree(scanned[1], machine.repository, dirs_exist_ok=True)
    return machine


def plugin(repository: Path) -> dict[str, str]:
    used = json.loads((repository / ".secrets.baseline").read_text())["plugins_used"]
    (ours,) = [entry for entry in used if entry["name"] == "CheckoutComKeyDetector"]
    return ours  # type: ignore[no-any-return]


def test_the_baseline_names_no_folder_of_a_machine(scanned: tuple[str, Path]) -> None:
    folder, repository = scanned
    assert plugin(repository) == {"name": "CheckoutComKeyDetector", "path": f"file://{SHIM}"}
    baseline = (repository / ".secrets.baseline").read_text()
    assert folder not in baseline
    assert list(json.loads(baseline)["results"]) == [".env"]
    assert (repository / SHIM).exists()


def test_the_hook_of_a_colleague_stops_a_new_key_and_no_accepted_one(theirs: Machine) -> None:
    accepted = theirs.hook(".env")
    assert (accepted.returncode, accepted.stdout, accepted.stderr) == (0, "", "")
    (theirs.repository / "compose.yml").write_text(f"key: {made_up_key('pk_')}\n")
    stopped = theirs.hook(".env", "compose.yml")
    assert stopped.returncode == 1
    assert "Checkout.com API Key" in stopped.stdout
    assert "compose.yml:1" in stopped.stdout


def test_a_baseline_that_a_colleague_updates_stays_as_it_is(theirs: Machine) -> None:
    (theirs.repository / ".env").write_text("\n" + (theirs.repository / ".env").read_text())
    moved = theirs.hook(".env")
    assert (moved.returncode, moved.stdout[:30]) == (3, "The baseline file was updated."), moved.stderr
    assert plugin(theirs.repository)["path"] == f"file://{SHIM}"
    assert theirs.detect_secrets("", "scan", "--baseline", ".secrets.baseline").returncode == 0
    assert plugin(theirs.repository)["path"] == f"file://{SHIM}"
    theirs.git("add", "--all")
    assert theirs.hook(".env").returncode == 0


def test_an_environment_without_us_fails_and_says_so(theirs: Machine) -> None:
    shutil.rmtree(theirs.site / "cko_lint")
    theirs.site.joinpath("cko_lint.py").write_text("raise ModuleNotFoundError(\"No module named 'cko_lint'\")\n")
    failed = theirs.hook(".env")
    assert failed.returncode == 1
    assert "No module named 'cko_lint'" in failed.stderr


# --------------------------------------------------------------------- what is written


def test_a_shim_that_is_there_is_left_alone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({})
    assert cli.main(["plugin-path", "--shim"]) == 0
    changed = "# Copyright: the shop\n" + (folder / SHIM).read_text()
    (folder / SHIM).write_text(changed, newline="\r\n")
    assert cli.main(["plugin-path", "--shim", SHIM]) == 0
    assert (folder / SHIM).read_text() == changed
    assert capsys.readouterr().out == f"{SHIM}\n" * 2


def test_a_shim_is_what_linters_leave_alone(project: Project) -> None:
    folder = project({"tools/a": ""})
    assert cli.main(["plugin-path", "--shim", "tools/shim.py"]) == 0
    assert (folder / "tools/shim.py").read_text().splitlines()[2:] == [
        "from cko_lint.detect_secrets_plugin import CheckoutComKeyDetector",
        "",
        '__all__ = ["CheckoutComKeyDetector"]',
    ]
    assert cli.main(["check", "--no-ignores"]) == 0


REFUSED = {
    "other.py": "other.py is another file, and is not overwritten",
    "link.py": "link.py is another file, and is not overwritten",
    "tools": "tools is a folder: name a file in it, such as tools/detect_secrets_checkout.py",
    "shim": "detect-secrets imports the shim, so its name must end with .py: shim.py",
    "nowhere/shim.py": "nowhere/shim.py: No such file or directory",
}


@pytest.mark.parametrize(("name", "error"), REFUSED.items())
def test_another_file_is_never_overwritten(
    name: str, error: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project({"other.py": "print('mine')\n", "tools/a": ""})
    (folder / "link.py").symlink_to("elsewhere.py")
    assert cli.main(["plugin-path", "--shim", name]) == 2
    said = capsys.readouterr()
    assert error in said.err
    assert said.out == ""
    assert (folder / "other.py").read_text() == "print('mine')\n"
    assert not (folder / "elsewhere.py").exists()
