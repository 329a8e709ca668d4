"""Files that are no Python: keys in configuration of twenty kinds, names around them, notebooks."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from corpus import FORMATS, KINDS, look_alike, made_up

from cko_lint import cli, run
from cko_lint.checkout.keys import find_keys
from cko_lint.config.settings import Settings
from cko_lint.findings import Finding
from cko_lint.sources import notebooks


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def findings(folder: Path, monkeypatch: pytest.MonkeyPatch, **settings: object) -> list[Finding]:
    monkeypatch.chdir(folder)
    return run.check(["."], Settings(**settings))  # type: ignore[arg-type]


def found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return [f"{f.location.path}:{f.location.start.line}: {f.code}" for f in findings(folder, monkeypatch)]


@pytest.mark.parametrize("kind", KINDS)
def test_keys_of_every_format_where_they_stand(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    expected = []
    for number in range(100):
        key = made_up(FORMATS[number % len(FORMATS)])
        lines += ["", *KINDS[kind].format(key).split("\n")]
        code = "CKO201" if key.startswith("s") else "CKO202"
        expected.append((len(lines), lines[-1].index(key) + 1, len(key), code))
    write(tmp_path, kind, "\n".join(lines) + "\n")
    reported = [f for f in findings(tmp_path, monkeypatch) if f.code in ("CKO201", "CKO202")]
    places = [
        (f.location.start.line, f.location.start.column, f.location.end.column - f.location.start.column, f.code)
        for f in reported
    ]
    assert places == expected


def test_look_alikes_are_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, line in KINDS.items():
        write(tmp_path, f"{kind}", "\n".join(line.format(look_alike()).replace("CKO_KEY", "TOKEN") for _ in range(300)))
    assert [f for f in findings(tmp_path, monkeypatch) if f.code in ("CKO201", "CKO202")] == []


NAMES = {
    "name and value of the next item": ("k8s.yaml", "env:\n  - name: CKO_LIVE_KEY\n    value: {live}\n  - value: {sbox}\n    name: CKO_SANDBOX_KEY\n", ["CKO201", "CKO201"]),
    "value before its name": ("k8s.yaml", "env:\n  - value: {sbox}\n    name: CKO_LIVE_KEY\n", ["CKO201", "CKO303"]),
    "name and value of another item of the line": ("a.yaml", "env: [{{name: OTHER_LIVE, value: 1}}, {{name: CKO_KEY, value: {sbox}}}]\n", ["CKO201"]),
    "a list in brackets is no section": ("ci.yml", "branches:\n  [production]\nenv:\n  CKO_KEY: {sbox}\n", ["CKO201"]),
    "a remark behind a value": ("a.yaml", "production:\n  url: https://api.checkout.com # https://api.sandbox.checkout.com in tests\n", []),
    "a name that is far from the value": ("run.sh", "LIVE=false ./run --url https://api.sandbox.checkout.com\n", []),
    "a placeholder below a section": ("a.toml", '[cko]\nsecret-key = "changeme"\n', ["CKO205"]),
    "a client secret below a name": ("a.yaml", "cko:\n  clientSecret: q8Wk3nB5xZ7v\n", ["CKO207"]),
    "a client secret as name and value": ("k8s.yaml", "env:\n- name: CKO_CLIENT_SECRET\n  value: q8Wk3nB5xZ7v\n", ["CKO207"]),
    "a default of a variable": ("v.tf", 'variable "cko_client_secret" {{\n  default = "q8Wk3nB5xZ7v"\n}}\n', ["CKO207"]),
    "a client secret kept elsewhere": ("main.tf", "cko_client_secret = var.cko_client_secret2\ncko_client_secret = random_password.cko1.result\n", []),
    "where a client secret is kept": ("a.yaml", "cko_client_secret_name: cko-secret-1\nCKO_CLIENT_SECRET_ARN: arn:aws:x:1\ncko_client_secret_file: secret1.txt\n", []),
    "a client secret by its name in a vault": ("a.yaml", "cko:\n  client-secret: cko-oauth-secret-v2\n", []),
    "what a client secret is called": ("en.yml", "cko_client_secret: Client secret of Checkout.com 2\n", []),
    "production.yaml: a sandbox key": ("config/production.yaml", "checkout:\n  secret_key: {sbox}\n", ["CKO201", "CKO303"]),
    "a key of its own environment": ("config/production.yaml", "checkout:\n  secret_key: {live}\n", ["CKO201"]),
    "sections of TOML": ("a.toml", '[sandbox]\nkey = "{sbox}"\n[production.checkout]\nkey = "{sbox}"\n', ["CKO201", "CKO201", "CKO303"]),
    "parents of YAML": ("a.yml", "live:\n  checkout:\n    key: {sbox}\nsandbox:\n  checkout:\n    key: {sbox}\n", ["CKO201", "CKO303", "CKO201"]),
    "parents of JSON": ("a.json", '{{\n  "live": {{\n    "url": "https://api.sandbox.checkout.com"\n  }},\n  "sandbox": {{\n    "url": "https://api.sandbox.checkout.com"\n  }}\n}}\n', ["CKO303"]),
    "name and value": ("k8s.yaml", "env:\n  - name: CKO_LIVE_SECRET_KEY\n    value: {sbox}\n", ["CKO201", "CKO303"]),
    "a name that negates": ("a.env", "CKO_NON_PROD_URL=https://api.sandbox.checkout.com\n", []),
    "a comment has no name": ("prod.env", "# CKO_URL=https://api.sandbox.checkout.com\n", []),
    "a workflow of tests": (".github/workflows/test.yml", "env:\n  CKO_URL: https://api.checkout.com\n", []),
    "a job that is called test": (".github/workflows/a.yml", "jobs:\n  test:\n    env:\n      CKO_URL: https://api.checkout.com\n", []),
    "a service that is called test": ("compose.yml", "services:\n  test:\n    environment:\n      CKO_URL: https://api.checkout.com\n", []),
    "a section that is called test": ("a.yml", "test:\n  url: https://api.checkout.com\n", ["CKO303"]),
    "the name of a key in a vault": ("a.yml", "CKO_SECRET_KEY: vault_cko_secret_key\n", []),
    "the address of a key": ("a.yml", "CKO_SECRET_KEY: arn:aws:secretsmanager:eu-west-1:1:secret:cko_secret_key\n", []),
    "prose": ("docs/production.md", "Use https://api.sandbox.checkout.com until you are live.\n", []),
    "a public key for a secret one": (".env", "CKO_SECRET_KEY={public}\n", ["CKO202", "CKO203"]),
    "a prefix of nobody": (".env", "CKO_SECRET_KEY=sk_sandbox_abcdefgh\n", ["CKO203"]),
    "Stripe's Checkout": (".env", "CHECKOUT_SECRET_KEY=sk_live_abcdefgh12345678\n", []),
    "a key that is cut": (".env", "CKO_SECRET_KEY=sk_sbox_abcdefghijk\n", ["CKO204"]),
    "a placeholder": (".env", "CKO_SECRET_KEY=changeme\n", ["CKO205"]),
    "a placeholder in a template": (".env.example", "CKO_SECRET_KEY=changeme\n", []),
    "a placeholder in CI": (".github/workflows/a.yml", "env:\n  CKO_SECRET_KEY: dummy_key\n", []),
    "a key that ends in the sign of a comment": (".env", "CKO_SECRET_KEY=sk_sbox_{body}#\n", ["CKO201"]),
    "a key that ends in a dollar": ("a.sh", "export CKO_SECRET_KEY='sk_sbox_{body}$'\n", ["CKO201"]),
    "a reference": ("a.yml", "a:\n  CKO_SECRET_KEY: ${{CKO_SECRET_KEY:?not set}}\n  CKO_PUBLIC_KEY: '{{{{ vault.key }}}}'\n", []),
    "a client secret": (".env", "CKO_CLIENT_ID=ack_x\nCKO_CLIENT_SECRET=q8Wk3nB5xZ7vL1mR\n", ["CKO207"]),
    "silenced on its line": ("a.yml", "key: {live}  # cko-lint: ignore[CKO201] ours\n", []),
    "silenced above": ("a.ini", "; cko-lint: ignore[CKO201] ours\nkey = {live}\n", []),
    "silenced for detect-secrets": ("a.toml", 'key = "{live}"  # pragma: allowlist secret\n', []),
    "a comment that silences nothing": ("a.yml", "# cko-lint: ignore[CKO201] ours\nkey: {public}\n", ["CKO002", "CKO202"]),
    "documentation of comments": ("a.md", "Write `# cko-lint: ignore[CKO101] reason`, or `# noqa: CKO101`.\n", []),
    "a Markdown file that silences": ("a.md", "The key is {live} <!-- cko-lint: ignore[CKO201] dead -->\n", []),
    "UTF-16": ("a.properties", "UTF-16", ["CKO201"]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "codes"), NAMES.values(), ids=NAMES)
def test_names(name: str, text: str, codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if text == "UTF-16":
        (tmp_path / name).write_bytes(f"key={made_up('sk_sbox_')}\n".encode("utf-16"))
        monkeypatch.chdir(tmp_path)
        assert [f.code for f in run.check(["."], Settings())] == codes
        return
    write(
        tmp_path,
        name,
        text.format(sbox=made_up("sk_sbox_"), live=made_up("sk_"), public=made_up("pk_sbox_"), body=made_up("")[:26]),
    )
    assert sorted(f.code for f in findings(tmp_path, monkeypatch)) == sorted(codes)


def test_files_of_no_interest_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("package-lock.json", "notes.txt", "logo.png", "node_modules/a.json"):
        write(tmp_path, name, made_up("sk_"))
    assert findings(tmp_path, monkeypatch) == []
    assert [f.code for f in run.check(["notes.txt"], Settings())] == ["CKO201"]


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("Makefile", "CKO_URL = https://api.checkout.com\nrun:\n\tCKO_SECRET_KEY={key} python app.py\n", ["CKO201"]),
        ("script", "#!/usr/bin/env python3\nCKO_URL = https://api.checkout.com\n", ["CKO001"]),
        (
            "app.wsgi",
            'import requests\nrequests.get("https://api.checkout.com/workflows").raise_for_status()\n',
            ["CKO101"],
        ),
    ],
)
def test_the_content_tells_where_the_name_does_not(
    name: str, text: str, codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, name, text.format(key=made_up("sk_")))
    monkeypatch.chdir(tmp_path)
    assert [f.code for f in run.check([name], Settings())] == codes


def test_a_minified_file_takes_no_longer_than_its_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = {f"a{n}": [made_up("sk_") if n % 20 == 0 else "x" * 40, {"b-c.d": n}] for n in range(12_000)}
    write(tmp_path, "a.json", json.dumps(content))
    started = time.perf_counter()
    assert len(findings(tmp_path, monkeypatch)) == 600
    assert time.perf_counter() - started < 10  # it was minutes


@pytest.mark.parametrize("items", ["a,", '"a",', "',", ',"', '["', "({[", "a, ", "Bearer "])
def test_a_long_list_before_a_key_takes_no_longer_than_its_length(
    items: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.yaml", f"x: {items * 100} b c {made_up('sk_')}\n")
    started = time.perf_counter()
    assert [f.code for f in findings(tmp_path, monkeypatch)] == ["CKO201"]
    assert time.perf_counter() - started < 10  # it never came to an end


# ------------------------------------------------------------------------------ notebooks


def notebook(*cells: str, outputs: object = (), language: str = "python") -> str:
    made = [{"cell_type": "markdown", "metadata": {}, "source": ["# Payments\n"]}]
    for code in cells:
        made.append({"cell_type": "code", "metadata": {}, "outputs": list(outputs), "source": code.splitlines(True)})  # type: ignore[call-overload, dict-item]
    return json.dumps({"cells": made, "metadata": {"kernelspec": {"language": language, "name": "x"}}, "nbformat": 4})


UNCHECKED = """import requests
response = requests.get("https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {KEY}"})
print(response.json()["data"])
"""


def test_places_count_within_the_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = made_up("sk_sbox_")
    write(tmp_path, "a.ipynb", notebook(f"%load_ext dotenv\nimport os\nKEY = '{key}'\n", "%%bash\nls\n", UNCHECKED))
    reported = [(f.code, f.location.cell, f.location.start.line) for f in findings(tmp_path, monkeypatch)]
    assert reported == [("CKO201", 2, 3), ("CKO401", 4, 2)]


@pytest.mark.parametrize(
    "cell",
    [
        "%env CKO_SECRET_KEY={}",
        "!curl -H 'Authorization: {}' https://api.checkout.com/workflows",
        "%%bash\ncurl -H 'Authorization: {}'",
        "print('{}'",
        "os.environ?\nKEY = '{}'",
    ],
)
def test_what_is_no_python_is_read_for_keys(cell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = made_up("sk_sbox_")
    text = cell.format(key)
    write(tmp_path, "a.ipynb", notebook(text))
    (finding,) = findings(tmp_path, monkeypatch)
    line = text.split("\n")[finding.location.start.line - 1]
    assert line[finding.location.start.column - 1 : finding.location.end.column - 1] == key


def test_a_key_in_an_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": [f"Bearer {made_up('sk_')}\n"]}
    write(tmp_path, "a.ipynb", notebook("show()\n", outputs=[output]))
    (finding,) = findings(tmp_path, monkeypatch)
    assert (finding.code, finding.location.cell) == ("CKO201", 2)
    assert "output of this cell contains a live secret key" in finding.message


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "error", "ename": "E", "evalue": "no {key}", "traceback": []},
        {"output_type": "display_data", "data": {"application/json": {"key": ["{key}"]}}},
    ],
    ids=["an error", "JSON"],
)
def test_a_key_in_any_output(output: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = json.loads(json.dumps(output).replace("{key}", made_up("sk_")))
    write(tmp_path, "a.ipynb", notebook("show()\n", outputs=[given]))
    assert [(f.code, f.location.cell) for f in findings(tmp_path, monkeypatch)] == [("CKO201", 2)]


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_a_key_in_a_cell_that_is_no_code(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = made_up("sk_")
    cells = [{"cell_type": kind, "source": ["# Setup\n", f"The key is `{key}`.\n", "# noqa: CKO101\n"]}]
    write(tmp_path, "a.ipynb", json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}))
    (finding,) = findings(tmp_path, monkeypatch, ignore=("CKO002",))
    where = finding.location
    assert (where.cell, where.start.line, where.start.column, where.end.column) == (1, 2, 13, 13 + len(key))


def test_a_suppression_in_a_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.ipynb", notebook(f"KEY = '{made_up('sk_')}'  # noqa: CKO201\n"))
    assert findings(tmp_path, monkeypatch) == []


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"cells": 3}',
        '{"cells": [3, {"cell_type": "code"}]}',
        '{"worksheets": [{"cells": null}]}',
        "\0" * 50,
    ],
)
def test_what_is_no_notebook_is_still_read(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.ipynb", f"{text} {made_up('sk_')}")
    assert found(tmp_path, monkeypatch) == ["a.ipynb:1: CKO201"]


def test_a_notebook_of_another_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.ipynb", notebook(f'key <- "{made_up("sk_")}"', language="R"))
    assert [f.code for f in findings(tmp_path, monkeypatch)] == ["CKO201"]


@pytest.mark.parametrize("output_format", ["full", "concise", "json"])
def test_reports_name_the_cell_and_no_key(
    output_format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = made_up("sk_sbox_")
    write(tmp_path, "a.ipynb", notebook("import os\n", f"x = 1\nKEY = '{key}'\n"))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", ".", "--output-format", output_format]) == 1
    text = capsys.readouterr().out
    assert key[-20:] not in text
    if output_format == "json":
        diagnostic = json.loads(text)["diagnostics"][0]
        assert (diagnostic["cell"], diagnostic["start"]) == (3, {"line": 2, "column": 8})
    else:
        assert "a.ipynb:cell 3:2:8" in text
    if output_format == "full":
        assert "2 | KEY = 'sk_sbox_…" in text


def test_lines_of_version_3() -> None:
    cell = {"cell_type": "code", "input": ["a = 1\n", "b = 2"]}
    made = notebooks.read(json.dumps({"worksheets": [{"cells": [cell]}], "nbformat": 3}).encode())
    assert made is not None
    assert made.text == "a = 1\nb = 2\n"


def test_made_up_keys_are_keys() -> None:
    for form in FORMATS:
        key = made_up(form)
        assert [found_key.text for _, found_key in find_keys(key)] == [key]
