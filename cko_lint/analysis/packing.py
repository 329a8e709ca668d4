"""Plain data as it is kept: findings, rows and explanations as JSON, without a key in their sentences, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from cko_lint.checkout.redaction import redact
from cko_lint.findings import CallSite, Change, Finding, Location, Position, Related, Remedy, Severity

if TYPE_CHECKING:
    from cko_lint.explain.explanation import Explanation, Verdict
    from cko_lint.inventory.rows import Row, Sender, Way

_SENTENCES = ("message", "help", "reason", "reasons", "what")


def packed(**content: Any) -> bytes:
    """Returns JSON of plain data, with the keys cut out of its sentences: the cache may be copied to other machines."""
    made = json.dumps(_redacted(content), separators=(",", ":"))
    return made.encode("utf-8", "surrogatepass")


def unpacked(record: bytes) -> Any:
    """Returns the content of JSON; what it has are dictionaries, for the functions below. Raises ValueError if it is none."""
    return json.loads(record)


def _redacted(made: Any, name: str = "") -> Any:
    if is_dataclass(made) and not isinstance(made, type):
        made = asdict(made)
    if isinstance(made, dict):
        return {key: _redacted(value, key) for key, value in made.items()}
    if isinstance(made, (list, tuple)):
        return [_redacted(value, name) for value in made]
    return redact(made) if name in _SENTENCES else made


def finding(made: dict[str, Any]) -> Finding:
    """Returns a finding."""
    return Finding(
        code=made["code"], name=made["name"], severity=Severity(made["severity"]), message=made["message"],
        help=made["help"], location=location(made["location"]), related=tuple(map(related, made["related"])),
        statement=_pair(made["statement"]), subject=made["subject"], pedantic=made["pedantic"],
        call_paths=tuple(tuple(map(related, call_path)) for call_path in made["call_paths"]), concealed=made["concealed"],
        is_live_key=made["is_live_key"], is_accepted=made["is_accepted"],
        value_flows=tuple(tuple(map(related, flow)) for flow in made["value_flows"]),
        remedies=tuple(map(_remedy, made["remedies"])),
    )  # fmt: skip


def related(made: dict[str, Any]) -> Related:
    """Returns a place that explains a finding."""
    site = made["site"]
    call = CallSite(_pair(site["statement"]), site["function"], site["text"]) if site is not None else None
    return Related(made["message"], location(made["location"]), call)


def location(made: dict[str, Any]) -> Location:
    """Returns a stretch of a file."""
    return Location(made["path"], Position(**made["start"]), Position(**made["end"]), made["cell"])


def row(made: dict[str, Any]) -> Row:
    """Returns a row of an inventory."""
    from cko_lint.inventory.rows import Check, Row

    return Row(
        location(made["location"]), made["method"], made["endpoint"], made["library"], made["function"],
        made["call"], tuple(made["accepts"]), tuple(made["scopes"]), tuple(map(_way, made["ways"])), made["status"],
        tuple(Check(one["how"], location(one["location"])) for one in made["checks"]),
        tuple(map(_sender, made["senders"])), made["unknown"],
    )  # fmt: skip


def explanation(made: dict[str, Any]) -> Explanation:
    """Returns what is known at a place."""
    from cko_lint.explain.explanation import Explanation

    return Explanation(
        made["what"], location(made["location"]), _pair(made["lines"]), tuple(map(row, made["rows"])),
        tuple(map(related, made["steps"])), tuple(map(_verdict, made["verdicts"])),
    )  # fmt: skip


def _verdict(made: dict[str, Any]) -> Verdict:
    from cko_lint.explain.explanation import Verdict

    return Verdict(made["code"], made["name"], tuple(map(finding, made["findings"])), tuple(made["reasons"]))


def _remedy(made: dict[str, Any]) -> Remedy:
    places = tuple(map(location, made["places"]))
    return Remedy(Change(made["change"]), made["safe"], places, tuple(made["words"]))


def _pair(made: list[int]) -> tuple[int, int]:
    first, last = made
    return first, last


def _way(made: dict[str, Any]) -> Way:
    from cko_lint.inventory.rows import Credential, Way

    given = made["credential"]
    place = location(given["place"]) if given["place"] is not None else None
    scopes = tuple(given["scopes"]) if given["scopes"] is not None else None
    credential = Credential(given["kind"], given["source"], place, scopes)
    return Way(made["environment"], made["host"], credential, tuple(made["when"]), made["is_known"])


def _sender(made: dict[str, Any]) -> Sender:
    from cko_lint.inventory.rows import Call, Sender

    calls = tuple(Call(one["function"], location(one["location"])) for one in made["calls"])
    return Sender(made["name"], made["kind"], location(made["location"]), calls)
