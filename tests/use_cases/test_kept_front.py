"""What the window showed is read back exactly, or not at all."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from facilitator_app.database.connection import Database
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.dashboard import Front, kept
from facilitator_app.use_cases.dashboard.front import front
from tests import make

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def shown(database: Database) -> Front:
    with database.transaction() as session:
        lot = make.a_lot(session, holder=make.a_company(session, name="Batirade"))
        placement = make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 10, 1))
        october = Month(2026, 10)
        key = MonthlyHours.key(placement.id, october)
        make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=october, declared=hours("120.25")))
        make.a_need(session, lot_id=lot.id)
    with database.reading() as session:
        shown = front(session, TODAY)
    assert shown is not None
    assert all((shown.dashboard.tasks, shown.dashboard.lots, shown.undo))
    return shown


def test_what_was_kept_is_what_was_shown(shown: Front) -> None:
    assert kept.from_text(kept.as_text(shown)) == shown


def test_an_empty_house_shows_its_first_steps_and_keeps_nothing(database: Database) -> None:
    with database.reading() as session:
        assert front(session, TODAY) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "12", '"front"', "[" * 5_000, "[[1,2,3]]"])
def test_what_is_no_front_is_refused(text: str) -> None:
    with pytest.raises(kept.NotAFront):
        kept.from_text(text)


def test_a_front_with_one_value_of_another_kind_is_refused(shown: Front) -> None:
    """Wherever it is: each value of the text is spoilt in turn."""
    written = json.loads(kept.as_text(shown))
    spoilt = 0
    for holder, place in places(written):
        value, holder[place] = holder[place], {"not": "this"}
        with pytest.raises(kept.NotAFront):
            kept.from_text(json.dumps(written))
        holder[place] = value
        spoilt += 1
    assert spoilt > 50
    assert kept.from_text(json.dumps(written)) == shown


def places(written: list[object]) -> list[tuple[list[object], int]]:
    found: list[tuple[list[object], int]] = []
    for place, value in enumerate(written):
        found.append((written, place))
        if isinstance(value, list):
            found += places(value)
    return found
