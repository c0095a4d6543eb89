"""Targets by purchase segment: set, compared with what was done in the segment alone, and taken away."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import Dimension
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import office
from facilitator_app.use_cases.publics.breakdown import breakdown
from facilitator_app.use_cases.publics.by_segment import by_segment
from facilitator_app.use_cases.publics.periods import this_year
from facilitator_app.use_cases.publics.targets import change_segment_targets, segment_targets, targets_of
from tests.conftest import TODAY

YEAR = this_year(TODAY)
THIRD = Decimal("0.3")


@pytest.fixture
def house(demonstration_house: Path, tmp_path: Path) -> Iterator[Session]:
    copy = tmp_path / "maison.db"
    copy.write_bytes(demonstration_house.read_bytes())
    database = open_house(copy)
    with database.transaction() as session:
        yield session
    database.close()


def test_each_figure_is_that_of_the_segment_alone(house: Session) -> None:
    wanted = {(segment, public): THIRD for segment in Segment for public in Public}
    change_segment_targets(house, wanted)
    found = by_segment(house, YEAR, TODAY)
    assert len(found) == len(wanted)
    for row in found:
        alone = breakdown(house, Dimension.PUBLIC, YEAR, row.segment, TODAY)
        assert row.figures == next(line for line in alone.lines if line.value == row.figures.value)
    assert any(row.figures.hours for row in found)


def test_a_segment_without_its_own_takes_the_target_of_the_house(session: Session) -> None:
    office.rules_row(session).target_women = Decimal("0.45")
    change_segment_targets(session, {(Segment.WORKS, Public.WOMAN): THIRD, (Segment.WORKS, Public.QPV): THIRD})
    assert targets_of(session)["woman"] == Decimal("0.45")
    assert targets_of(session, Segment.WORKS) == {"woman": THIRD, "qpv": THIRD}
    assert targets_of(session, Segment.SUPPLIES) == {"woman": Decimal("0.45")}


def test_a_target_emptied_goes_and_may_come_back(session: Session) -> None:
    change_segment_targets(session, {(Segment.WORKS, Public.WOMAN): THIRD})
    change_segment_targets(session, {})
    assert segment_targets(session) == {}
    change_segment_targets(session, {(Segment.WORKS, Public.WOMAN): Decimal("0.5")})
    assert segment_targets(session) == {(Segment.WORKS, Public.WOMAN): Decimal("0.5")}


@pytest.mark.parametrize("share", [Decimal(0), Decimal("1.01")])
def test_a_target_that_is_no_share_is_refused_under_its_field(session: Session, share: Decimal) -> None:
    with pytest.raises(Refusal) as refused:
        change_segment_targets(session, {(Segment.WORKS, Public.WOMAN): share})
    assert [problem.field for problem in refused.value.problems] == ["works.woman"]
