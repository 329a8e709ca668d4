"""What an expression can be, and under which conditions: the engine without any rule.

A row is a name in plain words, a program, and what `x` is at its end. Alternatives are divided by `|`, each with its
condition; `$NAME` is an environment variable, `?` something unknown, `-` a name or an entry that is not there, `…` the
rest of what is not known whole. Texts with holes are shown with the holes in braces. Of a condition only what is not
implied by an equality in it is shown.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from cko_lint import values as v
from cko_lint.interpreter import imports
from cko_lint.interpreter.interpreter import engine_for
from cko_lint.logic import conditions
from cko_lint.logic.conditions import Condition
from cko_lint.logic.terms import Term
from cko_lint.models.libraries import HTTP_PACKAGES, Libraries
from cko_lint.project.index import Index
from cko_lint.project.modules import Project

CONSTANTS = [
    ("a string", "x = 'live'", "'live'"),
    ("a number", "x = 3", "3"),
    ("nothing", "x = None", "None"),
    ("strings next to each other", "x = 'sk_' 'sbox_' 'a'", "'sk_sbox_a'"),
    ("bytes are read as text", "x = b'abc'.decode()", "'abc'"),
    ("one name for another", "a = 'A'\nx = b = a", "'A'"),
    ("two names at once", "a, x = 'A', 'B'", "'B'"),
    ("a starred target", "a, *x = 'A', 'B', 'C'", "['B', 'C']"),
    ("names that are swapped", "a, x = 'A', 'B'\na, x = x, a", "'A'"),
    ("assignment in an expression", "if (x := 'A'):\n    pass", "'A'"),
    ("small arithmetic", "x = 200 // 100", "2"),
    ("a comparison of constants", "x = 401 >= 400", "True"),
    ("a name that nobody sets", "x = y", "?"),
    ("a name that is deleted and set again", "x = 'A'\ndel x\nx = 'B'", "'B'"),
]

STRINGS = [
    ("f-string of constants", "h = 'api'\nx = f'https://{h}.checkout.com'", "'https://api.checkout.com'"),
    ("f-string with a hole", "import os\nx = f\"Bearer {os.environ['KEY']}\"", "'Bearer {$KEY}'"),
    ("f-string of a number", "n = 3\nx = f'v{n}'", "'v3'"),
    ("f-string of None", "k = None\nx = f'Bearer {k}'", "'Bearer None'"),
    ("f-string in an f-string", "a = 'b'\nx = f'{f\"{a}c\"}d'", "'bcd'"),
    ("sum of strings", "x = 'a' + 'b' + 'c'", "'abc'"),
    ("sum with a hole", "import os\nx = 'Bearer ' + os.environ['KEY']", "'Bearer {$KEY}'"),
    (
        "a sum with what may be nothing",
        "import os\nb = None if os.environ['A'] else 'b'\nx = 'a' + b",
        "'ab' if not $A",
    ),
    ("added to a name", "x = 'a'\nx += 'b'", "'ab'"),
    ("percent with one value", "x = 'Bearer %s' % 'k'", "'Bearer k'"),
    ("percent with a tuple", "x = '%s/%s' % ('a', 'b')", "'a/b'"),
    ("percent with a dictionary", "x = '%(a)s-%(b)s' % {'a': 1, 'b': 2}", "'1-2'"),
    ("percent with a percent sign", "x = '%s%%' % 5", "'5%'"),
    ("format by position", "x = '{}/{}'.format('a', 'b')", "'a/b'"),
    ("format by number", "x = '{1}{0}'.format('a', 'b')", "'ba'"),
    ("format by name", "x = 'https://{host}'.format(host='h')", "'https://h'"),
    ("format with braces", "x = '{{{}}}'.format('a')", "'{a}'"),
    ("format of a map", "x = '{a}'.format_map({'a': 'b'})", "'b'"),
    ("a joined list", "x = '/'.join(['a', 'b', 'c'])", "'a/b/c'"),
    ("a joined generator", "x = '-'.join(p for p in ('a', 'b'))", "'a-b'"),
    ("stripped", "x = ' a '.strip()", "'a'"),
    ("only the end is stripped", "import os\nx = (os.environ['URL'] + '/').rstrip('/')", "'{$URL}'"),
    ("lower case", "x = 'LIVE'.lower()", "'live'"),
    ("replaced", "x = 'api.sandbox.x'.replace('.sandbox', '')", "'api.x'"),
    ("without its prefix", "x = 'Bearer k'.removeprefix('Bearer ')", "'k'"),
    ("the first piece", "x = 'a:b'.split(':')[0]", "'a'"),
    ("partitioned", "scheme, _, x = 'Bearer k'.partition(' ')", "'k'"),
    ("a test of the beginning", "x = 'sk_sbox_a'.startswith(('sk_test_', 'sk_sbox_'))", "True"),
    ("a slice of a constant", "x = 'abcdef'[:3]", "'abc'"),
    ("the text of a number", "x = str(42)", "'42'"),
]

DICTIONARIES = [
    ("a literal", "x = {'a': 1}", "{'a': 1}"),
    ("an entry", "x = {'a': 'b'}['a']", "'b'"),
    ("an entry by get", "x = {'a': 'b'}.get('a')", "'b'"),
    ("an entry that is not there", "x = {'a': 'b'}.get('c')", "None"),
    ("an entry that is not there, with a default", "x = {'a': 'b'}.get('c', 'd')", "'d'"),
    ("made of keywords", "x = dict(a=1, b=2)", "{'a': 1, 'b': 2}"),
    ("made of pairs", "x = dict([('a', 1)])", "{'a': 1}"),
    ("an entry added later", "x = {}\nx['a'] = 1", "{'a': 1}"),
    ("an entry set again", "x = {'a': 1}\nx['a'] = 2", "{'a': 2}"),
    ("an entry taken away", "x = {'a': 1, 'b': 2}\ndel x['a']", "{'a': -, 'b': 2}"),
    ("an entry popped", "d = {'a': 1}\nx = d.pop('a')", "1"),
    ("updated", "x = {'a': 1}\nx.update({'b': 2}, c=3)", "{'a': 1, 'b': 2, 'c': 3}"),
    ("merged by stars", "a = {'a': 1}\nx = {**a, 'b': 2}", "{'a': 1, 'b': 2}"),
    ("the later one wins", "a = {'a': 1}\nx = {'a': 0, **a}", "{'a': 1}"),
    ("merged by a bar", "x = {'a': 1} | {'b': 2}", "{'a': 1, 'b': 2}"),
    ("merged in place by a bar", "x = {'a': 1}\nx |= {'b': 2}", "{'a': 1, 'b': 2}"),
    ("a copy is another one", "a = {'a': 1}\nx = a.copy()\na['b'] = 2", "{'a': 1}"),
    ("two names for one", "a = {}\nx = a\na['b'] = 2", "{'b': 2}"),
    ("set only if it is missing", "x = {'a': 1}\nx.setdefault('a', 2)\nx.setdefault('b', 3)", "{'a': 1, 'b': 3}"),
    (
        "an entry under a condition",
        "import os\nx = {}\nif os.environ['F'] == '1':\n    x['a'] = 1",
        "{'a': - if not $F == '1'|1 if $F == '1'}",
    ),
    (
        "a conditional part",
        "import os\nx = {'a': 1, **({'b': 2} if os.environ['F'] == '1' else {})}",
        "{'a': 1, 'b': - if not $F == '1'|2 if $F == '1'}",
    ),
    ("more that is not known", "from elsewhere import more\nx = {'a': 1, **more}", "{'a': 1|? if ?, …}"),
    ("handed to somebody unknown", "from elsewhere import change\nx = {'a': 1}\nchange(x)", "{'a': 1, …}"),
    ("by a comprehension", "x = {k: v for k, v in [('a', 1), ('b', 2)]}", "{'a': 1, 'b': 2}"),
    ("by an unknown key", "import os\nx = {'s': 'S', 'l': 'L'}[os.environ['E']]", "'L' if $E == 'l'|'S' if $E == 's'"),
    (
        "two by the same unknown key",
        "import os\nE = os.environ['E']\nx = {'s': 'A', 'l': 'B'}[E] + {'s': 'C', 'l': 'D'}[E]",
        "'AC' if $E == 's'|'BD' if $E == 'l'",
    ),
    ("nested", "x = {'live': {'url': 'L'}}['live']['url']", "'L'"),
]

CONDITIONS = [
    ("one of two", "import os\nx = 'A' if os.environ['F'] == '1' else 'B'", "'A' if $F == '1'|'B' if not $F == '1'"),
    (
        "by a statement",
        "import os\nif os.environ['F'] == '1':\n    x = 'A'\nelse:\n    x = 'B'",
        "'A' if $F == '1'|'B' if not $F == '1'",
    ),
    (
        "set before and changed by a branch",
        "import os\nx = 'A'\nif os.environ['F']:\n    x = 'B'",
        "'A' if not $F|'B' if $F",
    ),
    ("a branch that is never taken", "x = 'A'\nif False:\n    x = 'B'", "'A'"),
    ("a branch decided by a constant", "live = True\nx = 'A' if live else 'B'", "'A'"),
    (
        "the same test twice agrees",
        "import os\nF = os.environ['F'] == '1'\nx = ('A' if F else 'B') + ('C' if F else 'D')",
        "'AC' if $F == '1'|'BD' if not $F == '1'",
    ),
    (
        "a test and its opposite",
        "import os\nF = os.environ['F'] == '1'\nx = ('A' if F else 'B') + ('C' if not F else 'D')",
        "'AD' if $F == '1'|'BC' if not $F == '1'",
    ),
    (
        "equal and unequal",
        "import os\nF = os.environ['F']\nx = ('A' if F == '1' else 'B') + ('C' if F != '1' else 'D')",
        "'AD' if $F == '1'|'BC' if not $F == '1'",
    ),
    (
        "two constants exclude each other",
        "import os\nF = os.environ['F']\nx = ('A' if F == 'a' else '-') + ('B' if F == 'b' else '-')",
        "'--' if not $F == 'a' and not $F == 'b'|'-B' if $F == 'b'|'A-' if $F == 'a'",
    ),
    (
        "one of several constants",
        "import os\nF = os.environ['F']\nx = ('A' if F in ('a', 'b') else '-') + ('C' if F == 'c' else '-')",
        "'--' if not $F == 'c' and not $F in ('a', 'b')|'-C' if $F == 'c'|'A-' if $F in ('a', 'b')",
    ),
    (
        "a prefix and its opposite",
        "import os\nK = os.environ['K']\nx = ('S' if K.startswith('sk_sbox_') else 'L') + ('l' if not K.startswith('sk_sbox_') else 's')",
        "'Ll' if not $K startswith 'sk_sbox_'|'Ss' if $K startswith 'sk_sbox_'",
    ),
    ("the first that is true", "x = '' or 'A'", "'A'"),
    (
        "the default of an unset variable",
        "import os\nx = os.environ.get('K') or 'A'",
        "'A' if $K is set and not $K|'A' if not $K is set|$K if $K and $K is set",
    ),
    (
        "an impossible combination is dropped",
        "import os\nF = os.environ['F']\nx = 'A'\nif F:\n    if not F:\n        x = 'B'",
        "'A'",
    ),
    (
        "elif",
        "import os\nF = os.environ['F']\nif F == 'a':\n    x = 'A'\nelif F == 'b':\n    x = 'B'\nelse:\n    x = 'C'",
        "'A' if $F == 'a'|'B' if $F == 'b'|'C' if not $F == 'a' and not $F == 'b'",
    ),
    (
        "match on constants",
        "import os\nmatch os.environ['F']:\n    case 'a':\n        x = 'A'\n    case _:\n        x = 'B'",
        "'A' if $F == 'a'|'B' if not $F == 'a'",
    ),
    (
        "match on one of two",
        "import os\nmatch os.environ['F']:\n    case 'a' | 'b':\n        x = 'A'\n    case _:\n        x = 'B'",
        "'A' if $F in ('a', 'b')|'B' if not $F in ('a', 'b')",
    ),
    (
        "two flags that are independent",
        "import os\nx = ('A' if os.environ['F'] else 'B') + ('C' if os.environ['G'] else 'D')",
        "'AC' if $F and $G|'AD' if $F and not $G|'BC' if $G and not $F|'BD' if not $F and not $G",
    ),
    (
        "an assertion",
        "import os\nF = os.environ['F']\nassert F == 'a'\nx = 'A' if F == 'a' else 'B'",
        "'A'",
    ),
    (
        "the environment's variable has a default",
        "import os\nx = os.environ.get('K', 'A')",
        "'A' if not $K is set|$K if $K is set",
    ),
    (
        "the same variable in two places",
        "import os\nx = ('A' if os.environ['F'] == '1' else 'B') + ('C' if os.getenv('F') == '1' else 'D')",
        "'AC' if $F == '1' and $F is set|'BD' if not $F == '1'",
    ),
]

FUNCTIONS = [
    ("what a function returns", "def f():\n    return 'A'\nx = f()", "'A'"),
    ("its argument", "def f(a):\n    return a\nx = f('A')", "'A'"),
    ("by keyword", "def f(a, b):\n    return a + b\nx = f(b='B', a='A')", "'AB'"),
    ("its default", "def f(a='A'):\n    return a\nx = f()", "'A'"),
    ("the rest of the arguments", "def f(*a, **k):\n    return k\nx = f(1, b=2)", "{'b': 2}"),
    ("arguments from a dictionary", "def f(a, b):\n    return a + b\nx = f(**{'a': 'A', 'b': 'B'})", "'AB'"),
    ("arguments from a tuple", "def f(a, b):\n    return a + b\nx = f(*('A', 'B'))", "'AB'"),
    ("nothing returned", "def f():\n    pass\nx = f()", "None"),
    (
        "an early return",
        "import os\ndef f():\n    if os.environ['F'] == '1':\n        return 'A'\n    return 'B'\nx = f()",
        "'A' if $F == '1'|'B' if not $F == '1'",
    ),
    (
        "two functions with the same flag agree",
        "import os\nF = os.environ['F'] == '1'\ndef f():\n    if F:\n        return 'A'\n    return 'B'\ndef g():\n    return 'C' if F else 'D'\nx = f() + g()",
        "'AC' if $F == '1'|'BD' if not $F == '1'",
    ),
    (
        "a flag that is passed on",
        "import os\ndef f(live):\n    return 'A' if live else 'B'\ndef g(live):\n    return f(live) + ('C' if live else 'D')\nx = g(os.environ['F'] == '1')",
        "'AC' if $F == '1'|'BD' if not $F == '1'",
    ),
    ("a closure", "def f(a):\n    def g():\n        return a\n    return g\nx = f('A')()", "'A'"),
    ("a lambda", "x = (lambda a: a + 'B')('A')", "'AB'"),
    ("a partial", "from functools import partial\ndef f(a, b):\n    return a + b\nx = partial(f, 'A')('B')", "'AB'"),
    (
        "a partial with a keyword",
        "from functools import partial\ndef f(a, b):\n    return a + b\nx = partial(f, b='B')('A')",
        "'AB'",
    ),
    ("a cached function", "from functools import lru_cache\n@lru_cache\ndef f():\n    return 'A'\nx = f()", "'A'"),
    (
        "a decorator that passes through",
        "import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(*a, **k):\n        return f(*a, **k)\n    return w\n@d\ndef f(a):\n    return a\nx = f('A')",
        "'A'",
    ),
    (
        "a decorator that changes the result",
        "def d(f):\n    def w(*a):\n        return 'Bearer ' + f(*a)\n    return w\n@d\ndef f():\n    return 'k'\nx = f()",
        "'Bearer k'",
    ),
    ("a global that a function sets", "x = 'A'\ndef f():\n    global x\n    x = 'B'\nf()", "'B'"),
    (
        "a variable of the function around",
        "def f():\n    a = 'A'\n    def g():\n        nonlocal a\n        a = 'B'\n    g()\n    return a\nx = f()",
        "'B'",
    ),
    ("a list default that is shared", "def f(a=[]):\n    a.append('A')\n    return a\nx = f()", "['A']"),
    ("recursion is unknown", "def f(n):\n    return f(n - 1) if n else 'A'\nx = f(2)", "?"),
    ("endless recursion is unknown", "def f():\n    return f()\nx = f()", "?"),
    (
        "a function that always raises",
        "def f():\n    raise ValueError\ntry:\n    x = f()\nexcept ValueError:\n    x = 'A'",
        "'A'",
    ),
    (
        "a function that is awaited",
        "import asyncio\nasync def f():\n    return 'A'\nasync def main():\n    return await f()\nx = asyncio.run(main())",
        "'A'",
    ),
    (
        "gathered",
        "import asyncio\nasync def f(a):\n    return a\nasync def main():\n    return await asyncio.gather(f('A'), f('B'))\nx = asyncio.run(main())",
        "['A', 'B']",
    ),
    ("what a generator yields", "def f():\n    yield 'A'\n    yield 'B'\nx = next(f())", "'A' if ?|'B' if ?"),
    ("a function from a dictionary", "def f():\n    return 'A'\nx = {'f': f}['f']()", "'A'"),
]

CLASSES = [
    ("an attribute of the class", "class C:\n    a = 'A'\nx = C.a", "'A'"),
    ("an attribute of the class by an object", "class C:\n    a = 'A'\nx = C().a", "'A'"),
    ("an attribute of the object", "class C:\n    def __init__(self, a):\n        self.a = a\nx = C('A').a", "'A'"),
    (
        "two objects are two",
        "class C:\n    def __init__(self, a):\n        self.a = a\nb, c = C('A'), C('B')\nx = b.a + c.a",
        "'AB'",
    ),
    ("an attribute set from outside", "class C:\n    pass\nc = C()\nc.a = 'A'\nx = c.a", "'A'"),
    ("a method", "class C:\n    def f(self, a):\n        return a\nx = C().f('A')", "'A'"),
    ("a property", "class C:\n    @property\n    def p(self):\n        return 'A'\nx = C().p", "'A'"),
    (
        "a cached property",
        "from functools import cached_property\nclass C:\n    @cached_property\n    def p(self):\n        return 'A'\nx = C().p",
        "'A'",
    ),
    (
        "a setter",
        "class C:\n    @property\n    def p(self):\n        return self._p\n    @p.setter\n    def p(self, value):\n        self._p = value + '!'\nc = C()\nc.p = 'A'\nx = c.p",
        "'A!'",
    ),
    (
        "a class method",
        "class C:\n    a = 'A'\n    @classmethod\n    def f(cls):\n        return cls.a\nx = C.f()",
        "'A'",
    ),
    ("a static method", "class C:\n    @staticmethod\n    def f(a):\n        return a\nx = C.f('A')", "'A'"),
    ("inherited", "class B:\n    a = 'A'\nclass C(B):\n    pass\nx = C().a", "'A'"),
    (
        "overridden",
        "class B:\n    a = 'A'\n    def f(self):\n        return self.a\nclass C(B):\n    a = 'C'\nx = C().f()",
        "'C'",
    ),
    (
        "completed by super",
        "class B:\n    def h(self):\n        return {'a': 1}\nclass C(B):\n    def h(self):\n        return {**super().h(), 'b': 2}\nx = C().h()",
        "{'a': 1, 'b': 2}",
    ),
    (
        "the constructor of super",
        "class B:\n    def __init__(self, a):\n        self.a = a\nclass C(B):\n    def __init__(self):\n        super().__init__('A')\nx = C().a",
        "'A'",
    ),
    (
        "two bases",
        "class A:\n    def f(self):\n        return 'A'\nclass B:\n    def f(self):\n        return 'B'\nclass C(A, B):\n    pass\nx = C().f()",
        "'A'",
    ),
    (
        "a dataclass",
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    a: str\n    b: str = 'B'\nx = C('A').a + C('A').b",
        "'AB'",
    ),
    (
        "a default factory",
        "from dataclasses import dataclass, field\n@dataclass\nclass C:\n    h: dict = field(default_factory=lambda: {'a': 1})\nx = C().h",
        "{'a': 1}",
    ),
    (
        "replaced in a dataclass",
        "from dataclasses import dataclass, replace\n@dataclass\nclass C:\n    a: str\nx = replace(C('A'), a='B').a",
        "'B'",
    ),
    (
        "made after the fields",
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    a: str\n    def __post_init__(self):\n        self.b = self.a + 'B'\nx = C('A').b",
        "'AB'",
    ),
    (
        "a named tuple",
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: str\n    b: str = 'B'\nx = C('A').a + C('A').b",
        "'AB'",
    ),
    (
        "a named tuple taken apart",
        "from collections import namedtuple\nC = namedtuple('C', 'a b')\na, x = C('A', 'B')",
        "'B'",
    ),
    ("a member of an enumeration", "from enum import Enum\nclass E(Enum):\n    A = 'a'\nx = E.A.value", "'a'"),
    (
        "a member by its value",
        "from enum import Enum\nclass E(Enum):\n    A = 'a'\n    B = 'b'\nx = E('b').name",
        "'B'",
    ),
    ("a member by its name", "from enum import Enum\nclass E(Enum):\n    A = 'a'\nx = E['A'].value", "'a'"),
    (
        "a property of a member",
        "from enum import Enum\nclass E(Enum):\n    S = 's'\n    L = 'l'\n    @property\n    def url(self):\n        return 'S' if self is E.S else 'L'\nx = E.S.url + E.L.url",
        "'SL'",
    ),
    ("an attribute by its name", "class C:\n    a = 'A'\nx = getattr(C(), 'a')", "'A'"),
    ("an attribute that is not there", "class C:\n    pass\nx = getattr(C(), 'a', 'B')", "'B'|?"),
    (
        "the text of an object",
        "class C:\n    def __str__(self):\n        return 'A'\nx = str(C()) + f'{C()}' + '%s' % C()",
        "'AAA'",
    ),
    (
        "an object that formats itself",
        "class C:\n    def __str__(self):\n        return '*'\n    def __format__(self, s):\n        return 'A'\nx = f'{C()}' + str(C())",
        "'A*'",
    ),
    (
        "an object with a representation only",
        "class C:\n    def __repr__(self):\n        return 'A'\nx = str(C()) + f'{C()!r}' + '{!s}'.format(C())",
        "'AAA'",
    ),
    ("an object without a text", "class C:\n    pass\nx = str(C())", "?"),
    ("an operator of an object", "class C:\n    def __add__(self, a):\n        return 'A' + a\nx = C() + 'B'", "'AB'"),
    (
        "an operator of the right operand",
        "class C:\n    def __radd__(self, a):\n        return a + 'B'\nx = 'A' + C()",
        "'AB'",
    ),
    (
        "an operator that joins paths",
        "class C:\n    def __truediv__(self, a):\n        return 'A/' + a\nx = C() / 'B'",
        "'A/B'",
    ),
    ("an operator for matrices", "class C:\n    def __matmul__(self, a):\n        return a\nx = C() @ 'A'", "'A'"),
    ("an operator that an object has not", "class C:\n    pass\nx = C() + 'B'", "?"),
    ("an object that can be called", "class C:\n    def __call__(self, a):\n        return a\nx = C()('A')", "'A'"),
    (
        "an object that is indexed",
        "class C:\n    def __getitem__(self, a):\n        return a + 'B'\nx = C()['A']",
        "'AB'",
    ),
    (
        "an item that an object keeps",
        "class C:\n    def __init__(self):\n        self.a = {}\n    def __setitem__(self, k, a):\n        self.a[k] = a\n    def __getitem__(self, k):\n        return self.a[k]\nc = C()\nc['A'] = 'B'\nx = c['A']",
        "'B'",
    ),
    (
        "an object that is gone over",
        "class C:\n    def __iter__(self):\n        yield 'A'\nfor x in C():\n    pass",
        "'A' if ?|- if ?",
    ),
    (
        "an object that gives its elements itself",
        "class C:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return 'A'\nfor x in C():\n    pass",
        "'A' if ?|- if ?",
    ),
    (
        "an object that says that it is false",
        "class C:\n    def __bool__(self):\n        return False\nx = 'A' if C() else 'B'",
        "'B'",
    ),
    (
        "an object that is as true as its flag",
        "import os\nclass C:\n    def __bool__(self):\n        return os.environ['F'] == 'a'\nx = 'A' if C() else 'B'",
        "'A' if $F == 'a'|'B' if not $F == 'a'",
    ),
    (
        "an attribute that is handed on",
        "class B:\n    a = 'A'\nclass C:\n    def __init__(self):\n        self.b = B()\n    def __getattr__(self, name):\n        return getattr(self.b, name)\nx = C().a",
        "'A'",
    ),
    (
        "a named tuple with a field replaced",
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: str\n    b: str\nx = C('A', 'B')._replace(a='C').a",
        "'C'",
    ),
    (
        "a field of a named tuple by its place",
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: str\n    b: str\nx = C('A', 'B')[-1]",
        "'B'",
    ),
    ("the rest of a list", "first, *x, last = 'A', 'B', 'C', 'D'", "['B', 'C']"),
    (
        "a method that returns its object",
        "class B:\n    def __init__(self):\n        self.a = ''\n    def add(self, a):\n        self.a += a\n        return self\nx = B().add('A').add('B').a",
        "'AB'",
    ),
    (
        "the branch in the constructor and in the method agree",
        "import os\nclass C:\n    def __init__(self, live):\n        self.live = live\n        self.a = 'A' if live else 'B'\n    def f(self):\n        return self.a + ('C' if self.live else 'D')\nx = C(os.environ['F'] == '1').f()",
        "'AC' if $F == '1'|'BD' if not $F == '1'",
    ),
    (
        "an abstract property has no value",
        "from abc import ABC, abstractmethod\nclass C(ABC):\n    @property\n    @abstractmethod\n    def p(self): ...\n    def f(self):\n        return self.p\nx = C.f(C())",
        "?",
    ),
]

STATEMENTS = [
    ("a loop over constants", "x = ''\nfor a in ('A', 'B'):\n    x = a", "'B'"),
    ("added up in a loop", "x = {}\nfor k, v in [('a', 1), ('b', 2)]:\n    x[k] = v", "{'a': 1, 'b': 2}"),
    (
        "a loop over something unknown may not run",
        "from elsewhere import many\nx = 'A'\nfor a in many:\n    x = 'B'",
        "'A' if ?|'B' if ?|? if ?",
    ),
    ("numbered", "for i, a in enumerate(['A']):\n    x = a", "'A'"),
    ("pairs", "x = [a + b for a, b in zip(['A', 'B'], ['C', 'D'])]", "['AC', 'BD']"),
    ("a list by a comprehension", "x = [a + '!' for a in ['A', 'B']]", "['A!', 'B!']"),
    ("a filtered list", "x = [a for a in ['A', 'B'] if a != 'A']", "['B']"),
    (
        "the first that a variable chooses",
        "import os\nF = os.environ['F']\nx = next((b for a, b in [('1', 'A'), ('2', 'B')] if a == F), 'C')",
        "'A' if $F == '1'|'B' if $F == '2'|'C' if not $F == '1' and not $F == '2'",
    ),
    (
        "the first that a filter lets through",
        "import os\nF = os.environ['F']\nx = list(filter(lambda p: p[0] == F, [('1', 'A'), ('2', 'B')]))[0][1]",
        "'A' if $F == '1'|'B' if $F == '2'",
    ),
    ("the next of a list", "x = next(a for a in ['A', 'B'])", "'A'"),
    ("appended", "x = []\nx.append('A')\nx.append('B')", "['A', 'B']"),
    ("an item by its number", "x = ['A', 'B'][1]", "'B'"),
    ("the last item", "x = ('A', 'B')[-1]", "'B'"),
    ("lists put together", "x = ['A'] + ['B']", "['A', 'B']"),
    ("spread", "a = ['A']\nx = [*a, 'B']", "['A', 'B']"),
    ("a while that runs once", "while True:\n    x = 'A'\n    break", "'A'"),
    ("a try that succeeds", "try:\n    x = 'A'\nexcept ValueError:\n    x = 'B'", "'A' if ?|'B' if ?"),
    ("finally has the last word", "try:\n    x = 'A'\nfinally:\n    x = 'B'", "'B'"),
    ("an error that is raised here", "try:\n    x = 'A'\n    raise ValueError\nexcept ValueError:\n    x = 'B'", "'B'"),
    (
        "what a context manager gives",
        "from contextlib import contextmanager\n@contextmanager\ndef c():\n    yield 'A'\nwith c() as x:\n    pass",
        "'A'",
    ),
    (
        "what enter returns",
        "class C:\n    def __enter__(self):\n        return 'A'\n    def __exit__(self, *e):\n        pass\nwith C() as x:\n    pass",
        "'A'",
    ),
    ("an environment variable that must be set", "import os\nx = os.environ['KEY']", "$KEY"),
    (
        "an environment variable under a computed name",
        "import os\nx = os.environ['CKO_' + 'live'.upper()]",
        "$CKO_LIVE",
    ),
    ("environ imported by itself", "from os import environ as e\nx = e['KEY']", "$KEY"),
    (
        "getenv imported by itself",
        "from os import getenv\nx = getenv('KEY', 'A')",
        "'A' if not $KEY is set|$KEY if $KEY is set",
    ),
    (
        "a URL put together by urljoin",
        "from urllib.parse import urljoin\nx = urljoin('https://a.b/', 'c')",
        "'https://a.b/c'",
    ),
    ("only in type checking", "from typing import TYPE_CHECKING\nx = 'A'\nif TYPE_CHECKING:\n    x = 'B'", "'A'"),
    ("only when run as a script", "x = 'A'\nif __name__ == '__main__':\n    x = 'B'", "'A'"),
]

OPERATIONS = [
    ("a product", "x = 3 * 4", "12"),
    ("a remainder", "x = 401 % 100", "1"),
    ("a quotient", "x = 401 / 100", "4.01"),
    ("divided by nothing", "x = 1 / 0", "?"),
    ("a comparison of what cannot be compared", "x = 'a' < 1", "?"),
    ("an object is itself", "a = {}\nx = a is a", "True"),
    ("in a list with what is not known", "import os\nx = 'b' in ['a', os.environ['K'], 'b']", "True"),
    ("a product of sets", "x = {'a', 'b'} & {'b', 'c'}", "['b']"),
    ("sets of objects", "x = {'a', object()} - {'b'}", "?"),
    ("a format of a text that is not known", "import os\nx = os.environ['K'] % ('a',)", "?"),
    ("percent with too few values", "x = '%s/%s' % ('a',)", "'a/{?}'"),
    ("a format with a broken field", "x = 'a{'.format('b')", "?"),
    ("a map that is not known", "from elsewhere import d\nx = '{a}'.format_map(d)", "?"),
    ("a text of nothing", "x = str()", "''"),
    ("words of a command", "import shlex\nx = shlex.join(['curl', '-s'])", "'curl -s'"),
    ("a list of nothing", "x = list()", "[]"),
    ("reversed", "x = list(reversed('abc'))", "['c', 'b', 'a']"),
    ("a text with holes in lower case", "import os\nx = f\"A{os.environ['K']}B\".lower()", "'a{$K}b'"),
    ("a text with holes that begins as asked", "import os\nx = f\"sk_{os.environ['K']}\".startswith('sk_')", "True"),
    ("a text with holes that ends otherwise", "import os\nx = f\"{os.environ['K']}/b\".endswith('/a')", "False"),
    ("a text whose beginning is a hole", "import os\nx = f\"{os.environ['K']}/b\".startswith('/a')", "?"),
    ("a method of texts that is not known", "x = 'a'.encode('idna').hex()", "?"),
    ("a separator that is empty", "x = 'a'.split('')", "?"),
    ("stripped of a number", "x = 'a'.strip(3)", "?"),
    ("stripped of one of two texts", "import os\nx = 'ab'.strip('a' if os.environ['F'] else 'b')", "?"),
    (
        "an item of a list that may be another",
        "import os\na = ['A'] if os.environ['F'] == '1' else ['B']\nx = [*a, 'C']",
        "['A' if $F == '1'|'B' if not $F == '1', 'C']",
    ),
    (
        "a list that may be longer",
        "import os\na = ['A', 'B'] if os.environ['F'] == '1' else ['C']\nx = '/'.join([*a])",
        "'A/B' if $F == '1'|'C' if not $F == '1'",
    ),
    (
        "a key that may be another",
        "import os\nk = 'a' if os.environ['F'] == '1' else 'b'\nx = {k: 1}",
        "{'a': - if not $F == '1'|1 if $F == '1', 'b': - if $F == '1'|1 if not $F == '1'}",
    ),
    ("a part of a list", "x = ['a', 'b', 'c'][1:]", "['b', 'c']"),
    ("merged in place with what is not known", "from elsewhere import d\nx = {'a': 1}\nx |= d", "{'a': 1|? if ?, …}"),
    (
        "merged in place under a condition",
        "import os\nx = {'a': 1}\nx |= {'b': 2} if os.environ['F'] == '1' else {}",
        "{'a': 1, 'b': - if not $F == '1'|2 if $F == '1'}",
    ),
    (
        "one of two that is merged in place",
        "import os\nx = {'a': 1}\ny = {'c': 1}\nz = x if os.environ['F'] == '1' else y\nz |= {'b': 2}",
        "{'a': 1, 'b': - if not $F == '1'|2 if $F == '1'}",
    ),
    (
        "parts of parts that are not known",
        "from elsewhere import d\nx = {'a': 1, **{'b': 2, **d}}",
        "{'a': 1|? if ?, 'b': 2|? if ?, …}",
    ),
    ("pairs that are none", "x = dict([('a', 1), 'b'])", "{…}"),
    ("pairs under an unknown key", "import os\nx = dict([(os.environ['K'], 1), ('a', 2)])", "{'a': 2, …}"),
    (
        "a static method by its function",
        "class A:\n    def f(a):\n        return a\n    f = staticmethod(f)\nx = A().f('A')",
        "'A'",
    ),
    (
        "a class made of what is not known",
        "from elsewhere import bases\nA = type('A', bases, {'a': 'A'})\nx = A.a",
        "?",
    ),
    ("a class made under an unknown base", "from elsewhere import n\nA = type('A', (n,), {'a': 'A'})\nx = A.a", "'A'"),
    ("a typed dictionary", "from typing import TypedDict\nclass H(TypedDict):\n    a: str\nx = H(a='A')", "{'a': 'A'}"),
    ("the class of an object", "class A:\n    b = 'B'\nx = A().__class__.b", "'B'"),
    (
        "a guard in a match",
        "import os\nmatch os.environ['F']:\n    case f if f == '1':\n        x = 'A'\n    case _:\n        x = 'B'",
        "'A' if $F == '1'|'B' if not $F == '1'",
    ),
    (
        "a guard of what is captured",
        "match ['a', 'b']:\n    case [first, second] if first == 'a':\n        x = second\n    case _:\n        x = 'C'",
        "'b'",
    ),
    (
        "a guard that refuses",
        "match {'a': 'A'}:\n    case {'a': a} if a == 'B':\n        x = 'B'\n    case {'a': a}:\n        x = a",
        "'A'",
    ),
    ("a text matches no sequence", "match 'ab':\n    case [a, b]:\n        x = a\n    case _:\n        x = 'C'", "'C'"),
    (
        "a list matches no mapping",
        "match ['a']:\n    case {'a': a}:\n        x = a\n    case _:\n        x = 'C'",
        "'C'",
    ),
    (
        "a dictionary matches no sequence",
        "match {'a': 1}:\n    case [a]:\n        x = a\n    case _:\n        x = 'C'",
        "'C'",
    ),
    (
        "positions that a class states",
        "class A:\n    __match_args__ = ('b', 'a')\n    a = 'A'\n    b = 'B'\nmatch A():\n    case A(x):\n        pass",
        "'B'",
    ),
    (
        "positions of a class that is derived",
        "class B:\n    __match_args__ = ('b',)\nclass A(B):\n    b = 'B'\nmatch A():\n    case A(x):\n        pass",
        "'B'",
    ),
    ("is it of a built-in class", "x = isinstance('a', str)", "True"),
    ("is it of another built-in class", "x = isinstance({}, list)", "False"),
    ("is an object of a built-in class", "class A:\n    pass\nx = isinstance(A(), dict)", "False"),
    (
        "is an object of a built-in class that it is derived from",
        "class A(dict):\n    pass\nx = isinstance(A(), dict)",
        "True",
    ),
    ("is nothing of a class", "class A:\n    pass\nx = isinstance(None, A)", "False"),
    (
        "a class that decides what is of it",
        "class M(type):\n    def __instancecheck__(cls, one):\n        return True\nclass A(metaclass=M):\n    pass\nclass B:\n    pass\nx = isinstance(B(), A)",
        "?",
    ),
    (
        "a protocol",
        "from typing import Protocol\nclass A(Protocol):\n    a: str\nclass B:\n    a = 'A'\nx = isinstance(B(), A)",
        "?",
    ),
    (
        "a member that is a text in a text",
        "from enum import Enum\nclass E(str, Enum):\n    A = 'a'\nx = '/'.join([E.A, 'b'])",
        "'a/b'",
    ),
    ("a member of its value", "from enum import Enum\nclass E(Enum):\n    A = 'a'\nx = E(E.A).value", "'a'"),
    ("a member of nothing", "from enum import Enum\nclass E(Enum):\n    A = 'a'\nx = E().value", "?"),
    (
        "a class variable of a data class",
        "from dataclasses import dataclass\nfrom typing import ClassVar\n@dataclass\nclass A:\n    n: ClassVar[str] = 'N'\n    a: str\nx = A('A').a",
        "'A'",
    ),
    (
        "a super of the class",
        "class A:\n    @classmethod\n    def make(cls):\n        return 'A'\nclass B(A):\n    @classmethod\n    def make(cls):\n        return super().make() + 'B'\nx = B.make()",
        "'AB'",
    ),
    (
        "what two tests come to",
        "import os\na = os.environ['F'] == '1'\nb = True if os.environ['G'] == '1' else a\nx = 'A' if b and a else 'B'",
        "'A' if $F == '1'|'B' if not $F == '1'",
    ),
    ("in an object that is a dictionary", "class A(dict):\n    pass\na = A(a=1)\nx = 'a' in a", "True"),
    (
        "what is gone through of an object that is a dictionary",
        "class A(dict):\n    pass\nx = [k for k in A(a=1, b=2)]",
        "['a', 'b']",
    ),
    (
        "a dictionary by its own method of items",
        "class A(dict):\n    def items(self):\n        return [('c', 3)]\nx = dict(A(a=1))",
        "{…}",
    ),
    (
        "all of products",
        "import itertools\nx = [a + b for a, b in itertools.product(['a', 'b'], ['c'])]",
        "['ac', 'bc']",
    ),
    (
        "products of what is not known",
        "import itertools\nfrom elsewhere import d\nx = list(itertools.product(d, ['c']))",
        "?",
    ),
    ("products that are repeated", "import itertools\nx = list(itertools.product(['a'], repeat=2))", "?"),
    ("reduced to nothing", "import functools\nx = functools.reduce(max)", "?"),
    ("a loop that returns at once", "def f():\n    for a in ('A', 'B'):\n        return a\nx = f()", "'A'"),
    (
        "a test that names what it finds",
        "import os\nx = 'A'\nwhile (line := os.environ['F']) == '1':\n    x = line",
        "'A' if ?|$F if $F == '1' and ?|? if ?",
    ),
    (
        "an attribute of a dictionary of attributes",
        "class A:\n    def __init__(self):\n        self.a = 'A'\n        self.__dict__.update({'b': 'B'})\nx = A().b",
        "?",
    ),
    (
        "attributes by their dictionary",
        "class A:\n    def __init__(self):\n        self.a = 'A'\n        vars(self).update(a='B')\nx = A().a",
        "'A' if ?|? if ?",
    ),
    (
        "an attribute by a name that is asked for",
        "from elsewhere import n\nclass A:\n    a = 'A'\nx = getattr(A())",
        "?",
    ),
    (
        "an import by a name without a module",
        "from django.utils.module_loading import import_string\nx = import_string('name')",
        "?",
    ),
    (
        "a lazy object with arguments",
        "from django.utils.functional import SimpleLazyObject\nx = SimpleLazyObject()",
        "?",
    ),
]

EXPRESSIONS = [*CONSTANTS, *STRINGS, *DICTIONARIES, *CONDITIONS, *FUNCTIONS, *CLASSES, *STATEMENTS, *OPERATIONS]

MODULES = [
    ("a name of another module", {"a.py": "A = 'A'", "m.py": "from a import A as x"}, "'A'"),
    ("by the module", {"a.py": "A = 'A'", "m.py": "import a\nx = a.A"}, "'A'"),
    ("by a relative import", {"p/__init__.py": "", "p/a.py": "A = 'A'", "p/m.py": "from .a import A as x"}, "'A'"),
    ("handed on by the package", {"p/__init__.py": "from .a import A", "p/a.py": "A = 'A'", "m.py": "from p import A as x"}, "'A'"),
    ("by a star", {"a.py": "x = 'A'\n_y = 'B'", "m.py": "from a import *"}, "'A'"),
    ("a submodule", {"p/__init__.py": "", "p/a.py": "A = 'A'", "m.py": "import p.a\nx = p.a.A"}, "'A'"),
    ("below src", {"pyproject.toml": "", "src/p/__init__.py": "", "src/p/a.py": "A = 'A'", "src/p/m.py": "from p.a import A as x"}, "'A'"),
    ("a namespace package", {"pyproject.toml": "", "n/p/a.py": "A = 'A'", "m.py": "from n.p.a import A as x"}, "'A'"),
    ("modules that import each other", {"a.py": "import m\nA = 'A'", "m.py": "import a\nx = a.A"}, "'A'"),
    ("the same flag in two modules", {"f.py": "import os\nLIVE = os.environ['F'] == '1'", "a.py": "from f import LIVE\ndef a():\n    return 'A' if LIVE else 'B'", "m.py": "import f\nfrom a import a\nx = a() + ('C' if f.LIVE else 'D')"}, "'AC' if $F == '1'|'BD' if not $F == '1'"),
    ("the same variable read in two modules", {"a.py": "import os\nA = 'A' if os.environ['F'] == '1' else 'B'", "m.py": "import os\nfrom a import A\nx = A + ('C' if os.environ['F'] == '1' else 'D')"}, "'AC' if $F == '1'|'BD' if not $F == '1'"),
    ("another module if there is none", {"m.py": "try:\n    from local import x\nexcept ImportError:\n    x = 'A'"}, "'A' if ?|? if ?"),
    ("a class of another module", {"a.py": "class B:\n    a = 'A'\n    def f(self):\n        return self.a", "m.py": "from a import B\nclass C(B):\n    a = 'C'\nx = C().f()"}, "'C'"),
    ("a module that cannot be parsed", {"a.py": "A = = 'A'", "m.py": "from a import A as x"}, "?"),
]  # fmt: skip


def rows(table: list[tuple[str, object, str]]) -> list[object]:
    return [pytest.param(*row, id=name) for name, *row in table]


@pytest.mark.parametrize(("program", "expected"), rows(EXPRESSIONS))
def test_expression(program: str, expected: str, tmp_path: Path) -> None:
    assert ends_as({"m.py": program}, tmp_path) == expected


@pytest.mark.parametrize(("files", "expected"), rows(MODULES))
def test_modules(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert ends_as(files, tmp_path) == expected


def test_names_of_the_rows_are_their_own() -> None:
    names = [row[0] for row in (*EXPRESSIONS, *MODULES)]
    assert len(set(names)) == len(names)


def ends_as(files: dict[str, str], folder: Path) -> str:
    """Runs a module called `m` and shows what `x` is at its end, whichever way leads there."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text) + "\n")
    (main,) = folder.rglob("m.py")
    project = Project(Index(str(folder)), HTTP_PACKAGES)
    module = project.add(str(main), "m.py")
    engine = engine_for(project, Libraries())
    value = v.resolve_imports(imports.frame_of(engine, module).names["x"])
    path = module.condition
    return shown(tuple(v.Alternative(a.content, a.condition.beyond(path)) for a in v.feasible(value, path)))


def shown(value: v.Value) -> str:
    return "|".join(dict.fromkeys(sorted(map(_alternative, value), key=lambda text: text.replace("$", "'"))))


def _alternative(alternative: v.Alternative) -> str:
    text = _content(alternative.content)
    conditions = _condition(alternative.condition)
    return f"{text} if {conditions}" if conditions else text


def _content(content: object) -> str:
    match content:
        case v.Text():
            return repr(
                "".join(
                    p.content if isinstance(p.content, str) else f"{{{_content(p.content)}}}" for p in content.parts
                )
            )
        case v.Mapping():
            entries = [f"{key!r}: {shown(entry)}" for key, entry in content.entries.items()]
            return "{" + ", ".join([*entries, *(["…"] if content.open else [])]) + "}"
        case v.Collection():
            return "[" + ", ".join([*map(shown, content.items), *(["…"] if content.open else [])]) + "]"
        case Term():
            return f"${content.parts[0]}" if content.kind == "environment" else "?"
        case v.Deferred():
            return f"{'many' if content.repeats else 'one'} {shown(content.value)}"
        case v.External():
            return "?"
    return "-" if content is v.ABSENT else repr(content)


def _condition(condition: Condition) -> str:
    literals = list(conditions.tests_of(condition))
    equal = {atom.parts[0] for atom, outcome in literals if outcome and atom.kind in ("==", "in")}
    return " and ".join(
        sorted({_literal((a, outcome)) for a, outcome in literals if outcome or a.parts[0] not in equal})
    )


def _literal(literal: tuple[Term, bool]) -> str:
    atom, outcome = literal
    subject = _content(atom.parts[0]) if atom.parts else "?"
    match atom.kind:
        case "truth":
            text = subject
        case "set":
            text = f"{subject} is set"
        case "==" | "in" if isinstance(atom.parts[0], Term) and subject != "?":
            text = f"{subject} {atom.kind} {atom.parts[1]!r}"
        case "startswith":
            text = f"{subject} startswith {atom.parts[1][0]!r}"
        case _:
            return "?"
    return text if outcome else f"not {text}"
