"""The outline of a file: what it imports, what it defines, and which names each definition mentions.

That is all that the slice needs to tell which functions can have to do with Checkout.com. `outlining` makes it.
"""

from __future__ import annotations

from typing import NamedTuple

FUNCTION, PROPERTY, VARIABLE, FIELD, CLASS, BODY = "function", "property", "variable", "field", "class", "body"
"""The kinds of definitions. A FIELD is set on an object by an attribute or an item (`app.state.client = …`); a BODY is a
statement of the module, or of a class, that defines no name."""

OWN_CLASS = "cls"
"""The name under which a class method has the class that it is called on."""
SCRIPT = "__main__"
"""The name of what a file does if it is run itself: `if __name__ == "__main__":`."""


class Definition(NamedTuple):
    """A function, class, variable or statement of a file, with the names that it mentions."""

    owner: str
    """The class around it, or empty."""
    name: str
    kind: str
    mentions: frozenset[str]
    is_anchor: bool = False
    """Whether its own text names Checkout.com: a host, or a key, or a name that only a key of Checkout.com's has."""
    looks_up: bool = False
    """Whether it gets attributes whose names are not written out."""
    decides: bool = False
    """Whether what runs after it may depend on it: it may raise, end the program or set a global, or is what programs branch on."""
    base: str = ""
    """Of a FIELD, the first name of what it is set on."""
    fills: frozenset[str] = frozenset()
    """The first names of what it changes, other than its own: `JOBS.append(job)` fills `JOBS`; `cls` of a class method counts."""
    given_to: frozenset[tuple[str, str]] = frozenset()
    """The first and last names of its decorators, or of what a BODY calls."""

    @property
    def qualified(self) -> str:
        """Its name with those of the classes around it."""
        return f"{self.owner}.{self.name}" if self.owner else self.name

    def __repr__(self) -> str:
        return f"<{self.kind} {self.qualified}>"


class Import:
    """One name that an import statement binds: `from module import name as alias`, or a module where `name` is empty."""

    __slots__ = ("alias", "level", "module", "name")

    def __init__(self, level: int, module: str, name: str, alias: str) -> None:
        self.level = level
        self.module = module
        self.name = name
        self.alias = alias

    @property
    def bound(self) -> str:
        """The name that it binds in its file."""
        return self.alias or self.module.split(".")[0]

    @property
    def package(self) -> str:
        """The package that is imported from; empty if it is named by dots."""
        return "" if self.level else self.module.split(".")[0]

    def __repr__(self) -> str:
        return f"<from {'.' * self.level}{self.module} import {self.name} as {self.alias}>"


class Outline:
    """What a file imports and defines.

    `bases` are the bases of its classes as they are written. `changes` are the names of attributes and globals that its
    functions change on objects which are not their own: `module.session.headers[…] = …` changes `session`,
    `Client.api_key = …` changes `api_key`. `set_at_will` are the names of objects whose attributes it sets under names that
    are not known. `acts` are what its body does to others when it is imported: the first name of what it changes, or of what it
    calls without keeping the result, and the last name of the latter.
    """

    __slots__ = ("acts", "bases", "changes", "definitions", "imports", "set_at_will")

    def __init__(
        self,
        imports: list[Import],
        definitions: list[Definition],
        bases: dict[str, tuple[str, ...]],
        changes: frozenset[str],
        set_at_will: frozenset[str],
        acts: frozenset[tuple[str, str]],
    ) -> None:
        self.acts = acts
        self.imports = imports
        self.definitions = definitions
        self.bases = bases
        self.changes = changes
        self.set_at_will = set_at_will


def packed(made: Outline) -> bytes:
    """Returns an outline as bytes."""
    import json  # not before there is an outline to keep

    return json.dumps(
        (
            [(i.level, i.module, i.name, i.alias) for i in made.imports],
            [
                d._replace(mentions=sorted(d.mentions), fills=sorted(d.fills), given_to=sorted(d.given_to))  # type: ignore[arg-type]
                for d in made.definitions
            ],
            list(made.bases.items()),
            sorted(made.changes),
            sorted(made.set_at_will),
            sorted(made.acts),
        ),
        separators=(",", ":"),
    ).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> Outline | None:
    """Returns the outline that was packed, or None for anything else: what is kept may have been damaged or planted."""
    import json

    try:
        imports, definitions, bases, changes, set_at_will, acts = json.loads(data)
        return Outline(
            [Import(*one) for one in imports],
            [
                Definition(
                    owner,
                    name,
                    kind,
                    frozenset(mentions),
                    is_anchor,
                    looks_up,
                    decides,
                    base,
                    frozenset(fills),
                    frozenset((first, last) for first, last in given_to),
                )
                for owner, name, kind, mentions, is_anchor, looks_up, decides, base, fills, given_to in definitions
            ],
            {name: tuple(several) for name, several in bases},
            frozenset(changes),
            frozenset(set_at_will),
            frozenset((base, name) for base, name in acts),
        )
    except (ValueError, TypeError, RecursionError):
        return None
