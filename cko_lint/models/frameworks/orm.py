"""Rows of a database: what `Account.objects.get(…)` of Django gives is an object of the project's class, its fields unknown."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.terms import Term, symbol

_MANAGERS = ("objects", "_default_manager", "_base_manager")
_ONE = ("get", "first", "last", "earliest", "latest", "create", "aget", "afirst", "alast", "acreate")
_MANY = (
    "filter", "exclude", "all", "order_by", "select_related", "prefetch_related", "only", "defer", "using", "distinct",
    "annotate", "reverse", "iterator", "aiterator", "select_for_update",
)  # fmt: skip
_PAIRS = ("get_or_create", "update_or_create", "aget_or_create", "aupdate_or_create")
_FIELDS = ("Field", "ForeignKey", ".Column", ".mapped_column")
_MODULES_OF_FIELDS = ("odoo.fields.", "openerp.fields.")


class Query(v.LibraryObject):
    """The rows of a model's table that were asked for so far, by a term that tells them from any others."""

    __slots__ = ("asked", "cls")

    def __init__(self, cls: v.ClassValue, asked: Term) -> None:
        self.cls = cls
        self.asked = asked

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Asks for fewer rows, or gives one."""
        given = [*call.arguments.positional, *(value for _, value in sorted(call.arguments.keywords.items()))]
        asked = symbol("rows", self.asked, name, *(v.as_symbol(value[0].content) for value in given if value))
        if name in _ONE:
            return v.only(_row(engine, self.cls, asked))
        if name in _PAIRS:
            pair = [v.only(_row(engine, self.cls, asked)), v.unknown("is made", asked)]
            return v.only(engine.new(v.Collection("tuple", pair)))
        return v.only(engine.new(Query(self.cls, asked))) if name in _MANY else None

    def element(self, engine: Engine) -> v.Value | None:
        """Any of the rows."""
        return v.only(_row(engine, self.cls, symbol("rows", self.asked, "element")))


def inherited(engine: Engine, holder: v.Instance | v.ClassValue, name: str) -> v.Value | None:
    """Returns what the class of a model has of Django under a name that the project does not define."""
    if isinstance(holder, v.ClassValue) and name in _MANAGERS and _is_model(holder):
        return v.only(engine.new(Query(holder, symbol("table", id(holder.node)))))
    return None


def _is_model(cls: v.ClassValue) -> bool:
    names = [external.external_name(base) or "" for base in lookup.mro(cls)[1:]]
    return any(name.startswith(("django.", "model_utils.")) and name.endswith("Model") for name in names)


def _row(engine: Engine, cls: v.ClassValue, asked: Term) -> v.Instance:
    """Returns a row: what its fields are is known to the database, and the same for the same question."""
    row: v.Instance = engine.new(v.Instance(cls))
    for base in reversed(lookup.mro(cls)):
        for name, value in base.attributes.items() if isinstance(base, v.ClassValue) else ():
            if any(is_column(a.content) for a in value):
                row.attributes[name] = v.unknown("attribute", asked, name)
    return row


def is_column(content: Any) -> bool:
    """Whether a class has this for what each of its objects has of its own, as a model has fields."""
    if not (isinstance(content, Term) and content.kind == "call"):
        return False
    name = external.external_name(content) or ""
    return name.endswith(_FIELDS) or name.startswith(_MODULES_OF_FIELDS)
