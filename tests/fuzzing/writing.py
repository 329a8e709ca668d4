"""Writes programs that use Checkout.com: hosts, keys, headers, requests, checks and handlers, each in many ways, put together.

What to choose is asked of a `random.Random`. Hypothesis has one (`st.randoms(use_true_random=False)`) by which it makes a
program smaller that fails.
"""

from __future__ import annotations

import random
from collections.abc import Callable

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
HOSTS = (
    "https://api.checkout.com",
    "https://api.sandbox.checkout.com",
    "https://abc12345.api.checkout.com",
    "http://api.checkout.com",
)
PATHS = (
    "/payments",
    "/tokens",
    "/payment-sessions",
    "/workflows",
    "/transfers",
    "/payments/pay_1/refunds",
    "/connect/token",
)
NAMES = ("url", "base_url", "LIVE_URL", "SANDBOX", "host", "x", "cfg")


class Writer:
    """Writes one program."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.imports = {"import os", "import requests"}
        self.top: list[str] = []
        self.made = 0

    def any_of(self, *ways: str | Callable[[], str]) -> str:
        way = self.chance.choice(ways)
        return way if isinstance(way, str) else way()

    def new(self, word: str) -> str:
        self.made += 1
        return f"{word}_{self.made}"

    def key_literal(self) -> str:
        prefix = self.chance.choice(["sk_sbox_", "sk_", "pk_sbox_", "pk_"])
        return repr(prefix + "".join(self.chance.choices(ALPHABET, k=27)))

    # --------------------------------------------------------------------- expressions

    def text(self, plain: Callable[[], str], depth: int = 3) -> str:
        """An expression whose value is, or may be, that of a plain one."""
        if depth == 0 or self.chance.random() < 0.25:
            return plain()
        inner = self.text(plain, depth - 1)
        other = self.text(plain, depth - 1) if self.chance.random() < 0.4 else plain()
        return self.chance.choice([
            f"({inner} if os.environ.get('LIVE') else {other})", f"f'{{{inner}}}'" if "'" not in inner else inner, f"({inner} or {other})",
            f"str({inner})", f"{inner}.strip()", f"{inner}.replace('x', 'y')", f"'%s' % ({inner},)", f"'{{}}'.format({inner})", f"''.join([{inner}])",
            f"[{inner}, {other}][0]", f"{{'a': {inner}, 'b': {other}}}['a']", f"(lambda v: v)({inner})", f"({self.new('w')} := {inner})",
            f"{inner}[:]", f"{inner}[::-1][::-1]", f"next(v for v in [{inner}])", f"dict(a={inner}).get('a', {other})", self.constant(inner),
            self.returned(inner), self.held(inner), f"os.environ.get('CKO_X', {inner})", f"{inner}.encode().decode()", f"({inner} and {other})",
            f"(None, {inner})[1]", f"{inner}.split('|')[0]", f"max({inner}, {other})", f"{inner} + ''",
        ])  # fmt: skip

    def constant(self, value: str) -> str:
        name = self.new("CONST")
        self.top.append(f"{name} = {value}")
        return name

    def returned(self, value: str) -> str:
        name = self.new("get")
        body = self.any_of(f"return {value}", f"try:\n        return {value}\n    except KeyError:\n        return None", f"yield {value}",
                           f"if flag:\n        return {value}\n    return {value}")  # fmt: skip
        self.top.append(f"def {name}(flag=False):\n    {body}")
        return f"next({name}())" if body.startswith("yield") else f"{name}()"

    def held(self, value: str) -> str:
        name = self.new("Config")
        body = self.any_of(f"    url: str = {value}", f"    @property\n    def url(self):\n        return {value}",
                           f"    def __init__(self):\n        self.url = {value}", f"    @classmethod\n    def url(cls):\n        return {value}")  # fmt: skip
        self.top.append(f"class {name}:\n{body}")
        return f"{name}.url()" if "classmethod" in body else f"{name}().url"

    def host(self) -> str:
        return self.text(lambda: self.any_of(*map(repr, HOSTS), "os.environ['CKO_URL']"))

    def key(self) -> str:
        return self.text(
            lambda: self.any_of(
                "os.environ['CKO_SECRET_KEY']",
                "os.getenv('CKO_SECRET_KEY')",
                self.key_literal,
                "os.environ['CKO_PUBLIC_KEY']",
            ),
            2,
        )

    def url(self) -> str:
        host, path = self.host(), self.chance.choice(PATHS)
        return self.any_of(
            f"{host} + '{path}'",
            f"'{{}}{path}'.format({host})",
            f"'%s{path}' % {host}",
            f"'/'.join([{host}, '{path[1:]}'])",
        )

    def authorization(self) -> str:
        key = self.key()
        return self.any_of(
            f"'Bearer ' + {key}",
            key,
            f"'Bearer {{}}'.format({key})",
            f"'Basic ' + {key}",
            f"'Bearer %s' % {key}",
            "None",
            "''",
        )

    def headers(self) -> str:
        given = self.authorization()
        name = self.any_of("Authorization", "authorization", "X-Api-Key", "Authorisation")
        plain = f"{{'{name}': {given}, 'Accept': '*/*'}}"
        return self.any_of(
            plain, "{}", f"dict({{'{name}': {given}}})", f"{{**{{}}, '{name}': {given}}}", f"{{'Accept': '*/*'}} | {plain}",
            f"{{k: v for k, v in {plain}.items()}}", f"{{k: v for k, v in {plain}.items() if v}}", lambda: self.returned(plain), "None",
            f"copy.deepcopy({plain})",
        )  # fmt: skip

    # ---------------------------------------------------------------------- statements

    def request(self) -> tuple[list[str], str]:
        """Statements, and the expression of a request behind them."""
        verb = self.chance.choice(["get", "post", "put", "patch", "delete"])
        url, headers = self.new("url"), self.new("headers")
        before = [f"{url} = {self.url()}", f"{headers} = {self.headers()}"]
        before += self.chance.choice([[], [], [f"{headers}['X'] = '1'"], [f"{headers}.update({self.headers()})"], [f"del {headers}['Accept']"],
                                     [f"for k, v in {headers}.items():", f"    {headers}[k] = v"], [f"{headers}.setdefault('Authorization', {self.key()})"]])  # fmt: skip
        extra = self.chance.choice(
            [
                "",
                ", json=body",
                ", data={'grant_type': 'client_credentials'}",
                ", verify=False",
                ", timeout=5",
                ", **{}",
            ]
        )
        match self.chance.randrange(7):
            case 0:
                client = self.new("session")
                before += [f"{client} = requests.Session()", f"{client}.headers.update({headers})"]
                return before, f"{client}.{verb}({url}{extra})"
            case 1:
                self.imports.add("import httpx")
                client = self.new("client")
                before += [f"{client} = httpx.Client(base_url={url}, headers={headers})"]
                return before, f"{client}.{verb}('/payments')"
            case 2:
                return before, f"requests.request('{verb}', {url}, headers={headers}{extra})"
            case 3:
                self.imports.add("import urllib.request")
                return before, f"urllib.request.urlopen(urllib.request.Request({url}, headers={headers}))"
            case 4:
                self.imports |= {
                    "from checkout_sdk.checkout_sdk import CheckoutSdk",
                    "from checkout_sdk.environment import Environment",
                }
                where = self.chance.choice(["sandbox", "production"])
                built = f"CheckoutSdk.builder().secret_key({self.key()}).environment(Environment.{where}()).build()"
                return before, f"{built}.payments.request_payment(body)"
            case 5:
                self.imports.add("import functools")
                return before, f"functools.partial(requests.{verb}, headers={headers})({url}{extra})"
        return before, f"requests.{verb}({url}, headers={headers}{extra})"

    def handled(self, before: list[str], sent: str) -> list[str]:
        """Statements that send a request, and do something with its response."""
        answer = self.new("answer")
        send = [*before, f"{answer} = {sent}"]
        after = self.chance.choice([
            [f"{answer}.raise_for_status()"], [f"if {answer}.status_code >= 400:", "    raise ValueError(body)"], [f"return {answer}.json()"],
            [f"print({answer}.status_code)"], [f"match {answer}.status_code:", "    case 200 | 201:", "        return 1", "    case _:", "        raise OSError"],
            [f"assert {answer}.ok, {answer}.text"], [f"return {answer}"], [f"return check({answer})"], ["pass"], [f"if {answer}.status_code // 100 != 2: return None"],
            [f"return {answer}, {answer}.status_code"], [f"while {answer}.status_code == 429:", "    break"],
        ])  # fmt: skip
        whole = [*send, *after]
        match self.chance.randrange(6):
            case 0:
                caught = self.chance.choice(
                    ["Exception", "requests.HTTPError as error", "(OSError, ValueError)", "requests.RequestException"]
                )
                then = self.chance.choice(
                    [
                        "pass",
                        "return None",
                        "raise",
                        "print('failed')",
                        "raise RuntimeError(body) from None",
                        "continue_ = True",
                    ]
                )
                return ["try:", *indented(whole), f"except {caught}:", f"    {then}"]
            case 1:
                return [f"for attempt in range({self.chance.choice([0, 1, 3])}):", *indented(whole)]
            case 2:
                return [
                    f"if {self.chance.choice(['body', 'not body', 'flag', 'len(body) > 2', 'body[::0]', '1 // 0'])}:",
                    *indented(whole),
                ]
            case 3:
                self.imports.add("import contextlib")
                return ["with contextlib.suppress(Exception):", *indented(whole)]
        return whole

    def function(self) -> str:
        """A function that sends something: plain, a method, a coroutine, a closure, decorated."""
        name = self.new("send")
        body = indented(self.handled(*self.request()))
        head = f"def {name}(body=None, flag=False, *rest, **others):"
        match self.chance.randrange(6):
            case 0:
                return "\n".join(
                    [
                        f"class {self.new('Client')}:",
                        *indented([head.replace("(", "(self, "), *body]),
                        "",
                        f"{name} = {self.made}",
                    ]
                )
            case 1:
                return "\n".join([f"async {head}", *body])
            case 2:
                return "\n".join(
                    [f"def {name}(body=None, flag=False):", *indented(["def inner():", *body, "return inner()"])]
                )
            case 3:
                self.imports.add("from tenacity import retry")
                return "\n".join(["@retry", head, *body])
            case 4:
                return "\n".join(
                    [
                        head,
                        *body,
                        "",
                        "",
                        "def main(order):",
                        f"    result = {name}(order)",
                        "    return result",
                        "",
                        "main({})",
                    ]
                )
        return "\n".join([head, *body])

    def program(self) -> str:
        """The program."""
        functions = [self.function() for _ in range(self.chance.choice([1, 1, 2, 3]))]
        check = "def check(response):\n    response.raise_for_status()\n    return response"
        top = (
            [*self.top, check] if self.chance.random() < 0.8 else [check, *self.chance.sample(self.top, len(self.top))]
        )
        return "\n\n\n".join(["\n".join(sorted({*self.imports, "import copy"})), "\n".join(top), *functions]) + "\n"


def indented(lines: list[str]) -> list[str]:
    return ["    " + inner for line in lines for inner in line.split("\n")]


def project(chance: random.Random) -> dict[str, str]:
    """A project of one or two modules."""
    writer = Writer(chance)
    text = writer.program()
    if chance.random() < 0.6:
        return {"pay.py": text}
    imports, rest = text.split("\n\n\n", 1)
    top, _, functions = rest.partition("\n\n\n")
    return {"settings.py": f"{imports}\n{top}\n", "pay.py": f"{imports}\nfrom settings import *\n\n{functions}"}
