"""The Authorization header in layers of headers: that of a call lies over those of its session."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence import credentials
from cko_lint.interpreter import lookup, mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin


class _Unseen:
    def __repr__(self) -> str:
        return "UNSEEN"


UNSEEN = _Unseen()
"""The content of a header that may or may not be there."""


class Misplaced:
    """A credential under another header's name, and with no Authorization header beside it."""

    def __init__(self, header: str, content: Any, origin: v.Origin | None) -> None:
        self.header = header
        self.content = content
        self.origin = origin


Candidate = tuple[v.Alternative, Condition]
"""What the header can be, with the condition under which it is that."""


def looked_up(engine: Engine, layers: list[v.Value]) -> list[Candidate]:
    """Looks a header up in the first layer that has it; names compare without regard to case."""
    if not layers:
        return [(v.Alternative(v.ABSENT), ALWAYS)]
    found: list[Candidate] = []
    for layer in v.feasible(layers[0], engine.path):
        for alternative in _in_content(engine, layer.content):
            condition = conjoin(layer.condition, alternative.condition)
            if condition is None:
                continue
            if alternative.content is not v.ABSENT:
                found.append((v.Alternative(alternative.content, condition, alternative.origin), condition))
                continue
            for below, further in looked_up(engine, layers[1:]):
                joined = conjoin(condition, further)
                if joined is not None:
                    found.append((below, joined))
    return found


def all_in(layers: list[v.Value]) -> list[v.Alternative]:
    """Returns all that the header can be in some layers of headers, whatever the others have."""
    entries = [
        entry
        for layer in layers
        for held in layer
        if isinstance(held.content, v.Mapping)
        for name, entry in held.content.entries.items()
        if _name(name) == "authorization"
    ]
    return [alternative for entry in entries for alternative in entry]


def _in_content(engine: Engine, content: Any) -> v.Value:
    if content is None or content is v.ABSENT:
        return v.only(v.ABSENT)
    if isinstance(content, v.Collection):
        content = _as_mapping(engine, content)
    if not isinstance(content, v.Mapping):
        return v.only(UNSEEN)
    found: v.Value | None = None
    for key, entry in content.entries.items():
        if _name(key) == "authorization":
            found = entry
    if found is None:
        found = v.only(v.ABSENT)
    if content.open:
        return tuple(v.Alternative(UNSEEN, a.condition) if a.content is v.ABSENT else a for a in found)
    return found


def _as_mapping(engine: Engine, content: v.Collection) -> Any:
    made: v.Mapping = engine.new(v.Mapping())
    mappings.update(engine, made, v.only(content))
    return made


def _name(key: Any) -> str:
    text = v.text_of(lookup.as_constant(key))
    return text.strip().lower() if text is not None else ""


_OTHERS = frozenset(
    {"x-api-key", "api-key", "apikey", "x-apikey", "x-auth-token", "auth-token", "authentication", "x-authorization",
     "x-secret-key", "secret-key", "cko-secret-key", "x-cko-secret-key", "auth", "cko-api-key", "cko-authorization"}
)  # fmt: skip


_OF_KEYS = frozenset({"x-api-key", "api-key", "apikey", "x-apikey"})


def misplaced(engine: Engine, layers: list[v.Value]) -> Misplaced | None:
    """Returns the credential that some layers have under another name, if they have one."""
    for layer in layers:
        for held in v.feasible(layer, engine.path):
            if not isinstance(held.content, v.Mapping):
                continue
            for key, entry in held.content.entries.items():
                name = _name(key)
                if not (name in _OTHERS or _resembles(name)):
                    continue
                given = [a for a in entry if a.content is not v.ABSENT]
                for alternative in given if len(given) == len(entry) else []:
                    inner = credentials.from_header(alternative.content, alternative.origin, engine.path)
                    if inner.kind is not None or inner.key is not None or name in _OF_KEYS or _resembles(name):
                        return Misplaced(
                            str(v.text_of(lookup.as_constant(key))), alternative.content, alternative.origin
                        )
    return None


def _resembles(name: str) -> bool:
    """Whether a header's name is `authorization` with a slip of one or two letters."""
    wanted = "authorization"
    if name == wanted or abs(len(name) - len(wanted)) > 2 or not name.startswith("auth"):
        return False
    previous = list(range(len(wanted) + 1))
    for i, a in enumerate(name, 1):
        current = [i]
        for j, b in enumerate(wanted, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b)))
        previous = current
    return previous[-1] <= 2
