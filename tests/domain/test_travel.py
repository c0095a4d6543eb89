"""Journeys estimated from the straight line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.travel import (
    DEFAULT_SPEEDS,
    Place,
    Transport,
    journey_minutes,
    km_within,
    minutes_for,
    reach_as_square,
    squared_chord,
    straight_line_km,
    usable_paces,
)

PARIS, MARSEILLE = Place(48.8566, 2.3522), Place(43.2965, 5.3698)
places = st.builds(Place, st.floats(41, 51), st.floats(-5, 10))
ways = st.frozensets(st.sampled_from(Transport))


def test_the_straight_line_is_that_of_the_globe() -> None:
    assert straight_line_km(PARIS, MARSEILLE) == pytest.approx(660.5, abs=0.5)
    assert straight_line_km(Place(0, 0), Place(0, 180)) == pytest.approx(20015, abs=1)


def test_each_way_of_travelling_has_its_speed_and_its_lost_minutes() -> None:
    toulon, la_garde = Place(43.125, 5.93), Place(43.125, 6.01)
    minutes = {way: journey_minutes(toulon, la_garde, {way}) for way in Transport}
    assert minutes == {
        Transport.ON_FOOT: 103,
        Transport.BIKE: 37,
        Transport.PUBLIC: 36,
        Transport.TWO_WHEELER: 18,
        Transport.CAR: 17,
    }


def test_the_quickest_way_counts_and_none_known_means_public_transport() -> None:
    here, near = Place(43.12, 5.93), Place(43.12, 5.94)
    assert journey_minutes(here, near, {Transport.ON_FOOT, Transport.PUBLIC}) == journey_minutes(
        here, near, {Transport.ON_FOOT}
    )
    assert journey_minutes(PARIS, MARSEILLE, ()) == journey_minutes(PARIS, MARSEILLE, {Transport.PUBLIC})


@given(places, places, ways)
def test_a_journey_takes_as_long_back(start: Place, end: Place, transports: frozenset[Transport]) -> None:
    there = journey_minutes(start, end, transports)
    assert there >= 0
    assert there == journey_minutes(end, start, transports)


@given(places, places, ways, st.integers(0, 300))
def test_the_reach_loses_nobody_within_the_minutes(
    start: Place, end: Place, transports: frozenset[Transport], limit: int
) -> None:
    paces = usable_paces(transports, DEFAULT_SPEEDS)
    reach = reach_as_square(km_within(limit + 0.5, paces))
    if minutes_for(straight_line_km(start, end), paces) <= limit:
        assert squared_chord(start.vector, end.vector) <= reach
