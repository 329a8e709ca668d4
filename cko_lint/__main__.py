"""Starts the program, and ends it: whatever happens, it is an exit code, and never a traceback.

Nothing else is imported before that holds: an interrupt may come while it is.
"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    try:
        if sys.path[0] in ("", os.getcwd()):
            # `python -m` puts the folder there that is checked: a `json.py` in it is not to be imported.
            del sys.path[0]
    except FileNotFoundError:  # the folder is gone, and what was in it
        pass

from cko_lint.errors import Terminated

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from typing import NoReturn


def start() -> NoReturn:
    """Runs the command line and ends the program with its exit code.

    Its objects are not freed one by one, which takes a tenth of a short run, unless something has to happen at the end.
    """
    code = main()
    if _is_awaited():
        sys.exit(code)
    try:  # noqa: SIM105 contextlib takes longer to import than a short run to end
        sys.stderr.flush()
    except (OSError, ValueError):  # its reader has left
        pass
    os._exit(code)


def _is_awaited() -> bool:
    """Whether something has to happen at the end: a thread goes on, a function is registered for it, a tool observes the run."""
    import atexit

    threading, monitoring = sys.modules.get("threading"), getattr(sys, "monitoring", None)
    return (
        (threading is not None and threading.active_count() > 1)
        or getattr(atexit, "_ncallbacks", lambda: 1)() > 0
        or sys.getprofile() is not None
        or sys.gettrace() is not None
        or (monitoring is not None and any(map(monitoring.get_tool, range(6))))
        or bool(sys.flags.inspect)
    )


def main() -> int:
    """Runs the command line; returns the exit code: 0 clean, 1 findings, 2 could not do its work."""
    try:
        _heed_signals()
        _open_missing_streams()
        code = _code_of(sys.argv[1:])
        if not sys.stdout.closed:  # the language server closes it at its end
            sys.stdout.flush()
        return code
    except (KeyboardInterrupt, Terminated, OSError) as error:
        from cko_lint.commands import endings

        return endings.code_after(error)


def _heed_signals() -> None:
    """Lets the signals that end a program raise an exception, so that nothing is left half-written; only the first one does."""
    try:
        import _signal as signal  # type: ignore[import-not-found] # `signal` imports more than all else in here
    except ImportError:  # not CPython
        import signal

    def end(number: int, _: object) -> None:
        for each in heeded:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt if number == signal.SIGINT else Terminated(number)

    usual = {"SIGINT": signal.default_int_handler, "SIGTERM": signal.SIG_DFL, "SIGHUP": signal.SIG_DFL}
    known = ((getattr(signal, name), handler) for name, handler in usual.items() if hasattr(signal, name))
    heeded = [number for number, handler in known if signal.getsignal(number) == handler]
    for number in heeded:
        signal.signal(number, end)


def _open_missing_streams() -> None:
    """Gives a program that was started without standard output or error such as cannot be written, or are not read."""
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w")  # noqa: SIM115 for the whole run
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 for the whole run


def _code_of(arguments: list[str]) -> int:
    try:
        from cko_lint import plain

        return plain.run(arguments)
    except SystemExit as end:  # of a help page, which may still have to be written
        return int(end.code or 0)


if __name__ == "__main__":
    start()
