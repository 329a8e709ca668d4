"""Other programs to compare with: installed when they are needed, each apart from everything else, and kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

_VERSION = "version.txt"  # is written last: without it an installation is not whole


@dataclass(frozen=True, slots=True)
class Missing:
    """A program that cannot be had here, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Installed:
    """A program that can be run."""

    path: str
    version: str


def from_pypi(name: str, script: str, cache: Path) -> Installed | Missing:
    """Returns the script of a package on PyPI, from a virtual environment that has nothing else in it."""
    folder = cache / "peers" / name
    try:
        if not (folder / _VERSION).exists():
            _install(name, folder)
    except (OSError, subprocess.CalledProcessError) as error:
        _complain(name, error)
        return Missing(f"`pip install {name}` failed")
    return Installed(str(folder / "bin" / script), (folder / _VERSION).read_text("utf-8").strip())


def ripgrep(cache: Path) -> Installed | Missing:
    """Returns ripgrep: the one that there is, or Debian's, unpacked where nothing else sees it."""
    path = shutil.which("rg")
    folder = cache / "peers" / "ripgrep"
    try:
        if path is None:
            path = str(folder / "usr" / "bin" / "rg")
            if not Path(path).exists():
                _unpack_ripgrep(folder)
        return Installed(path, _output([path, "--version"]).split()[1])
    except (OSError, subprocess.CalledProcessError) as error:
        _complain("ripgrep", error)
        return Missing("ripgrep is not installed, and Debian's package `ripgrep` could not be downloaded")


def _install(name: str, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    _output([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name])
    version = f"from importlib.metadata import version; print(version({name!r}))"
    (folder / _VERSION).write_text(_output([python, "-c", version]), "utf-8")


def _unpack_ripgrep(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        _output(["apt-get", "download", "ripgrep"], folder)
    except subprocess.CalledProcessError:
        _output(["apt-get", "update"], folder)  # there may be no list of packages yet; only root can get one
        _output(["apt-get", "download", "ripgrep"], folder)
    (package,) = folder.glob("*.deb")
    _output(["dpkg-deb", "--extract", package.name, "."], folder)


def _output(command: list[str], folder: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def _complain(name: str, error: OSError | subprocess.CalledProcessError) -> None:
    """Prints what went wrong: not for the table, since it may name servers and folders of this machine."""
    said = error.stderr if isinstance(error, subprocess.CalledProcessError) else None
    print(f"{name}: {error}\n{said or ''}", file=sys.stderr)
