"""Every figure of the page of publics, against a plain count of the demonstration house."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex
from facilitator_app.domain.categories import CategoryGroup, Public
from facilitator_app.domain.contract import Lot, Segment
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.protected_criteria import ProtectedProof, protection_of
from facilitator_app.domain.public_counts import AgeBand, Dimension
from facilitator_app.domain.totals import LotMonthTotal, UncountedHours
from facilitator_app.domain.values import Month, age_on, hours
from facilitator_app.use_cases import beneficiary_search, office
from facilitator_app.use_cases.beneficiary_search import Filter
from facilitator_app.use_cases.publics.breakdown import PUBLICS, Breakdown, Line, breakdown
from facilitator_app.use_cases.publics.periods import Period, periods, this_year
from tests import make
from tests.conftest import TODAY

YEAR = this_year(TODAY)
SEGMENTS = {segment.value: segment for segment in Segment}
SPRING = Period("Printemps", Month(2026, 3), Month(2026, 5))


@pytest.fixture(scope="module")
def house(demonstration_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    copy = tmp_path_factory.mktemp("publics") / "maison.db"
    copy.write_bytes(demonstration_house.read_bytes())
    database = open_house(copy)
    with database.reading() as session:
        yield session
    database.close()


def placements(session: Session, period: Period, segment: Segment | None) -> list[Placement]:
    rows = session.scalars(select(Placement)).all()
    lots = {lot.id: lot.segment for lot in session.scalars(select(Lot))}
    return [
        row
        for row in rows
        if row.starts_on <= min(period.last_day, TODAY)
        and (row.ends_on is None or row.ends_on >= period.first_day)
        and (segment is None or lots[row.lot_id] == segment)
    ]


def hours_by_placement(session: Session, period: Period) -> dict[str, Decimal]:
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in session.scalars(select(MonthlyHours)):
        if row.declared is not None and period.first <= row.month <= period.last:
            found[row.placement_id] += row.declared
    for uncounted in session.scalars(select(UncountedHours)):
        if period.first <= uncounted.month <= period.last:
            found[uncounted.placement_id] -= uncounted.hours
    return found


@pytest.mark.parametrize("segment", [None, Segment.WORKS, Segment.INTELLECTUAL])
@pytest.mark.parametrize("period", [YEAR, SPRING], ids=lambda period: period.label)
def test_publics_are_those_frozen_on_each_contract(house: Session, period: Period, segment: Segment | None) -> None:
    shown = breakdown(house, Dimension.PUBLIC, period, segment, TODAY)
    worked, rows = hours_by_placement(house, period), placements(house, period, segment)
    assert [line.value for line in shown.lines] == [public.value for public in PUBLICS]
    for line in shown.lines:
        of_public = [row for row in rows if getattr(row, line.value)]
        assert line.placed == len({row.beneficiary_id for row in of_public})
        assert line.hours == sum((worked[row.id] for row in of_public), Decimal(0))
    assert shown.totals.placed == len({row.beneficiary_id for row in rows})


@pytest.mark.parametrize("period", [YEAR, SPRING], ids=lambda period: period.label)
def test_hours_are_those_of_the_sums_kept_beside_them(house: Session, period: Period) -> None:
    columns = {
        Public.WOMAN: LotMonthTotal.women, Public.SENIOR: LotMonthTotal.seniors, Public.QPV: LotMonthTotal.qpv,
        Public.YOUNG_GRADUATE: LotMonthTotal.young_graduates, Public.DISABLED: LotMonthTotal.disabled,
    }  # fmt: skip
    within = LotMonthTotal.month.between(period.first, period.last)
    shown = breakdown(house, Dimension.PUBLIC, period, None, TODAY)
    assert shown.totals.hours == house.scalar(select(func.sum(LotMonthTotal.hours)).where(within))
    assert shown.totals.hours > 0
    for line in shown.lines:
        assert line.hours == house.scalar(select(func.sum(columns[Public(line.value)])).where(within))


@pytest.mark.parametrize("segment", [None, Segment.WORKS])
@pytest.mark.parametrize("dimension", [each for each in Dimension if each.exclusive])
def test_the_lines_of_a_dimension_add_up(house: Session, dimension: Dimension, segment: Segment | None) -> None:
    shown = breakdown(house, dimension, YEAR, segment, TODAY)
    assert sum(line.placed for line in shown.lines) == shown.totals.placed > 0
    assert sum(line.pool or 0 for line in shown.lines) == shown.totals.pool > 0
    assert sum((line.hours for line in shown.lines), Decimal(0)) == shown.totals.hours > 0


def test_the_hours_of_the_segments_add_up(house: Session) -> None:
    shown = breakdown(house, Dimension.SEGMENT, YEAR, None, TODAY)
    assert sum((line.hours for line in shown.lines), Decimal(0)) == shown.totals.hours
    for line in shown.lines:
        alone = breakdown(house, Dimension.PUBLIC, YEAR, SEGMENTS[line.value], TODAY).totals
        assert (line.placed, line.hours) == (alone.placed, alone.hours)


def test_the_pool_is_what_the_list_of_people_calls_available(house: Session) -> None:
    available = set(beneficiary_search.search(house, "", Filter.AVAILABLE, TODAY))
    people = [person for person in house.scalars(select(Beneficiary)) if person.id in available]
    assert lines(breakdown(house, Dimension.PUBLIC, YEAR, None, TODAY))["woman"].pool == sum(
        person.sex == Sex.WOMAN for person in people
    )
    ages = lines(breakdown(house, Dimension.AGE, YEAR, None, TODAY))
    for band, line in ages.items():
        assert line.pool == sum(bool(person.birth_date) and band_of(person, TODAY) == band for person in people)
    assert breakdown(house, Dimension.COMMUNE, YEAR, None, TODAY).totals.pool == len(people)


def test_criteria_of_the_pool_are_those_noted(house: Session) -> None:
    available = set(beneficiary_search.search(house, "", Filter.AVAILABLE, TODAY))
    noted: defaultdict[str, set[str]] = defaultdict(set)
    for proof in (*house.scalars(select(EligibilityProof)), *house.scalars(select(ProtectedProof))):
        noted["protected" if protection_of(proof.category) else proof.category].add(proof.beneficiary_id)
    shown = lines(breakdown(house, Dimension.CRITERION, YEAR, None, TODAY))
    assert {"LTU", "QPV", "protected"} <= set(shown)
    for code in ("LTU", "QPV", "SENIOR", "protected"):
        assert shown[code].pool == len(noted[code] & available)


def test_a_person_of_two_contracts_counts_once(session: Session) -> None:
    person = make.a_beneficiary(session, sex=Sex.WOMAN)
    for starts in (dt.date(2026, 2, 1), dt.date(2026, 6, 1)):
        make.a_placement(
            session, beneficiary_id=person.id, woman=True, starts_on=starts, ends_on=starts + dt.timedelta(30)
        )
    shown = breakdown(session, Dimension.SEX, YEAR, None, TODAY)
    assert [(line.label, line.placed) for line in shown.lines if line.placed] == [("Femme", 1)]


def test_shares_are_those_of_everybody_counted(session: Session) -> None:
    for sex in (Sex.WOMAN, Sex.MAN, Sex.MAN, Sex.MAN):
        person = make.a_beneficiary(session, sex=sex)
        placement = make.a_placement(session, beneficiary_id=person.id, woman=sex is Sex.WOMAN)
        worked = hours(60 if sex is Sex.WOMAN else 20)
        key = MonthlyHours.key(placement.id, Month(2026, 3))
        make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=Month(2026, 3), declared=worked))
    women = next(line for line in breakdown(session, Dimension.SEX, YEAR, None, TODAY).lines if line.label == "Femme")
    assert (women.placed_share, women.hours_share) == (Decimal("0.25"), Decimal("0.5"))


def test_what_is_written_is_counted_at_once(session: Session) -> None:
    assert breakdown(session, Dimension.SEX, YEAR, None, TODAY).totals.pool == 0
    make.a_beneficiary(session)
    assert breakdown(session, Dimension.SEX, YEAR, None, TODAY).totals.pool == 1


def test_a_health_criterion_is_counted_and_never_named(house: Session) -> None:
    families = breakdown(house, Dimension.FAMILY, YEAR, None, TODAY)
    criteria = breakdown(house, Dimension.CRITERION, YEAR, None, TODAY)
    assert not {CategoryGroup.HEALTH.value, CategoryGroup.JUSTICE.value} & set(lines(families))
    assert "DISABLED" not in lines(criteria)
    assert all(lines(shown)["protected"].protected for shown in (families, criteria))
    assert "handicap" not in " ".join(line.label for line in (*families.lines, *criteria.lines)).lower()


def test_what_was_removed_counts_no_more(session: Session) -> None:
    person = make.a_beneficiary(session)
    make.kept(session, EligibilityProof(beneficiary_id=person.id, category="LTU", removed=True))
    make.a_placement(session, beneficiary_id=person.id, starts_on=dt.date(2026, 2, 1), removed=True)
    assert breakdown(session, Dimension.SEX, YEAR, None, TODAY).totals.placed == 0
    assert "LTU" not in lines(breakdown(session, Dimension.CRITERION, YEAR, None, TODAY))


def test_targets_are_those_of_the_house(session: Session) -> None:
    office.rules_row(session).target_women = Decimal("0.45")
    shown = lines(breakdown(session, Dimension.PUBLIC, YEAR, None, TODAY))
    assert (shown["woman"].target, shown["senior"].target) == (Decimal("0.45"), None)
    assert shown["woman"].reached is None  # no hours to compare


def test_periods_go_back_to_the_first_hours(house: Session) -> None:
    offered = periods(house, TODAY)
    assert [period.label for period in offered[:3]] == ["Année 2026", "12 derniers mois", "4e trimestre 2026"]
    assert offered[-1].label == "Depuis le début"
    assert offered[1].words == "de décembre 2025 à novembre 2026"
    assert Period("", Month(2026, 8), Month(2026, 10)).words == "d’août à octobre 2026"


def lines(shown: Breakdown) -> dict[str, Line]:
    return {line.value: line for line in shown.lines}


def band_of(person: Beneficiary, day: dt.date) -> str:
    assert person.birth_date
    return AgeBand.of(age_on(person.birth_date, day)).value
