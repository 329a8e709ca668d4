"""The server itself: which messages of an editor it answers, and how."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from cko_lint import __version__
from cko_lint.errors import UsageError, place_of
from cko_lint.rules import CATALOGUE
from cko_lint.rules.page import Page
from cko_lint.server import analyser
from cko_lint.server.actions import actions
from cko_lint.server.analyser import Shown
from cko_lint.server.protocol import SOURCE, Translator
from cko_lint.sources.encodings import decode
from cko_lint.sources.kinds import NOTEBOOK, kind_of
from cko_lint.sources.lines import split_lines
from cko_lint.sources.scan import shown
from cko_lint.syntax.source import keep_parsed

_PAUSE = 0.2
"""Seconds without a change after which the documents are analysed."""
_MOST_PARSED = 200
_CODE = re.compile(r"\bCKO\d{3}\b")


class Server(LanguageServer):
    """Analyses the open documents whenever one changes, in a thread of its own, and publishes what is found."""

    def __init__(self) -> None:
        super().__init__("cko-lint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._open: dict[str, str] = {}
        """The URIs of the open documents, by their paths."""
        self._found: dict[str, list[tuple[Shown, types.Diagnostic]]] = {}
        self._changes = self._analysed = 0
        self._warned = ""
        self._worker = ThreadPoolExecutor(max_workers=1)  # the analysis has state of its process: one at a time
        keep_parsed(_MOST_PARSED)

    async def changed(self) -> None:
        """Analyses the documents once typing has stopped."""
        self._changes += 1
        change = self._changes
        await asyncio.sleep(_PAUSE)
        if change != self._changes:
            return
        texts = {path: self.workspace.get_text_document(uri).source for path, uri in self._open.items()}
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._worker, analyser.findings, texts)
        except UsageError as error:
            self._warn(str(error))
            return
        except Exception as error:  # the text of an exception may hold a key, its place cannot
            self._warn(f"internal error: {place_of(error)}; please report this as a bug")
            return
        self._warned = ""
        if change == self._changes:  # otherwise the places are those of an older text
            self._analysed = change
            self._publish(found)

    def opened(self, uri: str) -> bool:
        """Learns of a document; False for one that is no file, or the JSON of a notebook, whose findings are in cells."""
        path = uris.to_fs_path(uri)
        if path is None or not uri.startswith("file:") or kind_of(path) == NOTEBOOK:
            return False
        self._open[path] = uri
        return True

    def closed(self, uri: str) -> None:
        """Forgets a document, and takes back what was said of it."""
        self._open = {path: known for path, known in self._open.items() if known != uri}
        self._found.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def rule_at(self, uri: str, position: types.Position) -> str | None:
        """Returns the code of the rule that is written at a place, or whose finding is there."""
        document = self.workspace.get_text_document(uri)
        lines = split_lines(document.source)
        line = lines[position.line] if position.line < len(lines) else ""
        column = document.position_codec.position_from_client_units(lines, position).character
        written = next((m[0] for m in _CODE.finditer(line) if m.start() <= column <= m.end()), None)
        found = (d for _, d in self._found.get(uri, ()) if d.range.start <= position <= d.range.end)
        return written or next((str(diagnostic.code) for diagnostic in found), None)

    def actions_at(self, uri: str, place: types.Range) -> list[types.CodeAction]:
        """Returns what can be done about the findings at a place; nothing while the text is newer than what is known of it."""
        if self._analysed != self._changes:
            return []
        translator = Translator(self.workspace.position_codec, self._lines_of)
        text = self.workspace.get_text_document(uri).source
        return [
            action
            for shown, diagnostic in self._found.get(uri, ())
            if diagnostic.range.start <= place.end and place.start <= diagnostic.range.end
            for action in actions(shown, diagnostic, uri, text, translator)
        ]

    def _publish(self, found: dict[str, list[Shown]]) -> None:
        translator = Translator(self.workspace.position_codec, self._lines_of)
        for path, several in found.items():
            uri = self._open.get(path)
            if uri is None:
                continue
            self._found[uri] = [(one, translator.diagnostic(one)) for one in several]
            diagnostics = [diagnostic for _, diagnostic in self._found[uri]]
            version = self.workspace.get_text_document(uri).version
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version=version))

    def _lines_of(self, path: str) -> Sequence[str]:
        for known, uri in self._open.items():
            if shown(known) == path:
                return split_lines(self.workspace.get_text_document(uri).source)
        return _lines_on_disk(path)

    def _warn(self, message: str) -> None:
        """Shows why there are no findings, once."""
        if message != self._warned:
            self._warned = message
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"{SOURCE}: {message}"))


def make() -> Server:
    """Returns a server that waits to be started."""
    server = Server()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        if server.opened(params.text_document.uri):
            await server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        await server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        await server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)
        await server.changed()

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.actions_at(params.text_document.uri, params.range)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        code = server.rule_at(params.text_document.uri, params.position)
        page = page_of(code) if code is not None else None
        return None if page is None else types.Hover(types.MarkupContent(types.MarkupKind.Markdown, page))

    return server


def page_of(code: str) -> str | None:
    """Returns the page of a rule in Markdown; None if there is no such rule."""
    rule = CATALOGUE.get(code)
    if rule is None:
        return None
    page = Page.of(rule.doc)
    sections = [f"**{heading}**\n\n{text}" for heading, text in page.sections]
    title = f"**{rule.name}** ({rule.code}, {rule.severity.value})"
    return "\n\n".join([title, page.summary, *sections])


def _lines_on_disk(path: str) -> Sequence[str]:
    try:
        with open(path, "rb") as file:
            return split_lines(decode(file.read()))
    except (OSError, ValueError):
        return ()
