"""Whether something is of a class: what `isinstance` answers, and what class patterns ask."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.terms import Term
from cko_lint.syntax import tree

_BUILT_IN: dict[str, Any] = {
    "str": (str, v.Text), "bytes": bytes, "dict": v.Mapping, "list": v.Collection, "int": int, "bool": bool,
}  # fmt: skip
_DECIDING = ("__subclasshook__", "__instancecheck__")
_PROTOCOLS = ("typing.Protocol", "typing_extensions.Protocol")


def is_instance(engine: Engine, content: Any, cls: Any) -> bool | None:
    """Whether a content is of a class, or of one of a tuple of classes; None if that is not known."""
    if isinstance(cls, v.Collection):
        several = [one[0].content if len(one) == 1 else None for one in cls.items]
        found = [is_instance(engine, content, one) for one in several]
        if True in found:
            return True
        return False if None not in found and not cls.open else None
    if isinstance(content, (Term, v.LibraryObject, v.External)):
        return None
    if isinstance(content, v.Instance):
        return _is_of(engine, content, cls)
    name = getattr(cls, "name", None)
    if name in _BUILT_IN:
        return isinstance(content, _BUILT_IN[name])
    # Of what a class is given, it may make an object: a setting that is a text here is a member of an enumeration there.
    return False if content is None and isinstance(cls, v.ClassValue) and not _decides_itself(cls) else None


def _is_of(engine: Engine, content: v.Instance, cls: Any) -> bool | None:
    bases = lookup.mro(content.cls)
    if isinstance(cls, v.External):
        if cls in bases:
            return True
        return False if cls.name in _BUILT_IN and all(isinstance(base, v.ClassValue) for base in bases) else None
    if not isinstance(cls, v.ClassValue):
        return None
    if any(isinstance(base, v.ClassValue) and base.node is cls.node for base in bases):
        return True
    # An object that stands for all that a parameter can be is of the class that is promised, or of one derived from it.
    is_known = all(isinstance(base, (v.ClassValue, v.External)) for base in bases)
    is_exact = id(content.cls.node) not in engine.usage.derived
    if not is_known or not is_exact or _decides_itself(cls):
        return None
    registers = f"{cls.node.name}.register".encode("utf-8", "surrogatepass")  # a virtual base of `abc`
    return None if any(registers in module.source for module in (cls.module, content.cls.module)) else False


def _decides_itself(cls: v.ClassValue) -> bool:
    """Whether a class may take objects of classes for its own that are not derived from it."""
    if any(external.external_name(base) in _PROTOCOLS for base in lookup.mro(cls)):
        return True
    metaclasses = [base.node.keywords.get("metaclass") for base in lookup.mro(cls) if isinstance(base, v.ClassValue)]
    if any(node is not None and tree.last_name(node) != "ABCMeta" for node in metaclasses):
        return True
    return any(lookup.find(cls, name) is not None for name in _DECIDING)
