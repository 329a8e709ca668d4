"""The undo log: what an entry point has changed of what is older than it is undone, and nothing else is."""

from __future__ import annotations

from cko_lint.interpreter.undo_log import UndoLog


def ignore(changed: object, key: object, is_older: bool) -> None:
    """Takes no note of what is changed."""


class Thing:
    """Something with a number and a value that can be changed."""

    def __init__(self, log: UndoLog) -> None:
        self.made_at = log.next()
        self.value = "as it was"

    def change(self, log: UndoLog, value: str) -> None:
        before = self.value
        log.record(self, lambda: setattr(self, "value", before))
        self.value = value


def test_a_change_of_what_is_older_is_undone() -> None:
    log = UndoLog(ignore)
    thing = Thing(log)
    with log.undone():
        assert log.is_older(thing)
        thing.change(log, "changed")
        thing.change(log, "changed again")
        assert thing.value == "changed again"
    assert thing.value == "as it was"


def test_what_an_entry_point_has_made_is_its_own() -> None:
    log = UndoLog(ignore)
    with log.undone():
        thing = Thing(log)
        assert not log.is_older(thing)
        thing.change(log, "changed")
    assert thing.value == "changed"


def test_an_entry_point_in_another_one_undoes_its_own_changes_only() -> None:
    log = UndoLog(ignore)
    thing = Thing(log)
    with log.undone():
        thing.change(log, "by the outer one")
        with log.undone():
            thing.change(log, "by the inner one")
        assert thing.value == "by the outer one"
    assert thing.value == "as it was"


def test_changes_are_undone_where_an_error_ends_the_entry_point() -> None:
    log = UndoLog(ignore)
    thing = Thing(log)
    try:
        with log.undone():
            thing.change(log, "changed")
            raise KeyError
    except KeyError:
        pass
    assert thing.value == "as it was"


def test_what_a_module_does_stays_and_what_it_makes_is_older_than_every_entry_point() -> None:
    log = UndoLog(ignore)
    thing = Thing(log)
    with log.undone():
        with log.kept():
            thing.change(log, "by a module")
            made = Thing(log)
        assert log.is_older(made)
        made.change(log, "by the entry point")
    assert (thing.value, made.value) == ("by a module", "as it was")


def test_to_what_is_started_later_everything_is_older() -> None:
    log = UndoLog(ignore)
    with log.undone():
        thing = Thing(log)
        with log.later():
            assert log.is_older(thing)
        assert not log.is_older(thing)


def test_whoever_asks_is_told_of_changes() -> None:
    seen: list[tuple[object, bool]] = []
    log = UndoLog(lambda changed, _, is_older: seen.append((changed, is_older)))
    thing = Thing(log)
    with log.undone():
        own = Thing(log)
        own.change(log, "changed")
        thing.change(log, "changed")
    assert seen == [(own, False), (thing, True)]
