"""Formats whose real readers are written for Node.js: Azure Pipelines' own parser of commands, and a validator of rdjson.

`npm install --prefix FOLDER azure-pipelines-task-lib @umbrelladocs/rdformat-validator` gets both, and `NODE_PATH` says where
they are: `FOLDER/node_modules`.
"""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from checked_shop import ODD_NAME, reports

pytestmark = pytest.mark.once

__all__ = ["reports"]
AZURE = """
const {commandFromString} = require("azure-pipelines-task-lib/taskcommand");
const lines = require("fs").readFileSync(0, "utf8").trimEnd().split("\\n");
console.log(JSON.stringify(lines.map(commandFromString)));
"""
RDJSON = """
const {validate} = require("@umbrelladocs/rdformat-validator");
const report = require("fs").readFileSync(0, "utf8");
Promise.resolve(validate(report, {strictMode: true, allowExtraFields: false}))
  .then(result => console.log(JSON.stringify(result.errors)));
"""


def read_by(script: str, package: str, text: str) -> list[dict]:  # type: ignore[type-arg]
    """What a script makes of a report; skips where its package is not installed."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    if subprocess.run(["node", "-e", f"require.resolve('{package}')"], capture_output=True).returncode:
        pytest.skip(f"{package} is not installed")
    done = subprocess.run(["node", "-e", script], input=text.encode(), capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_azure_reads_each_finding_as_an_issue(reports: dict[str, str]) -> None:
    issues = read_by(AZURE, "azure-pipelines-task-lib/taskcommand", reports["azure"])
    found = json.loads(reports["json"])["diagnostics"]
    assert {issue["command"] for issue in issues} == {"task.logissue"}
    assert [issue["properties"]["code"] for issue in issues] == [finding["code"] for finding in found]
    messages = [issue["message"].split("\n")[0] for issue in issues]
    assert all(message.endswith(finding["message"]) for message, finding in zip(messages, found, strict=True))
    assert {issue["properties"]["sourcepath"] for issue in issues} == {
        "checkout.py", "pay.py", "report.ipynb", ODD_NAME.encode("unicode_escape").decode(),
    }  # fmt: skip


def test_a_validator_of_rdjson_has_nothing_to_say(reports: dict[str, str]) -> None:
    package = "@umbrelladocs/rdformat-validator"
    assert read_by(RDJSON, package, reports["rdjson"]) == []
    assert read_by(RDJSON, package, reports["rdjson"].replace('"ERROR"', '"FATAL"')) != []
    assert read_by(RDJSON, package, reports["rdjson"].replace('"column"', '"colum"')) != []
