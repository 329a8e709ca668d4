"""Runs one command and writes what it used into a file, as JSON: `python -S launcher.py FILE SECONDS COMMAND…`.

A process of its own, and as small as it can be: what a process holds when it starts another one counts as memory of
the other.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time


def main() -> None:
    """Runs the command in a session of its own; kills it, with its children, after so many seconds."""
    file, seconds, *command = sys.argv[1:]
    killed = []
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.execv(command[0], command)

    def end(*_: object) -> None:
        killed.append(child)
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, float(seconds))
    try:
        _, status, usage = os.wait4(child, 0)
    except BaseException:
        os.killpg(child, signal.SIGKILL)
        raise
    taken = time.perf_counter() - began
    signal.setitimer(signal.ITIMER_REAL, 0)
    used = {
        "seconds": taken,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024),
        "exit_code": None if killed else os.waitstatus_to_exitcode(status),
    }
    with open(file, "w", encoding="utf-8") as out:
        json.dump(used, out)


if __name__ == "__main__":
    main()
