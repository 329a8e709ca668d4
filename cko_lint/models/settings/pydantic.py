"""What models and settings of pydantic have of their library: copies with changes, objects made of dictionaries, `.env` files."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, instances, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.models.model import Model, first
from cko_lint.models.settings import files
from cko_lint.syntax import tree

_PACKAGES = ("pydantic.", "pydantic_settings.", "sqlmodel.")
_COPYING = ("model_copy", "copy")
_VALIDATING = ("model_validate", "parse_obj", "model_construct", "construct")


def inherited(holder: v.Instance | v.ClassValue, name: str) -> v.Value | None:
    """Returns what a model, or its class, has under a name that the project does not define."""
    cls = holder.cls if isinstance(holder, v.Instance) else holder
    if name not in (*_COPYING, *_VALIDATING) or not _is_model(cls):
        return None
    if isinstance(holder, v.Instance):
        return _method("pydantic.model_copy", holder) if name in _COPYING else None
    return _method("pydantic.model_validate", holder) if name in _VALIDATING else None


def _is_model(cls: v.ClassValue) -> bool:
    names = [external.external_name(base) or "" for base in lookup.mro(cls)[1:]]
    return any(name.startswith(_PACKAGES) for name in names)


def _method(name: str, holder: Any) -> v.Value:
    return v.only(v.Partial(v.External(name), [v.only(holder)], {}))


def _copied(engine: Engine, call: Call) -> v.Value | None:
    """`settings.model_copy(update={"url": …})`."""
    content = first(call)[0].content
    changes = call.arguments.keywords.get("update", ())
    if not isinstance(content, v.Instance):
        return None
    return v.only(instances.copy(engine, content, _entries(changes)))


def _validated(engine: Engine, call: Call) -> v.Value | None:
    """`Settings.model_validate({"url": …})`."""
    content = first(call)[0].content
    if not isinstance(content, v.ClassValue):
        return None
    given = call.arguments.get(1, "obj")
    arguments = _entries(given) if given is not None else Arguments([], call.arguments.keywords, call.arguments.open)
    return instances.instantiate(engine, content, arguments, call.node, call.frame)


def _entries(value: v.Value) -> Arguments:
    """Returns what a dictionary has as arguments; of one that is not known there may be any."""
    content = value[0].content if len(value) == 1 else None
    if not isinstance(content, v.Mapping):
        return Arguments([], {}, open=bool(value))
    known = {key: entry for key, entry in content.entries.items() if isinstance(key, str)}
    return Arguments([], {k: e for k, e in known.items() if all(a.content is not v.ABSENT for a in e)}, content.open)


def setting(engine: Engine, cls: v.ClassValue, name: str, otherwise: v.Value) -> v.Value:
    """Returns a field of settings as the `env_file` of their class has it; `otherwise` is what it is elsewhere."""
    file, prefix = _configured(cls, "env_file"), _configured(cls, "env_prefix")
    if file is None or _configured(cls, "case_sensitive") is not None or _is_chosen_later(engine):
        return otherwise
    text = v.text_of(prefix[0].content) if prefix is not None and len(prefix) == 1 else None
    if (prefix is not None and text is None) or _has_alias(cls, name):
        return otherwise
    return files.from_env_file(engine, file, f"{text or ''}{name}", otherwise, (), cls.module)


def _is_chosen_later(engine: Engine) -> bool:
    """Whether some code of the project gives settings another file where it makes them."""
    return any(True for _ in engine.project.containing(engine.project.root, (b"_env_file=",)))


def _has_alias(cls: v.ClassValue, name: str) -> bool:
    """Whether a field is read under another name."""
    fields = (node for node in cls.node.body if isinstance(node, tree.Assign) and isinstance(node.value, tree.Call))
    return any(
        argument.keyword in _ALIASES
        for field in fields
        for argument in field.value.arguments
        if any(tree.last_name(target) == name for target in field.targets)
    )


_ALIASES = frozenset({"alias", "validation_alias", "env"})


def _configured(cls: v.ClassValue, option: str) -> v.Value | None:
    """Returns an option of `model_config`, or of the class `Config` that older settings have in them."""
    for base in lookup.mro(cls):
        held = base.attributes if isinstance(base, v.ClassValue) else {}
        for alternative in (*held.get("model_config", ()), *held.get("Config", ())):
            content = alternative.content
            entries = content.entries if isinstance(content, v.Mapping) else getattr(content, "attributes", {})
            if option in entries:
                return tuple(a for a in entries[option] if a.content is not v.ABSENT) or None
    return None


def _config(engine: Engine, call: Call) -> v.Value:
    """`SettingsConfigDict(env_file=".env")`: a dictionary."""
    return v.only(engine.new(v.Mapping(dict(call.arguments.keywords), call.arguments.open)))


CALLS: dict[str, Model] = {
    "pydantic.model_copy": _copied,
    "pydantic.model_validate": _validated,
    "pydantic.ConfigDict": _config,
    "pydantic_settings.SettingsConfigDict": _config,
}
