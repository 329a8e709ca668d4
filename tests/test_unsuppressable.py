"""Live keys that are certainly real, and a team that lets nobody suppress them: `unsuppressable = ["live"]`."""

from __future__ import annotations

import hashlib
import json
import random

import pytest
from conftest import ALPHABET, Project

from cko_lint import cli
from cko_lint.checkout.keys import parse_key

SETTINGS = {"pyproject.toml": '[tool.cko-lint]\nunsuppressable = ["live"]\n'}

Captured = pytest.CaptureFixture[str]


def key(prefix: str, is_real: bool = True) -> str:
    """A made-up key whose check character is valid, or is not."""
    chance = random.Random(prefix)
    while True:
        text = prefix + "".join(chance.choices(ALPHABET, k=27))
        parsed = parse_key(text)
        if parsed is not None and parsed.check is is_real:
            return text


LIVE, PUBLIC = key("sk_"), key("pk_")
SUPPRESSED = {
    "a comment": ("a.py", "K = '{}'  # cko-lint: ignore[hardcoded-secret-key] why\n"),
    "a comment for the file": ("a.py", "# cko-lint: ignore-file[CKO2]\nK = '{}'\n"),
    "noqa": ("a.py", "K = '{}'  # noqa: CKO201\n"),
    "a pragma": ("a.py", "K = '{}'  # pragma: allowlist secret\n"),
    "a pragma in configuration": (".env", "K={}  # pragma: allowlist secret\n"),
    "a comment in configuration": ("a.yaml", "k: {}  # cko-lint: ignore[CKO201] why\n"),
}


def found(capsys: Captured, *arguments: str) -> list[str]:
    capsys.readouterr()
    cli.main(["check", "--output-format", "json", *arguments])
    return [one["code"] for one in json.loads(capsys.readouterr().out)["diagnostics"]]


@pytest.mark.parametrize(("name", "text"), SUPPRESSED.values(), ids=SUPPRESSED.keys())
def test_its_suppression_is_refused(project: Project, capsys: Captured, name: str, text: str) -> None:
    project({**SETTINGS, name: text.format(LIVE)})
    assert found(capsys) == ["CKO201"]
    project({name: text.format(key("sk_", is_real=False))})
    assert found(capsys) == []
    project({name: text.format(key("sk_sbox_"))})
    assert found(capsys) == []
    project({"pyproject.toml": "[tool.cko-lint]\n", name: text.format(LIVE)})
    assert found(capsys) == []


def test_the_report_says_why(project: Project, capsys: Captured) -> None:
    project({**SETTINGS, "a.py": f"K = '{LIVE}'  # noqa: CKO201\n"})
    assert cli.main(["check"]) == 1
    said = capsys.readouterr().out
    assert "its suppression is refused: `unsuppressable` in the settings includes live keys" in said
    assert "CKO002" not in said
    project({"a.py": f"K = '{LIVE}'\n"})
    cli.main(["check"])
    assert "refused" not in capsys.readouterr().out


def test_a_public_one_too(project: Project, capsys: Captured) -> None:
    project({**SETTINGS, "a.py": f"K = '{PUBLIC}'  # noqa: CKO202\n"})
    assert found(capsys) == ["CKO202"]


@pytest.mark.parametrize("name", ["a.py", "a.yaml"])
def test_no_baseline_accepts_it(project: Project, capsys: Captured, name: str) -> None:
    hashed = hashlib.sha1(LIVE.encode()).hexdigest()
    text = f"k = '{LIVE}'\n" if name == "a.py" else f"k: {LIVE}\n"
    accepted = json.dumps({"results": {name: [{"hashed_secret": hashed}]}})
    folder = project({"pyproject.toml": "[tool.cko-lint]\n", name: text, ".secrets.baseline": accepted})
    assert found(capsys) == []
    project(SETTINGS)
    assert found(capsys) == ["CKO201"]
    assert cli.main(["baseline"]) == 0
    assert found(capsys) == ["CKO201"]
    assert name not in (folder / ".cko-lint-baseline.json").read_text()


def test_nor_is_one_accepted_that_was_before(project: Project, capsys: Captured) -> None:
    project({"pyproject.toml": "[tool.cko-lint]\n", "a.py": f"k = '{LIVE}'\n"})
    assert cli.main(["baseline"]) == 0
    capsys.readouterr()
    assert found(capsys) == []
    project(SETTINGS)
    assert found(capsys) == ["CKO201"]


def test_no_comment_is_added_for_it(project: Project, capsys: Captured) -> None:
    text = f"k = '{LIVE}'\n"
    folder = project({**SETTINGS, "a.py": text})
    assert cli.main(["check", "--add-ignores", "why"]) == 1
    assert (folder / "a.py").read_text() == text


@pytest.mark.parametrize("value", ['"live"', '["sandbox"]', "[1]", "true"])
def test_a_value_that_it_does_not_have(project: Project, capsys: Captured, value: str) -> None:
    project({"pyproject.toml": f"[tool.cko-lint]\nunsuppressable = {value}\n"})
    assert cli.main(["check"]) == 2
    assert "unsuppressable must be a list" in capsys.readouterr().err
