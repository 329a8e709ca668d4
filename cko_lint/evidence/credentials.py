"""What stands in an Authorization header, or is given to the SDK: its scheme, its key, and what can be proven of it."""

from __future__ import annotations

import re
from typing import Any

from cko_lint import values as v
from cko_lint.checkout import keys
from cko_lint.checkout.keys import CLIENT_ID
from cko_lint.evidence import sample_keys
from cko_lint.evidence.names import kind_by_names, names_on_the_way, part_of_client, says_key, words
from cko_lint.evidence.places import literal_of, provenance_of
from cko_lint.facts import EMPTY, GIVEN, UNKNOWN, Credential
from cko_lint.interpreter.strings import AS_BYTES, parts_of
from cko_lint.logic.conditions import Condition, all_tests_of, tests_of
from cko_lint.logic.terms import IsSet, Term, Truth

UNKNOWN_CREDENTIAL = Credential(UNKNOWN)

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z_-]*)([\s:]*)")
_BEARER = "bearer"
_CLIENT_ID = re.compile(r"(?:ack|cli)_[a-z2-7]{20,}")
# What was to be replaced by the key, in a text that is no f-string or was never formatted.
_TEMPLATE = re.compile(r"\{[^{}]*\}|%s|%\(\w+\)s")


def from_header(content: Any, origin: v.Origin | None, condition: Condition) -> Credential:
    """Reads the value of an Authorization header."""
    content = _under(content, condition)
    if content is None:
        return Credential(EMPTY, place=literal_of(origin), way=provenance_of(origin), unset=is_unset(condition))
    if _is_object(content):
        return Credential(GIVEN, fault="object", place=literal_of(origin), way=provenance_of(origin))
    if not isinstance(content, (str, bytes, v.Text, Term)):
        return UNKNOWN_CREDENTIAL
    parts = [v.Part(content, origin)] if isinstance(content, Term) else parts_of(content, origin)
    first = parts[0].content if parts else ""
    if not isinstance(first, str):
        return _rest("", parts, condition, None) if len(parts) == 1 else UNKNOWN_CREDENTIAL
    return _read(first, parts, condition)


_LASTING = frozenset({"environment", "parameter"})
"""The kinds of what stays the same until the program sets it, so that a test of it still holds."""
_CHANGED = object()
"""What stands for a value that was empty when it was tested, and may be another one now: an attribute that was set meanwhile."""


def _under(content: Any, condition: Condition) -> Any:
    """Returns a value, or a text with pieces, as it is where a condition holds: what was tested, and is not true, is empty."""
    if isinstance(content, Term) and (Truth(content), False) in tests_of(condition):
        return "" if content.kind in _LASTING else _CHANGED
    if isinstance(content, v.Text):
        pieces = [_under(part.content, condition) for part in content.parts]
        if any(piece is _CHANGED for piece in pieces):
            return _CHANGED
        if any(piece is not part.content for piece, part in zip(pieces, content.parts, strict=True)):
            return v.Text([v.Part(piece, p.origin) for piece, p in zip(pieces, content.parts, strict=True)])
    return content


def is_missing(content: Any, given: Condition, condition: Condition) -> bool:
    """Whether a value that is given in some cases is not there because a variable is not set, not because that is empty."""
    return is_unset(given) and _under(content, condition) is content


def is_client_id(text: str) -> bool:
    """Whether a text is the id of an OAuth client, or of an account."""
    return _CLIENT_ID.fullmatch(text.strip()) is not None


def _is_object(content: Any) -> bool:
    """Whether a value is a secret that has not been opened, or a tuple of one that a comma has made."""
    if isinstance(content, v.Collection):
        return content.kind == "tuple" and not content.open and len(content.items) == 1
    return isinstance(content, v.Masked)


def _read(first: str, parts: list[v.Part], condition: Condition) -> Credential:
    whole = len(parts) == 1
    known = "".join(p.content if isinstance(p.content, str) else "\0" for p in parts)
    if not known.strip():
        return Credential(EMPTY, scheme="", place=literal_of(parts[0].origin), unset=is_unset(condition))
    if keys.kind_of_prefix(known.strip()) or keys.foreign_prefix(known.strip()):
        return _rest("", parts, condition, None)
    match = _SCHEME.match(known)
    if match is None:
        return _rest("", parts, condition, None) if whole else UNKNOWN_CREDENTIAL
    word, gap = match[1], match[2]
    lowered = word.lower()
    behind = known[match.end() :]
    if lowered == _BEARER:
        return _after_bearer(known, gap, behind, parts, match.end(), condition)
    if lowered.startswith(_BEARER) and not gap and keys.kind_of_prefix(word[len(_BEARER) :]):
        return _rest(word[: len(_BEARER)], _cut(parts, len(_BEARER)), condition, "space")
    if lowered.startswith(_BEARER) and gap == "" and not behind and len(word) > len(_BEARER):
        return _rest(
            word[: len(_BEARER)], _cut(parts, len(known) - len(known.lstrip()) + len(_BEARER)), condition, "space"
        )
    if lowered.startswith(_BEARER) and gap == "" and behind.startswith("\0"):
        return _rest(word, _cut(parts, len(known) - len(behind)), condition, "space")
    if gap.strip() == "" and gap and behind:
        fault = "twice" if lowered == "bearerbearer" else "misspelt" if _resembles_bearer(lowered) else "scheme"
        return _rest(word, _cut(parts, match.end()), condition, fault)
    if gap.startswith(":") and _resembles_bearer(lowered):
        return _rest(word, _cut(parts, match.end()), condition, "misspelt")
    if _resembles_bearer(lowered) and not behind.strip("\0 "):
        return _rest(word, _cut(parts, match.end()), condition, "space")
    if whole:
        return _rest("", parts, condition, None)
    return UNKNOWN_CREDENTIAL


def _after_bearer(known: str, gap: str, behind: str, parts: list[v.Part], end: int, condition: Condition) -> Credential:
    rest = _cut(parts, end)
    if not behind:
        empty = parts[-1].origin if len(parts) > 1 else parts[0].origin
        way = provenance_of(empty) if len(parts) > 1 else ()
        return Credential(EMPTY, scheme="Bearer", place=literal_of(empty), way=way, unset=is_unset(condition))
    if gap == "":
        return _rest("Bearer", rest, condition, "space")
    if ":" in gap:
        return _rest("Bearer", rest, condition, "misspelt")
    if "\n" in gap or "\r" in gap:
        return _rest("Bearer", rest, condition, "misspelt")
    if re.match(r"bearer(\s|\0|$)", behind, re.IGNORECASE):
        return _rest("Bearer", rest, condition, "twice")
    if _TEMPLATE.fullmatch(behind.strip()):
        return _rest("Bearer", rest, condition, "template")
    if behind.startswith(("['", "{'")):
        return _rest("Bearer", rest, condition, "object")
    return _rest("Bearer", rest, condition, None)


def _resembles_bearer(word: str) -> bool:
    """Whether a word is `bearer` with a slip: a letter too many or too few, or two of them swapped."""
    if word == _BEARER or abs(len(word) - len(_BEARER)) > 1:
        return False
    if sorted(word) == sorted(_BEARER):
        return True
    shorter, longer = sorted((word, _BEARER), key=len)
    if len(shorter) == len(longer):
        return sum(a != b for a, b in zip(word, _BEARER, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _cut(parts: list[v.Part], length: int) -> list[v.Part]:
    """Returns the pieces behind a number of characters, a hole counting as one."""
    rest = []
    for part in parts:
        size = len(part.content) if isinstance(part.content, str) else 1
        if length >= size:
            length -= size
            continue
        rest.append(v.Part(part.content[length:], part.origin) if isinstance(part.content, str) else part)
        length = 0
    return rest


def _rest(scheme: str, parts: list[v.Part], condition: Condition, fault: str | None) -> Credential:
    kinds = {part.content.kind for part in parts if isinstance(part.content, Term)}
    written = next((fault for kind, fault in _WRITTEN_OUT.items() if kind in kinds), None)
    described = describe(parts, condition)
    if not scheme and described.made_by is not None and not _is_taken_out(described.identity):
        return described._replace(scheme=None, fault=fault or written)  # what has changed it may have added one
    return described._replace(scheme=scheme, fault=fault or written)


# What the kinds of symbols are faults of: a `SecretStr` shows asterisks, bytes are written as `b'…'`, a function as its name.
_WRITTEN_OUT = {"masked": "masked", AS_BYTES: "bytes", "uncalled": "uncalled"}


def from_argument(content: Any, origin: v.Origin | None, condition: Condition) -> Credential:
    """Reads a credential that is given to the SDK as it is."""
    content = _under(content, condition)
    if content is None:
        return Credential(EMPTY, place=literal_of(origin), way=provenance_of(origin), unset=is_unset(condition))
    if not isinstance(content, (str, bytes, v.Text, Term)):
        return UNKNOWN_CREDENTIAL
    parts = [v.Part(content, origin)] if isinstance(content, Term) else parts_of(content, origin)
    return describe(parts, condition)


def describe(parts: list[v.Part], condition: Condition) -> Credential:
    """Describes the credential that some pieces of text are."""
    known = all(isinstance(part.content, str) for part in parts)
    if known:
        return _describe_text("".join(str(part.content) for part in parts), parts, condition)
    holes = [part for part in parts if isinstance(part.content, Term)]
    first = parts[0].content
    text = first if isinstance(first, str) and first.strip() else None
    if len(holes) != 1:
        return Credential(GIVEN, text=None, place=literal_of(parts[0].origin))
    hole = holes[0]
    assert isinstance(hole.content, Term)
    kind, name = kind_by_names(hole.content, hole.origin)
    possible = sample_keys.possible(hole.content, condition)
    proven = sample_keys.common(possible, "kind")
    if kind is not None and possible is not None and kind not in {sample.kind for sample in possible}:
        kind = None
    elif kind is None:
        kind = proven
    if text is not None:  # a prefix that is written out and a body that is not
        prefix = text.lstrip()
        if prefix[:7].lower() == "bearer ":
            return Credential(GIVEN, text=prefix + "\0", kind=kind, name=name, is_key=True)
        kind = keys.kind_of_prefix(prefix) or kind
        return Credential(GIVEN, kind=kind, environment=keys.environment_of_prefix(prefix), name=name, is_key=True)
    names = names_on_the_way(hole.content, hole.origin)
    return Credential(
        GIVEN,
        kind=kind,
        environment=sample_keys.environment_of(possible),
        platform=sample_keys.common(possible, "platform"),
        name=name or (names[0] if names else None),
        is_key=proven is not None or any(says_key(n) for n in names),
        is_examined=possible is not None,
        way=provenance_of(hole.origin),
        identity=hole.content,
        client_part=next(filter(None, map(part_of_client, names)), None),
        made_by=_body_in(hole.content),
        source=source_of(hole.content),
    )


_TAKING_OUT = frozenset({"item", "attribute", "decoded", "strip", "lstrip", "rstrip"})


def _is_taken_out(made: Any) -> bool:
    """Whether a value is one out of the body of a response, as it is."""
    while isinstance(made, Term) and made.kind in _TAKING_OUT:
        made = made.parts[0]
    return isinstance(made, Term) and made.kind == "body"


def _body_in(made: Term, depth: int = 0) -> int | None:
    """Returns the number of the response that a value was taken out of."""
    if made.kind == "body":
        return int(made.parts[0])
    if depth < 8:
        for part in made.parts:
            if isinstance(part, Term):
                found = _body_in(part, depth + 1)
                if found is not None:
                    return found
    return None


def _describe_text(text: str, parts: list[v.Part], condition: Condition) -> Credential:
    origin = max(
        (p for p in parts if isinstance(p.content, str)), key=lambda p: len(str(p.content)), default=v.Part("", None)
    ).origin
    place, way = literal_of(origin), provenance_of(origin)
    if not text.strip() or text.strip() == "None":
        return Credential(EMPTY, place=place, way=way, unset=is_unset(condition))
    key = keys.parse_key(text.strip())
    if key is None:
        stripped = text.strip().strip("'\"")
        kind = keys.kind_of_prefix(stripped)
        return Credential(
            GIVEN, text=text, kind=kind, place=place, way=way, environment=None, unset=is_unset(condition),
            client_part=CLIENT_ID if is_client_id(text) else None,
        )  # fmt: skip
    environment = None if depends_on(key.text, condition) else key.environment
    return Credential(
        GIVEN, text=text, key=key, kind=key.kind, environment=environment, platform=key.platform, is_key=True,
        unset=is_unset(condition), place=place, way=way,
    )  # fmt: skip


def depends_on(text: str, condition: Condition) -> bool:
    """Whether a branch was taken by a test of the key itself that could not be decided: the pair then proves nothing."""
    return any(_mentions(part, text) for test, _ in all_tests_of(condition) for part in test.parts)


def _mentions(part: object, text: str) -> bool:
    if isinstance(part, str):
        return len(part) > 20 and (text in part or part in text)
    if isinstance(part, tuple):
        return any(_mentions(inner, text) for inner in part)
    return isinstance(part, Term) and any(_mentions(inner, text) for inner in part.parts)


def is_unset(condition: Condition) -> bool:
    """Whether this holds only while an environment variable is not set, other than one that chooses a configuration."""
    return any(
        not outcome and _is_content(test) and not _chooses(test.parts[0]) for test, outcome in tests_of(condition)
    )


def _is_content(test: Term) -> bool:
    """Whether a test asks whether an environment variable is set, or has anything in it."""
    match test:
        case IsSet():
            return True
        case Truth(Term(kind="environment")):
            return True
    return False


_CHOOSING = frozenset("env environment mode stage profile config settings debug".split())


def source_of(value: object) -> tuple[str, str] | None:
    """Returns what a value that is not known is read from: an environment variable, or one of Django's settings."""
    match value:
        case Term(kind="environment", parts=(str(name),)):
            return "environment", name
        case Term(kind="setting", parts=("django", str(name))):
            return "setting", name
        case Term(kind="strip" | "lstrip" | "rstrip" | "text of", parts=(inner, *_)):
            return source_of(inner)
    return None


def unset_source(condition: Condition) -> tuple[str, str] | None:
    """Returns the environment variable that is not set if a condition holds."""
    found = (source_of(test.parts[0]) for test, outcome in tests_of(condition) if not outcome and _is_content(test))
    return next(filter(None, found), None)


def _chooses(variable: object) -> bool:
    name = variable.parts[0] if isinstance(variable, Term) and variable.kind == "environment" else None
    return isinstance(name, str) and not says_key(name) and not _CHOOSING.isdisjoint(words(name))
