"""An application of ninety files with one very long module of endpoints, the way such applications grow.

`app/api.py` has 300 endpoints with guards and four to ten early returns each. It imports `app/billing.py`, which a few
of them call, and which imports the client of Checkout.com. Everything is right, so nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from generated import Files, filled, with_packages

API = "app/api.py"
CLIENT = "app/payments/client.py"
_NOUNS = (
    "account address article basket booking brand bundle campaign category contact contract country coupon customer "
    "delivery device discount document invoice item label"
).split()

_SETTINGS = """
from functools import lru_cache
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: Literal["sandbox", "live"] = "sandbox"
    checkout_secret_key: SecretStr
    page_size: int = 50

    @property
    def checkout_url(self) -> str:
        if self.environment == "live":
            return "https://api.checkout.com"
        return "https://api.sandbox.checkout.com"


@lru_cache
def get_settings() -> Settings:
    return Settings()
"""

_CLIENT = """
from typing import Any

import httpx

from app.settings import Settings


class CheckoutError(Exception):
    def __init__(self, status: int, request_id: str | None) -> None:
        super().__init__(f"Checkout.com answered HTTP {status}, request {request_id}")
        self.status = status


class CheckoutClient:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._settings.checkout_secret_key.get_secret_value()}"}

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        with httpx.Client(base_url=self._settings.checkout_url, timeout=10) as client:
            response = client.request(method, path, json=body, headers=self._headers)
        if response.is_error:
            raise CheckoutError(response.status_code, response.headers.get("Cko-Request-Id"))
        return response.json()

    def create_payment(self, token: str, amount: int, currency: str, reference: str) -> dict[str, Any]:
        source = {"type": "token", "token": token}
        body = {"source": source, "amount": amount, "currency": currency, "reference": reference}
        return self._send("POST", "/payments", body)

    def refund(self, payment_id: str, amount: int) -> dict[str, Any]:
        return self._send("POST", f"/payments/{payment_id}/refunds", {"amount": amount})

    def payment(self, payment_id: str) -> dict[str, Any]:
        return self._send("GET", f"/payments/{payment_id}")
"""

_BILLING = """
import logging

from app.payments.client import CheckoutClient, CheckoutError
from app.settings import get_settings

log = logging.getLogger(__name__)


def _client() -> CheckoutClient:
    return CheckoutClient(get_settings())


def charge(token: str, amount: int, currency: str, reference: str) -> dict:
    try:
        payment = _client().create_payment(token, amount, currency, reference)
    except CheckoutError as error:
        log.error("charge of %s failed: %s", reference, error)
        return {"status": "failed", "reason": "provider"}
    return {"status": payment["status"], "payment": payment["id"]}


def refund(payment_id: str, amount: int) -> dict:
    try:
        action = _client().refund(payment_id, amount)
    except CheckoutError as error:
        log.error("refund of %s failed: %s", payment_id, error)
        return {"status": "failed", "reason": "provider"}
    return {"status": "pending", "action": action["action_id"]}


def state_of(payment_id: str) -> str | None:
    try:
        return _client().payment(payment_id)["status"]
    except CheckoutError as error:
        log.warning("payment %s is not known: %s", payment_id, error)
        return None
"""

_PERMISSIONS = """
from dataclasses import dataclass, field

from fastapi import Header, HTTPException


@dataclass
class User:
    id: str
    is_admin: bool = False
    roles: set[str] = field(default_factory=set)
    limits: dict[str, int] = field(default_factory=dict)


def current_user(x_user: str = Header(), x_roles: str = Header("")) -> User:
    if not x_user:
        raise HTTPException(401, "who are you?")
    roles = {role.strip() for role in x_roles.split(",") if role.strip()}
    return User(x_user, "admin" in roles, roles)


def may(user: User, action: str) -> bool:
    if user.is_admin:
        return True
    area, _, verb = action.partition(".")
    if verb in ("list", "read"):
        return area in user.roles or "reader" in user.roles
    return f"{area}:{verb}" in user.roles


def owns(user: User, record: dict) -> bool:
    return user.is_admin or record.get("owner") == user.id or user.id in record.get("shared_with", ())
"""

_STORAGE = """
import json
from pathlib import Path


class Table:
    def __init__(self, name: str) -> None:
        self.path = Path("data") / f"{name}.json"
        self.rows: dict[str, dict] = json.loads(self.path.read_text()) if self.path.exists() else {}

    def get(self, key: str) -> dict | None:
        return self.rows.get(key)

    def find(self, **wanted: object) -> list[dict]:
        return [row for row in self.rows.values() if all(row.get(k) == value for k, value in wanted.items())]

    def put(self, key: str, row: dict) -> None:
        self.rows[key] = row
        self.path.write_text(json.dumps(self.rows))


tables: dict[str, Table] = {}


def table(name: str) -> Table:
    if name not in tables:
        tables[name] = Table(name)
    return tables[name]
"""

_MODEL = """
from pydantic import BaseModel, field_validator


class $Noun(BaseModel):
    id: str
    owner: str
    name: str
    version: int = 0
    tags: list[str] = []

    @field_validator("tags")
    @classmethod
    def known_tags(cls, value: list[str]) -> list[str]:
        return sorted({tag.lower() for tag in value if tag})


def ${noun}_from(row: dict) -> $Noun | None:
    if not row.get("id"):
        return None
    return $Noun(**{name: row[name] for name in $Noun.model_fields if name in row})
"""

_SERVICE = """
from app.models.$noun import $Noun, ${noun}_from
from app.storage import table


def summary(row: dict) -> dict:
    $noun = ${noun}_from(row)
    if $noun is None:
        return {}
    return {"id": $noun.id, "name": $noun.name, "tags": len($noun.tags)}


def merged(rows: list[dict]) -> dict[str, $Noun]:
    result: dict[str, $Noun] = {}
    for row in rows:
        $noun = ${noun}_from(row)
        if $noun is None:
            continue
        known = result.get($noun.id)
        if known is None or known.version < $noun.version:
            result[$noun.id] = $noun
    return result


def rename(key: str, name: str) -> bool:
    row = table("${noun}s").get(key)
    if row is None or not name:
        return False
    table("${noun}s").put(key, {**row, "name": name, "version": row["version"] + 1})
    return True
"""

_SCHEMA = """
$NOUN = {
    "type": "object",
    "required": ["id", "owner", "name"],
    "properties": {
        "id": {"type": "string"},
        "owner": {"type": "string"},
        "name": {"type": "string", "maxLength": 200},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}


def missing(row: dict) -> list[str]:
    return [name for name in $NOUN["required"] if name not in row]
"""

_TEST = """
from app.schemas.$noun import missing
from app.services.$noun import merged, summary


def test_summary_of_an_empty_row():
    assert summary({}) == {}


def test_the_newest_version_is_kept():
    rows = [{"id": "a", "owner": "u", "name": str(n), "version": n} for n in range(3)]
    assert merged(rows)["a"].version == 2


def test_what_is_missing():
    assert missing({"id": "a"}) == ["owner", "name"]
"""

_MAIN = """
from fastapi import FastAPI

from app.api import router

app = FastAPI(title="Back office")
app.include_router(router, prefix="/api")
"""

_API = '''
"""All endpoints of the back office."""

import json
import logging

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse

from app import billing
from app.permissions import User, current_user, may, owns
$services
from app.settings import get_settings
from app.storage import table

log = logging.getLogger(__name__)
router = APIRouter()

FEES = {"EUR": 25, "GBP": 20, "USD": 30, "CHF": 35, "SEK": 250, "NOK": 250, "DKK": 190, "PLN": 99}
STEPS = {
    "draft": {"approve": "open", "cancel": "closed", "copy": "draft"},
    "open": {"assign": "open", "close": "closed", "freeze": "frozen", "settle": "settled"},
    "frozen": {"reopen": "open", "archive": "archived"},
    "settled": {"archive": "archived"},
    "closed": {"reopen": "open", "archive": "archived"},
}
LEVELS = {"reader": 0, "writer": 1, "approver": 2, "admin": 3}


def level_of(user: User) -> int:
    if user.is_admin:
        return LEVELS["admin"]
    level = 0
    for role in user.roles:
        if role in LEVELS and LEVELS[role] > level:
            level = LEVELS[role]
    return level


def next_state(row: dict, verb: str) -> str | None:
    steps = STEPS.get(row["state"])
    if steps is None:
        return None
    if verb not in steps and row.get("strict"):
        return None
    return steps.get(verb, row["state"])


def fee(row: dict, amount: int) -> int:
    currency = row.get("currency", "EUR")
    if currency not in FEES:
        return 0
    if row.get("waived") or amount < FEES[currency] * 10:
        return 0
    return FEES[currency] + (amount // 100 if row["state"] == "open" else 0)


def apply_changes(user: User, row: dict, changes: list[dict]) -> dict:
    applied = []
    for change in changes:
        kind = change.get("kind")
        if kind is None:
            return {"error": "a change without a kind", "applied": applied}
        if kind == "rename":
            if not change.get("name") or len(change["name"]) > 200:
                return {"error": "a name is needed", "applied": applied}
            row["name"] = change["name"]
        elif kind == "share":
            if not owns(user, row) and not may(user, "records.share"):
                return {"error": "not yours to share", "applied": applied}
            row.setdefault("shared_with", []).append(change["with"])
        elif kind == "relabel":
            unknown = [label for label in change.get("labels", []) if label not in LEVELS]
            if unknown and row.get("strict"):
                return {"error": f"unknown labels: {unknown}", "applied": applied}
            row["labels"] = change.get("labels", [])
        elif kind == "remove" and row["state"] != "draft" and not user.is_admin:
            return {"error": "only drafts can be removed", "applied": applied}
        else:
            return {"error": f"what is {kind}?", "applied": applied}
        applied.append(kind)
    if not applied:
        return {"unchanged": True, "applied": []}
    row["version"] += 1
    return {"applied": applied, "version": row["version"]}


def refused(reason: str, status: int = 400) -> JSONResponse:
    return JSONResponse({"error": reason}, status_code=status)
'''

_ENDPOINT = """


@router.post("/${noun}s/{key}/$verb")
async def ${verb}_${noun}_$n(key: str, request: Request, user: User = Depends(current_user)):
$guards$work    return {"id": key, "by": user.id, **result}
"""

_OPENING = """
    body = await request.json()
    row = table("${noun}s").get(key)
"""

_GUARDS = (
    """
    if not may(user, "${noun}s.$verb") and not may(user, "${noun}s.all"):
        return refused("not allowed", 403)
""",
    """
    if row is None or row.get("deleted"):
        return refused("no such $noun", 404)
""",
    """
    if not owns(user, row) and row["state"] != "public" and not body.get("on_behalf_of"):
        return refused("not yours", 403)
""",
    """
    if not isinstance(body, dict) or not body.get("reason"):
        return refused("a reason is needed")
""",
    """
    if body.get("version", 0) != row["version"] and not (user.is_admin and body.get("force")):
        return {"conflict": row["version"], "yours": body.get("version")}
""",
    """
    state = next_state(row, "$verb")
    if state is None or (state == "archived" and level_of(user) < 2):
        return refused(f"cannot $verb a $noun that is {row['state']}", 409)
""",
    """
    if row.get("locked_by") not in (None, user.id):
        raise HTTPException(423, "locked")
""",
    """
    if level_of(user) < LEVELS.get(row.get("level", "reader"), 0) and not owns(user, row):
        return refused("your level is too low", 403)
""",
    """
    if len(body.get("tags", [])) > get_settings().page_size or (body.get("tags") and "reader" in user.roles):
        return refused("too many tags")
""",
    """
    if row["state"] in {"closed", "archived"} and not user.is_admin and not body.get("reopen"):
        return {"state": row["state"], "changed": False}
""",
    """
    if user.limits.get("${noun}s", 100) <= len(table("${noun}s").find(owner=user.id)) and not user.is_admin:
        return refused("limit reached", 429)
""",
    """
    if body.get("dry_run") or (row["state"] == "draft" and body.get("preview")):
        return {"dry_run": True, "would": "$verb"}
""",
)

_WORKS = (
    """
    for tag in body.get("tags", []):
        if tag not in row["tags"]:
            row["tags"].append(tag)
    result = ${noun}_service.summary(row)
""",
    """
    result = {"lines": [], "total": 0}
    for line in body.get("lines", []):
        if line.get("count", 0) <= 0:
            return refused("a line without a count")
        result["lines"].append(line["sku"])
        result["total"] += line["count"] * row["prices"].get(line["sku"], 0)
""",
    """
    history = json.loads(row.get("history", "[]"))
    history.append({"by": user.id, "reason": body["reason"]})
    result = {"history": len(history), "first": history[0]["by"]}
""",
    """
    try:
        result = {"amount": int(body["amount"]), "fee": fee(row, int(body["amount"]))}
    except (KeyError, ValueError):
        return refused("an amount is needed")
""",
    """
    result = {"others": []}
    for other in ${noun}_service.merged(table("${noun}s").find(owner=row["owner"])).values():
        if other.id == key:
            continue
        if not may(user, f"${noun}s.{other.name}"):
            return refused(f"not allowed to see {other.name}", 403)
        result["others"].append(other.name)
""",
    """
    result = apply_changes(user, row, body.get("changes", []))
    if "error" in result:
        return refused(result["error"], 409)
    if result.get("unchanged") and body.get("strict"):
        return refused("nothing to change")
    table("${noun}s").put(key, row)
""",
    """
    result = dict(row)
    if user.is_admin:
        result["limits"] = user.limits
    elif "reader" in user.roles:
        result.pop("owner")
""",
)

_BILLED = (
    """
    outcome = billing.charge(body["token"], row["total"], row["currency"], key)
    if outcome["status"] == "failed":
        return refused(outcome["reason"], 502)
    result = {"payment": outcome["payment"]}
""",
    """
    outcome = billing.refund(row["payment"], body["amount"])
    if outcome["status"] == "failed":
        return refused(outcome["reason"], 502)
    result = {"action": outcome["action"]}
""",
    """
    state = billing.state_of(row["payment"])
    if state is None:
        return refused("the payment is not known", 404)
    result = {"state": state}
""",
)
_VERBS = "approve archive assign cancel change close copy export freeze link merge move reopen settle".split()
_EARLY_RETURNS = (4, 4, 5, 4, 4, 4, 6, 4, 4, 4, 10)
_BILLED_EVERY = 25


def files(endpoints: int = 300) -> Files:
    """Returns the application with so many endpoints in `API`."""
    project = {
        "pyproject.toml": '[project]\nname = "backoffice"\nversion = "1.0"\n',
        "app/main.py": filled(_MAIN),
        "app/settings.py": filled(_SETTINGS),
        "app/permissions.py": filled(_PERMISSIONS),
        "app/storage.py": filled(_STORAGE),
        "app/billing.py": filled(_BILLING),
        CLIENT: filled(_CLIENT),
        API: _api(endpoints),
    }
    for noun in _NOUNS:
        words = {"noun": noun, "Noun": noun.capitalize(), "NOUN": noun.upper()}
        project[f"app/models/{noun}.py"] = filled(_MODEL, **words)
        project[f"app/services/{noun}.py"] = filled(_SERVICE, **words)
        project[f"app/schemas/{noun}.py"] = filled(_SCHEMA, **words)
        project[f"tests/test_{noun}.py"] = filled(_TEST, **words)
    return with_packages(project)


def _api(endpoints: int) -> str:
    services = "\n".join(f"from app.services import {noun} as {noun}_service" for noun in _NOUNS)
    return filled(_API, services=services) + "".join(_endpoint(number) for number in range(endpoints))


def _endpoint(number: int) -> str:
    words = {"noun": _NOUNS[number % len(_NOUNS)], "verb": _VERBS[number % len(_VERBS)], "n": number}
    guards = filled(_OPENING + "".join(_guards(number)), **words)
    works = _BILLED if number % _BILLED_EVERY == 0 else _WORKS
    work = works[number // _BILLED_EVERY % len(works)] if works is _BILLED else works[number % len(works)]
    text = filled(_ENDPOINT, guards=_joined(guards), work=_joined(filled(work, **words)), **words)
    return "\n\n" + text


def _joined(text: str) -> str:
    """Returns code without the empty lines that templates have between their pieces."""
    return "".join(f"{line}\n" for line in text.split("\n") if line)


def _guards(number: int) -> Iterator[str]:
    """Yields the guards of an endpoint: always the first two, since the others need the row; then in turns."""
    wanted = _EARLY_RETURNS[number % len(_EARLY_RETURNS)]
    yield from _GUARDS[:2]
    rest = _GUARDS[2:]
    for turn in range(wanted - 2):
        yield rest[(number + turn) % len(rest)]
