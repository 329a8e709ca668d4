"""How a run ends that cannot go on: it was interrupted, its reader has left, there is no room for what it writes."""

from __future__ import annotations

import errno
import sys

from cko_lint import progress
from cko_lint.commands.terminal import give_up, print_error
from cko_lint.errors import Terminated

_INTERRUPTED = 128 + 2
_READER_LEFT = 128 + 13
"""As a shell has it for a program that the signals SIGINT and SIGPIPE have ended, on Windows too."""
_OF_STREAMS = {errno.EPIPE, errno.ENOSPC, errno.EFBIG, errno.EBADF, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_of_output(error: OSError) -> bool:
    """Whether it was standard output that could not be written, and not a file, which would have a name."""
    return error.filename is None and error.errno in _OF_STREAMS


def code_after(error: BaseException) -> int:
    """Says why the run ends, if whoever ran it does not know already; returns the exit code."""
    progress.finish()
    give_up(sys.stdout)
    if isinstance(error, KeyboardInterrupt):
        return _INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return _READER_LEFT
    if isinstance(error, Terminated):
        print_error(str(error))
        return error.code
    print_error(f"cannot write the output: {getattr(error, 'strerror', None) or error}")
    return 2
