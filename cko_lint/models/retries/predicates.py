"""Does a predicate over an error hold for a 401? Its syntax is worked out with 401 in place of the status.

Such predicates decide what `tenacity` and `backoff` repeat. They are small; what is not understood of one is unknown, and
then nothing is known of the whole.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import imports, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.syntax import tree

REFUSED = 401
UNKNOWN = object()
_ERROR, _RESPONSE = object(), object()
_STATUS = frozenset({"status_code", "status", "http_status_code", "code"})
_OF_REFUSALS = frozenset(
    {"BaseException", "CheckoutApiException", "CheckoutException", "ClientResponseError", "Exception", "HTTPError",
     "HTTPStatusError", "RequestException"}
)  # fmt: skip
_OF_OTHERS = frozenset(
    {"ChunkedEncodingError", "ClientConnectionError", "ClientConnectorError", "ConnectError", "ConnectTimeout",
     "ConnectionError", "IncompleteRead", "JSONDecodeError", "NetworkError", "PoolTimeout", "ReadError", "ReadTimeout",
     "RemoteProtocolError", "RequestError", "ServerDisconnectedError", "SSLError", "Timeout", "TimeoutError",
     "TimeoutException", "TransportError", "WriteError", "WriteTimeout"}
)  # fmt: skip


def holds_for_refused(engine: Engine, predicate: Any) -> bool | None:
    """Returns what a function of the project says of the error that a 401 raises; None if that is not known."""
    is_bound = isinstance(predicate, v.Bound) and "static" not in getattr(predicate.function, "flags", ())
    predicate = predicate.function if isinstance(predicate, v.Bound) else predicate
    parameters = predicate.node.parameters[is_bound:] if isinstance(predicate, v.FunctionValue) else []
    if not parameters:
        return None
    reading = _Reading(engine, imports.frame_of(engine, predicate.module), parameters[0].name)
    if isinstance(predicate.node, tree.Lambda):
        result = reading.value(predicate.node.body)
    else:
        result = reading.run(predicate.node.body)
    return None if result is UNKNOWN or result is _RESPONSE else bool(result)


class _Reading:
    """What names stand for in one predicate."""

    def __init__(self, engine: Engine, frame: Frame, error: str) -> None:
        self._engine = engine
        self._frame = frame
        self._error = error
        self._names: dict[str, Any] = {error: _ERROR}

    def run(self, body: list[Any]) -> Any:
        """Returns what statements return; None if they end without."""
        for statement in body:
            if isinstance(statement, tree.Return):
                return None if statement.value is None else self.value(statement.value)
            if isinstance(statement, tree.If):
                test = self._truth(statement.test)
                if test is UNKNOWN:
                    return UNKNOWN
                chosen = statement.body if test else statement.orelse
                if _returns(chosen):
                    return self.run(chosen)
                if any(not isinstance(inner, (tree.Expression, tree.Pass)) for inner in chosen):
                    return UNKNOWN
            elif isinstance(statement, tree.Assign) and isinstance(statement.targets[0], tree.Name):
                self._names[statement.targets[0].id] = self.value(statement.value)
            elif not isinstance(statement, (tree.Expression, tree.Pass)):
                return UNKNOWN
        return None

    def value(self, node: Any) -> Any:
        """Returns what an expression is for a 401, or UNKNOWN."""
        if isinstance(node, tree.Constant):
            return node.value
        if isinstance(node, tree.Boolean):
            return self._joined(node)
        if isinstance(node, tree.Unary) and node.operator == "not":
            inner = self._truth(node.operand)
            return UNKNOWN if inner is UNKNOWN else not inner
        if isinstance(node, tree.Compare):
            return self._compared(node)
        if isinstance(node, tree.Conditional):
            test = self._truth(node.test)
            return UNKNOWN if test is UNKNOWN else self.value(node.body if test else node.orelse)
        if isinstance(node, tree.Call):
            return self._called(node)
        if isinstance(node, tree.Sequence):
            elements = [self.value(element) for element in node.elements]
            return UNKNOWN if UNKNOWN in elements else tuple(elements)
        if isinstance(node, tree.Name) and node.id in self._names:
            return self._names[node.id]
        if isinstance(node, tree.Attribute) and self._is_of_error(node):
            return REFUSED if node.name in _STATUS else _RESPONSE if node.name == "response" else UNKNOWN
        if isinstance(node, (tree.Name, tree.Attribute)):
            return self._elsewhere(node)
        return UNKNOWN

    def _truth(self, node: Any) -> Any:
        """Returns the truth of an expression; that of a response differs from library to library."""
        found = self.value(node)
        return UNKNOWN if found is UNKNOWN or found is _RESPONSE else bool(found)

    def _joined(self, node: tree.Boolean) -> Any:
        left, right = self._truth(node.left), self._truth(node.right)
        decisive = node.operator == "or"
        for side in (left, right):
            if side is not UNKNOWN and bool(side) is decisive:
                return decisive
        return UNKNOWN if left is UNKNOWN or right is UNKNOWN else not decisive

    def _compared(self, node: tree.Compare) -> Any:
        left = self.value(node.left)
        for operator, other in node.comparisons:
            right = self.value(other)
            if left is UNKNOWN or right is UNKNOWN or _is_of_texts(left, right):
                return UNKNOWN
            try:
                holds = _COMPARISONS[operator](left, right)
            except (KeyError, TypeError):
                return UNKNOWN
            if not holds:
                return False
            left = right
        return True

    def _called(self, node: tree.Call) -> Any:
        name = tree.last_name(node.function)
        arguments = [argument.value for argument in node.arguments]
        if name == "isinstance" and len(arguments) == 2 and tree.last_name(arguments[0]) == self._error:
            classes = arguments[1].elements if isinstance(arguments[1], tree.Sequence) else [arguments[1]]
            names = [tree.last_name(cls) for cls in classes]
            if any(given in _OF_REFUSALS for given in names):
                return True
            return False if all(given in _OF_OTHERS for given in names) else UNKNOWN
        if name == "getattr" and len(arguments) >= 2 and isinstance(arguments[1], tree.Constant):
            given = tree.Attribute(node.cst, arguments[0], str(arguments[1].value))
            return self.value(given)
        if name == "range":
            bounds = [self.value(argument) for argument in arguments]
            return range(*bounds) if bounds and all(type(bound) is int for bound in bounds) else UNKNOWN
        return UNKNOWN

    def _is_of_error(self, node: Any) -> bool:
        while isinstance(node, tree.Attribute):
            node = node.base
        if isinstance(node, tree.Call) and tree.last_name(node.function) == "getattr" and node.arguments:
            return self._is_of_error(node.arguments[0].value)
        return isinstance(node, tree.Name) and self._names.get(node.id) in (_ERROR, _RESPONSE)

    def _elsewhere(self, node: Any) -> Any:
        found = judgments.evaluate(self._engine, node, self._frame)
        return _constant(found)


def _constant(value: v.Value) -> Any:
    content = value[0].content if len(value) == 1 else UNKNOWN
    if isinstance(content, v.Collection) and not content.open:
        items = [_constant(item) for item in content.items]
        return UNKNOWN if UNKNOWN in items else tuple(items)
    return content if isinstance(content, (int, str)) else UNKNOWN


def _is_of_texts(left: Any, right: Any) -> bool:
    """Whether a status is compared with texts: it is something else that has the name of one."""
    sides = (left, *right) if isinstance(right, tuple) else (left, right)
    return REFUSED in sides and any(isinstance(side, str) for side in sides)


def _returns(body: list[Any]) -> bool:
    return bool(body) and isinstance(body[-1], tree.Return)


_COMPARISONS: dict[str, Any] = {
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "in": lambda a, b: a in b, "not in": lambda a, b: a not in b,
    "is": lambda a, b: a is b, "is not": lambda a, b: a is not b,
}  # fmt: skip
