"""Calls: of the project's functions, which run with their arguments, and of everything else, which `clients/` may know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint.flow import attributes, bystanders, classes, decorators, expressions, roots, statements
from cko_lint.flow import values as v
from cko_lint.flow.engine import Arguments, Call, Engine, Frame, originate
from cko_lint.logic.conditions import Condition, all_tests_of, conjoin, implies, negate, when
from cko_lint.logic.terms import Term, equals, symbol
from cko_lint.syntax import tree


def arguments_of(engine: Engine, node: Any, frame: Frame) -> Arguments:
    """Evaluates the arguments of a call."""
    found = Arguments([], {})
    for argument in node.arguments:
        value = expressions.evaluate(engine, argument.value, frame)
        if argument.star == "*":
            _spread(engine, value, found)
        elif argument.star == "**":
            _spread_keywords(engine, value, found)
        elif argument.keyword is not None:
            found.keywords[argument.keyword] = value
        else:
            found.positional.append(value)
    return found


def _spread(engine: Engine, value: v.Value, found: Arguments) -> None:
    usable = v.feasible(value, engine.path)
    if len(usable) == 1 and isinstance(usable[0].content, v.Collection):
        found.positional.extend(usable[0].content.items)
        found.open = found.open or usable[0].content.open
    elif len(usable) == 1 and isinstance(usable[0].content, v.Deferred):
        found.positional.append(value)
    else:
        found.open = True


def _spread_keywords(engine: Engine, value: v.Value, found: Arguments) -> None:
    usable = v.feasible(value, engine.path)
    if len(usable) == 1 and isinstance(usable[0].content, v.Mapping):
        mapping = usable[0].content
        for key, entry in mapping.entries.items():
            if isinstance(key, str):
                present = v.feasible(entry, engine.path)
                if any(a.content is not v.ABSENT for a in present):
                    found.keywords[key] = tuple(present)
        found.open = found.open or mapping.open
    elif any(a.content is not None for a in usable):
        found.open = True


def evaluate_call(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates a call expression."""
    if isinstance(node.function, tree.Name) and node.function.id == "super" and engine.name(frame, "super") is None:
        return _super(engine, node, frame)
    callee = _callee(engine, node.function, frame)
    raised = engine.raising is node
    engine.raising = None
    arguments = arguments_of(engine, node, frame)
    if engine.diverged:  # an argument raises: nothing is called
        return v.unknown("never", frame.born)
    if raised and not any(_has_text_of_its_own(a.content) for a in callee):
        engine.models.logged(engine, arguments.all(), node, frame, is_error=True)
    return call(engine, callee, arguments, node, frame)


def _has_text_of_its_own(content: Any) -> bool:
    """Whether an error's class decides by itself what of its arguments becomes its text."""
    return isinstance(content, v.ClassValue) and classes.find(content, "__init__") is not None


def _callee(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates what is called; a method of something unknown stays a method, since it may be one of a string's."""
    if not isinstance(node, tree.Attribute):
        return expressions.evaluate(engine, node, frame)
    holder = expressions.evaluate(engine, node.base, frame)
    unknown = tuple(a for a in holder if isinstance(a.content, Term))
    found: list[v.Value] = [(v.Alternative(v.Bound(a.content, node.name), a.condition),) for a in unknown]
    known = tuple(a for a in holder if not isinstance(a.content, Term))
    if known:
        found.append(attributes.of(engine, known, node.name, node, frame))
    return v.union(found)


def _super(engine: Engine, node: Any, frame: Frame) -> v.Value:
    here: Frame | None = frame
    while here is not None and here.receiver is None:
        here = here.parent
    if here is None or here.function is None or here.function.owner is None:
        return v.unknown("super", frame.born)
    return v.only(v.Super(here.function.owner, here.receiver))


def call(engine: Engine, callee: v.Value, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Calls a value: each of the things that it can be, under its condition."""
    usable = v.feasible(callee, engine.path)
    results = []
    for alternative in usable:
        if not alternative.condition:
            results.append(call_content(engine, alternative.content, arguments, node, frame))
            continue
        with engine.under(alternative.condition) as can:
            if can:
                result = call_content(engine, alternative.content, arguments, node, frame)
                results.append(v.restrict(result, alternative.condition))
                if len(usable) > 1:
                    engine.diverged = False
    return v.union(results) or v.unknown("call", engine.births)


def call_content(engine: Engine, callee: Any, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Calls one content."""
    engine.step()
    if isinstance(callee, v.FunctionValue):
        return call_function(engine, callee, arguments, node, None)
    if isinstance(callee, v.Bound):
        return _call_bound(engine, callee, arguments, node, frame)
    if isinstance(callee, v.ClassValue):
        return classes.instantiate(engine, callee, arguments, node, frame)
    if isinstance(callee, v.External):
        return _call_external(engine, callee.name, arguments, node, frame)
    if isinstance(callee, v.Bystander):
        return bystanders.call(engine, callee, arguments, node, frame)
    if isinstance(callee, v.Partial):
        merged = Arguments(
            [*callee.positional, *arguments.positional], {**callee.keywords, **arguments.keywords}, arguments.open
        )
        return call_content(engine, callee.function, merged, node, frame)
    if isinstance(callee, v.Instance):
        method = classes.find(callee.cls, "__call__")
        if method is not None:
            return call(engine, (classes.bind(callee, "__call__", method),), arguments, node, frame)
    if isinstance(callee, v.LibraryObject):
        result = engine.models.method(engine, callee, "__call__", Call(node, arguments, frame), callee)
        if result is not None:
            return result
    return unresolved(engine, callee, arguments)


def _call_bound(engine: Engine, callee: v.Bound, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    if isinstance(callee.function, v.FunctionValue):
        return call_function(engine, callee.function, arguments, node, callee.receiver)
    if callee.function is not None:
        return call_content(engine, callee.function, arguments, node, frame)
    receiver = callee.receiver
    if bystanders.is_member(engine, callee):
        return bystanders.call(engine, callee, arguments, node, frame)
    library = receiver.library if isinstance(receiver, v.Instance) else receiver
    result = engine.models.method(engine, library, callee.name, Call(node, arguments, frame), receiver)
    if result is not None:
        return result
    if isinstance(receiver, v.LibraryObject):
        engine.escape(v.only(receiver), f"its method {callee.name}()")
    return unresolved(engine, callee, arguments)


def _call_external(engine: Engine, name: str, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    _hand_over_generators(engine, name, arguments)
    result = engine.models.call(engine, name, Call(node, arguments, frame))
    return result if result is not None else unresolved(engine, v.External(name), arguments)


def unresolved(engine: Engine, callee: Any, arguments: Arguments) -> v.Value:
    """The result of a call that is out of sight; what was passed to it is out of sight too."""
    name = decorators.external_name(callee)
    may_catch = name is None or name.startswith(_QUEUES) or not engine.models.lets_through(name)
    for value in arguments.all():
        engine.escape(value, "a call that is out of sight")
        if may_catch and not isinstance(callee, v.LibraryObject):
            engine.hand_over(value)
    parts = tuple(_summary(value) for value in arguments.positional[:4])
    keywords = tuple((name, _summary(value)) for name, value in sorted(arguments.keywords.items())[:4])
    return v.unknown("call", v.as_symbol(callee), parts, keywords)


# What is given to these is called by somebody else, or its error is fetched from a future.
_QUEUES = ("queue.", "concurrent.", "multiprocessing.", "asyncio.", "anyio.", "trio.", "collections.deque")


def _summary(value: v.Value) -> Any:
    return v.as_symbol(value[0].content) if len(value) == 1 else tuple(v.as_symbol(a.content) for a in value[:6])


# ------------------------------------------------------------------- functions


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
    if function.node is not engine.root:
        engine.called.add(id(function.node))
    if len(engine.stack) >= engine.deepest or any(running is function for running, _ in engine.stack):
        for value in arguments.all():
            engine.escape(value, "a call too deep to be followed")
        return v.unknown("deep", id(function.node), len(engine.stack))
    if function.module.condition is not None:
        engine.path = conjoin(engine.path, function.module.condition) or engine.path
    frame = Frame(function.module, function.closure, engine.path)
    engine.births += 1
    frame.born = engine.births
    frame.function = function
    frame.owner = function.owner
    frame.on_yield = on_yield
    positional = list(arguments.positional)
    if receiver is not None and "static" not in function.flags:
        owner = receiver.cls if "class" in function.flags and isinstance(receiver, v.Instance) else receiver
        frame.receiver = owner
        positional.insert(0, v.only(owner))
    given = Arguments(positional, arguments.keywords, arguments.open)
    key = _key_of_call(function, given) if "cached" in function.flags else None
    known = engine.remembered.get(key) if key is not None else None
    if known is not None and implies(engine.path, known[0]):
        return known[1]
    path = engine.path
    bind_parameters(engine, function, given, frame)
    if isinstance(function.node, tree.Function) and function.node.is_async and not is_generator(function.node):
        result = deferred(engine, lambda: run_body(engine, function, frame, node))
    else:
        result = run_body(engine, function, frame, node)
    if key is not None:
        engine.remembered[key] = path, result, (function, given)  # whose identities the key is made of
    return result


def _key_of_call(function: v.FunctionValue, arguments: Arguments) -> object:
    """Returns what is the same for calls for which a cache keeps one result."""
    positional = tuple(tuple(v.identity(a.content) for a in value) for value in arguments.positional)
    keywords = tuple((name, tuple(v.identity(a.content) for a in value)) for name, value in arguments.keywords.items())
    return id(function), positional, keywords


def deferred(engine: Engine, run: Callable[[], v.Value]) -> v.Value:
    """Runs something whose result is fetched later: what it raises is raised there."""
    first = len(engine.models.raised())
    value = run()
    engine.diverged = False
    return v.only(v.Deferred(value, pending=raised_since(engine, first)))


def raised_since(engine: Engine, first: int) -> list[Any]:
    """Returns what has been raised from a number on and is not caught where it was raised."""
    return [raised for raised in engine.models.raised()[first:] if not raised.guarded]


def settle(engine: Engine, value: v.Value) -> v.Value:
    """Fetches the result of a task, a future or a coroutine; what it raises is raised here."""
    found: list[v.Value] = []
    for alternative in value:
        content = alternative.content
        if not isinstance(content, v.Deferred) or content.repeats:
            found.append((alternative,))
            continue
        for raised in content.pending:
            raised.guarded = raised.guarded or engine.models.is_guarded(engine, raised)
        found.append(v.restrict(settle(engine, content.value), alternative.condition))
    return v.union(found)


def consumed(engine: Engine, content: Any) -> None:
    """Takes elements of a generator: what it raises is raised here."""
    if isinstance(content, v.Deferred) and content.repeats:
        for raised in content.pending:
            raised.guarded = raised.guarded or engine.models.is_guarded(engine, raised)


# What gives the elements of its argument later on.
_LAZY = ("iter", "map", "filter", "zip", "enumerate", "aiter")


def _hand_over_generators(engine: Engine, name: str, arguments: Arguments) -> None:
    for value in arguments.all():
        for alternative in value:
            content = alternative.content
            if not isinstance(content, v.Deferred) or not content.pending:
                continue
            if name in _LAZY or name.startswith("itertools."):
                content.settled()
            else:
                consumed(engine, content)


def run_body(engine: Engine, function: v.FunctionValue, frame: Frame, node: Any) -> v.Value:
    """Runs the body of a function whose parameters are bound."""
    if isinstance(function.node, tree.Lambda):
        return expressions.evaluate(engine, function.node.body, frame)
    first = len(engine.models.raised())
    path, guards = engine.path, len(engine.guards)
    engine.stack.append((function, node))
    engine.frames.append(frame)
    mocked = "mocked" in function.flags
    retries = len(engine.retries)
    engine.guards += function.guards
    engine.retries += [(len(engine.guards), retry) for retry in function.retries]
    if mocked:
        engine.stack.append((function, "mocked"))
    try:
        ended = statements.execute(engine, function.node.body, frame)
        diverged = engine.diverged
    finally:
        engine.stack.pop()
        engine.frames.pop()
        if mocked:
            engine.stack.pop()
        del engine.guards[guards:]
        del engine.retries[retries:]
    if not ended:
        frame.returns.append(v.restrict(v.NONE, engine.path.beyond(frame.base)))
    engine.path = path
    if is_generator(function.node) and frame.on_yield is None:
        engine.diverged = False
        pending = raised_since(engine, first)
        return v.only(v.Deferred(_any_of(frame.yields, frame.born), repeats=True, pending=pending))
    if _is_abstract(function):
        engine.diverged = False
        return v.unknown("abstract", id(function.node), frame.born)
    if not frame.returns:
        engine.diverged = True
        _raise_through(engine, engine.path)
        return v.unknown("never", frame.born)
    engine.diverged = diverged and ended and not frame.returns
    for condition in frame.raised:
        raising = conjoin(path, condition)
        if raising is not None:
            _raise_through(engine, raising)
        joined = conjoin(engine.path, negate(condition))
        if joined is not None:
            engine.path = joined
    return v.union(frame.returns)


_MOST_TESTS_OF_A_REFUSAL = 4


def _raise_through(engine: Engine, path: Condition) -> None:
    """Notes that the function around a call raises on a path, because what it calls does.

    Only where all that this depends on is known to others as well: they do not ask for what some call has returned.
    """
    if not engine.frames:
        return
    frame = engine.frames[-1]
    condition = path.beyond(frame.base)
    tests = list(all_tests_of(condition))
    if (
        tests
        and len(tests) <= _MOST_TESTS_OF_A_REFUSAL
        and not any(_is_of_one_run(part) for test, _ in tests for part in test.parts)
    ):
        frame.raised.append(condition)


def _is_of_one_run(term: Any) -> bool:
    """Whether an unknown value, or a test of one, means something only in the run of one function."""
    while isinstance(term, Term) and term.kind not in _KNOWN_TO_OTHERS:
        if not term.parts or not isinstance(term.parts[0], Term):
            return True
        term = term.parts[0]
    return False


_KNOWN_TO_OTHERS = frozenset({"parameter", "environment", "setting", "global", "configuration", "config of", "default"})


def _any_of(yields: list[v.Value], born: int) -> v.Value:
    """Returns what any one element of a generator can be: what one `yield` gives belongs together."""
    if len(yields) < 2:
        return v.union(yields) or v.unknown("yielded", born)
    chosen = symbol("chosen", born)
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
        value = None
        if parameter.kind == "positional" and positional:
            value = positional.pop(0)
        elif name in keywords:
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
    return fresh_default(engine, default, function)


def fresh_default(engine: Engine, default: v.Value, function: v.FunctionValue) -> v.Value:
    """Returns a default value; FastAPI's `Depends(get_client)` is what the function gives."""
    found = []
    for alternative in default:
        content = alternative.content
        if isinstance(content, v.LibraryObject) and content.kind == "depends":
            found.append(provided(engine, content, function))
        else:
            found.append((alternative,))
    return v.union(found)


def provided(engine: Engine, depends: v.LibraryObject, function: v.FunctionValue) -> v.Value:
    """Returns what a dependency provides: the result of its function, or what that yields."""
    provider = depends.attributes.get("provider")
    if provider is None:
        return v.unknown("provided", depends.born)
    frame: Frame = depends.attributes["frame"]
    made = []
    for alternative in provider:
        content = alternative.content
        if isinstance(content, v.FunctionValue):
            value = call_function(
                engine, content, roots.parameters_of_root(engine, content, assume_defaults=True), None, None
            )
            made.append(_first_yielded(value))
        else:
            made.append(call(engine, (alternative,), Arguments([], {}), None, frame))
    return v.union(made)


def _first_yielded(value: v.Value) -> v.Value:
    found = [a.content.value if isinstance(a.content, v.Deferred) else (a,) for a in value]
    return v.union(found)


# ------------------------------------------------------------- with and except


def exception(engine: Engine, caught: v.Value | None, handler: Any, frame: Frame) -> v.Value:
    """Returns what `except … as name` binds."""
    del caught
    return v.unknown("exception", frame.born, id(handler))


def yielded(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `yield`: the body of a `with` runs here when the function is its context manager."""
    value = expressions.evaluate(engine, node.value, frame) if node.value is not None else v.NONE
    here: Frame = frame
    if here.on_yield is not None:
        callback, here.on_yield = here.on_yield, lambda _: False
        callback(value)
    elif node.delegates:
        here.yields.append(v.union(a.content.value if isinstance(a.content, v.Deferred) else (a,) for a in value))
    else:
        here.yields.append(v.restrict(value, engine.path.beyond(here.base)))
    return v.unknown("sent", frame.born)
