"""Projects of one run that are analysed at the same time, each by a process of its own.

A worker is this program's Python, started anew: nothing is assumed of what the run has in memory, on any system. What it does not
answer, because it has died or failed, the run does itself: so a worker can cost time, and nothing else.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, NoReturn

from cko_lint import progress
from cko_lint.config.scopes import Scopes
from cko_lint.project.index import Index
from cko_lint.sources.scan import Source

if TYPE_CHECKING:
    from cko_lint.analysis.results import Analysis, Wanted
    from cko_lint.sources.notebooks import Notebook

    Answers = SimpleQueue[tuple[str, Analysis] | None]

_MOST = 8
"""Workers, unless more are asked for: each may need a few hundred megabytes."""
_WORTH_IT = 200
"""Files: to start a worker takes as long as to analyse a project of a hundred of them."""
_INTERVAL = 0.2
"""Seconds between two updates of the progress bar, as long as no worker answers."""
_PATIENCE = 5
"""Seconds that a worker gets to end."""
_PROGRAM = """\
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from cko_lint.analysis import workers
workers.serve()
"""


@dataclass(frozen=True, slots=True)
class Task:
    """A project to analyse: its root, what counts in it instead of what is on disk, and what else the analysis is given."""

    root: str
    added: Mapping[str, bytes]
    sources: Sequence[Source]
    notebooks: Mapping[str, Notebook]
    scopes: Scopes
    wanted: Wanted


def workers_for(sizes: Sequence[int], jobs: int | None) -> int:
    """Returns how many workers to start for projects with so many files each.

    `jobs` is how many are asked for; None for as many as are of use: none where the work takes no longer than their start.
    """
    most = jobs or (min(_MOST, _processors()) if sum(sizes) >= _WORTH_IT else 1)
    is_possible = bool(sys.executable) and not hasattr(sys, "frozen")  # a frozen program is no Python
    return min(len(sizes), most) if len(sizes) > 1 and most > 1 and is_possible else 0


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))  # without those that this process must not use
    return os.cpu_count() or 1


def done_ahead(tasks: Sequence[Task], workers: int) -> dict[str, Analysis]:
    """Returns what workers make of projects, by their roots, without those that they could not finish."""
    waiting: SimpleQueue[Task] = SimpleQueue()
    answers: Answers = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    started: list[_Worker] = []
    found: dict[str, Analysis] = {}
    running = 0
    try:
        with suppress(OSError, RuntimeError):  # no more processes, or threads, are allowed
            while running < workers:
                started.append(_Worker())
                started[-1].start(waiting, answers)
                running += 1
        for _ in range(running):
            while (answer := _next(answers, len(found), len(tasks))) is not None:
                found[answer[0]] = answer[1]
    finally:
        for worker in started:
            worker.end()
    return found


def _next(answers: Answers, done: int, most: int) -> tuple[str, Analysis] | None:
    """Waits for an answer, in pieces: on Windows, nothing else would be heeded until then."""
    while True:
        progress.tell("analysing projects", done, most)
        with suppress(Empty):
            return answers.get(timeout=_INTERVAL)


class _Worker:
    """A process that analyses one project after the other, and a thread that waits for what it answers."""

    def __init__(self) -> None:
        """Starts the process."""
        options = [
            "-I",
            *(["-B"] if sys.dont_write_bytecode else []),
        ]  # with -I, nothing is imported from the folder it runs in
        self._process = subprocess.Popen(
            [sys.executable, *options, "-c", _PROGRAM],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._thread: Thread | None = None

    def start(self, waiting: SimpleQueue[Task], answers: Answers) -> None:
        """Starts the thread. The last answer is None."""
        self._thread = Thread(target=self._hand_out, args=(waiting, answers), daemon=True)
        self._thread.start()

    def _hand_out(self, waiting: SimpleQueue[Task], answers: Answers) -> None:
        with suppress(Exception):  # nothing is left to do, or the process has died, or says what cannot be read
            self._say([path for path in sys.path if path])
            while True:
                task = waiting.get_nowait()
                self._say(task)
                analysis = pickle.load(self._process.stdout)  # type: ignore[arg-type]  # it is ours, and so is what it says
                if analysis is not None:
                    answers.put((task.root, analysis))
        answers.put(None)

    def _say(self, what: object) -> None:
        assert self._process.stdin is not None
        pickle.dump(what, self._process.stdin)
        self._process.stdin.flush()

    def end(self) -> None:
        """Ends the process, and waits until it has."""
        if self._thread is not None and self._thread.is_alive():
            self._process.terminate()
        with suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def serve() -> NoReturn:
    """What a worker does: answers tasks from standard input on standard output, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that has started it is interrupted as well, and ends it
    signal.signal(signal.SIGTERM, _leave)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing else may come between them
    with suppress(EOFError, OSError):
        while True:
            pickle.dump(_analysis(pickle.load(sys.stdin.buffer)), answers)
            answers.flush()
    os._exit(0)  # what the last project has left in memory need not be put in order


def _leave(*_: object) -> NoReturn:
    raise SystemExit


def _analysis(task: Task) -> Analysis | None:
    """Returns the analysis of a project; None if it fails, so that the run tries it, and says how it failed."""
    from cko_lint.analysis.analysis import analyse_project

    try:
        index = Index(task.root, task.scopes.run.cache_folder(task.root), task.scopes.words)
        for path, data in task.added.items():
            index.add(path, data)
        found = analyse_project(index, task.sources, task.scopes, task.notebooks, task.wanted)
        index.save()
    except Exception:
        return None
    return found
