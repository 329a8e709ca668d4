"""An explanation for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cko_lint.explain.answer import Answer, Judged, State
from cko_lint.explain.explanation import Explanation
from cko_lint.output.inventory import phrases
from cko_lint.output.inventory.row_lines import accepted, lines_of, listed
from cko_lint.output.report import path_text, printable, prose

_NAMES = 40
_STATES = {
    State.REPORTED: "",
    State.ELSEWHERE: "",
    State.OFF: " (not shown: the rule is off here, or needs --pedantic)",
    State.HIDDEN: " (not shown: hidden by a comment or a baseline)",
}


def render(answer: Answer) -> str:
    """Returns all that is known at a line."""
    blocks = [_explanation(one, answer) for one in answer.explanations]
    blocks += filter(None, (_others(answer), _unresolved(answer), _passing(answer)))
    if not answer.is_something_known:
        blocks = [_nothing(answer)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _explanation(explanation: Explanation, answer: Answer) -> list[str]:
    lines = [_head(explanation)]
    for row in explanation.rows:
        lines += [f"  {prose(row.name)}", *accepted(row), *lines_of(row)]
    lines += listed("values", [f"{prose(step.message)}: {phrases.where(step.location)}" for step in explanation.steps])
    judged = answer.judged(explanation)
    spoke = [one for one in judged if one.state is not State.SILENT]
    silent = [one for one in judged if one.state is State.SILENT]
    if spoke:
        lines += ["", "  rules that report it", *(line for one in spoke for line in _spoken(one))]
    return [*lines, "", "  rules that do not", *(line for one in silent for line in _silent(one))]


def _head(explanation: Explanation) -> str:
    return f"{phrases.where(explanation.location)}: {prose(explanation.what)}"


def _spoken(judged: Judged) -> Iterator[str]:
    where = f" (reported once, at {phrases.where(judged.elsewhere)})" if judged.elsewhere else _STATES[judged.state]
    for message in dict.fromkeys(finding.message for finding in judged.verdict.findings):
        yield f"    {_name(judged)}{prose(message)}{where}"


def _silent(judged: Judged) -> Iterator[str]:
    for number, reason in enumerate(judged.verdict.reasons):
        yield f"    {'' if number else _name(judged):<{_NAMES}}{prose(reason)}"


def _name(judged: Judged) -> str:
    return f"{judged.verdict.code} {judged.verdict.name}".ljust(_NAMES)


def _others(answer: Answer) -> list[str]:
    found = answer.other_findings
    said = [f"  {finding.code} {finding.name}: {prose(finding.message)}" for finding in found]
    return ["also reported on this line", *said] if found else []


def _unresolved(answer: Answer) -> list[str]:
    said = [f"  {phrases.where(one.location)}: {prose(one.message)}" for one in answer.unresolved]
    return ["requests on this line that could not be followed", *said] if said else []


def _passing(answer: Answer) -> list[str]:
    return ["on the way of", *_listed(answer.passing)] if answer.passing else []


def _listed(explanations: Sequence[Explanation]) -> Iterator[str]:
    return (f"  {_head(one)}" for one in explanations)


def _nothing(answer: Answer) -> list[str]:
    cell = f"cell {answer.asked.cell}:" if answer.asked.cell else ""
    where = f"{printable(path_text(answer.asked.path))}:{cell}{answer.asked.number}"
    lines = [f"{where}: nothing that talks to Checkout.com is known on this line"]
    if answer.elsewhere:
        lines += ["in this file there is", *_listed(answer.elsewhere)]
    return lines
