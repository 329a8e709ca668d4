"""Classes and decorators of libraries that make classes of the project data classes, settings, enumerations or tuples."""

from __future__ import annotations

KINDS = {
    "enum.Enum": "enum", "enum.IntEnum": "enum", "enum.StrEnum": "enum", "django.db.models.TextChoices": "enum",
    "typing.NamedTuple": "tuple",
    "msgspec.Struct": "data", "pydantic.BaseModel": "data", "sqlmodel.SQLModel": "data",
    "pydantic.BaseSettings": "settings", "pydantic.v1.BaseSettings": "settings",
    "pydantic_settings.BaseSettings": "settings", "pydantic_settings.main.BaseSettings": "settings",
}  # fmt: skip
"""What deriving from a class makes of a class: fields are set by its initialiser, or read from the environment as well."""
DATA_DECORATORS = frozenset(
    {
        "dataclass", "dataclasses.dataclass", "pydantic.dataclasses.dataclass", "attr.dataclass", "attr.define", "attr.frozen",
        "attr.s", "attrs.define", "attrs.frozen", "attrs.mutable",
    }
)  # fmt: skip
VALIDATORS = ("attr.", "attrs.")
"""The packages whose own converters and validators only look at a value."""
