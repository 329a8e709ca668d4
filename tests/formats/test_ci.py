"""The action, the template and the recipes: their scripts are run as a pipeline would run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from checked_shop import FILES, ODD_NAME
from conftest import ROOT
from started import program

from cko_lint import cli

PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
TEMPLATE = yaml.safe_load((ROOT / "templates/gitlab.yml").read_text("utf-8"))
pytestmark = [pytest.mark.once, pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")]


def block(name: str) -> str:
    """A recipe, as the page shows it."""
    match = re.search(rf"<!-- ci: {name} -->\n```\w+\n(.*?)```", PAGE, re.S)
    assert match is not None, name
    return match[1]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shop, and commands `cko-lint` and `pip` that need no network."""
    for name in FILES.keys() - {ODD_NAME}:
        (tmp_path / "shop").mkdir(exist_ok=True)
        (tmp_path / "shop" / name).write_text(FILES[name], "utf-8")
    (tmp_path / "bin").mkdir()
    for name, text in {"cko-lint": f'exec {shlex.join(program())} "$@"', "pip": "exit 0"}.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def bash(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a script as GitHub's runner does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def act(shop: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs the step of the action that checks, with its inputs as the runner hands them over."""
    step = ACTION["runs"]["steps"][1]
    values = {name: str(given["default"]) for name, given in ACTION["inputs"].items()} | inputs
    environment = {
        variable: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: values[match[1]], text)
        for variable, text in step["env"].items()
    }
    return bash(step["run"], GITHUB_OUTPUT=str(shop.parent / "output"), CKO_LINT_COMMAND="cko-lint", **environment)


def test_the_action_annotates_and_fails(shop: Path) -> None:
    done = act(shop, paths="pay.py settings.py")
    assert done.returncode == 1
    assert [line[:8] for line in done.stdout.splitlines()] == ["::error ", "::error ", "::error ", "::warnin"], done
    assert (shop.parent / "output").read_text() == "exit-code=1\n"


def test_the_action_writes_files(shop: Path) -> None:
    done = act(shop, paths="pay.py", sarif="a.sarif", html="a b.html", options="--select CKO101 --min-severity error")
    assert done.stdout.count("\n") == 1, done
    assert len(json.loads((shop / "a.sarif").read_text())["runs"][0]["results"]) == 1
    assert (shop / "a b.html").read_text().startswith("<!DOCTYPE html>")


def test_an_input_of_the_action_is_no_code(shop: Path) -> None:
    done = act(shop, paths="pay.py", options="$(touch hacked) ; touch hacked")
    assert done.returncode == 2
    assert not (shop / "hacked").exists()


def test_no_input_of_the_action_stands_in_a_script() -> None:
    assert [step["run"] for step in ACTION["runs"]["steps"] if "${{" in step["run"]] == []


def test_the_action_of_a_clean_project(shop: Path) -> None:
    (shop / "clean.py").write_text("print(1)\n")
    assert act(shop, paths="clean.py").returncode == 0
    assert act(shop, paths="missing.py").returncode == 2


def test_the_page_names_each_input() -> None:
    assert (
        set(re.findall(r"`([a-z]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", PAGE, re.M)))) == ACTION["inputs"].keys()
    )


def test_the_template_of_gitlab(shop: Path) -> None:
    job = TEMPLATE["cko-lint"]
    done = bash("\n".join(job["script"]), **TEMPLATE["variables"])
    assert done.returncode == 1, done
    written = [
        job["artifacts"]["reports"]["codequality"],
        job["artifacts"]["reports"]["junit"],
        *job["artifacts"]["paths"],
    ]
    assert [name for name in written if not (shop / name).exists()] == []
    assert {issue["location"]["path"] for issue in json.loads((shop / written[0]).read_text())} >= {"pay.py"}


def test_the_variables_of_the_template(shop: Path) -> None:
    changed = {
        **TEMPLATE["variables"],
        "CKO_LINT_OPTIONS": "--select CKO101 --quiet",
        "CKO_LINT_PATHS": "pay.py settings.py",
    }
    done = bash("\n".join(TEMPLATE["cko-lint"]["script"]), **changed)
    assert done.stdout.count("error[") == 1, done


@pytest.mark.parametrize("name", ["github", "github-code-scanning", "gitlab", "azure"])
def test_a_recipe_is_yaml(name: str) -> None:
    assert isinstance(yaml.safe_load(block(name)), dict)


def uses(recipe: Any) -> dict[str, dict[str, object]]:
    """The actions that a workflow uses, with their inputs."""
    (job,) = recipe["jobs"].values()
    return {step["uses"].partition("@")[0]: step.get("with", {}) for step in job["steps"]}


@pytest.mark.parametrize("name", ["github", "github-code-scanning"])
def test_a_workflow_gives_only_inputs_that_there_are(name: str) -> None:
    (ours,) = [given for action, given in uses(yaml.safe_load(block(name))).items() if action.endswith("/cko-lint")]
    assert ours.keys() <= ACTION["inputs"].keys()


def test_azure_publishes_what_it_has_written(shop: Path) -> None:
    steps = yaml.safe_load(block("azure"))["steps"]
    (script,) = [step["script"] for step in steps if "script" in step]
    done = bash(script)
    assert done.stdout.count("##vso[task.logissue type=error;") == 4, done
    inputs = [step["inputs"] for step in steps if "inputs" in step]
    assert (shop / inputs[1]["testResultsFiles"]).exists()
    assert (shop / inputs[2]["pathToPublish"]).exists()


def test_jenkins_records_what_it_has_written(shop: Path) -> None:
    script = re.findall(r"sh '''\n(.*?)'''", block("jenkins"), re.S)[0]
    (line,) = [line for line in script.splitlines() if "cko-lint check" in line]
    assert bash(line.strip().removeprefix(".venv-cko-lint/bin/")).returncode == 0
    for name in re.findall(r"pattern: '(.*?)'|artifacts: '(.*?)'", block("jenkins")):
        assert (shop / "".join(name)).exists()


def test_every_command_on_the_page_is_one_that_the_command_line_takes() -> None:
    commands = re.findall(r"cko-lint (check[^|\n`]*)", PAGE)
    assert len(commands) > 5
    for command in commands:
        cli._parser().parse_args(command.split())
