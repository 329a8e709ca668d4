"""Where settings come from: the environment, options of commands, objects made of dictionaries, and files."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call, Frame
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import IsSet, symbol
from cko_lint.models.model import Model
from cko_lint.models.settings import environment, files, namespaces, options, pydantic
from cko_lint.models.settings.environment import SETTINGS_PACKAGES, SETTINGS_READERS, configured
from cko_lint.models.settings.variables import ENVIRON, Variables

CALLS: dict[str, Model] = {
    **environment.MAKING,
    **environment.CALLS,
    **namespaces.CALLS,
    **options.CALLS,
    **files.CALLS,
    **pydantic.CALLS,
}


class Settings:
    """What a program has set by itself so far, and what it reads."""

    def __init__(self) -> None:
        self.variables = Variables()
        self._loading: dict[str, bool] = {}

    def call(self, engine: Engine, name: str, made: Call) -> v.Value | None:
        """Calls something that settings come from; None for what is not modelled."""
        if name == "os.environ.update":
            self.variables.update(engine, made)
            return v.NONE
        loaded = files.load_environment(engine, self.variables, name, made)
        value = loaded if loaded is not None else self._read(engine, name, made)
        if name == "os.environ.setdefault" and value is not None:
            self.variables.set_default(engine, made)
        if name in ("os.environ.pop", "os.environ.__delitem__", "os.unsetenv"):
            self.variables.remove(engine, made)
        return value

    def keep(self, engine: Engine, holder: Any, key: Any, value: v.Value, node: Any, frame: Frame) -> bool:
        """Learns what is put into the environment; returns False for anything else."""
        if holder != ENVIRON:
            return False
        self.variables.keep(engine, key, value, node, frame)
        return True

    def _read(self, engine: Engine, name: str, made: Call) -> v.Value | None:
        model = CALLS.get(name)
        is_configured = name.rsplit(".", 1)[-1] in SETTINGS_READERS and name.split(".")[0] in SETTINGS_PACKAGES
        is_configured = is_configured and name not in environment.MAKING
        if model is None:
            model = configured if is_configured else None
        value = model(engine, made) if model is not None else None
        if value is not None and (is_configured or name in environment.CALLS):
            asked = made.arguments.get(0, "key") or made.arguments.get(0, "name") or v.NONE
            if name in environment.READING_FILES or self._is_loaded(engine):
                value = _as_in_file(engine, asked, value, made)
            return self.variables.read(engine, asked, value, made.frame)
        return value

    def _is_loaded(self, engine: Engine) -> bool:
        """Whether something in the project loads a `.env` file into the environment, wherever that is."""
        root = engine.project.root
        if root not in self._loading:
            self._loading[root] = files.is_loaded(engine)
        return self._loading[root]


def _as_in_file(engine: Engine, asked: v.Value, value: v.Value, made: Call) -> v.Value:
    """Returns a variable as the `.env` file beside the code has it, or as it is where that is not used."""
    text = v.text_of(asked[0].content) if len(asked) == 1 else None
    if text is None:
        return value
    missing = v.restrict(value, when(IsSet(symbol("environment", text)), False))
    return files.from_env_file(engine, v.only(".env"), text, value, missing, made.frame.module)
