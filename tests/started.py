"""Starts the program as a user does, in a process of its own, but imports it once for all of them.

`program()` is the command to start instead of `python -m cko_lint`: a few lines that give their folder, arguments, environment
and streams to a server, which has imported the program and forks. Nothing is shared but what was imported. What a test says of
the start itself, of what is imported, or of signals needs the real command.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import io
import marshal
import os
import pkgutil
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parent.parent
CLIENT = """\
import _socket, marshal, os, sys
if any(name.startswith("PYTHON") and name not in ("PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE") for name in os.environ):
    code = f"{sys.argv[2]}\\nfrom cko_lint.__main__ import start\\nstart()"
    os.execv(sys.executable, [sys.executable, "-c", code, *sys.argv[3:]])
server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
server.connect(sys.argv[1])
told = marshal.dumps((os.getcwd(), sys.argv[2], sys.argv[3:], dict(os.environb)))
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in range(3))
server.sendmsg([len(told).to_bytes(8, "big")], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
server.sendall(told)
code = int.from_bytes(server.recv(4), "big", signed=True)
if code < 0:
    os.kill(os.getpid(), -code)
os._exit(code)
"""


def program(before: str = "") -> list[str]:
    """Returns the command; `before` is code that is run in the process first."""
    if not hasattr(os, "fork"):
        return [sys.executable, "-c", f"{before}\nfrom cko_lint.__main__ import start\nstart()"]
    return [sys.executable, "-I", "-S", *_client(), before]


@functools.cache
def _client() -> tuple[str, str]:
    """Returns the client's file, and the address of its server, which ends with the tests of this process."""
    folder = tempfile.mkdtemp(prefix="cko-lint-started-")
    address, client = f"{folder}/socket", f"{folder}/client.py"
    Path(client).write_text(CLIENT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        [sys.executable, __file__, address], env=environment, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"

    def end() -> None:
        assert server.stdin is not None
        server.stdin.close()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # a program that it has started does not end
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return client, address


def serve(address: str) -> None:
    """Forks for each client, until the standard input ends."""
    import_all()
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(address)
        listening.listen(16)
        print("ready", flush=True)
        while sys.stdin not in select.select([listening, sys.stdin], [], [])[0]:
            client, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                attend(client)
            client.close()
            reap(os.WNOHANG)
    reap(0)


def reap(options: int) -> None:
    """Waits for those that have ended, or for all: only the time of those that were waited for counts as that of the tests."""
    try:
        while os.waitpid(-1, options)[0]:
            continue
    except ChildProcessError:
        return


def import_all() -> None:
    import cko_lint

    for found in pkgutil.walk_packages(cko_lint.__path__, "cko_lint."):
        try:
            importlib.import_module(found.name)
        except ImportError:  # what it needs is not installed
            continue


def attend(client: socket.socket) -> NoReturn:
    """Runs the program for a client, and tells it the exit code."""
    header, streams, _, _ = socket.recv_fds(client, 8, 3)
    told = b""
    while len(told) < int.from_bytes(header, "big"):
        told += client.recv(1 << 20)
    process = os.fork()
    if process == 0:
        client.close()
        become(streams, *marshal.loads(told))
    for stream in streams:
        os.close(stream)
    client.sendall(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]).to_bytes(4, "big", signed=True))
    os._exit(0)


def become(
    streams: list[int], folder: str, before: str, arguments: list[str], environment: dict[bytes, bytes]
) -> NoReturn:
    """Is the program from now on."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environb.clear()
    os.environb.update(environment)
    sys.argv[:] = [f"{ROOT}/cko_lint/__main__.py", *arguments]
    sys.stdin = io.TextIOWrapper(open(0, "rb"), encoding="utf-8")  # noqa: SIM115 open to the end
    sys.stdout = io.TextIOWrapper(open(1, "wb"), encoding="utf-8", line_buffering=os.isatty(1))  # noqa: SIM115
    sys.stderr = io.TextIOWrapper(open(2, "wb"), encoding="utf-8", errors="backslashreplace", line_buffering=True)  # noqa: SIM115
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code: object = 1
    try:
        from cko_lint.__main__ import start

        exec(before, {})
        start()
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code if isinstance(code, int) else code is not None)


if __name__ == "__main__":
    sys.path[:] = [
        entry for entry in sys.path if entry != str(Path(__file__).parent)
    ]  # tests may be called as modules are
    serve(sys.argv[1])
