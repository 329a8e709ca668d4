"""What somebody probably meant who misspelt a word."""

from __future__ import annotations

from collections.abc import Iterable

_NEAR = 0.7


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Returns the word that is spelt nearly like another; None if none is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(words), n=1, cutoff=_NEAR)
    return close[0] if close else None


def did_you_mean(word: str | None) -> str:
    """Returns `; did you mean …?` to end a message with, or nothing if nothing is near."""
    return f"; did you mean {word!r}?" if word is not None else ""


def is_one_slip_away(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is left out, added, or another one, or by two that changed places."""
    short, long = sorted((one, other), key=len)
    same = next((at for at, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), len(short))
    if len(long) - len(short) == 1:
        return short[same:] == long[same + 1 :]
    swapped = short[:same] + short[same : same + 2][::-1] + short[same + 2 :]
    return len(short) == len(long) and (short[same + 1 :] == long[same + 1 :] or swapped == long)
