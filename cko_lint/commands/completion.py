"""`cko-lint completion`: what a shell needs to complete our command lines, made of the parsers of all commands.

The script is complete in itself: no program of ours is started when somebody presses the key.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cko_lint.commands.arguments import OneOf, Parser, add_command
from cko_lint.config.catalogue import SETTINGS
from cko_lint.config.values import OutputFormat

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started


_SHELLS = ("bash", "zsh", "fish")
_DESCRIPTION = """\
Print a script that completes commands, options, and their values. Put one of
these lines into the file that your shell reads when it starts:
  eval "$(cko-lint completion bash)"   in ~/.bashrc
  eval "$(cko-lint completion zsh)"    in ~/.zshrc, after compinit
  cko-lint completion fish | source    in ~/.config/fish/config.fish"""
_VARIABLES = {
    "bash": "_cko_lint_variables",
    "zsh": "_parameters -g '*export*'",
    "fish": "(set --names --export)",
    "preamble": {"bash": '_cko_lint_variables() {\n  compgen -e -- "$1"\n}'},
}
_ENDINGS = {"checkstyle": "xml", "gitlab": "json", "html": "html", "json": "json", "json-lines": "jsonl", "junit": "xml",
            "rdjson": "json", "sarif": "sarif"}  # fmt: skip


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    completion = add_command(commands, "completion", "print a script for shell completion", "SHELL", _DESCRIPTION)
    completion.add_argument("shell", choices=_SHELLS, metavar="SHELL", help="bash, zsh, or fish")
    completion.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    import shtab

    parser: Parser = options.parser_of_all()

    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    for listed in commands._get_subactions():
        commands.choices[listed.dest].description = listed.help  # in one line
    actions = [action for command in commands.choices.values() for action in command._actions if action.nargs != 0]
    _say_what_completes(actions)
    print(shtab.complete(parser, options.shell))
    return 0


def _say_what_completes(actions: Iterable[argparse.Action]) -> None:
    """Gives actions the attributes that shtab looks for: `complete`, or `choices`."""
    values = {"PATH": "file", "FILE": "file", "FILE|KEY=VALUE": "file", "PATTERNS": "file", "DIR": "directory"}
    known: dict[str, Any] = {**values, "NAME": _VARIABLES, "RULES": _list_of(["ALL", *_rules()])}
    words = {"RULE": [*_rules()], "SETTING": [*SETTINGS], "FORMAT=FILE": [*_outputs()]}
    for action in actions:
        metavar = str(action.metavar)
        if metavar in known:
            action.complete = known[metavar]  # type: ignore[attr-defined]
        elif metavar in words:
            action.choices = words[metavar]
        elif isinstance(action.type, OneOf):
            action.choices = action.type.words


def _rules() -> Iterator[str]:
    from cko_lint.rules import RULES

    for rule in RULES:
        yield from (rule.code, rule.name)


def _outputs() -> Iterator[str]:
    """Whole values: a shell would put a space behind `sarif=`."""
    return (f"{form.value}=report.{_ENDINGS.get(form.value, 'txt')}" for form in OutputFormat)


def _list_of(words: list[str]) -> dict[str, object]:
    """What completes the last item of a comma-separated list."""
    listed = " ".join(words)
    bash = """\
_cko_lint_rules() {
  local before=""
  [[ $1 == *,* ]] && before="${1%,*},"
  compgen -P "$before" -W "WORDS" -- "${1##*,}"
}"""
    zsh = "_cko_lint_rules() {\n  _values -s , rule WORDS\n}"
    fish = "function _cko_lint_rules\n  string split ' ' 'WORDS'\nend"
    return {
        "bash": "_cko_lint_rules",
        "zsh": "_cko_lint_rules",
        "fish": "(__fish_complete_list , _cko_lint_rules)",
        "preamble": {
            shell: text.replace("WORDS", listed) for shell, text in (("bash", bash), ("zsh", zsh), ("fish", fish))
        },
    }
