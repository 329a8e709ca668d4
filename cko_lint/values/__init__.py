"""Values: what an expression can be.

A value is a tuple of alternatives; each has a content, a condition and an origin. A content is a Python constant, a
`Text` with holes, a `Term`, or one of the objects in `objects`. Objects have an identity and change in place: every change
is made under the condition of the path that makes it, so no state is ever copied or merged.
"""

from __future__ import annotations

from cko_lint.values.alternatives import ABSENT, Alternative, Origin, Value
from cko_lint.values.objects import (
    Bound,
    Bystander,
    ClassValue,
    Collection,
    Deferred,
    External,
    FunctionValue,
    Instance,
    LibraryObject,
    Mapping,
    ModuleValue,
    Object,
    Partial,
    Super,
    Unread,
    methods_of,
)
from cko_lint.values.sets import (
    MOST_ALTERNATIVES,
    MOST_MEMBERS,
    NONE,
    as_symbol,
    feasible,
    identity,
    known,
    only,
    read,
    restrict,
    text_of,
    union,
    unknown,
)
from cko_lint.values.texts import Part, Text

__all__ = [
    "ABSENT",
    "MOST_ALTERNATIVES",
    "MOST_MEMBERS",
    "NONE",
    "Alternative",
    "Bound",
    "Bystander",
    "ClassValue",
    "Collection",
    "Deferred",
    "External",
    "FunctionValue",
    "Instance",
    "LibraryObject",
    "Mapping",
    "ModuleValue",
    "Object",
    "Origin",
    "Part",
    "Partial",
    "Super",
    "Text",
    "Unread",
    "Value",
    "as_symbol",
    "feasible",
    "identity",
    "known",
    "methods_of",
    "only",
    "read",
    "restrict",
    "text_of",
    "union",
    "unknown",
]
