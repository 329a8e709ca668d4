"""Completion in real shells: bash and zsh are typed into, fish is asked."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, Project

from cko_lint import cli
from cko_lint.commands.completion import _SHELLS
from cko_lint.rules import RULES

pytestmark = pytest.mark.once

OFFERED = {
    "commands": ("ch", ["check"]),
    "all commands": ("", sorted(cli.COMMANDS)),
    "options": ("check --sel", ["--select"]),
    "options of this command only": ("baseline --a", ["--add"]),
    "codes and names of rules": ("check --select CKO1", [rule.code for rule in RULES if rule.code.startswith("CKO1")]),
    "the last item of a list": ("check --ignore CKO101,logged", ["CKO101,logged-key"]),
    "one rule": ("rule logged", ["logged-key"]),
    "formats": ("check --output-format js", ["json", "json-lines"]),
    "formats with files": ("check --output juni", ["junit=report.xml"]),
    "severities": ("check --fail-on ", ["error", "note", "warning"]),
    "words": ("check --color a", ["always", "auto"]),
    "settings": ("config url", ["url-variables"]),
    "environment variables": ("key SHOP_OWN", ["SHOP_OWN_KEY"]),
    "shells": ("completion z", ["zsh"]),
    "files": ("check pay", ["pay.py", "payments"]),
    "files after a switch": ("check --fix pay", ["pay.py", "payments"]),
    "files after a value": ("check --select CKO1 settings", ["settings.py"]),
    "folders": ("check --cache-dir pa", ["payments"]),
    "nothing where there is nothing to choose": ("check --add-ignores pa", []),
}
ASK_BASH = """\
eval "$SCRIPT"
words=(cko-lint $1)
[[ $1 == *' ' || -z $1 ]] && words+=("")
COMP_WORDS=("${words[@]}") COMP_CWORD=$(( ${#words[@]} - 1 ))
[[ $(complete -p cko-lint) =~ -F\\ ([a-z_]+)\\ cko-lint ]] && "${BASH_REMATCH[1]}"
(( ${#COMPREPLY[@]} == 0 )) || printf '%s\\n' "${COMPREPLY[@]}"
"""
ASK_FISH = 'echo $SCRIPT | source; complete -C "cko-lint $argv[1]"'


@pytest.fixture(scope="module", params=_SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """The shells that are installed, each."""
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture(scope="module")
def script(shell: str) -> str:
    return printed(shell)


def printed(shell: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cko_lint", "completion", shell], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def shop(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHOP_OWN_KEY", "")
    return project({"pay.py": "", "payments/a.py": "", "settings.py": ""})


def asked(shell: str, line: str, script: str) -> list[str]:
    """What bash or fish offers at the end of a line, without the folders' `/` and the descriptions."""
    arguments = ["-c", ASK_BASH, "bash", line] if shell == "bash" else ["--no-config", "-c", ASK_FISH, line]
    done = subprocess.run(
        [shell, *arguments], env={**os.environ, "SCRIPT": script}, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    return sorted(offer.split("\t")[0].rstrip("/") for offer in done.stdout.splitlines())


@pytest.mark.parametrize(("line", "offered"), OFFERED.values(), ids=OFFERED)
@pytest.mark.parametrize("shell", ["bash", "fish"], indirect=True)
def test_what_is_offered(line: str, offered: list[str], script: str, shell: str, shop: Path) -> None:
    assert asked(shell, line, script) == offered


# --------------------------------------------------------------------- the key itself

TYPED = {
    "check --selec\t": "check --select ",
    "comp\tz\t": "completion zsh ",
    "check --select CKO101,miss\t": "check --select CKO101,missing-",
    "check --output-format sar\t": "check --output-format sarif ",
    "check --color al\tpay.\t": "check --color always pay.py ",
    "check 'of ma\t": "check 'of may.py' ",
}
# What shows the line that was typed so far, on Ctrl-O, and forgets it.
START = {
    "bash": """bind -x '"\\C-o": echo "<<$READLINE_LINE>>"; READLINE_LINE='""",
    "zsh": """\
autoload -Uz compinit && compinit -u -D
show() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N show; bindkey '^O' show""",
}
INTERACTIVE = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}


class Terminal:
    """A shell in a terminal, with completion as its users have it."""

    def __init__(self, shell: str, folder: Path) -> None:
        import pty

        self._fd, inner = pty.openpty()
        environment = {**os.environ, "TERM": "dumb", "PYTHONPATH": str(ROOT), "HISTFILE": ""}
        self._process = subprocess.Popen(
            [shell, *INTERACTIVE[shell]], stdin=inner, stdout=inner, stderr=inner, cwd=folder, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        loaded = f'eval "$("{sys.executable}" -m cko_lint completion {shell})"'
        os.write(self._fd, f"{START[shell]}\n{loaded}\necho rea''dy\n".encode())
        self._shown("ready\r\n")

    def line(self, keys: str) -> str:
        """Returns the line after these keys."""
        os.write(self._fd, f"{keys}\x0f".encode())
        return re.findall(r"<<(.*?)>>", self._shown(">>"), re.DOTALL)[-1]

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._fd)

    def _shown(self, end: str) -> str:
        """Returns what is shown until a text comes."""
        shown, until = "", time.monotonic() + 60
        while end not in shown and time.monotonic() < until:
            if select.select([self._fd], [], [], 0.5)[0]:
                shown += os.read(self._fd, 65536).decode("utf-8", "replace")
        assert end in shown, shown
        return shown


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_what_the_key_makes_of_a_line(shell: str, shop: Path) -> None:
    (shop / "of may.py").write_text("")
    terminal = Terminal(shell, shop)
    try:
        made = {keys: terminal.line(f"cko-lint {keys}").removeprefix("cko-lint ") for keys in TYPED}
    finally:
        terminal.close()
    assert made == TYPED


# --------------------------------------------------------------------- the command


def test_the_normal_path_does_not_pay_for_it() -> None:
    code = "import sys; from cko_lint import cli; cli.main(['rule', 'CKO101']); sys.exit('shtab' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def test_a_shell_that_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["completion", "tcsh"])
    assert "invalid choice: 'tcsh'" in capsys.readouterr().err


def test_each_word_of_an_option_is_one_that_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    offered = dict(re.findall(r"^_shtab_cko_lint_check___([a-z_]+)_choices=\((.*)\)$", script, re.MULTILINE))
    assert {"output_format", "output", "min_severity", "fail_on", "color", "column_unit"} <= offered.keys()
    for option, words in offered.items():
        for word in words.split():
            cli._parser().parse_args(["check", f"--{option.replace('_', '-')}", word])
