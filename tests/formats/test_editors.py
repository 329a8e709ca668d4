"""The configurations in `docs/editors.md`, in the editors that are installed: each is taken from the page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checked_shop import FILES, ODD_NAME, reports
from conftest import ROOT

pytestmark = pytest.mark.once

__all__ = ["reports"]
PAGE = (ROOT / "docs/editors.md").read_text("utf-8")
FINDINGS = [("pay.py", 5, "error", "CKO101"), ("pay.py", 9, "error", "CKO502"), ("pay.py", 19, "error", "CKO401"),
            ("pay.py", 24, "warning", "CKO403")]  # fmt: skip


def block(editor: str) -> str:
    """The configuration of an editor, as the page shows it."""
    match = re.search(rf"<!-- editor: {editor} -->\n```\w+\n(.*?)```", PAGE, re.S)
    assert match is not None, editor
    return match[1]


def needs(program: str) -> pytest.MarkDecorator:
    """Skips a test where an editor is not installed, and says so."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shop, with a command `cko-lint` that runs these sources, and the home folder of a new user."""
    for name in FILES.keys() - {ODD_NAME}:
        (tmp_path / "shop" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "shop" / name).write_text(FILES[name], "utf-8")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/cko-lint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cko_lint "$@"\n')
    (tmp_path / "bin/cko-lint").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def start(*command: str) -> str:
    """Runs an editor without a terminal; returns what it prints."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
    return done.stdout.decode() + done.stderr.decode()


@needs("vim")
def test_the_quickfix_list_of_vim(shop: Path) -> None:
    compiler = shop.parent / ".vim/compiler/cko-lint.vim"
    compiler.parent.mkdir(parents=True)
    compiler.write_text(block("vim"))
    script = [
        "compiler cko-lint", "silent make! %:S",
        "call writefile([json_encode(map(getqflist(), {_, e -> extend(e, {'name': bufname(e.bufnr)})}))], 'quickfix')",
        "cc 1", "call writefile([expand('<cword>')], 'word')", "qa!",
    ]  # fmt: skip
    printed = start("vim", "-N", "-es", "-u", "NONE", "--cmd", "set rtp^=~/.vim encoding=utf-8", "pay.py",
                    *(part for line in script for part in ("-c", line)))  # fmt: skip
    assert (shop / "quickfix").exists(), printed
    entries = [entry for entry in json.loads((shop / "quickfix").read_text()) if entry["valid"]]
    letters = {"e": "error", "w": "warning"}
    assert [(e["name"], e["lnum"], letters[e["type"].lower()], e["text"].split()[0]) for e in entries] == FINDINGS
    assert (shop / "word").read_text() == "requests\n"  # although bytes and characters differ before it


NEOVIM = """
package.loaded.lint = { linters = {}, linters_by_ft = {}, try_lint = function() end }
dofile('init.lua')
vim.cmd('edit pay.py')
local linter = require('lint').linters.cko_lint
local command = { linter.cmd }
for _, argument in ipairs(linter.args) do
  table.insert(command, type(argument) == 'function' and argument() or argument)
end
local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n') .. '\\n'
local namespace = vim.api.nvim_create_namespace('cko')
vim.diagnostic.set(namespace, 0, linter.parser(vim.fn.system(command, text), vim.api.nvim_get_current_buf()))
local file = io.open('diagnostics', 'w')
file:write(vim.json.encode(vim.diagnostic.get(0)))
file:close()
vim.cmd('qa!')
"""


@needs("nvim")
def test_the_diagnostics_of_neovim(shop: Path) -> None:
    (shop / "init.lua").write_text(block("neovim"))
    (shop / "test.lua").write_text(NEOVIM)
    printed = start("nvim", "--headless", "-u", "NONE", "-c", "luafile test.lua", "-c", "qa!")
    assert (shop / "diagnostics").exists(), printed
    found = sorted(json.loads((shop / "diagnostics").read_text()), key=lambda one: one["lnum"])
    words = {1: "error", 2: "warning", 3: "note"}
    assert [
        ("pay.py", d["lnum"] + 1, words[d["severity"]], d.get("code") or d["user_data"]["lsp"]["code"]) for d in found
    ] == FINDINGS
    line = FILES["pay.py"].splitlines()[4].encode()
    assert line[found[0]["col"] : found[0]["end_col"]].decode() == 'requests.get(LIVE_URL + "/workflows")'


EMACS_COMPILE = """
(require 'compile)
(setq compilation-error-screen-columns nil)
(with-current-buffer (compilation-start "cko-lint check pay.py --output-format concise")
  (while (process-live-p (get-buffer-process (current-buffer))) (accept-process-output nil 0.1))
  (compilation--ensure-parse (point-max))
  (goto-char (point-min))
  (let (message)
    (while (setq message (and (text-property-not-all (point) (point-max) 'compilation-message nil)
                              (ignore-errors (compilation-next-error 1) t)
                              (get-text-property (point) 'compilation-message)))
      (let* ((loc (compilation--message->loc message)))
        (princ (format "%s:%s:%s:%s\\n" (caar (compilation--loc->file-struct loc)) (compilation--loc->line loc)
                       (compilation--loc->col loc) (compilation--message->type message)))))))
"""


@needs("emacs")
def test_the_compile_mode_of_emacs(shop: Path) -> None:
    (shop / "test.el").write_text(EMACS_COMPILE)
    printed = start("emacs", "-Q", "--batch", "-l", "test.el")
    types = {"2": "error", "1": "warning", "0": "note"}
    found = re.findall(r"^(\S+?):(\d+):(\d+):(\d)$", printed, re.M)
    assert [(name, int(line), types[kind]) for name, line, _, kind in found] == [one[:3] for one in FINDINGS], printed


EMACS_FLYMAKE = """
(require 'flymake)
(require 'seq)
(load-file "init.el")
(find-file "pay.py")
(let (found)
  (cko-lint-flymake (lambda (diagnostics &rest _) (setq found (or diagnostics 'none))))
  (while (not found) (accept-process-output nil 0.1))
  (dolist (one found)
    (goto-char (flymake-diagnostic-beg one))
    (princ (format "%s:%s:%s\\n" (line-number-at-pos) (flymake-diagnostic-type one) (flymake-diagnostic-text one)))))
"""


@needs("emacs")
def test_the_diagnostics_of_flymake(shop: Path) -> None:
    (shop / "init.el").write_text(block("flymake"))
    (shop / "test.el").write_text(EMACS_FLYMAKE)
    printed = start("emacs", "-Q", "--batch", "-l", "test.el")
    found = re.findall(r"^(\d+)::(\w+):(CKO\d+) ", printed, re.M)
    assert [("pay.py", int(line), kind, code) for line, kind, code in found] == FINDINGS, printed


def test_the_problem_matcher_of_vs_code(reports: dict[str, str]) -> None:
    (task,) = json.loads(block("vscode"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    matches = [re.match(pattern["regexp"], line) for line in reports["concise"].splitlines()]
    found = [
        (m[pattern["file"]], int(m[pattern["line"]]), m[pattern["severity"]], m[pattern["code"]]) for m in matches if m
    ]
    assert [one for one in found if one[0] == "pay.py"] == FINDINGS


def test_the_file_regex_of_sublime_text(reports: dict[str, str]) -> None:
    pattern = json.loads(block("sublime"))["file_regex"]
    found = [re.match(pattern, line) for line in reports["concise"].splitlines()]
    assert [(m[1], int(m[2])) for m in found if m and m[1] == "pay.py"][: len(FINDINGS)] == [
        one[:2] for one in FINDINGS
    ]


def test_the_output_filter_of_pycharm(reports: dict[str, str]) -> None:
    (shown,) = re.findall(r"Output filters \| `(.*?)`", PAGE)
    pattern = re.escape(shown)
    for name, regex in {"FILE_PATH": "(.+?)", "LINE": r"(\d+)", "COLUMN": r"(\d+)", "MESSAGE": "(.*)"}.items():
        pattern = pattern.replace(re.escape(f"${name}$"), regex)
    found = [re.fullmatch(pattern, line) for line in reports["concise"].splitlines()]
    assert [(m[1], int(m[2])) for m in found if m and m[1] == "pay.py"][: len(FINDINGS)] == [
        one[:2] for one in FINDINGS
    ]


def test_every_command_on_the_page_is_one_that_the_command_line_takes() -> None:
    from cko_lint import cli

    commands = re.findall(r'"args": (\[.*?\])', PAGE) + re.findall(r'"cmd": (\[.*?\])', PAGE)
    assert len(commands) == 2
    for command in commands:
        words = [word for word in json.loads(command) if word != "cko-lint"]
        assert cli._parser().parse_args(words).column_unit.value == "utf-16"
