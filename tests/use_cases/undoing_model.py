"""A small house whose gestures are undone in any order, and what must hold after each of them."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.keys import Key
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from tests import make
from tests.use_cases.what_is_shown import Changes, Months, Shown, as_if, changes, months_of_changed_hours, validated

PLACES = st.integers(0, 4)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A file to start every story from: two companies, two lots of the first, three people at work (the hours of the
    third never count) and two needs, of one post and of two."""

    path: Path
    companies: list[Key]
    lots: list[Key]
    people: list[Key]
    needs: list[Key]
    placements: list[Key]

    @classmethod
    def made(cls, empty_house: Path, folder: Path) -> Beginning:
        path = folder / "debut.db"
        shutil.copyfile(empty_house, path)
        with closing(open_house(path)) as house, house.transaction() as session:
            holders = [make.a_company(session) for _ in range(2)]
            lots = [make.a_lot(session, holder=holders[0]).id for _ in range(2)]
            people = [make.a_beneficiary(session).id for _ in range(3)]
            for person in people[:2]:
                day = dt.date(2026, 1, 10)
                make.kept(session, EligibilityProof(beneficiary_id=person, category="LTU", dated_on=day, seen_on=day))
            needs = [make.a_need(session, lot_id=lots[0], company_id=holders[0].id, posts=posts).id for posts in (1, 2)]
            placements = [
                make.a_placement(
                    session, beneficiary_id=person, lot_id=lot, employer_id=holders[0].id,
                    starts_on=dt.date(2026, 2, 1), eligible=person != people[2],
                ).id
                for person, lot in zip(people, (*lots, lots[0]), strict=True)
            ]  # fmt: skip
            return cls(path, [holder.id for holder in holders], lots, people, needs, placements)


class UndoneHouse(RuleBasedStateMachine):
    """Undoing and doing again; those who inherit add the gestures. One refused must leave nothing."""

    beginning: Beginning

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        path = Path(self._folder.name) / "maison.db"
        start = self.beginning
        shutil.copyfile(start.path, path)
        self.house = open_house(path, author="Hélène Arnoux")
        self._file = sqlite3.connect(path)  # what is shown is read without the program's own layers
        self._file.row_factory = sqlite3.Row
        self.companies, self.lots, self.people = [*start.companies], [*start.lots], [*start.people]
        self.needs, self.placements = [*start.needs], [*start.placements]
        self.done: list[tuple[Shown, Shown]] = []  # what was shown before and after each gesture that stands
        self.undone: list[tuple[Shown, Shown]] = []
        self.from_history = False
        self.changes: dict[Key, Changes] = {}  # what each gesture changed
        self.validated: dict[Key, Months] = {}  # what was validated after each gesture
        self.shown = self._shown()
        self._checked: Shown = {}

    def teardown(self) -> None:
        self._file.close()
        self.house.close()
        self._folder.cleanup()

    @rule()
    def undo_last(self) -> None:
        with self.house.reading() as session:
            line = gestures.last_to_undo(session)
        assert line is not None
        if not self.done:
            return  # only the making of the house is left
        before, after = self.done.pop()
        self._undo(line.gesture_id)
        assert self.shown == before
        self.undone.append((before, after))

    @rule()
    def redo_last(self) -> None:
        with self.house.reading() as session:
            line = gestures.last_to_redo(session)
        if not self.from_history:  # an undoing chosen in the history may be done again too, whatever came since
            assert (line is None) == (not self.undone)
        if line is None or not self.undone:
            return
        before, after = self.undone.pop()
        self._undo(line.gesture_id)
        assert self.shown == after
        self.done.append((before, after))

    @rule(back=st.integers(0, 12))
    def undo_any(self, back: int) -> None:
        """What a facilitator picks in the history."""
        if not self.changes:
            return
        gesture = at([*reversed(self.changes)], back)
        if self._undo_from_history(gesture):
            undoing = self._latest()
            self.changes[undoing] = {place: (now, was) for place, (was, now) in self.changes[gesture].items()}
            self.validated[undoing] = validated(self.shown)
            self.done.clear()

    @rule()
    def undo_each_and_do_it_again(self) -> None:
        """Each of the latest gestures in turn, so that the one that must not be undone alone is among them."""
        for gesture in [*self.changes][-12:]:
            before = self.shown
            if self._undo_from_history(gesture):
                self._what_is_shown_holds()
                self._undo(self._latest())
                assert self.shown == before

    def _undo_from_history(self, gesture: Key) -> bool:
        """Allowed, it takes back exactly what that gesture had changed, and leaves everything else; refused, it leaves
        everything."""
        before, its = self.shown, self.changes[gesture]
        try:
            self._undo(gesture)
        except Refusal:
            assert self._shown() == before
            return False
        assert self.shown == as_if(before, its, 0)
        assert as_if(before, its, 1) == before, "undone although something else had changed it since"
        changed = months_of_changed_hours(before, self.shown)
        assert changed & validated(self.shown) <= self.validated[gesture], "hours of a month validated since"
        self.undone.clear()
        self.from_history = True
        return True

    @invariant()
    def what_always_holds(self) -> None:
        if self.shown is self._checked:
            return  # a gesture refused changed nothing
        self._what_is_shown_holds()
        assert list(faults(self.house.path, self.house.engine)) == []
        self._checked = self.shown

    def _what_is_shown_holds(self) -> None:
        self._sums_are_those_of_the_hours()
        self._hours_are_within_the_dates_of_the_work()
        self._nothing_refers_to_what_is_gone()
        self._no_need_has_more_people_than_posts()

    def _sums_are_those_of_the_hours(self) -> None:
        """Counted here line by line, without the program's own rules: those eligible, until they no longer are."""
        expected: dict[tuple[Key, str], int] = defaultdict(int)
        for line in self.shown["monthly_hours"].values():
            placement = self.shown["placement"].get(line["placement_id"])
            if placement is None or line["declared"] is None or not placement["eligible"]:
                continue
            until = placement["eligible_until"]
            if until is None or line["month"] <= until[:7]:
                expected[placement["lot_id"], line["month"]] += line["declared"]
        kept = self._file.execute("SELECT lot_id, month, hours FROM lot_month_total")
        assert {(row["lot_id"], row["month"]): row["hours"] for row in kept} == expected

    def _hours_are_within_the_dates_of_the_work(self) -> None:
        for line in self.shown["monthly_hours"].values():
            placement = self.shown["placement"].get(line["placement_id"])
            if placement and line["declared"]:
                assert line["month"] >= placement["starts_on"][:7]
                assert placement["ends_on"] is None or line["month"] <= placement["ends_on"][:7]

    def _nothing_refers_to_what_is_gone(self) -> None:
        for table, column, referred in _REFERENCES:
            parents = {row[column] for row in self.shown[table].values()} - {None}
            assert parents <= self.shown[referred].keys(), f"{table}.{column}"

    def _no_need_has_more_people_than_posts(self) -> None:
        at_work = [placement["need_id"] for placement in self.shown["placement"].values()]
        for key, need in self.shown["need"].items():
            assert at_work.count(key) <= need["posts"]

    def on_placement(self, place: int, act: Callable[[Session, Key], Any]) -> None:
        if self.placements:
            key = at(self.placements, place)
            self.do(lambda session: act(session, key))

    def do(self, act: Callable[[Session], Any]) -> None:
        """One gesture, possible or not."""
        before = self.shown
        try:
            with self.house.transaction() as session:
                act(session)
        except Refusal:
            assert self._shown() == before, "a gesture refused leaves nothing behind"
            return
        self.shown = self._shown()
        if self.shown != before:
            self.done.append((before, self.shown))
            self.undone.clear()
            self.from_history = False
            latest = self._latest()
            self.changes[latest] = changes(before, self.shown)
            self.validated[latest] = validated(self.shown)

    def _latest(self) -> Key:
        with self.house.reading() as session:
            return gestures.recent(session, 1)[0].gesture_id

    def _undo(self, gesture_id: str) -> None:
        with self.house.transaction() as session:
            gestures.undo(session, gesture_id)
        self.shown = self._shown()

    def _shown(self) -> Shown:
        return {
            table: {row["id"]: dict(row) for row in self._file.execute(f"SELECT * FROM {table} WHERE NOT removed")}
            for table in _TABLES
        }


_TABLES = [kind.__tablename__ for kind in RECORDS]
_REFERENCES = [
    (kind.__tablename__, column.key, key.column.table.name)
    for kind in RECORDS
    if kind.__tablename__ != "monthly_hours"  # a placement is taken away with its months without hours
    for column in kind.__table__.columns
    for key in column.foreign_keys
]


def tell_stories(machine: type[UndoneHouse], beginning: Beginning, examples: int, steps: int, *phases: Phase) -> None:
    """The same stories at every run; without Phase.shrink, the first that fails is told as it is."""
    machine.beginning = beginning
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=phases or (Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )


def at(keys: Any, place: int) -> Any:
    return keys[place % len(keys)]
