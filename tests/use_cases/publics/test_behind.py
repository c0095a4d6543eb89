"""The list behind a figure is that figure; what leaves the house points at nobody."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import EligibilityProof, Sex
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.public_counts import LEAST_SHOWN, Dimension, hidden_places, small
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.personal_data import restriction
from facilitator_app.use_cases.publics import going_out
from facilitator_app.use_cases.publics.behind import Who, lines, people_behind
from facilitator_app.use_cases.publics.breakdown import breakdown
from facilitator_app.use_cases.publics.left_aside import left_aside
from facilitator_app.use_cases.publics.periods import this_year
from tests import make
from tests.conftest import TODAY

YEAR = this_year(TODAY)


@pytest.fixture(scope="module")
def house(demonstration_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    copy = tmp_path_factory.mktemp("publics") / "maison.db"
    shutil.copyfile(demonstration_house, copy)
    database = open_house(copy)
    with database.reading() as session:
        yield session
    database.close()


@pytest.mark.parametrize("dimension", Dimension)
@pytest.mark.parametrize("segment", [None, Segment.WORKS])
def test_every_figure_opens_as_many_people(house: Session, dimension: Dimension, segment: Segment | None) -> None:
    for line in breakdown(house, dimension, YEAR, segment, TODAY).lines:
        if line.protected:
            continue
        placed = people_behind(house, dimension, line.value, Who.PLACED, YEAR, segment, TODAY)
        assert len(placed.keys) + placed.not_shown == line.placed
        assert sum(placed.hours.values(), Decimal(0)) == line.hours
        waiting = people_behind(house, dimension, line.value, Who.POOL, YEAR, segment, TODAY)
        assert len(waiting.keys) + waiting.not_shown == (line.pool or 0)


def test_people_come_by_name(house: Session) -> None:
    found = people_behind(house, Dimension.PUBLIC, "woman", Who.PLACED, YEAR, None, TODAY)
    shown = lines(house, found.keys[:30], TODAY)
    assert [line.id for line in shown] == found.keys[:30]
    assert all(line.age and line.town and line.name for line in shown)


def test_a_protected_criterion_lists_nobody(house: Session) -> None:
    for dimension, value in ((Dimension.PUBLIC, "disabled"), (Dimension.FAMILY, "protected")):
        with pytest.raises(Refusal, match="protégé"):
            people_behind(house, dimension, value, Who.PLACED, YEAR, None, TODAY)


def test_somebody_restricted_counts_and_is_not_listed(session: Session) -> None:
    person = make.a_beneficiary(session, sex=Sex.WOMAN)
    placement = make.a_placement(session, beneficiary_id=person.id, woman=True)
    month = Month(2026, 4)
    key = MonthlyHours.key(placement.id, month)
    make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=month, declared=hours(70)))
    restriction.restrict(session, person.id, "conteste son adresse", TODAY)
    found = people_behind(session, Dimension.PUBLIC, "woman", Who.PLACED, YEAR, None, TODAY)
    assert (found.keys, found.hours, found.not_shown) == ([], {}, 1)
    assert breakdown(session, Dimension.PUBLIC, YEAR, None, TODAY).lines[1].hours == 70


@given(st.lists(st.integers(0, 40), max_size=12), st.booleans())
def test_no_hidden_count_can_be_found_again(counts: list[int], adds_up: bool) -> None:
    hidden = hidden_places(counts, adds_up)
    assert all(place in hidden for place, count in enumerate(counts) if small(count))
    if adds_up and len(hidden) == 1:  # nothing else is known to subtract from the total
        assert not any(count for place, count in enumerate(counts) if place not in hidden)
    assert all(counts[place] for place in hidden)


def test_no_small_count_leaves_the_house(house: Session) -> None:
    rows = list(
        csv.reader(io.StringIO(going_out.export(house, YEAR, None, TODAY).csv.decode("utf-8-sig")), delimiter=";")
    )
    assert tuple(rows[0]) == going_out.TITLES
    assert {row[0] for row in rows[1:]} == {dimension.label for dimension in Dimension}
    counts = [cell for row in rows[1:] for cell in (row[2], row[4])]
    assert "<\u00a05" in counts
    assert not [count for count in counts if count.isdigit() and 0 < int(count) < LEAST_SHOWN]
    assert all(row[6] == going_out.NOT_PUBLISHED for row in rows[1:] if row[4] in ("<\u00a05", going_out.NOT_PUBLISHED))


def test_the_clipboard_holds_the_same_figures(house: Session) -> None:
    shown = breakdown(house, Dimension.AGE, YEAR, None, TODAY)
    rows = [row.split("\t") for row in going_out.as_text(shown).split("\n")]
    assert tuple(rows[0]) == going_out.TITLES
    assert rows[-1][1:3] == ["Ensemble", str(shown.totals.pool)]


def test_needs_are_those_whose_job_somebody_available_aims_at(session: Session) -> None:
    person = make.a_beneficiary(session, sex=Sex.WOMAN, jobs_aimed=("K2204", "F1703"))
    make.a_beneficiary(session, sex=Sex.MAN, jobs_aimed=("F1702",))
    works, cleaning = (make.a_lot(session, segment=segment) for segment in (Segment.WORKS, Segment.SUPPORT))
    make.a_need(session, lot_id=cleaning.id, rome_code="K2204", code="B-501", posts=3)
    make.a_need(session, lot_id=works.id, rome_code="F1702", code="B-502")
    filled = make.a_need(session, lot_id=works.id, rome_code="F1703", code="B-503")
    make.a_placement(session, lot_id=works.id, need_id=filled.id)
    graduates, women, _seniors = left_aside(session, YEAR, None, TODAY)
    assert [(need.code, need.posts, need.people) for need in women.needs] == [("B-501", 3, 1)]
    assert {line.segment: line.posts for line in women.segments}[Segment.SUPPORT] == 3
    assert graduates.needs == ()
    make.kept(
        session, EligibilityProof(beneficiary_id=person.id, category="YOUTH_GRADUATE", dated_on=dt.date(2026, 11, 2))
    )
    assert [need.code for need in left_aside(session, YEAR, None, TODAY)[0].needs] == ["B-501"]


def test_shares_of_the_segments_are_those_of_their_hours(house: Session) -> None:
    women = left_aside(house, YEAR, None, TODAY)[1]
    for line in women.segments:
        alone = next(
            each
            for each in breakdown(house, Dimension.PUBLIC, YEAR, line.segment, TODAY).lines
            if each.value == "woman"
        )
        assert line.share == alone.hours_share
