"""Gestures in any order, undone and done again: the house stays whole and its sums right whatever was done."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, MonthStatement, Placement
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import beneficiaries, companies, gestures, lots, needs, placements
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.companies import CompanyDraft
from facilitator_app.use_cases.hours import entry, statement
from facilitator_app.use_cases.matching import proposals
from facilitator_app.use_cases.needs import NeedDraft
from facilitator_app.use_cases.placement_checks import PlacementDraft
from tests import make
from tests.conftest import TODAY

Shown = dict[str, dict[str, dict[str, Any]]]
"""By table, record and column, what is not removed."""
Changes = dict[tuple[str, str, str], tuple[Any, Any]]
"""By the same three, what stood before and after a gesture; NOTHING when the record was not shown."""
Act = Callable[[Session], Any]

MONTHS = st.sampled_from([Month(2026, number) for number in (2, 3, 9, 10, 11, 12)])
DAYS = st.sampled_from([dt.date(2026, 2, 14), dt.date(2026, 3, 1), dt.date(2026, 9, 30), dt.date(2026, 11, 24)])
AMOUNTS = st.sampled_from([None, *map(hours, ("0", "7.5", "151.67", "260", "-1", "999999"))])
OCTOBER = Month(2026, 10)
PLACES = st.integers(0, 4)
NOTHING = "nothing"


class House(RuleBasedStateMachine):
    """Every rule is one gesture of a facilitator, possible or not; a gesture refused must leave nothing."""

    model: Path  # an empty house's file

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        path = Path(self._folder.name) / "maison.db"
        shutil.copyfile(self.model, path)
        self.house = open_house(path, author="Hélène Arnoux")
        self.done: list[tuple[Shown, Shown]] = []  # what was shown before and after each gesture that stands
        self.undone: list[tuple[Shown, Shown]] = []
        self.from_history = False
        self.changes: dict[Key, Changes] = {}  # what each gesture changed

    def teardown(self) -> None:
        self.house.close()
        self._folder.cleanup()

    @initialize()
    def a_small_house(self) -> None:
        with self.house.transaction() as session:
            companies_ = [make.a_company(session) for _ in range(2)]
            self.companies = [company.id for company in companies_]
            self.lots = [make.a_lot(session, holder=companies_[0]).id for _ in range(2)]
            self.people = [make.a_beneficiary(session).id for _ in range(3)]
            for person in self.people[:2]:  # the hours of the third never count
                day = dt.date(2026, 1, 10)
                make.kept(session, EligibilityProof(beneficiary_id=person, category="LTU", dated_on=day, seen_on=day))
            self.needs = [
                make.a_need(session, lot_id=self.lots[0], company_id=self.companies[0], posts=posts).id
                for posts in (1, 2)
            ]
            start = dt.date(2026, 2, 1)
            self.placements: list[Key] = [
                make.a_placement(
                    session, beneficiary_id=person, lot_id=lot, employer_id=self.companies[0], starts_on=start,
                    eligible=person != self.people[2],
                ).id
                for person, lot in zip(self.people, (*self.lots, self.lots[0]), strict=True)
            ]  # fmt: skip
        self.shown = self._shown()

    # What a facilitator does.

    @rule(lot=PLACES, person=PLACES, company=PLACES, start=DAYS, end=st.none() | DAYS, need=st.none() | PLACES)
    def start(
        self, lot: int, person: int, company: int, start: dt.date, end: dt.date | None, need: int | None
    ) -> None:  # fmt: skip
        draft = PlacementDraft(
            beneficiary_id=_at(self.people, person),
            lot_id=_at(self.lots, lot),
            employer_id=_at(self.companies, company),
            contract_type=EmploymentContract.FIXED_TERM,
            starts_on=start,
            ends_on=end,
            need_id=None if need is None else _at(self.needs, need),
            confirmed_reason="Décision du comité",
            confirmed=True,
        )
        self._do(lambda session: self.placements.append(placements.start_placement(session, draft, TODAY)))

    @rule(placement=PLACES, day=st.none() | DAYS)
    def end(self, placement: int, day: dt.date | None) -> None:
        self._on_placement(placement, lambda session, key: placements.end_placement(session, key, day, "fin"))

    @rule(placement=PLACES)
    def take_away(self, placement: int) -> None:
        self._on_placement(placement, placements.remove_placement)

    @rule(placement=PLACES, month=MONTHS, amount=AMOUNTS)
    def type_hours(self, placement: int, month: Month, amount: Any) -> None:
        def typed(session: Session, key: Key) -> None:
            placement = session.get(Placement, key)
            if placement is not None:  # it may have been taken away
                entry.record(session, placement.lot_id, month, {key: amount})

        self._on_placement(placement, typed)

    @rule(placement=PLACES, month=MONTHS)
    def confirm(self, placement: int, month: Month) -> None:
        self._on_placement(placement, lambda session, key: entry.confirm(session, key, month))

    @rule(lot=PLACES, month=MONTHS, how=st.sampled_from([entry.copy_last_month, entry.zero_the_empty]))
    def fill(self, lot: int, month: Month, how: Callable[[Session, str, Month], int]) -> None:
        self._do(lambda session: how(session, _at(self.lots, lot), month))

    @rule(lot=PLACES, month=MONTHS)
    def validate(self, lot: int, month: Month) -> None:
        self._do(lambda session: statement.validate_month(session, _at(self.lots, lot), month, "Hélène", TODAY))

    @rule(lot=PLACES, month=MONTHS, reason=st.sampled_from(["", "erreur de saisie"]))
    def reopen(self, lot: int, month: Month, reason: str) -> None:
        self._do(lambda session: statement.reopen_month(session, _at(self.lots, lot), month, reason, TODAY))

    @rule(placement=PLACES, month=MONTHS, amount=AMOUNTS.filter(bool))
    def correct_validated(self, placement: int, month: Month, amount: Any) -> None:
        self._on_placement(
            placement, lambda session, key: statement.correct_validated(session, key, month, amount, "bulletin reçu")
        )

    @rule(need=PLACES, people=st.lists(PLACES, max_size=3), how=st.sampled_from([0, 1, 2]))
    def propose(self, need: int, people: list[int], how: int) -> None:
        chosen = [_at(self.people, person) for person in people]
        act = (proposals.retain, proposals.prepare_proposal)[how] if how < 2 else None
        key = _at(self.needs, need)
        self._do(lambda session: act(session, key, chosen, TODAY) if act else proposals.withdraw(session, key, chosen))

    @rule(place=PLACES, state=st.sampled_from([ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.PLACED]))
    def answer(self, place: int, state: ProposalState) -> None:
        def answered(session: Session) -> None:
            known = session.scalars(select(Proposal.id).order_by(Proposal.id)).all()
            if known:
                proposals.note_answer(session, _at(known, place), state, "", TODAY)

        self._do(answered)

    @rule(need=PLACES, state=st.sampled_from(list(NeedState)))
    def change_need(self, need: int, state: NeedState) -> None:
        self._do(lambda session: needs.change_need_state(session, _at(self.needs, need), state))

    @rule(name=st.sampled_from(["Bà", "<b>", "", "x" * 200]))
    def register(self, name: str) -> None:
        draft = BeneficiaryDraft(last_name=name, first_name="Zoé", birth_date=dt.date(1990, 1, 1))
        self._do(lambda session: self.people.append(beneficiaries.register(session, draft, TODAY)))

    @rule(person=PLACES, name=st.sampled_from(["Durand", "Durán", ""]))
    def rename(self, person: int, name: str) -> None:
        def renamed(session: Session) -> None:
            draft = beneficiaries.draft_of(session, _at(self.people, person))
            kept = {field: getattr(draft, field) for field in draft.__dataclass_fields__}
            beneficiaries.correct(
                session, _at(self.people, person), BeneficiaryDraft(**(kept | {"last_name": name})), TODAY
            )

        self._do(renamed)

    @rule(person=PLACES)
    def archive(self, person: int) -> None:
        self._do(lambda session: beneficiaries.archive(session, _at(self.people, person), "parti", TODAY))

    @rule(company=PLACES)
    def remove_company(self, company: int) -> None:
        self._do(lambda session: companies.remove_company(session, _at(self.companies, company)))

    @rule(name=st.sampled_from(["Bâti Sud", ""]))
    def add_company(self, name: str) -> None:
        draft = CompanyDraft(name=name)
        self._do(lambda session: self.companies.append(companies.create_company(session, draft)))

    @rule(lot=PLACES)
    def remove_lot(self, lot: int) -> None:
        self._do(lambda session: lots.remove_lot(session, _at(self.lots, lot)))

    @rule(lot=PLACES, posts=st.sampled_from([0, 1, 3]))
    def ask_for_people(self, lot: int, posts: int) -> None:
        def asked(session: Session) -> None:
            draft = NeedDraft(
                company_id=self.companies[0], title="Peintre", starts_on=dt.date(2026, 12, 1), posts=posts
            )
            self.needs.append(needs.create_need(session, _at(self.lots, lot), draft))

        self._do(asked)

    # The same things again and again, so that gestures depend on each other.

    @rule(place=st.sampled_from([0, 2]), amount=st.sampled_from([hours("7.5"), hours("151.67")]))
    def type_the_same_hours(self, place: int, amount: Any) -> None:
        self._on_placement(place, lambda session, key: entry.record(session, self.lots[0], OCTOBER, {key: amount}))

    @rule(last=st.sampled_from([dt.date(2026, 9, 30), dt.date(2026, 12, 31)]))
    def move_the_end(self, last: dt.date) -> None:
        self.end(0, last)

    @rule()
    def finish_october(self) -> None:
        self._do(lambda session: entry.zero_the_empty(session, self.lots[0], OCTOBER))
        self._do(lambda session: statement.validate_month(session, self.lots[0], OCTOBER, "Hélène", TODAY))

    @rule(name=st.sampled_from(["Durand", "Durán", "Martel"]))
    def rename_the_first(self, name: str) -> None:
        self.rename(0, name)

    # Undoing.

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
        """What a facilitator picks in the history. Allowed, it takes back exactly what that gesture had changed, and
        leaves everything else; refused, it leaves everything."""
        with self.house.reading() as session:
            lines = gestures.recent(session, 40)
        known = [line for line in lines if line.gesture_id in self.changes]
        if not known:
            return
        line = _at(known, back)
        before, its = self.shown, self.changes[line.gesture_id]
        try:
            self._undo(line.gesture_id)
        except Refusal:
            assert self._shown() == before
            return
        assert self.shown == _with(before, its, 0)
        assert _with(before, its, 1) == before, "undone although something else had changed it since"
        undoing = self._latest()
        self.changes[undoing] = {place: (after, was) for place, (was, after) in its.items()}
        self.done.clear()
        self.undone.clear()
        self.from_history = True

    @rule(back=st.integers(0, 12))
    def undo_any_and_do_it_again(self, back: int) -> None:
        """Undone from the history then done again: every table is as it was."""
        with self.house.reading() as session:
            lines = gestures.recent(session, 40)
        before = self.shown
        try:
            self._undo(_at(lines, back).gesture_id)
        except Refusal:
            assert self._shown() == before
            return
        self._undo(self._latest())
        assert self.shown == before
        self.undone.clear()
        self.from_history = True

    # What holds at any moment.

    @invariant()
    def _is_whole(self) -> None:
        assert list(faults(self.house.path, self.house.engine)) == []

    @invariant()
    def _sums_are_those_of_the_hours(self) -> None:
        expected: dict[tuple[str, Month], Decimal] = defaultdict(Decimal)
        with self.house.reading() as session:
            for placement, line in session.execute(
                select(Placement, MonthlyHours).join(MonthlyHours, MonthlyHours.placement_id == Placement.id)
            ).all():
                until = placement.eligible_until
                counts = placement.eligible and (until is None or line.month <= Month.of(until))
                if line.declared is not None and counts:
                    expected[placement.lot_id, line.month] += line.declared
            kept = {(row.lot_id, row.month): row.hours for row in session.scalars(select(LotMonthTotal))}
        assert kept == expected

    @invariant()
    def _hours_are_within_the_dates_of_the_work(self) -> None:
        for line in self.shown["monthly_hours"].values():
            placement = self.shown["placement"].get(line["placement_id"])
            if placement and line["declared"]:
                assert line["month"] >= Month.of(placement["starts_on"])
                assert placement["ends_on"] is None or line["month"] <= Month.of(placement["ends_on"])

    @invariant()
    def _nothing_refers_to_what_is_gone(self) -> None:
        for kind in RECORDS:
            if kind is MonthlyHours:
                continue  # a placement is taken away with its months without hours
            for column in kind.__table__.columns:
                for key in column.foreign_keys:
                    referred = {row[column.key] for row in self.shown[kind.__tablename__].values()} - {None}
                    assert referred <= self.shown[key.column.table.name].keys()

    @invariant()
    def _no_need_has_more_people_than_posts(self) -> None:
        with self.house.reading() as session:
            for need in session.scalars(select(Need)):
                at_work = session.scalars(select(Placement.id).where(Placement.need_id == need.id)).all()
                assert len(at_work) <= need.posts
            for validated in session.scalars(select(MonthStatement)):
                assert validated.lot_id in self.lots

    def _on_placement(self, place: int, act: Callable[[Session, Key], Any]) -> None:
        if self.placements:
            key = _at(self.placements, place)
            self._do(lambda session: act(session, key))

    def _do(self, act: Act) -> None:
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
            self.changes[self._latest()] = _changes(before, self.shown)

    def _latest(self) -> Key:
        with self.house.reading() as session:
            return gestures.recent(session, 1)[0].gesture_id

    def _undo(self, gesture_id: str) -> None:
        with self.house.transaction() as session:
            gestures.undo(session, gesture_id)
        self.shown = self._shown()

    def _shown(self) -> Shown:
        with self.house.reading() as session:
            return {
                kind.__tablename__: {
                    row["id"]: dict(row)
                    for row in session.execute(
                        select(*kind.__table__.columns).where(~kind.__table__.c.removed)
                    ).mappings()
                }
                for kind in RECORDS
            }


def _at(keys: Any, place: int) -> Any:
    return keys[place % len(keys)]


def _changes(before: Shown, after: Shown) -> Changes:
    """Told without the journal, by comparing what is shown."""
    found: Changes = {}
    for table in before:
        for key in before[table].keys() | after[table].keys():
            was, now = before[table].get(key, {}), after[table].get(key, {})
            for column in was.keys() | now.keys():
                values = was.get(column, NOTHING), now.get(column, NOTHING)
                if values[0] != values[1]:
                    found[table, key, column] = values
    return found


def _with(shown: Shown, changes: Changes, which: int) -> Shown:
    """What would be shown if the changes were as before them (0) or after them (1)."""
    wanted = {table: {key: dict(row) for key, row in rows.items()} for table, rows in shown.items()}
    for (table, key, column), values in changes.items():
        row = wanted[table].setdefault(key, {})
        if values[which] is NOTHING:
            row.pop(column, None)
        else:
            row[column] = values[which]
    return {table: {key: row for key, row in rows.items() if row} for table, rows in wanted.items()}


def test_any_order_of_gestures_leaves_the_house_whole(empty_house: Path) -> None:
    House.model = empty_house
    run_state_machine_as_test(
        House,
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
