"""`cko-lint check --fix`, `--unsafe-fixes` and `--diff`: what is printed, what is written, and the exit code."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Project, made_up_key
from started import program

from cko_lint import cli
from cko_lint.commands import fixing

WRONG = (
    "import os\nimport requests\n"
    'requests.get("https://sandbox.api.checkout.com/workflows", '
    "headers={'Authorization': f'Bearer {os.environ[\"CKO_SECRET_KEY\"]}'}).raise_for_status()\n"
)
RIGHT = WRONG.replace("sandbox.api", "api.sandbox")
BARE = 'import requests\nrequests.get("https://api.sandbox.checkout.com/workflows").raise_for_status()\n'


def check(*arguments: str, input: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    data = input.encode() if isinstance(input, str) else input
    command = [*program(), "check", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False)


def test_safe_fixes_are_written_and_what_is_left_is_reported(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project({"wrong.py": WRONG, "bare.py": BARE})

    assert cli.main(["check", ".", "--fix", "--no-cache"]) == 1

    assert (folder / "wrong.py").read_text() == RIGHT
    assert (folder / "bare.py").read_text() == BARE
    out = capsys.readouterr().out
    assert "error[CKO101]: " in out
    assert out.endswith(
        "1 fixed; 1 error in 2 files (2 related to Checkout.com)\n1 fixable with `--fix --unsafe-fixes`\n"
    )


def test_all_fixed_is_a_success(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({"wrong.py": WRONG, "bare.py": BARE})

    assert cli.main(["check", ".", "--fix", "--unsafe-fixes", "--no-cache"]) == 0

    assert "Authorization" in (folder / "bare.py").read_text()
    assert capsys.readouterr().out == "2 fixed; No findings in 2 files (2 related to Checkout.com)\n"
    assert cli.main(["check", ".", "--no-cache"]) == 0


def test_without_fix_nothing_is_written_and_the_report_says_what_can_be(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project({"wrong.py": WRONG, "bare.py": BARE})

    assert cli.main(["check", ".", "--no-cache"]) == 1

    out = capsys.readouterr().out
    assert (folder / "wrong.py").read_text() == WRONG
    assert "error[CKO306] [*]: " in out
    assert "error[CKO101]: " in out
    assert out.endswith("\n[*] 1 fixable with `--fix`, 1 more with `--fix --unsafe-fixes`\n")
    cli.main(["check", ".", "--no-cache", "--unsafe-fixes"])
    assert capsys.readouterr().out.endswith("\n[*] 2 fixable with `--fix`\n")


def test_a_diff_is_shown_and_nothing_is_written(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({"wrong.py": WRONG, "bare.py": BARE})

    assert cli.main(["check", ".", "--diff", "--no-cache"]) == 1

    said = capsys.readouterr()
    assert said.out.splitlines()[:3] == ["--- wrong.py", "+++ wrong.py", "@@ -1,3 +1,3 @@"]
    assert [line[0] for line in said.out.splitlines()[3:]] == [" ", " ", "-", "+"]
    assert said.err == "Would fix 1 finding.\n"
    assert (folder / "wrong.py").read_text() == WRONG
    assert cli.main(["check", "bare.py", "--diff", "--no-cache"]) == 0
    assert capsys.readouterr() == ("", "Nothing to fix.\n")


def test_a_diff_wins_over_a_fix(project: Project) -> None:
    folder = project({"wrong.py": WRONG})

    assert cli.main(["check", ".", "--diff", "--fix", "--no-cache"]) == 1
    assert (folder / "wrong.py").read_text() == WRONG


@pytest.mark.parametrize("text", ['KEY = "{}"\n', 'KEY = "{}" \\\n    "{}"\n', "KEY = ('{}'  # one\n       '{}')\n"])
def test_no_key_stands_in_a_diff(text: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    key = made_up_key()
    project({"pay.py": text.format(key) if text.count("{}") == 1 else text.format(key[:14], key[14:])})

    cli.main(["check", ".", "--diff", "--unsafe-fixes", "--no-cache"])

    out = capsys.readouterr().out
    assert "+KEY = " in out
    assert key not in out
    assert key[10:] not in out
    assert key[14:] not in out


def test_the_key_of_the_lines_around_does_not_stand_in_a_diff(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    key = made_up_key()
    project({"pay.py": f'LIVE_URL = "https://api.sandbox.checkout.com"\nX = "{key}"\n'})

    cli.main(["check", ".", "--diff", "--no-cache"])

    out = capsys.readouterr().out
    assert 'LIVE_URL = "https://api.checkout.com"' in out
    assert key not in out


def test_json_carries_the_edits(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    key = made_up_key()
    folder = project({"pay.py": f'LIVE_URL = "https://api.sandbox.checkout.com"\nSECRET_KEY = "{key}"\nB = "x"\n'})

    cli.main(["check", ".", "--no-cache", "--output-format", "json"])

    out = capsys.readouterr().out
    assert key not in out
    found = {one["code"]: one["fix"] for one in json.loads(out)["diagnostics"]}
    assert found["CKO303"] == {
        "applicability": "safe",
        "edits": [
            {
                "path": "pay.py",
                "start": {"line": 1, "column": 21},
                "end": {"line": 1, "column": 45},
                "content": "api.checkout.com",
            }
        ],
    }
    assert found["CKO201"]["applicability"] == "unsafe"
    assert [edit["content"] for edit in found["CKO201"]["edits"]] == ["import os\n\n", 'os.environ["CKO_SECRET_KEY"]']
    assert (folder / "pay.py").read_text().startswith("LIVE_URL")


def test_standard_input_goes_to_standard_output(project: Project) -> None:
    project({})

    done = check("-", "--fix", input=WRONG)

    assert (done.returncode, done.stdout.decode()) == (0, RIGHT)
    assert done.stderr.decode() == "1 fixed; No findings in 1 file (1 related to Checkout.com)\n"


def test_standard_input_is_printed_as_it_is_if_nothing_is_fixed(project: Project) -> None:
    project({})

    done = check("-", "--fix", input=BARE)

    assert (done.returncode, done.stdout.decode()) == (1, BARE)
    assert b"error[CKO101]" in done.stderr


def test_the_file_that_standard_input_is_named_for_is_not_written(project: Project) -> None:
    folder = project({"pay.py": "x = 1\n"})

    done = check("-", "--stdin-filename", "pay.py", "--fix", input=WRONG)

    assert done.stdout.decode() == RIGHT
    assert (folder / "pay.py").read_text() == "x = 1\n"


def test_bytes_that_are_not_edited_stay(project: Project) -> None:
    text = "# coding: latin-1\n# \xe9\n" + WRONG
    data = text.replace("\n", "\r\n").encode("latin-1")
    folder = project({"pay.py": data})
    (folder / "pay.py").chmod(0o640)

    assert cli.main(["check", ".", "--fix", "--no-cache"]) == 0

    assert (folder / "pay.py").read_bytes() == data.replace(b"sandbox.api", b"api.sandbox")
    assert stat.S_IMODE((folder / "pay.py").stat().st_mode) == 0o640
    assert os.listdir(folder) == ["pay.py"]


def test_lines_that_are_added_end_as_the_others(project: Project) -> None:
    data = b"\xef\xbb\xbf" + BARE.replace("\n", "\r\n").encode()
    folder = project({"pay.py": data})

    assert cli.main(["check", ".", "--fix", "--unsafe-fixes", "--no-cache"]) == 0

    made = (folder / "pay.py").read_bytes()
    assert made.startswith(b"\xef\xbb\xbfimport os\r\n\r\nimport requests\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")


def test_a_file_that_was_changed_in_the_meantime_is_left_alone(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project({"wrong.py": WRONG, "other.py": WRONG})
    original = fixing._write

    def slow(path: str, analysed: bytes, data: bytes) -> None:
        if path.endswith("wrong.py"):
            Path(path).write_text(WRONG + "x = 1\n")
        original(path, analysed, data)

    monkeypatch.setattr(fixing, "_write", slow)
    assert cli.main(["check", ".", "--fix", "--no-cache"]) == 1

    said = capsys.readouterr()
    assert (folder / "wrong.py").read_text() == WRONG + "x = 1\n"
    assert (folder / "other.py").read_text() == RIGHT
    assert "cko-lint: wrong.py is left as it is: it has changed since it was read\n" in said.err
    assert "1 fixed; 1 error" in said.out


def test_a_fix_that_would_do_harm_is_left_out_and_said(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    program = (
        'import requests\nLIVE_URL = "https://api.sandbox.checkout.com/workflows"\n'
        f'requests.get(LIVE_URL, headers={{"Authorization": "Bearer {made_up_key()}"}}).raise_for_status()\n'
    )
    folder = project({"pay.py": program})

    assert cli.main(["check", ".", "--fix", "--no-cache"]) == 1

    assert (folder / "pay.py").read_text() == program
    assert "pay.py:2:12: the fix of CKO303 was tried and left out" in capsys.readouterr().err


def test_only_files_that_the_run_names_are_edited(project: Project) -> None:
    files = {
        "conf.py": 'import os\nURL = "https://sandbox.api.checkout.com"\nKEY = os.environ["CKO_SECRET_KEY"]\n',
        "pay.py": "import requests\nfrom conf import KEY, URL\n"
        'requests.get(URL + "/disputes", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()\n',
    }
    folder = project(files)

    assert cli.main(["check", "pay.py", "--fix", "--no-cache"]) == 1
    assert (folder / "conf.py").read_text() == files["conf.py"]
    assert cli.main(["check", "pay.py", "conf.py", "--fix", "--no-cache"]) == 0


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_with_since_only_findings_on_new_lines_are_fixed(project: Project) -> None:
    old = 'LIVE_URL = "https://api.sandbox.checkout.com"\n'
    new = 'PROD_URL = "https://api.sandbox.checkout.com"\n'
    folder = project({"pay.py": old + "\n" * 5})
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    (folder / "pay.py").write_text(old + "\n" * 5 + new)

    assert cli.main(["check", ".", "--since", "HEAD", "--fix", "--no-cache"]) == 0
    assert (folder / "pay.py").read_text() == old + "\n" * 5 + new.replace("api.sandbox", "api")


def test_what_is_staged_is_fixed_in_the_work_tree(project: Project) -> None:
    folder = project({"pay.py": WRONG})
    git("init", "-q")
    git("add", ".")

    assert cli.main(["check", "--staged", "--fix", "--no-cache"]) == 1  # the index still has the mistake
    assert (folder / "pay.py").read_text() == RIGHT
    git("add", ".")
    assert cli.main(["check", "--staged", "--fix", "--no-cache"]) == 0


def test_a_run_without_fixable_findings_does_not_import_the_code_for_fixes(project: Project) -> None:
    project({"pay.py": RIGHT})
    program = (
        "import sys\nfrom cko_lint import cli\ncode = cli.main(['check', '.', '--no-cache'])\n"
        "assert code == 0\nfixes = [name for name in sys.modules if name.startswith('cko_lint.fixes.')]\n"
        "assert fixes == ['cko_lint.fixes.offered'], fixes\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr


def test_a_line_that_looks_like_the_head_of_a_diff_has_no_key_either(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    key = made_up_key()
    project({"pay.py": f'x = 1 - (\n-- len("{key}")\n)\n'})

    cli.main(["check", ".", "--diff", "--unsafe-fixes", "--no-cache"])

    out = capsys.readouterr().out
    assert "--- len(" in out
    assert key not in out


@pytest.mark.parametrize("target", ["shop.py", "shop.txt"])
def test_the_file_that_a_link_leads_to_is_fixed(target: str, project: Project) -> None:
    folder = project({target: WRONG})
    (folder / "pay.py").symlink_to(target)

    assert cli.main(["check", "pay.py", "--fix", "--no-cache"]) == 0

    assert (folder / target).read_text() == RIGHT
    assert (folder / "pay.py").is_symlink()
