"""The numbers of literals, and what they rule out.

A literal is a test with its outcome. It has a number for as long as one entry point runs, so that a conjunction is a bit
set, an integer, and that two conjunctions contradict each other is one `&`. When a literal gets its number, it is worked out
once which others of the same subject it refutes. What takes three of them to refute is asked of their domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint.logic.domains import Domain, domain_of
from cko_lint.logic.terms import Compare, Contains, EndsWith, Equals, IsSet, OneOf, StartsWith, Term, Truth

Literal = tuple[Term, bool]
Clause = frozenset[Literal]
"""Literals that do not all hold."""

WITH_DOMAIN = (Equals, OneOf, StartsWith, EndsWith, Contains, Compare, Truth, IsSet)
_MOST_ROUNDS = 16


class _Subject:
    """The literals that test one value: all of them, which equalities there are, and the domains of the rest."""

    __slots__ = ("domains", "equal", "literals")

    def __init__(self) -> None:
        self.literals = 0
        self.equal: list[tuple[Any, int]] = []
        self.domains: dict[int, Domain | None] = {}


class Numbering:
    """The numbers given since an entry point began; a literal and its opposite differ in the last bit."""

    def __init__(self) -> None:
        self._numbers: dict[Literal, int] = {}
        self._literals: list[Literal] = []
        self._refuted: list[int] = []
        self._subjects: dict[Any, _Subject] = {}
        self._clauses: dict[Clause, int] = {}
        self._satisfiable: dict[int, bool] = {}
        self.with_domain = 0

    # -------------------------------------------------------------------- numbers

    def number(self, literal: Literal) -> int:
        """Returns the number of a literal; gives it one first if it has none."""
        found = self._numbers.get(literal)
        if found is None:
            found = self._add(literal)
        return found

    def bits(self, literals: frozenset[Literal]) -> int:
        """Returns literals as a bit set."""
        found = 0
        for literal in literals:
            number = self._numbers.get(literal)
            found |= 1 << (number if number is not None else self._add(literal))
        return found

    def clause(self, clause: Clause) -> int:
        """Returns the literals of a clause as a bit set, which is remembered."""
        found = self._clauses.get(clause)
        if found is None:
            found = self._clauses[clause] = self.bits(clause)
        return found

    def refuted_by(self, bits: int) -> int:
        """Returns what some literals refute, one by one."""
        found = 0
        for number in numbers_in(bits):
            found |= self._refuted[number]
        return found

    def _add(self, literal: Literal) -> int:
        term, outcome = literal
        even = len(self._literals)
        self._literals += [(term, True), (term, False)]
        self._numbers[(term, True)], self._numbers[(term, False)] = even, even + 1
        self._refuted += [2 << even, 1 << even]
        if isinstance(term, WITH_DOMAIN):
            self.with_domain |= 3 << even
            self._compare(term, even)
        return even if outcome else even + 1

    def _compare(self, test: Any, even: int) -> None:
        """Works out what a new test and its opposite refute of the other tests of its subject."""
        subject = self._subjects.setdefault(test.subject, _Subject())
        new = [(even, domain_of(test, True)), (even + 1, domain_of(test, False))]
        if isinstance(test, Equals):
            for constant, other in subject.equal:
                if constant != test.constant:
                    self._exclude(even, other)
                else:  # `1` and `True`
                    self._exclude(even, other + 1)
                    self._exclude(even + 1, other)
            subject.equal.append((test.constant, even))
        for number, domain in new:
            for other, known in list(subject.domains.items()):
                if isinstance(test, Equals) and isinstance(self._literals[other][0], Equals):
                    continue
                if domain is None or known is None or domain.meet(known) is None:
                    self._exclude(number, other)
            if domain is None:
                self._refuted[number] |= 1 << number
        subject.domains.update(new)
        subject.literals |= 3 << even

    def _exclude(self, one: int, other: int) -> None:
        self._refuted[one] |= 1 << other
        self._refuted[other] |= 1 << one

    # ------------------------------------------------------------------ questions

    def implies(self, literals: int, number: int) -> bool:
        """Whether some literals imply another one; True only where one of them does, or the domain of its subject."""
        if self._refuted[number ^ 1] & literals:
            return True
        if not (self.with_domain >> number) & 1:
            return False
        return not self._fits(literals | 1 << (number ^ 1), number)

    def implies_all(self, literals: int, others: int) -> bool:
        """Whether some literals imply all of others, one by one."""
        others &= ~literals
        while others:
            lowest = others & -others
            if not self._refuted[(lowest.bit_length() - 1) ^ 1] & literals:
                return False
            others ^= lowest
        return True

    def fit(self, literals: int, subject: Any) -> bool:
        """Whether the literals of one subject leave it a value."""
        return self._is_satisfiable(literals & self._subjects[subject].literals)

    def about(self, subject: Any) -> int:
        """Returns the literals that test a subject."""
        found = self._subjects.get(subject)
        return found.literals if found is not None else 0

    def subjects(self, literals: int) -> set[Any]:
        """Returns what some literals test, of which there are domains."""
        terms: list[Any] = [self._literals[number][0] for number in numbers_in(literals & self.with_domain)]
        return {term.subject for term in terms}

    def _fits(self, literals: int, number: int) -> bool:
        term: Any = self._literals[number][0]
        return self.fit(literals, term.subject)

    def _is_satisfiable(self, literals: int) -> bool:
        if literals.bit_count() < 3:  # that two of them fit has been worked out
            return True
        found = self._satisfiable.get(literals)
        if found is None:
            found = self._satisfiable[literals] = self._meet(literals)
        return found

    def _meet(self, literals: int) -> bool:
        domain: Domain | None = Domain()
        for number in numbers_in(literals):
            term: Any = self._literals[number][0]
            known = self._subjects[term.subject].domains[number]
            domain = domain.meet(known) if domain is not None and known is not None else None
            if domain is None:
                return False
        return True

    # -------------------------------------------------------------------- clauses

    def is_satisfied(self, clause: int, literals: int, refuted: int) -> bool:
        """Whether one of a clause's literals cannot hold, so that the clause says nothing more."""
        if clause & refuted:
            return True
        related = clause & self.with_domain
        while related:
            lowest = related & -related
            if self._refuted[lowest.bit_length() - 1] & literals:
                return True
            related ^= lowest
        return False

    def satisfied(self, clauses: frozenset[Clause], literals: int, refuted: int) -> list[Clause]:
        """Returns those of some clauses that say nothing more; most joins ask, of hundreds of clauses."""
        known, related, found = self._clauses, self.with_domain, []
        for clause in clauses:
            bits = known[clause] if clause in known else self.clause(clause)
            if bits & refuted or (bits & related and self.is_satisfied(bits, literals, refuted)):
                found.append(clause)
        return found

    def agree(self, pending: list[int], clauses: frozenset[int], literals: int, refuted: int) -> tuple[int, int] | None:
        """Returns what holds and what is refuted where literals hold with clauses; None if they cannot.

        What all of a clause but one literal implies is that the last one does not hold, and so on. `pending` are the clauses
        that may say something new.
        """
        for _ in range(_MOST_ROUNDS):
            derived = 0
            for clause in pending:
                if clause & refuted or (clause & self.with_domain and self.is_satisfied(clause, literals, refuted)):
                    continue
                remaining = self._open(clause, literals)
                if not remaining:
                    return None
                if not remaining & (remaining - 1):
                    derived |= 1 << ((remaining.bit_length() - 1) ^ 1)
            derived &= ~literals
            if not derived:
                return literals, refuted
            extended = self.extended(literals, refuted, derived)
            if extended is None:
                return None
            literals, refuted = extended
            pending = list(clauses)
        return literals, refuted

    def extended(self, literals: int, refuted: int, added: int) -> tuple[int, int] | None:
        """Returns what holds and what is refuted where more literals hold; None if they cannot."""
        literals |= added
        for number in numbers_in(added):
            if self._refuted[number] & literals:
                return None
            refuted |= self._refuted[number]
            if (self.with_domain >> number) & 1 and not self._fits(literals, number):
                return None
        return literals, refuted

    def _open(self, clause: int, literals: int) -> int:
        """Returns what of a clause is not implied."""
        found = clause & ~literals
        certain = found & ~self.with_domain
        if certain & (certain - 1):  # two are open anyway
            return found
        for number in numbers_in(found & self.with_domain):
            if self.implies(literals, number):
                found ^= 1 << number
        return found


def numbers_in(bits: int) -> Iterator[int]:
    """Yields the numbers that are in a bit set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
