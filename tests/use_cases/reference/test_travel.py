"""The house's own travel times take the place of the estimate, in matching too."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.database.connection import Database
from facilitator_app.domain.matching import Candidate, Job, Level, NeedProfile, rank, score_all_pairs
from facilitator_app.domain.matching.rules import MatchingRules
from facilitator_app.domain.travel import Place, Transport, TravelSpeeds, TravelTable, journey_minutes
from facilitator_app.use_cases.matching.profiles import house_rules
from facilitator_app.use_cases.reference.loading import load_pasted
from facilitator_app.use_cases.reference.travel import travel_table
from tests.conftest import TODAY

TOULON, LA_GARDE, AUPS = Place(43.12, 5.93, "83137"), Place(43.13, 6.02, "83062"), Place(43.63, 6.22, "83007")
BUS, CAR = frozenset({Transport.PUBLIC}), frozenset({Transport.CAR})


def test_the_house_knows_better_than_the_straight_line(database: Database) -> None:
    load_pasted(database.transaction, "Toulon;La Garde;15;35", TODAY)
    with database.reading() as session:
        speeds = TravelSpeeds(table=travel_table(session))
    assert journey_minutes(TOULON, LA_GARDE, BUS, speeds) == 35
    assert journey_minutes(LA_GARDE, TOULON, CAR, speeds) == 15
    assert journey_minutes(TOULON, LA_GARDE, BUS | CAR, speeds) == 15
    assert journey_minutes(TOULON, LA_GARDE, (), speeds) == 35
    bike = frozenset({Transport.BIKE})
    assert journey_minutes(TOULON, LA_GARDE, bike, speeds) == journey_minutes(TOULON, LA_GARDE, bike)
    assert journey_minutes(TOULON, AUPS, CAR, speeds) == journey_minutes(TOULON, AUPS, CAR)


def someone(key: int, place: Place, way: frozenset[Transport]) -> Candidate:
    return Candidate(
        key, (Job("F1703", Level.EXPERIENCED),), place=place, max_travel_minutes=40, transports=way,
        eligible_until=dt.date(2027, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(("minutes", "kept"), [(30, True), (300, False)])
def test_matching_follows_the_table_both_ways(minutes: int, kept: bool) -> None:
    table = TravelTable({("83007", "83137"): {Transport.CAR: minutes}, ("83062", "83137"): {Transport.CAR: minutes}})
    rules = MatchingRules(speeds=TravelSpeeds(table=table))
    need = NeedProfile("need", "F1703", "Maçonnerie", dt.date(2027, 1, 4), place=TOULON)
    people = [someone(1, AUPS, CAR), someone(2, LA_GARDE, CAR), someone(3, LA_GARDE, BUS), someone(4, AUPS, BUS)]
    ranked = {entry.candidate.key: entry.score.total for entry in rank(people, need, rules).ranked}
    assert (1 in ranked, 2 in ranked, 3 in ranked, 4 in ranked) == (kept, kept, True, False)
    assert dict(score_all_pairs(people, [need], rules)["need"]) == ranked


def test_the_rules_of_the_house_carry_its_table(database: Database) -> None:
    load_pasted(database.transaction, "Toulon;La Garde;15;35", TODAY)
    with database.reading() as session:
        assert house_rules(session).speeds.table.minutes("83062", "83137", Transport.PUBLIC) == 35
