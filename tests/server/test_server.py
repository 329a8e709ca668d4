"""The language server, as an editor talks to it: a client starts it, opens documents, types, and asks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client
from started import program

pytestmark = pytest.mark.once

BROKEN = """\
import os
import requests

def pay(payment):
    r = requests.get("https://api.checkout.com/payments/" + payment)  # é𐐀
    r.raise_for_status()
"""
CORRECT = BROKEN.replace(
    "+ payment)", '+ payment, headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})'
)


class Editor:
    """A client with open documents."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self._versions: dict[str, int] = {}

    def open(self, path: Path, text: str) -> str:
        uri = path.as_uri()
        self._versions[uri] = 1
        document = types.TextDocumentItem(uri, "python", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    def type(self, uri: str, text: str) -> None:
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def codes(self, uri: str, wanted: list[str]) -> list[types.Diagnostic]:
        """Waits until a document has the wanted findings; fails after half a minute, with those that it has."""
        for _ in range(1500):
            found = list(self.client.diagnostics.get(uri, ()))
            if uri in self.client.diagnostics and [d.code for d in found] == wanted:
                return found
            await asyncio.sleep(0.02)
        raise AssertionError(f"wanted {wanted}, not {[d.code for d in self.client.diagnostics.get(uri, ())]}")

    async def actions(self, uri: str, at: types.Diagnostic) -> list[types.CodeAction]:
        context = types.CodeActionContext([at])
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at.range, context)
        found = await self.client.text_document_code_action_async(params) or ()
        return [action for action in found if isinstance(action, types.CodeAction)]

    def edited(self, uri: str, text: str, action: types.CodeAction) -> str:
        assert action.edit is not None
        assert action.edit.changes is not None
        lines = text.splitlines(keepends=True)
        starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
        for edit in reversed(action.edit.changes[uri]):
            start, end = (starts[place.line] + place.character for place in (edit.range.start, edit.range.end))
            text = text[:start] + edit.new_text + text[end:]
        return text


Session = Callable[[Editor, Path], Awaitable[None]]


def in_editor(session: Session) -> Callable[[Path], None]:
    """Makes a test of what somebody does in an editor, in a project of its own."""

    def test(tmp_path: Path) -> None:
        asyncio.run(asyncio.wait_for(_run(session, tmp_path), 120))

    test.__name__ = test.__qualname__ = session.__name__
    return test


async def _run(session: Session, folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.cko-lint]\n")
    client = make_test_lsp_client()
    await client.start_io(*program(), "server", "--stdio")
    shop = types.WorkspaceFolder(folder.as_uri(), "shop")
    await client.initialize_session(
        types.InitializeParams(client_capabilities("visual_studio_code"), workspace_folders=[shop])
    )
    try:
        await session(Editor(client), folder)
    finally:
        await client.shutdown_session()
        await client.stop()


@in_editor
async def test_a_finding_appears_and_goes_while_somebody_types(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "shop.py", BROKEN)
    (found,) = await editor.codes(uri, ["CKO101"])
    assert found.source == "cko-lint"
    assert found.severity is types.DiagnosticSeverity.Error
    assert (found.range.start.line, found.range.end.line) == (4, 4)
    editor.type(uri, CORRECT)
    await editor.codes(uri, [])
    editor.type(uri, BROKEN)
    await editor.codes(uri, ["CKO101"])


@in_editor
async def test_columns_count_as_the_client_counts(editor: Editor, tmp_path: Path) -> None:
    page_break = "\f\n"  # no end of a line in an editor, though one for `str.splitlines`
    text = page_break + BROKEN.replace("    r = requests", '    𐐀 = "𐐀"; r = requests')
    (found,) = await editor.codes(editor.open(tmp_path / "shop.py", text), ["CKO101"])
    assert found.range.start.line == 5
    line = text.split("\n")[5]
    assert line.encode("utf-16-le")[2 * found.range.start.character :].decode("utf-16-le").startswith("requests.get(")


@in_editor
async def test_a_change_in_one_open_document_is_seen_in_another(editor: Editor, tmp_path: Path) -> None:
    wrapper = "import requests\n\ndef get(url, headers):\n    return requests.get(url, headers=headers)\n"
    caller = (
        "import os\nfrom wrapper import get\n\ndef pay(p):\n"
        '    head = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}\n'
        '    return get("https://api.checkout.com/payments/" + p, head).json()["id"]\n'
    )
    (tmp_path / "wrapper.py").write_text(wrapper)
    (tmp_path / "caller.py").write_text(caller)
    first = editor.open(tmp_path / "caller.py", caller)
    (found,) = await editor.codes(first, ["CKO401"])
    assert [Path(r.location.uri).name for r in found.related_information or ()]
    second = editor.open(tmp_path / "wrapper.py", wrapper)
    editor.type(
        second,
        wrapper.replace(
            "return requests.get(url, headers=headers)",
            "r = requests.get(url, headers=headers)\n    r.raise_for_status()\n    return r",
        ),
    )
    await editor.codes(first, [])


@in_editor
async def test_the_page_of_a_rule_is_shown_at_its_finding_and_at_its_code(editor: Editor, tmp_path: Path) -> None:
    text = BROKEN + "# cko-lint: ignore[CKO401] no reason\n"
    uri = editor.open(tmp_path / "shop.py", text)
    await editor.codes(uri, ["CKO101", "CKO002"])
    for place, name in ((types.Position(4, 12), "missing-authorization"), (types.Position(6, 22), "CKO401")):
        shown = await editor.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), place)
        )
        assert shown is not None
        assert isinstance(shown.contents, types.MarkupContent)
        assert name in shown.contents.value
    nowhere = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
    assert await editor.client.text_document_hover_async(nowhere) is None


@in_editor
async def test_a_finding_can_be_fixed_or_suppressed(editor: Editor, tmp_path: Path) -> None:
    text = "import os\n" + CORRECT.replace('"Bearer " + os.environ', '"Bearer" + os.environ').replace("import os\n", "")
    uri = editor.open(tmp_path / "shop.py", text)
    (found,) = await editor.codes(uri, ["CKO102"])
    fix, suppression = await editor.actions(uri, found)
    assert (fix.title, fix.is_preferred) == ("Fix malformed-authorization", True)
    assert editor.edited(uri, text, fix) == text.replace('"Bearer" +', '"Bearer " +')
    silent = editor.edited(uri, text, suppression)
    assert silent.count("# cko-lint: ignore[malformed-authorization] TODO: say why") == 1
    editor.type(uri, silent)
    await editor.codes(uri, [])


@in_editor
async def test_the_json_of_a_notebook_is_no_program(editor: Editor, tmp_path: Path) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": BROKEN, "outputs": [], "execution_count": None}
    notebook = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    uri = editor.open(tmp_path / "shop.ipynb", notebook)
    await editor.codes(editor.open(tmp_path / "shop.py", BROKEN), ["CKO101"])
    assert uri not in editor.client.diagnostics


@in_editor
async def test_wrong_settings_are_said_once_and_the_server_lives_on(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.cko-lint]\nignor = ["CKO101"]\n')
    uri = editor.open(tmp_path / "shop.py", BROKEN)
    for _ in range(500):
        if editor.client.messages:
            break
        await asyncio.sleep(0.02)
    editor.type(uri, BROKEN + "\n")
    (tmp_path / "pyproject.toml").write_text("[tool.cko-lint]\n")
    editor.type(uri, BROKEN + "\n\n")
    await editor.codes(uri, ["CKO101"])
    assert ["ignor" in message.message for message in editor.client.messages] == [True]


@in_editor
async def test_a_document_that_is_closed_has_no_findings(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "shop.py", BROKEN)
    await editor.codes(uri, ["CKO101"])
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    await editor.codes(uri, [])


@in_editor
async def test_no_key_is_in_a_diagnostic(editor: Editor, tmp_path: Path) -> None:
    key = "sk_sbox_" + "kx7lq2mzr4bntw5dvh3jcyepsa6"[:26] + "#"
    uri = editor.open(tmp_path / "shop.py", f'KEY = "{key}"\n')
    for _ in range(500):
        if editor.client.diagnostics.get(uri):
            break
        await asyncio.sleep(0.02)
    assert editor.client.diagnostics[uri]
    assert key not in repr(editor.client.diagnostics[uri])
