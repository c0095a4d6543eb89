"""A house lived in before its gestures are undone: they depend on each other, so that much stands in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import beneficiaries, placements
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.hours import entry, statement
from facilitator_app.use_cases.placement_checks import PlacementDraft
from tests.conftest import TODAY
from tests.use_cases.undoing_model import UndoneHouse, at

OCTOBER = Month(2026, 10)
AUTUMN, WINTER = dt.date(2026, 9, 30), dt.date(2026, 12, 31)


class EntangledHouse(UndoneHouse):
    """Few gestures, always on the same records, the first of them already done."""

    @initialize(finished=st.booleans())
    def a_house_lived_in(self, finished: bool) -> None:
        self.rename_the_first("Durand")
        self.rename_the_first("Martel")
        self.move_the_end(AUTUMN)
        self.move_the_end(WINTER)
        self.type_the_same_hours(0, hours("7.5"))
        self.type_the_same_hours(2, hours("151.67"))
        for _ in range(2):
            self.register_somebody()
        self.place(3, 1)
        self.take_the_latest_away()
        for person in (1, 4):  # the two posts are taken since
            self.place(person, 1)
        if finished:
            self.finish_october()

    @rule(place=st.sampled_from([0, 2]), amount=st.sampled_from([hours("7.5"), hours("151.67")]))
    def type_the_same_hours(self, place: int, amount: Any) -> None:
        self.on_placement(place, lambda session, key: entry.record(session, self.lots[0], OCTOBER, {key: amount}))

    @rule(last=st.sampled_from([AUTUMN, WINTER]))
    def move_the_end(self, last: dt.date) -> None:
        self.on_placement(0, lambda session, key: placements.end_placement(session, key, last, "fin"))

    @rule()
    def register_somebody(self) -> None:
        draft = BeneficiaryDraft(last_name="Bà", first_name="Zoé", birth_date=dt.date(1990, 1, 1))
        self.do(lambda session: self.people.append(beneficiaries.register(session, draft, TODAY)))

    @rule(person=st.integers(1, 4), need=st.integers(0, 1))
    def place(self, person: int, need: int) -> None:
        draft = PlacementDraft(
            at(self.people, person), self.lots[0], self.companies[0], EmploymentContract.FIXED_TERM, AUTUMN,
            need_id=self.needs[need], confirmed_reason="Décision du comité", confirmed=True,
        )  # fmt: skip
        self.do(lambda session: self.placements.append(placements.start_placement(session, draft, TODAY)))

    @rule()
    def take_the_latest_away(self) -> None:
        self.on_placement(-1, placements.remove_placement)

    @rule()
    def finish_october(self) -> None:
        self.do(lambda session: entry.zero_the_empty(session, self.lots[0], OCTOBER))
        self.do(lambda session: statement.validate_month(session, self.lots[0], OCTOBER, "Hélène", TODAY))

    @rule(name=st.sampled_from(["Durand", "Durán", "Martel"]))
    def rename_the_first(self, name: str) -> None:
        self.do(lambda session: rename(session, self.people[0], name))


def rename(session: Session, person: Key, name: str) -> None:
    draft = beneficiaries.draft_of(session, person)
    beneficiaries.correct(session, person, replace(draft, last_name=name), TODAY)
