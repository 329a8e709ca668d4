"""Tasks, futures, and functions that are called by somebody else."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, futures, iteration, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.models.model import Model, first, made_of, same
from cko_lint.models.stdlib.iterables import map_
from cko_lint.models.stdlib.logs import nothing


def result_of(index: int) -> Model:
    """Returns the model of a function that gives the result of one of its arguments."""

    def model(engine: Engine, made: Call) -> v.Value:
        value = made.arguments.get(index, "coro")
        return futures.settle(engine, value) if value is not None else v.unknown("result", engine.undo.now)

    return model


def gather(engine: Engine, made: Call) -> v.Value:
    """`asyncio.gather(…)`: a list of results."""
    items = list(made.arguments.positional)
    if "return_exceptions" in made.arguments.keywords:
        for item in items:
            escapes.expose(engine, item, "it is gathered with `return_exceptions`")
    items = [_settled(engine, item) for item in items]
    if len(items) == 1 and any(isinstance(a.content, v.Deferred) and a.content.repeats for a in items[0]):
        return items[0]
    return v.only(engine.new(v.Collection("list", items, made.arguments.open)))


def _settled(engine: Engine, value: v.Value) -> v.Value:
    """Fetches a result, or those that something gives one after the other."""
    for alternative in value:
        content = alternative.content
        if isinstance(content, v.Deferred) and content.repeats:
            futures.consumed(engine, content)
            content.value = futures.settle(engine, content.value)
    return futures.settle(engine, value)


def invoke(index: int) -> Model:
    """A function that calls one of its arguments with the ones behind it, now or later, and gives what that returns."""

    def model(engine: Engine, made: Call) -> v.Value:
        if len(made.arguments.positional) <= index:
            return v.unknown("invoked", engine.undo.now)
        rest = Arguments(made.arguments.positional[index + 1 :], made.arguments.keywords, made.arguments.open)
        called = made.arguments.positional[index]
        return futures.deferred(engine, lambda: judgments.call(engine, called, rest, made.node, made.frame))

    return model


def run_now(engine: Engine, made: Call) -> v.Value:
    """`anyio.run(f, …)`: what a function gives that is run to its end."""
    return futures.settle(engine, invoke(0)(engine, made) or ())


def start(index: int) -> Model:
    """A function that has one of its arguments called by somebody else, with the ones behind it, and drops what that gives."""

    def model(engine: Engine, made: Call) -> v.Value | None:
        given = made.arguments.positional
        if len(given) <= index or not all(isinstance(a.content, _CALLABLE) for a in given[index]):
            return None
        rest = Arguments(given[index + 1 :], made.arguments.keywords, made.arguments.open)
        return futures.started(engine, lambda: judgments.call(engine, given[index], rest, made.node, made.frame))

    return model


_CALLABLE = (v.FunctionValue, v.Bound, v.Partial)


def _on_commit(engine: Engine, made: Call) -> v.Value | None:
    """`transaction.on_commit(f)`, which Django calls without arguments; where it is robust, it logs the error."""
    if "robust" in made.arguments.keywords:
        return None
    return start(0)(engine, Call(made.node, Arguments(made.arguments.positional[:1], {}), made.frame))


def _thread(engine: Engine, made: Call) -> v.Value | None:
    """`Thread(target=f, args=(…))`: the code that makes it does not get its errors."""
    target, given = made.arguments.keywords.get("target"), made.arguments.keywords.get("args")
    if target is None or not all(isinstance(a.content, _CALLABLE) for a in target):
        return None
    content = given[0].content if given is not None and len(given) == 1 else None
    known = isinstance(content, v.Collection) and not content.open
    positional = list(content.items) if isinstance(content, v.Collection) and known else []
    rest = Arguments(positional, {}, open=(given is not None and not known) or "kwargs" in made.arguments.keywords)
    return futures.started(engine, lambda: judgments.call(engine, target, rest, made.node, made.frame))


def task(engine: Engine, made: Call) -> v.Value:
    """`create_task(…)`: the coroutine, to be awaited later."""
    given = first(made)
    return given if all(isinstance(a.content, v.Deferred) for a in given) else v.only(v.Deferred(given))


def _wait(engine: Engine, made: Call) -> v.Value:
    """`asyncio.wait(tasks)`: those that are done, and those that are not; any of them may be either."""
    return v.only(engine.new(v.Collection("tuple", [first(made), first(made)])))


class Executor(v.LibraryObject):
    """A pool of threads or processes, or a group of tasks: it calls what it is given."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Starts a function or a task; nothing else matters."""
        if name == "submit":
            return invoke(0)(engine, call)
        if name == "create_task":
            return task(engine, call)
        if name == "map":
            return map_(engine, call)
        return v.only(self) if name == "__enter__" else v.NONE


class Loop(v.LibraryObject):
    """An event loop of asyncio."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Runs a function or a task; nothing else matters."""
        if name == "run_in_executor":
            return invoke(1)(engine, call)
        if name in ("run_until_complete", "create_task"):
            return futures.settle(engine, first(call)) if name == "run_until_complete" else first(call)
        return v.NONE


_POOLS = ("multiprocessing", "multiprocessing.pool", "multiprocessing.dummy", "billiard", "multiprocess")
_AT_ONCE = ("map", "starmap", "apply")
_LATER = ("map_async", "starmap_async", "apply_async", "imap", "imap_unordered")


class Pool(v.LibraryObject):
    """A pool of processes or threads: what a function raises in there is raised where its result is."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Calls a function with each of several arguments; nothing else matters."""
        if name in (*_AT_ONCE, *_LATER):
            return _pooled(engine, name, call)
        return v.only(self) if name == "__enter__" else v.NONE


def _pooled(engine: Engine, name: str, made: Call) -> v.Value:
    if name.startswith("apply"):
        result = futures.deferred(engine, lambda: _applied(engine, made))
    else:
        result = _star_map(engine, made) if name.startswith("starmap") else map_(engine, made)
        if name.endswith("_async"):
            result = v.only(v.Deferred(result))
    if any(a.content is not None for a in made.arguments.keywords.get("error_callback", ())):
        for deferred in (a.content for a in result if isinstance(a.content, v.Deferred)):
            deferred.settled()
    if name in _AT_ONCE:
        for alternative in result:
            futures.consumed(engine, alternative.content)
        return futures.settle(engine, result)
    return result


def _applied(engine: Engine, made: Call) -> v.Value:
    """`apply(f, args, kwds)`."""
    given = made.arguments.get(1, "args") or ()
    content = given[0].content if len(given) == 1 else None
    is_known = isinstance(content, v.Collection) and not content.open
    named = made.arguments.get(2, "kwds")
    positional = list(content.items) if isinstance(content, v.Collection) else []
    arguments = Arguments(positional, {}, open=named is not None or (bool(given) and not is_known))
    return judgments.call(engine, first(made), arguments, made.node, made.frame)


def _star_map(engine: Engine, made: Call) -> v.Value:
    """`starmap(f, rows)`: a function is called with what is in each row."""
    earlier = len(engine.models.raised())
    rows = iteration.rounds(engine, made.arguments.get(1, "iterable") or v.NONE, made.frame).elements
    results = []
    for row in rows:
        content = row[0].content if len(row) == 1 else None
        is_known = isinstance(content, v.Collection) and not content.open
        arguments = Arguments(list(content.items) if isinstance(content, v.Collection) else [], {}, not is_known)
        results.append(judgments.call(engine, first(made), arguments, made.node, made.frame))
        engine.diverged = False
    pending = futures.raised_since(engine, earlier)
    return v.only(v.Deferred(v.union(results) or v.NONE, repeats=True, pending=pending))


CALLS: dict[str, Model] = {
    **{f"{module}.{name}": made_of(Pool) for module in _POOLS for name in ("Pool", "ThreadPool")},
    "typing.cast": result_of(1),
    "asyncio.run": result_of(0),
    "asyncio.gather": gather,
    "asyncio.create_task": task,
    "asyncio.ensure_future": task,
    "asyncio.wait_for": result_of(0),
    "asyncio.shield": result_of(0),
    "anyio.run": run_now,
    "trio.run": run_now,
    "asyncio.to_thread": invoke(0),
    "asyncio.as_completed": same,
    "concurrent.futures.as_completed": same,
    "asgiref.sync.async_to_sync": same,
    "asgiref.sync.sync_to_async": same,
    "fastapi.concurrency.run_in_threadpool": invoke(0),
    "starlette.concurrency.run_in_threadpool": invoke(0),
    "anyio.to_thread.run_sync": invoke(0),
    "asyncio.wait": _wait,
    "concurrent.futures.wait": _wait,
    "contextlib.closing": same,
    "contextlib.aclosing": same,
    "itertools.chain": gather,
    "concurrent.futures.ThreadPoolExecutor": made_of(Executor),
    "concurrent.futures.ProcessPoolExecutor": made_of(Executor),
    "concurrent.futures.thread.ThreadPoolExecutor": made_of(Executor),
    "asyncio.TaskGroup": made_of(Executor),
    "asyncio.get_event_loop": made_of(Loop),
    "asyncio.get_running_loop": made_of(Loop),
    "asyncio.new_event_loop": made_of(Loop),
    "asyncio.sleep": nothing,
    "atexit.register": start(0),
    "django.db.transaction.on_commit": _on_commit,
    "multiprocessing.Process": _thread,
    "starlette.background.BackgroundTask": start(0),
    "fastapi.background.BackgroundTask": start(0),
    "threading.Thread": _thread,
    "threading.Timer": start(1),
}
STARTING: dict[str, Model] = {
    "add_task": start(0), "start_soon": start(0), "call_soon": start(0), "call_soon_threadsafe": start(0), "call_later": start(1),
}  # fmt: skip
"""The methods of groups of tasks, event loops and the like by which a function is started."""
