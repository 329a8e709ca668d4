"""How git is called so that a repository cannot make it run a program, ask the network or write.

The configuration of a repository is part of what is checked, and it can name programs: hooks, filters, `core.fsmonitor`,
the transport of a remote. Apart from `repository` because listing a folder must not pay for its imports.
"""

from __future__ import annotations

import os

OPTIONS = (
    "-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}", "-c", "core.quotePath=false",
    "-c", "safe.bareRepository=explicit",
)  # fmt: skip
"""What stands before the command. Empty is no monitor for every version; `false` was a program's name before git 2.36."""
PATIENCE = 60
"""Seconds after which git is taken to be waiting for something that never comes, such as a pipe in the place of one of its files."""
_ADDED = {
    "GIT_OPTIONAL_LOCKS": "0",  # the index is not refreshed, so the hook that would see it is not run
    "GIT_NO_LAZY_FETCH": "1",  # since git 2.44
    "GIT_ALLOW_PROTOCOL": "",  # none: what a partial clone lacks stays missing, for older versions too
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# A hook runs with these set for its own repository, which need not be the one that is listed.
_OF_A_HOOK = frozenset(
    ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
)


def environment(top: str) -> dict[str, str]:
    """Returns the environment in which git is called; a hook's says which repository and index are meant.

    `top` is the folder of the work tree, whatever the `core.worktree` of the repository says.
    """
    return {**os.environ, **_ADDED, "GIT_WORK_TREE": top}


def environment_elsewhere(top: str) -> dict[str, str]:
    """Returns the one for a work tree whose repository need not be that of a hook."""
    own = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return {**own, **_ADDED, "GIT_WORK_TREE": top}
