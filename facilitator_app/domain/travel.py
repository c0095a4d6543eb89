"""How long a journey takes: the house's own table where it has one, else the straight line and a usual speed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

EARTH_RADIUS_KM = 6371.0
Vector = tuple[float, float, float]


class Transport(StrEnum):
    """A way of travelling that a person can use every working day."""

    ON_FOOT = "foot"
    BIKE = "bike"
    PUBLIC = "public"
    TWO_WHEELER = "moped"
    CAR = "car"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Transport.ON_FOOT: "À pied",
    Transport.BIKE: "Vélo, trottinette",
    Transport.PUBLIC: "Transports en commun",
    Transport.TWO_WHEELER: "Deux-roues motorisé",
    Transport.CAR: "Voiture",
}
MOTORISED = frozenset({Transport.CAR, Transport.TWO_WHEELER})


class TravelTable:
    """The minutes that the house knows, by car and by public transport, from commune to commune (INSEE codes).

    A journey known one way only serves for the way back too.
    """

    def __init__(self, known: Mapping[tuple[str, str], Mapping[Transport, int]] | None = None) -> None:
        known = known or {}
        self._known = {(end, start): minutes for (start, end), minutes in known.items()} | dict(known)
        self._around: dict[str, set[str]] = {}
        for start, end in self._known:
            self._around.setdefault(end, set()).add(start)

    def __bool__(self) -> bool:
        return bool(self._known)

    def minutes(self, start: str, end: str, transport: Transport) -> int | None:
        """None when the house does not know."""
        return self._known.get((start, end), _NOTHING).get(transport)

    def around(self, end: str) -> frozenset[str]:
        """The communes whose journey to this one is known, in whatever way."""
        return frozenset(self._around.get(end, ()))


_NOTHING: Mapping[Transport, int] = {}
NO_TABLE = TravelTable()


@dataclass(frozen=True, slots=True)
class Pace:
    """One way of travelling: kilometres of straight line per hour, and the minutes lost whatever the distance."""

    km_per_hour: float
    fixed_minutes: int = 0


@dataclass(frozen=True, slots=True)
class TravelSpeeds:
    """House settings. The speeds are those of the straight line, about a quarter slower than on the road.

    The fixed minutes stand for parking, or for walking to the stop and waiting.
    """

    foot: Pace = Pace(3.8)
    bike: Pace = Pace(11, 2)
    public: Pace = Pace(15, 10)
    moped: Pace = Pace(26, 3)
    car: Pace = Pace(32, 5)
    table: TravelTable = field(default=NO_TABLE, compare=False)

    def pace(self, transport: Transport) -> Pace:
        pace: Pace = getattr(self, transport.value)
        return pace


DEFAULT_SPEEDS = TravelSpeeds()


@dataclass(frozen=True, slots=True)
class Place:
    """A point in degrees; for a commune, its centre and its INSEE code."""

    latitude: float
    longitude: float
    commune: str = ""

    @property
    def vector(self) -> Vector:
        """The same point on a sphere of radius 1: distances then need no trigonometry."""
        latitude, longitude = math.radians(self.latitude), math.radians(self.longitude)
        return (
            math.cos(latitude) * math.cos(longitude),
            math.cos(latitude) * math.sin(longitude),
            math.sin(latitude),
        )


def squared_chord(start: Vector, end: Vector) -> float:
    """Square of the straight tunnel between two points of the sphere of radius 1: grows with the distance."""
    x, y, z = start[0] - end[0], start[1] - end[1], start[2] - end[2]
    return x * x + y * y + z * z


def chord_km(square: float) -> float:
    """Kilometres over the ground (great circle) for a squared chord."""
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(square) / 2))


def reach_as_square(km: float) -> float:
    """The squared chord of a distance, a hair longer so that nothing at that distance is lost; -1 below zero."""
    if km < 0:
        return -1.0
    half_turn = math.pi * EARTH_RADIUS_KM
    return (2 * math.sin(min(km, half_turn) / EARTH_RADIUS_KM / 2)) ** 2 * (1 + 1e-9) + 1e-18


def straight_line_km(start: Place, end: Place) -> float:
    """Great-circle distance."""
    return chord_km(squared_chord(start.vector, end.vector))


def usable_paces(transports: Iterable[Transport], speeds: TravelSpeeds = DEFAULT_SPEEDS) -> tuple[Pace, ...]:
    """The paces of the ways a person has; public transport when none is known."""
    return tuple(speeds.pace(transport) for transport in sorted(transports)) or (speeds.public,)


def minutes_for(km: float, paces: Iterable[Pace]) -> int:
    """Whole minutes by the quickest pace."""
    return round(min([pace.fixed_minutes + 60 * km / pace.km_per_hour for pace in paces]))


def km_within(minutes: float, paces: Iterable[Pace]) -> float:
    """How far the paces lead in that time; negative when even the fixed minutes do not fit."""
    return max((minutes - pace.fixed_minutes) * pace.km_per_hour / 60 for pace in paces)


def journey_minutes(
    start: Place, end: Place, transports: Iterable[Transport], speeds: TravelSpeeds = DEFAULT_SPEEDS
) -> int:
    """Whole minutes by the quickest of the ways the person has, each by the house's table when it is there."""
    ways = sorted(transports) or [Transport.PUBLIC]
    if not speeds.table or not start.commune or not end.commune:
        return minutes_for(straight_line_km(start, end), usable_paces(ways, speeds))
    km = straight_line_km(start, end)
    known = [speeds.table.minutes(start.commune, end.commune, way) for way in ways]
    return min(
        minutes_for(km, (speeds.pace(way),)) if minutes is None else minutes
        for way, minutes in zip(ways, known, strict=True)
    )
