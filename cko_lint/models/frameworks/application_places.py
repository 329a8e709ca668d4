"""Where a web application keeps what its handlers share: in values, in syntax, and in the text of files that are not run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cko_lint import values as v
from cko_lint.logic.terms import Term
from cko_lint.project.modules import Module
from cko_lint.syntax import tree

Place = str
"""`config`, `extensions`, `g`, `state` (of the application), `request` (its state in a request), `items` (aiohttp's),
`application` (attributes of its own).

Of a command line: `context`, whose `obj` its commands get, and `obj`, if that is a dictionary.
"""

CLASSES = frozenset({"flask.Flask", "quart.Quart", "apiflask.APIFlask"})
"""Those whose objects have a `config`."""
ALL: tuple[Place, ...] = ("config", "extensions", "g", "state", "request", "items", "application")
BY_ITEM = frozenset({"config", "extensions", "items", "obj"})
_PLACES = {"state": "state", "ctx": "state", "extensions": "extensions", "config": "config"}
_APPLICATIONS = frozenset(
    {"app", "application", "current_app", "Application", "FastAPI", "Starlette", "Flask", "Sanic", "Quart", "APIFlask"}
)
_THEMSELVES = frozenset(
    {"app", "application", "Application", "config_dict", "current_app", "Flask", "Quart", "FastAPI", "Starlette"}
)
_CONTEXTS = frozenset({"ctx", "context", "get_current_context", "find_root", "parent"})
_COMMANDS = re.compile(rb"\b(?:async|rich_)?click\b|\btyper\b")
_STARTED_WITH = re.compile(rb"\w\((?:[^()]*,)?\s*obj\s*=(?!=|\s*(?:\{\s*\}|dict\(\)|None))")
"""Who runs a command line may give it the object: `cli(obj=…)`; an empty one has nothing yet."""
_MAKING = (b"Flask", b"Quart", b"FastAPI", b"Starlette", b"Sanic", b"Litestar", b"web.Application")
_MADE = re.compile(rb"\b(?:Flask|APIFlask|Quart|FastAPI|Starlette|Sanic|Litestar|web\.Application)\s*\(")
_FILLS = re.compile(
    rb"\.(?:state|ctx|obj)\b|\bensure_object\(|\bapp(?:lication)?\.\w+\s*=[^=]|\.(?:config|extensions)\b|\bg\.\w|\bapp(?:lication)?\[|\byield\s*\{"
)
_CONFIGURES = re.compile(rb"\.config\.(?:from_\w+|update)\(")
_CHANGES = re.compile(
    rb"\.(?:headers|auth|cookies|params|verify|hooks|event_hooks|base_url)\b[^\n=()]*(?:[|+]?=[^=]|\.(?:update|setdefault|pop"
    rb"|append|extend|clear)\()|\.mount\(|\bsetattr\("
)


HOLDERS = frozenset({*_PLACES, *_APPLICATIONS, *_CONTEXTS, "g", "config_dict"})
"""What the things are called that have a place, or are one: code that reads from a place names one of them."""


# -------------------------------------------------------------------------- values


def of(holder: Any, module: Module | None = None) -> Place | None:
    """Returns which place of an application something unknown is, by its name and that of what it is an attribute of.

    aiohttp's application is its place itself: that takes the module where it is used to tell.
    """
    if isinstance(holder, v.External):
        if holder.name in ("flask.g", "quart.g"):
            return "g"
        name, base = _last_name(holder), holder.name.rpartition(".")[0].rpartition(".")[2]
    elif isinstance(holder, Term):
        name, base = _last_name(holder), _last_name(holder.parts[0]) if holder.kind == "attribute" else ""
    else:
        return None
    if name in _PLACES and base in _APPLICATIONS:
        return _PLACES[name]
    if name in _CONTEXTS or (name == "obj" and base in _CONTEXTS):
        return _of_command(holder, name, module)
    if name == "state" and base in ("request", "websocket"):
        return "request"
    if name == "state" and isinstance(holder, Term) and holder.kind == "parameter" and module is not None:
        return "state" if b"litestar" in module.source else None
    return _of_application(holder, name, module)


def _of_application(holder: Any, name: str, module: Module | None) -> Place | None:
    """Returns which place an application is by itself: aiohttp's keeps items, others what the program sets on them."""
    if module is None or name not in _THEMSELVES:
        return None
    if b"aiohttp" in module.source and b"web" in module.source:
        return "items" if name != "current_app" else None
    is_one = isinstance(holder, v.External) or is_application(holder) or holder.kind == "attribute"
    return "application" if is_one else None


def _of_command(holder: Any, name: str, module: Module | None) -> Place | None:
    """Returns which place the context of a command is, or the object of one."""
    if isinstance(holder, v.External) or (module is not None and not _COMMANDS.search(module.source)):
        return None
    if name == "obj":
        return "obj"
    is_part = holder.kind == "attribute" and not (name == "parent" and _last_name(holder.parts[0]) in _CONTEXTS)
    return None if is_part else "context"


def is_application(holder: Term) -> bool:
    """Whether something unknown is an application itself, by its name."""
    return holder.kind in ("call", "parameter") and _last_name(holder) in _APPLICATIONS


def _last_name(holder: Any) -> str:
    if isinstance(holder, v.External):
        return holder.name.rsplit(".", 1)[-1]
    if isinstance(holder, Term) and holder.kind in ("attribute", "parameter"):
        return str(holder.parts[-1])
    return _last_name(holder.parts[0]) if isinstance(holder, Term) and holder.kind == "call" else ""


# -------------------------------------------------------------------------- syntax


def fills(node: tree.Node) -> bool:
    """Whether a statement, or anything in it, puts something into a place of an application."""
    return any(map(is_filling, tree.walk([node], _may_be_filling)))


def _may_be_filling(body: tree.Deferred) -> bool:
    text = body.text.encode("utf-8", "replace")
    return may_fill(text) or may_configure(text)


def is_filling(node: Any) -> bool:
    """Whether a node puts something into a place of an application."""
    if isinstance(node, (tree.Assign, tree.AugmentedAssign)):
        targets = node.targets if isinstance(node, tree.Assign) else [node.target]
        return any(_fills(target) for target in targets)
    if isinstance(node, tree.Yield):
        return isinstance(node.value, tree.DictDisplay)
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute):
        base = node.function.base
        if node.function.name == "ensure_object":
            return True
        is_config = isinstance(base, tree.Attribute) and base.name == "config"
        return is_config and (node.function.name == "update" or node.function.name.startswith("from_"))
    return False


def _fills(target: Any) -> bool:
    if isinstance(target, tree.Sequence):
        return any(_fills(element) for element in target.elements)
    base = getattr(target, "base", None)
    name = base.name if isinstance(base, tree.Attribute) else base.id if isinstance(base, tree.Name) else ""
    if isinstance(target, tree.Attribute):
        return name in ("g", "state", "ctx", "obj", "app", "application") or target.name in ("config", "obj")
    return isinstance(target, tree.Subscript) and name in ("config", "extensions", "app", "application", "obj")


# ---------------------------------------------------------------------------- text


def made(text: bytes) -> int:
    """Returns how many applications a file makes."""
    if not any(name in text for name in _MAKING):  # plain searches are 20 times as fast
        return 0
    return len(_MADE.findall(text))


def may_fill(text: bytes) -> bool:
    """Whether a file may have statements that fill a place."""
    return _FILLS.search(text) is not None


def may_configure(text: bytes) -> bool:
    """Whether a file may fill a configuration from an object, a file, or the environment."""
    return _CONFIGURES.search(text) is not None


def writes(text: bytes, place: Place, key: str) -> int:
    """Returns how many statements of a file seem to set a name in a place, other than to None."""
    name = re.escape(key).encode("utf-8", "surrogatepass")
    attribute = rb"(?<!self)(?<!cls)\.%s\s*(?::[^=\n]+)?[|+]?=(?!=)(?!\s*None\b)" % name
    given = len(_STARTED_WITH.findall(text)) if place in ("context", "obj") else 0
    item = rb"\[\s*[\"']%s[\"']\s*\]\s*[|+]?=(?!=)(?!\s*None\b)" % name
    return given + len(re.findall(item if place in BY_ITEM else attribute, text))


def may_change(text: bytes, key: str, apart_from: Iterable[tuple[int, int]]) -> bool:
    """Whether a file, apart from some of its lines, may change the object that is kept under a name, or hand it on."""
    outside = _without_lines(text, apart_from)
    name = re.escape(key).encode("utf-8", "surrogatepass")
    if not re.search(rb"[.\[\"']%s\b" % name, outside):
        return False
    handed = rb"(?<!Depends)(?<!\.pop)(?<!isinstance)(?<!bool)(?<!print)\([^()\n]*[.\"']%s[\"'\]]*\s*[,)]" % name
    renamed = rb"=[^=\n]*[.\"']%s[\"'\])]*[ \t]*\n" % name
    items = rb"[.\"']%s[\"'\]]*(?:\[[^\]\n]*\]\s*=[^=]|\.(?:update|setdefault|pop)\()" % name
    if re.search(items, outside) or re.search(handed, outside) or _CHANGES.search(outside):
        return True
    return bool(re.search(renamed, outside) and re.search(rb"\w\[[^\]\n]*\]\s*=[^=]", outside))


def _without_lines(text: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    lines = text.split(b"\n")
    for top, bottom in spans:
        lines[top - 1 : bottom] = [b""] * (bottom - top + 1)
    return b"\n".join(lines)
