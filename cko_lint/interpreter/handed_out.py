"""Objects that a function makes and puts where others find them: in a global, in an attribute, in a cache.

`def session(): … _session = requests.Session() … return _session` is the way to a session that is made when it is first needed. What
others do to it once they have it, such as signing it, is a change that its next user finds.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.usage import Holder
from cko_lint.values import Value


def note_read(engine: Engine, holder: Holder, content: object) -> None:
    """Notes that an object is read which others may change in place."""
    if escapes.is_changed_in_place(content):
        engine.usage.read.setdefault(holder, {})[id(content)] = content
        for frame, name in engine.usage.homes.get(id(content), ()):
            engine.usage.read.setdefault((frame.module.path, name), {})[id(content)] = content


def hand_out(engine: Engine, holder: Holder, value: Value, maker: Any = None) -> None:
    """Notes that a value is put where others find it: by the node of a function, the running one by default, or by a provider.

    They may have changed it when it is read again.
    """
    if engine.entry_point is None or (maker is None and not engine.stack.calls):
        return
    usage, running = engine.usage, engine.stack.running
    made_by = engine.running_function if maker is None else id(maker)
    for alternative in value:
        content = alternative.content
        if escapes.is_changed_in_place(content) and not isinstance(content, v.Instance):
            note_read(engine, holder, content)
            for part in escapes.kept_in(content):
                usage.handed_out.setdefault(id(part), (holder, made_by, part))
    changers = usage.changed.get(holder)
    if changers and not changers <= running:
        escapes.escape(engine, value, "it is changed by other code")


def hand_out_from(engine: Engine, container: object, value: Value) -> None:
    """Notes the same of what is put into a container, or a thread's own object, that is a global."""
    for frame, name in engine.usage.homes.get(id(container), ())[:1]:
        hand_out(engine, (frame.module.path, name), value)
