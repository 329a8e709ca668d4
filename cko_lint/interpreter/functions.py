"""Functions of the project, which are run with their arguments."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, futures, judgments, parameters, variables
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Arguments, Frame, Raised
from cko_lint.interpreter.handed_out import hand_out
from cko_lint.interpreter.raising import errors_of
from cko_lint.logic.algebra import implies, negate
from cko_lint.logic.conditions import Condition, all_tests_of, conjoin, when
from cko_lint.logic.terms import Term, equals, symbol
from cko_lint.syntax import tree

_AWAITING = "awaiting"
"""The flag of a generator that a framework runs as a coroutine: what it yields is awaited, and sent back to it."""


NOT_FOLLOWED = "deep"
"""The kind of what a call gives that was not followed: a test of that may agree with any other."""


def is_generator(node: Any) -> bool:
    """Whether a function's own body yields."""
    if isinstance(node, tree.Lambda):
        return False
    if node.yields is None:
        node.yields = any(isinstance(inner, tree.Yield) for inner in own(node.body))
    return bool(node.yields)


def own(body: list[Any]) -> Any:
    """Yields the nodes of a function's own body, without those of functions inside of it."""
    pending = list(body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, (tree.Function, tree.Class, tree.Lambda)):
            pending.extend(tree.children(node))


def call_function(
    engine: Engine, function: v.FunctionValue, arguments: Arguments, node: Any, receiver: Any, on_yield: Any = None
) -> v.Value:
    """Runs a function of the project with its arguments and returns what it returns."""
    if function.node is not engine.entry_point:
        engine.usage.called.add(id(function.node))
    if any(running is function for running, _ in engine.stack.calls):
        _hand_over(engine, arguments.all())
        return v.unknown("recursion", id(function.node), len(engine.stack.calls))
    if len(engine.stack.calls) >= engine.deepest:
        return _not_followed(engine, function, arguments, receiver)
    if function.module.condition is not None:
        engine.path = conjoin(engine.path, function.module.condition) or engine.path
    frame = _frame_of(engine, function, receiver)
    frame.on_yield = on_yield
    bound = [v.only(frame.receiver)] if frame.receiver is not None else []
    given = Arguments([*bound, *arguments.positional], arguments.keywords, arguments.open)
    if "cached" in function.flags:
        return _remembered(engine, function, given, frame, node)
    return _run(engine, function, given, frame, node)


def _not_followed(engine: Engine, function: v.FunctionValue, arguments: Arguments, receiver: Any) -> v.Value:
    """A function is called too deep to be run: it may change all that it can reach."""
    given = [*([v.only(receiver)] if receiver is not None else []), *arguments.all()]
    _hand_over(engine, given)
    frame = function.closure
    while frame is not None and not frame.is_module:
        _hand_over(engine, list(frame.names.values()))
        _rebind(engine, frame)
        frame = frame.parent
    return v.unknown(NOT_FOLLOWED, id(function.node), *(v.as_symbol(a.content) for value in given for a in value))


def _rebind(engine: Engine, frame: Frame) -> None:
    """The names of a function that functions in it set may stand for anything."""
    names = {name for node in tree.walk(frame.body) if isinstance(node, tree.Global) for name in node.names}
    for name in names & frame.names.keys():
        variables.set_name(engine, frame, name, v.unknown(NOT_FOLLOWED, frame.made_at, name, engine.undo.now))


def _hand_over(engine: Engine, values: list[v.Value]) -> None:
    for value in values:
        escapes.escape(engine, value, "it is passed through too many nested calls")


def _frame_of(engine: Engine, function: v.FunctionValue, receiver: Any) -> Frame:
    frame = Frame(function.module, function.closure, engine.path)
    frame.made_at = engine.undo.next()
    frame.function = function
    frame.owner = function.owner
    if receiver is not None and "static" not in function.flags:
        is_of_class = "class" in function.flags and isinstance(receiver, v.Instance)
        frame.receiver = receiver.cls if is_of_class else receiver
    return frame


def _remembered(engine: Engine, function: v.FunctionValue, given: Arguments, frame: Frame, node: Any) -> v.Value:
    """Runs a function whose results are cached, unless it was run with the same arguments wherever this path leads."""
    key = _key_of_call(function, given)
    known = engine.remembered.get(key)
    if known is not None and implies(engine.path, known[0]):
        return known[1]
    path = engine.path
    result = _run(engine, function, given, frame, node)
    engine.remembered[key] = path, result, (function, given)  # whose identities the key is made of
    name = getattr(function.node, "name", "")
    owner = function.owner
    holder = (function.module.path, name) if owner is None else (id(owner.node), name)
    hand_out(engine, holder, result, function.node)
    return result


def _run(engine: Engine, function: v.FunctionValue, given: Arguments, frame: Frame, node: Any) -> v.Value:
    bind_parameters(engine, function, given, frame)
    is_async = isinstance(function.node, tree.Function) and function.node.is_async
    if (is_async and not is_generator(function.node)) or _AWAITING in function.flags:
        return futures.deferred(engine, lambda: run_body(engine, function, frame, node))
    return run_body(engine, function, frame, node)


def _key_of_call(function: v.FunctionValue, arguments: Arguments) -> object:
    """Returns what is the same for calls for which a cache keeps one result."""
    positional = tuple(tuple(v.identity(a.content) for a in value) for value in arguments.positional)
    keywords = tuple((name, tuple(v.identity(a.content) for a in value)) for name, value in arguments.keywords.items())
    return id(function), positional, keywords


def run_body(engine: Engine, function: v.FunctionValue, frame: Frame, node: Any) -> v.Value:
    """Runs the body of a function whose parameters are bound."""
    if isinstance(function.node, tree.Lambda):
        return judgments.evaluate(engine, function.node.body, frame)
    first, path = len(engine.models.raised()), engine.path
    gives_later = is_generator(function.node) and frame.on_yield is None and _AWAITING not in function.flags
    with engine.stack.entered(function, node, frame), engine.stack.fetched_later() if gives_later else nullcontext():
        ended = judgments.execute(engine, function.node.body, frame)
    if not ended:
        frame.returns.append(v.restrict(v.NONE, engine.path.beyond(frame.base)))
    engine.path = path
    engine.diverged = False
    if gives_later:
        for value in frame.returns:  # `yield from` gets it, or what catches `StopIteration`
            escapes.expose(engine, value, "it is returned by a generator")
        pending = futures.raised_since(engine, first)
        return v.only(v.Deferred(_any_of(frame.yields, frame.made_at), repeats=True, pending=pending))
    if _is_abstract(function):
        return v.unknown("abstract", id(function.node), frame.made_at)
    if not frame.returns and _AWAITING in function.flags:  # `raise gen.Return(…)`, `returnValue(…)`
        return v.unknown("returned", frame.made_at)
    if not frame.returns:
        engine.diverged = True
        _raise_through(engine, engine.path, errors_of(frame.raised))
        return v.unknown("never", frame.made_at)
    _leave_out_what_raised(engine, frame)
    returned = v.union(frame.returns)
    for retry in function.retries:
        engine.models.returned(engine, retry, returned, node, frame)
    return returned


def _leave_out_what_raised(engine: Engine, frame: Frame) -> None:
    """A function has returned to its caller: on the paths on which it raised, it has not."""
    path = engine.path
    for condition, errors in frame.raised:
        raising = conjoin(path, condition)
        if raising is not None:
            _raise_through(engine, raising, errors)
        joined = conjoin(engine.path, negate(condition))
        if joined is not None:
            engine.path = joined


_MOST_TESTS_OF_A_REFUSAL = 4


def _raise_through(engine: Engine, path: Condition, errors: tuple[Any, ...]) -> None:
    """Notes that the function around a call raises on a path, because what it calls does.

    Only for conditions on parameters, settings and the like: what some call has returned means nothing to the caller.
    """
    if not engine.stack.frames:
        return
    frame = engine.stack.frames[-1]
    condition = path.beyond(frame.base)
    tests = list(
        islice(all_tests_of(condition), _MOST_TESTS_OF_A_REFUSAL + 1)
    )  # of some conditions there are thousands
    if 0 < len(tests) <= _MOST_TESTS_OF_A_REFUSAL and not any(
        _is_of_one_run(part) for test, _ in tests for part in test.parts
    ):
        frame.raised.append(Raised(condition, errors))


def _is_of_one_run(term: Any) -> bool:
    """Whether an unknown value, or a test of one, means something only in the run of one function."""
    while isinstance(term, Term) and term.kind not in _KNOWN_TO_OTHERS:
        if not term.parts or not isinstance(term.parts[0], Term):
            return True
        term = term.parts[0]
    return False


_KNOWN_TO_OTHERS = frozenset({"parameter", "environment", "setting", "global", "configuration", "config of", "default"})


def _any_of(yields: list[v.Value], made_at: int) -> v.Value:
    """Returns what any one element of a generator can be: what one `yield` gives belongs together."""
    if len(yields) < 2:
        return v.union(yields) or v.unknown("yielded", made_at)
    chosen = symbol("chosen", made_at)
    return v.union(v.restrict(value, when(equals(chosen, at), True)) for at, value in enumerate(yields))


def _is_abstract(function: v.FunctionValue) -> bool:
    """Whether a method is there to be overridden: what it gives is known of no object."""
    if "abstract" in function.flags:
        return True
    if function.owner is None:
        return False
    for statement in function.node.body:
        if isinstance(statement, tree.Raise):
            raised = statement.value.function if isinstance(statement.value, tree.Call) else statement.value
            return isinstance(raised, tree.Name) and raised.id == "NotImplementedError"
        if isinstance(statement, tree.Pass):
            continue
        if isinstance(statement, tree.Expression) and isinstance(statement.value, (tree.Constant, tree.Unknown)):
            continue
        return False
    return True


def bind_parameters(engine: Engine, function: v.FunctionValue, arguments: Arguments, frame: Frame) -> None:
    """Gives the parameters of a function their values."""
    positional = list(arguments.positional)
    keywords = dict(arguments.keywords)
    takes_any = any(parameter.kind == "kwargs" for parameter in function.node.parameters)
    for parameter in function.node.parameters:
        name = parameter.name
        if parameter.kind == "args":
            rest = engine.new(v.Collection("tuple", positional, arguments.open))
            frame.names[name] = v.only(rest)
            positional = []
            continue
        if parameter.kind == "kwargs":
            frame.names[name] = v.only(engine.new(v.Mapping(keywords, arguments.open)))
            continue
        value = positional.pop(0) if parameter.kind == "positional" and positional else None
        if name in keywords and (value is None or not takes_any):  # by position, too, it would be refused
            value = keywords.pop(name)
        if value is not None and any(a.content is v.ABSENT for a in value):
            value = _filled(value, function, name)
        if value is None:
            value = _missing(engine, function, name, arguments.open)
        frame.names[name] = originate(value, "parameter", name, function.module, function.node)


def _filled(value: v.Value, function: v.FunctionValue, name: str) -> v.Value:
    default = function.defaults.get(name, v.unknown("parameter", id(function.node), name))
    options = []
    for alternative in value:
        options.append(
            v.restrict(default, alternative.condition) if alternative.content is v.ABSENT else (alternative,)
        )
    return v.union(options)


def _missing(engine: Engine, function: v.FunctionValue, name: str, open: bool) -> v.Value:
    default = function.defaults.get(name)
    if default is None or open:
        return v.unknown("parameter", function.module.name, id(function.node), name)
    return parameters.fresh_default(engine, default, function)


def yielded(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `yield`: what the function was called for runs here, if it wants that, such as the body of a `with`."""
    value = judgments.evaluate(engine, node.value, frame) if node.value is not None else v.NONE
    here: Frame = frame
    if here.function is not None and _AWAITING in here.function.flags:
        return futures.settle(engine, value)
    if here.on_yield is not None:
        return here.on_yield(value, node, here) or v.unknown("sent", frame.made_at)
    if node.delegates:
        here.yields.append(v.union(a.content.value if isinstance(a.content, v.Deferred) else (a,) for a in value))
    else:
        here.yields.append(v.restrict(value, engine.path.beyond(here.base)))
    return v.unknown("sent", frame.made_at)
