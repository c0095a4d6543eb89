"""Whether a point of the ground lies in a district: outlines in whole numbers, so that their border is exact."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from facilitator_app.domain.refusal import Refusal

UNIT = 10_000_000  # per degree: about a centimetre on the ground
Point = tuple[int, int]
"""Longitude and latitude, in units."""
Ring = Sequence[Point]
Outline = Sequence[Sequence[Ring]]
"""Polygons, each an outer ring followed by its holes. A ring may or may not repeat its first point at the end."""
_LEAST_FIGURES, _MOST_FIGURES = 3, 6  # after the point
_LARGEST_OUTLINE = 20_000_000  # bytes, unpacked
_NUMBER = re.compile(r"[-+−]?\d{1,3}(?:[.,]\d{1,15})?")
_AT = re.compile(r"[@=](-?\d{1,3}\.\d+),(-?\d{1,3}\.\d+)")
_BAD_COORDINATES = (
    "Ces coordonnées ne se lisent pas. Écrivez la latitude puis la longitude en degrés, par exemple 43.1258, 5.9306."
)


class Box(NamedTuple):
    """What surrounds an outline, in units."""

    west: int
    south: int
    east: int
    north: int


def unit_point(longitude: Decimal | float | int, latitude: Decimal | float | int) -> Point:
    """Degrees in units, rounded to the nearest. Raises TypeError for anything else than numbers."""
    if isinstance(longitude, str | list) or isinstance(latitude, str | list):  # which could be multiplied too
        raise TypeError("degrees are numbers")
    return round(longitude * UNIT), round(latitude * UNIT)


def box_of(outline: Outline) -> Box:
    """The least box that holds every outer ring; the outline has at least one point."""
    points = [point for polygon in outline for point in polygon[0]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def contains(outline: Outline, point: Point) -> bool:
    """Whether the point is in one of the polygons. Their borders belong to them, those of their holes too."""
    return any(_in_polygon(polygon, point) for polygon in outline)


def _in_polygon(polygon: Sequence[Ring], point: Point) -> bool:
    inside = False
    for ring in polygon:
        crossed = _crossings(ring, point)
        if crossed is None:
            return True
        inside ^= bool(crossed % 2)
    return inside


def _crossings(ring: Ring, point: Point) -> int | None:
    """How many sides the half-line going east from the point crosses; None when the point is on a side."""
    x, y = point
    count = 0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if y1 == y2 == y and min(x1, x2) <= x <= max(x1, x2):
            return None
        # A side counts from its lower end, included, to its upper end, excluded: a corner is never counted twice.
        if (y1 <= y) != (y2 <= y):
            turn = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
            if turn == 0:
                return None
            count += (turn > 0) == (y2 > y1)
        elif (x, y) in ((x1, y1), (x2, y2)):
            return None
        x1, y1 = x2, y2
    return count


def packed(outline: Outline) -> bytes:
    """How an outline is kept in the file."""
    flat = [[[number for point in ring for number in point] for ring in polygon] for polygon in outline]
    return zlib.compress(json.dumps(flat, separators=(",", ":")).encode())


def unpacked(content: bytes) -> Outline:
    """The outline that was packed."""
    flat = json.loads(zlib.decompressobj().decompress(content, _LARGEST_OUTLINE))
    return [[list(zip(ring[::2], ring[1::2], strict=True)) for ring in polygon] for polygon in flat]


def read_coordinates(text: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude as typed or pasted from a map or its address; None for nothing. Raises Refusal.

    Mainland coordinates given in the other order are put right.
    """
    if not text.strip():
        return None
    if link := _AT.search(text):
        found = [link[1], link[2]]
    else:
        if re.search(r"[^\W\d]", re.sub(r"(?i)\b(?:lat(?:itude)?|lon(?:gitude)?|lng|geo|nord|est|n|e)\b", "", text)):
            raise Refusal.because(_BAD_COORDINATES, "coordinates")  # «O» and «S» would change a sign
        found = _NUMBER.findall(text)
        if text.count(",") == 3 and "." not in text and re.search(r"\d,\d+\s*,\s*-?\d+,\d", text):
            found = re.findall(r"-?\d+,\d+", text)
    if len(found) != 2:
        raise Refusal.because(_BAD_COORDINATES, "coordinates")
    latitude, longitude = (Decimal(number.replace(",", ".").replace("−", "-")) for number in found)
    if -6 <= latitude <= 10 and 41 <= longitude <= 52:
        latitude, longitude = longitude, latitude
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Refusal.because(_BAD_COORDINATES, "coordinates")
    return latitude, longitude


def checked_coordinates(text: str) -> str:
    """Coordinates in the form in which they are kept, `43.1258, 5.9306`; nothing stays nothing. Raises Refusal.

    Fewer than three figures after the point would name a town at best; six are ten centimetres.
    """
    found = read_coordinates(text)
    if found is None:
        return ""
    if any(-int(number.as_tuple().exponent) < _LEAST_FIGURES for number in found):
        raise Refusal.because(_BAD_COORDINATES, "coordinates")
    return ", ".join(map(_written, found))


def _written(degrees: Decimal) -> str:
    whole, _, figures = f"{degrees:.{_MOST_FIGURES}f}".partition(".")
    return f"{whole}.{figures.rstrip('0').ljust(_LEAST_FIGURES, '0')}"


def outline_of(geometry: object) -> Outline | None:
    """The outline of a GeoJSON geometry in degrees (RFC 7946); None when it is no usable polygon."""
    if not isinstance(geometry, dict):
        return None
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates if kind == "MultiPolygon" else None
    return outline_of_lists(polygons)


def outline_of_lists(polygons: object) -> Outline | None:
    """The outline of a list of polygons, each a list of rings of [longitude, latitude]; None when it is not."""
    try:
        outline = [[_ring(ring) for ring in polygon] for polygon in polygons]  # type: ignore[attr-defined]
    except (TypeError, ValueError, IndexError, ArithmeticError):
        return None
    usable = [polygon for polygon in outline if polygon and all(len(set(ring)) >= 3 for ring in polygon[:1])]
    return [[ring for ring in polygon if ring] for polygon in usable] or None


def _ring(positions: Iterable[Sequence[Decimal | float | int]]) -> Ring:
    ring = [unit_point(position[0], position[1]) for position in positions]
    if any(abs(x) > 180 * UNIT or abs(y) > 90 * UNIT for x, y in ring):
        raise ValueError("these are not degrees")
    return ring
