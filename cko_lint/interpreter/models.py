"""What the interpreter asks of the models of libraries; `engine` is the engine that asks."""

from __future__ import annotations

from typing import Any, Protocol

from cko_lint import values as v
from cko_lint.interpreter.frames import Call, Frame, Retry
from cko_lint.logic.conditions import Condition
from cko_lint.logic.terms import Term
from cko_lint.values import Value


class Models(Protocol):
    """What libraries do; `models/` implements it. Each method returns None for what it knows nothing about."""

    def call(self, engine: Any, name: str, call: Call) -> Value | None:
        """Calls something external by its full name."""

    def method(self, engine: Any, holder: Any, name: str, call: Call, receiver: Any) -> Value | None:
        """Calls a method of what is neither of the project nor known to the interpreter; `receiver` is what it was called on."""

    def create(self, engine: Any, name: str) -> v.LibraryObject | None:
        """Makes the library half of an object whose class is derived from a library's."""

    def annotated(self, engine: Any, name: str) -> v.LibraryObject | None:
        """Makes the object that a parameter annotated with a library's class must be, its state unknown."""

    def escaped(self, engine: Any, content: Term | v.Text, reason: str) -> None:
        """Learns that code which cannot be analysed has a term or a text now."""

    def tested(self, engine: Any, test: Term) -> None:
        """Learns that the program branches on a test."""

    def asserted(self, engine: Any, condition: Condition) -> None:
        """Learns that the program asserts something."""

    def narrowed(self, engine: Any, before: Condition) -> None:
        """Learns that the path was narrowed, because some of the executions have raised."""

    def returned(self, engine: Any, retry: Retry, value: Value, node: Any, frame: Frame) -> None:
        """Learns what a function that is repeated has returned."""

    def composed(self, engine: Any, node: Any, frame: Frame, operands: list[Value], value: Value) -> None:
        """Learns of a text that was put together."""

    def raised(self) -> list[Any]:
        """Returns what calls that raise have been made so far; each has a `guarded` that may still become true."""

    def fetched(self, engine: Any, raised: Any) -> None:
        """Learns that the result of such a call is fetched: a `try` around what runs may catch what it raises."""

    def raises(self, engine: Any, value: Value, node: Any) -> None:
        """Learns that the program raises an error."""

    def logged(self, engine: Any, values: list[Value], node: Any, frame: Frame, is_error: bool = False) -> None:
        """Learns that values are printed, logged, or put into the text of an error."""

    def keep(self, engine: Any, holder: Any, key: Any, value: Value, node: Any, frame: Frame) -> bool:
        """Learns what is kept under a name on something unknown; False if it is not known where it is read."""

    def kept(self, engine: Any, holder: Any, key: Any, frame: Frame, is_item: bool) -> Value | None:
        """Returns the item or attribute that is kept under a name on something unknown, such as an application."""

    def given(self, content: Term) -> None:
        """Learns that something unknown is given to code that cannot be analysed."""

    def count(self) -> Any:
        """Returns how much the models have seen so far."""

    def forget_since(self, count: Any) -> None:
        """Forgets what the models have seen since."""

    def decorate(self, engine: Any, function: v.FunctionValue, decorator: Any, applied: Value, frame: Frame) -> bool:
        """Notes on a function what a decorator from outside does with it; True if it is one that makes something else of it."""

    def inherited(self, engine: Any, holder: v.Instance | v.ClassValue, name: str) -> Value | None:
        """Looks up what an object or a class of the project has from a library that it is derived from."""

    def is_column(self, content: Term) -> bool:
        """Whether a class has this for what each of its objects has of its own, as a model has fields."""

    def setting(self, engine: Any, cls: v.ClassValue, name: str, otherwise: Value) -> Value:
        """Returns a field of settings as a file has it that they are read from, and as it is elsewhere."""

    def defined(self, engine: Any, cls: v.ClassValue) -> None:
        """Learns of a class of the project, which a library may run."""

    def class_kind(self, base: str) -> str | None:
        """What deriving from a class of this full name makes of a class: "data", "settings", "enum" or "tuple"."""

    def makes_data_class(self, decorator: str) -> bool:
        """Whether a decorator of this full name gives a class an initialiser that sets its annotated names."""

    def only_validates(self, name: str) -> bool:
        """Whether what has this full name looks at the value of a field and passes it to nothing else."""

    def expects_error(self, name: str) -> bool:
        """Whether what has this full name is a context manager in which an error is expected, as in a test."""

    def is_mock(self, name: str) -> bool:
        """Whether what has this full name puts a mock around something."""

    def sends(self, name: str) -> bool:
        """Whether the module of this full name has a function for each verb that sends a request."""

    def lets_through(self, name: str) -> bool:
        """Whether what has this full name is known to let through what is raised inside of it."""

    def only_observes(self, name: str) -> bool:
        """Whether what has this full name only counts or measures what it is given."""

    def matters(self, value: Value) -> bool:
        """Whether what is done with a value may matter for a request."""

    def patched(self, engine: Any, name: str, value: Value, frame: Frame) -> None:
        """Learns that the program replaces something external, by its full name."""

    def resolved(self, engine: Any, name: str, attribute: str, frame: Frame) -> Value | None:
        """Looks up an attribute of something external."""
