"""Terms: values that the analysis does not know, told apart by how they came about, and tests of them.

Two terms made of the same parts are the same object, so `os.environ["LIVE"] == "1"` in two modules is one test. A term
lives as long as something refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar
from weakref import WeakValueDictionary

_made: WeakValueDictionary[tuple[Any, ...], Term] = WeakValueDictionary()


class Term:
    """An unknown value: `kind` says what made it, `parts` of what.

    `sources` are the statuses of responses in it: what it is can be worked out once these are known.
    """

    __slots__ = ("__weakref__", "kind", "parts", "sources")
    __hash__ = object.__hash__

    kind: str
    parts: tuple[Any, ...]
    sources: frozenset[Term]

    def __repr__(self) -> str:
        return f"<{self.kind} {' '.join(map(repr, self.parts))}>"

    @property
    def is_test(self) -> bool:
        """Whether it is True or False, so that its truth is itself."""
        return self.kind in _TRUE_OR_FALSE


_TRUE_OR_FALSE = frozenset({"in", "is", "isinstance", "startswith", "endswith", "<", "<=", ">", ">="})


class Symbol(Term):
    """An unknown value that no test takes apart: a call's result, an environment variable, a parameter."""

    __slots__ = ()


class Test(Term):
    """A question about one value, its subject, that comes out True or False."""

    __slots__ = ()
    __test__ = False  # for pytest, which collects what is named so

    @property
    def subject(self) -> Any:
        """What is tested."""
        return self.parts[0]

    @property
    def is_test(self) -> bool:
        """Whether it is True or False."""
        return True


class Equals(Test):
    """The subject equals a constant."""

    __slots__ = ()
    __match_args__ = ("subject", "constant")

    def __new__(cls, subject: Any, constant: Any) -> Equals:
        """Returns the one test of this subject and constant."""
        return _interned(cls, "==", (subject, constant))

    @property
    def constant(self) -> Any:
        """What the subject is compared with."""
        return self.parts[1]


class OneOf(Test):
    """The subject is one of some constants."""

    __slots__ = ()
    __match_args__ = ("subject", "constants")

    def __new__(cls, subject: Any, constants: tuple[Any, ...]) -> OneOf:
        """Returns the one test of this subject and these constants."""
        return _interned(cls, "in", (subject, constants))

    @property
    def constants(self) -> tuple[Any, ...]:
        """What the subject is looked for in."""
        return self.parts[1]  # type: ignore[no-any-return]


class _OfText(Test):
    __slots__ = ()
    __match_args__ = ("subject", "pieces")

    @property
    def pieces(self) -> tuple[str, ...]:
        """The texts of which one is looked for in the subject."""
        return self.parts[1]  # type: ignore[no-any-return]


class StartsWith(_OfText):
    """The subject is a text that begins with one of some texts."""

    __slots__ = ()

    def __new__(cls, subject: Any, pieces: tuple[str, ...]) -> StartsWith:
        """Returns the one test of this subject and these beginnings."""
        return _interned(cls, "startswith", (subject, pieces))


class EndsWith(_OfText):
    """The subject is a text that ends with one of some texts."""

    __slots__ = ()

    def __new__(cls, subject: Any, pieces: tuple[str, ...]) -> EndsWith:
        """Returns the one test of this subject and these ends."""
        return _interned(cls, "endswith", (subject, pieces))


class Contains(Test):
    """A text is in the subject, which is a text or holds texts."""

    __slots__ = ()
    __match_args__ = ("subject", "piece")

    def __new__(cls, subject: Any, piece: str) -> Contains:
        """Returns the one test of this subject and this text."""
        return _interned(cls, "contains", (subject, piece))

    @property
    def piece(self) -> str:
        """What is looked for in the subject."""
        return self.parts[1]  # type: ignore[no-any-return]


class Compare(Test):
    """The subject is less or more than a number; `kind` is the operator: `<`, `<=`, `>` or `>=`."""

    __slots__ = ()
    __match_args__ = ("subject", "kind", "bound")

    def __new__(cls, subject: Any, operator: str, bound: float) -> Compare:
        """Returns the one test of this subject, operator and number."""
        return _interned(cls, operator, (subject, bound))

    @property
    def bound(self) -> float:
        """The number that the subject is compared with."""
        return self.parts[1]  # type: ignore[no-any-return]


class Truth(Test):
    """The subject counts as true."""

    __slots__ = ()
    __match_args__ = ("subject",)

    def __new__(cls, subject: Any) -> Truth:
        """Returns the one test of this subject's truth."""
        return _interned(cls, "truth", (subject,))


class IsSet(Test):
    """The subject, an environment variable or an entry of a configuration, is there at all."""

    __slots__ = ()
    __match_args__ = ("subject",)

    def __new__(cls, subject: Any) -> IsSet:
        """Returns the one test of whether this subject is there."""
        return _interned(cls, "set", (subject,))


class SameAs(Test):
    """The subject equals another value that is not known either."""

    __slots__ = ()

    def __new__(cls, subject: Any, other: Any) -> SameAs:
        """Returns the one test of these two values."""
        return _interned(cls, "==", (subject, other))


class Not(Term):
    """The opposite of a test, as a value."""

    __slots__ = ()
    __match_args__ = ("test",)

    def __new__(cls, test: Term) -> Not:
        """Returns the one opposite of this test."""
        return _interned(cls, "not", (test,))

    @property
    def test(self) -> Term:
        """What it is the opposite of."""
        return self.parts[0]  # type: ignore[no-any-return]


class And(Term):
    """Two values joined by `and`, as a value."""

    __slots__ = ()

    def __new__(cls, one: Any, other: Any) -> And:
        """Returns the one conjunction of these values."""
        return _interned(cls, "and", (one, other))


class Either(Test):
    """One of several conditions holds; which one is not said."""

    __slots__ = ()
    __match_args__ = ("conditions",)

    def __new__(cls, conditions: frozenset[Any]) -> Either:
        """Returns the one test that stands for these conditions."""
        return _interned(cls, "any", (conditions,))

    @property
    def conditions(self) -> frozenset[Any]:
        """The conditions, of `logic.conditions`, one of which holds."""
        return self.parts[0]  # type: ignore[no-any-return]


def symbol(kind: str, *parts: Any) -> Symbol:
    """Returns the value of this kind made of these parts; parts must be hashable."""
    return _interned(Symbol, kind, parts)


def equals(one: Any, other: Any) -> Test:
    """Returns the test of whether two values are equal, one of them at least unknown."""
    if isinstance(other, Term) and not isinstance(one, Term):
        one, other = other, one
    return SameAs(one, other) if isinstance(other, Term) else Equals(one, other)


def opposite(test: Term) -> Term:
    """Returns the opposite of a test, as a value."""
    return test.test if isinstance(test, Not) else Not(test)


def one_of(subject: Any, container: Any) -> Term:
    """Returns the test of whether a value is in a container, which is a tuple where its members are known."""
    if isinstance(container, tuple) and not any(isinstance(member, Term) for member in container):
        return OneOf(subject, container)
    if isinstance(subject, str) and isinstance(container, Term):
        return Contains(container, subject)
    return symbol("in", subject, container)


def compared(operator: str, one: Any, other: Any) -> Term:
    """Returns the test of whether one value is less or more than another one."""
    if _is_number(other) and isinstance(one, Term):
        return Compare(one, operator, other)
    if _is_number(one) and isinstance(other, Term):
        return Compare(other, _TURNED[operator], one)
    return symbol(operator, one, other)


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _is_number(constant: Any) -> bool:
    return isinstance(constant, (int, float)) and constant == constant


def text_test(name: str, subject: Any, pieces: tuple[Any, ...]) -> Term:
    """Returns the test of how a text begins or ends, or what it contains."""
    if all(isinstance(piece, str) for piece in pieces):
        if name == "startswith":
            return StartsWith(subject, pieces)
        if name == "endswith":
            return EndsWith(subject, pieces)
        if name == "__contains__" and len(pieces) == 1:
            return Contains(subject, pieces[0])
    return symbol(name, subject, *pieces)


def forget_all() -> None:
    """Forgets all terms; between runs in one process."""
    _made.clear()


_T = TypeVar("_T", bound=Term)


def _interned(cls: type[_T], kind: str, parts: tuple[Any, ...]) -> _T:
    key = (cls, kind, *[(type(part), part) for part in parts])
    found = _made.get(key)
    if found is None:
        found = object.__new__(cls)
        found.kind, found.parts = kind, parts
        found.sources = _sources(found)
        _made[key] = found
    return found  # type: ignore[return-value] # the key has the class in it


def _sources(made: Term) -> frozenset[Term]:
    if made.kind == "status":
        return frozenset((made,))
    found: frozenset[Term] = frozenset()
    for part in _terms_in(made.parts):
        if part.sources:
            found |= part.sources
    return found


def _terms_in(parts: tuple[Any, ...]) -> Iterator[Term]:
    for part in parts:
        if isinstance(part, Term):
            yield part
        elif isinstance(part, tuple):
            yield from _terms_in(part)
