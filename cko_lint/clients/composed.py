"""Keys that are put together from pieces: found where the pieces meet, if no single piece is the key already."""

from __future__ import annotations

from typing import Any

from cko_lint.checkout.keys import Key, find_encoded, find_keys
from cko_lint.clients.places import place_of
from cko_lint.facts import KeyLiteral
from cko_lint.flow import values as v
from cko_lint.flow.engine import Frame
from cko_lint.syntax import tree


class Composed:
    """The composed keys of a run, one for each expression and key."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, str], KeyLiteral] = {}
        self._keys: set[str] = set()

    def see(self, node: Any, frame: Frame, operands: list[v.Value], value: v.Value) -> None:
        """Looks at a text that an expression has put together."""
        if node is None:
            return
        for alternative in value:
            text = v.text_of(alternative.content)
            if text is None or "k_" not in text:
                continue
            for _, key in find_keys(text):
                if not any(key.text in known for known in _texts(operands)) and key.text not in self._keys:
                    self._note(node, frame, key)

    def _note(self, node: Any, frame: Frame, key: Key) -> None:
        self._keys.add(key.text)
        self.found[(id(node), key.text)] = KeyLiteral(place_of(frame.module, node), key, "pieces")

    def see_constants(self, body: list[Any], module: Any) -> None:
        """Looks at adjacent literals and at escapes, which are one constant to Python and no key in the source text."""
        for node in tree.walk(body):
            if not isinstance(node, tree.Constant) or not isinstance(node.value, (str, bytes)):
                continue
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            for _, _, key in find_encoded(text):
                if key.text not in self._keys:
                    self._keys.add(key.text)
                    self.found[(id(node), key.text)] = KeyLiteral(place_of(module, node), key, "encoded")
            if "k_" not in text:
                continue
            for _, key in find_keys(text):
                if key.text not in module.parsed.text and key.text not in self._keys:
                    self._keys.add(key.text)
                    self.found[(id(node), key.text)] = KeyLiteral(place_of(module, node), key, "pieces")


def _texts(operands: list[v.Value]) -> list[str]:
    found = []
    for operand in operands:
        for alternative in operand:
            text = v.text_of(alternative.content)
            if text is not None:
                found.append(text)
    return found
