"""A point in an outline, against oracles that work otherwise; coordinates as people write them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.districts import (
    UNIT,
    Point,
    box_of,
    contains,
    outline_of,
    packed,
    read_coordinates,
    unit_point,
    unpacked,
)
from facilitator_app.domain.refusal import Refusal

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
HOLE = [(3, 3), (7, 3), (7, 7), (3, 7)]
points = st.tuples(st.integers(-12, 12), st.integers(-12, 12))


@pytest.mark.parametrize("point", [(5, 5), (0, 0), (10, 10), (0, 10), (5, 0), (10, 5), (0, 5), (5, 10)])
def test_a_border_and_a_corner_belong_to_the_district(point: Point) -> None:
    assert contains([[SQUARE]], point)


@pytest.mark.parametrize("point", [(-1, 0), (11, 10), (5, -1), (5, 11), (11, 0), (-1, 5)])
def test_a_point_in_line_with_a_side_is_outside(point: Point) -> None:
    assert not contains([[SQUARE]], point)


@given(points, st.booleans(), st.booleans())
def test_a_hole_is_outside_but_its_border_is_not(point: Point, turned: bool, closed: bool) -> None:
    x, y = point
    expected = 0 <= x <= 10 and 0 <= y <= 10 and not (3 < x < 7 and 3 < y < 7)
    hole = HOLE[::-1] if turned else HOLE
    square = [*SQUARE, SQUARE[0]] if closed else SQUARE
    assert contains([[square, hole]], point) == expected


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20), points)
def test_a_district_in_pieces_is_the_union_of_its_pieces(cells: set[Point], point: Point) -> None:
    x, y = point
    outline = [[[(2 * a, 2 * b), (2 * a + 2, 2 * b), (2 * a + 2, 2 * b + 2), (2 * a, 2 * b + 2)]] for a, b in cells]
    expected = any(2 * a <= x <= 2 * a + 2 and 2 * b <= y <= 2 * b + 2 for a, b in cells)
    assert contains(outline, point) == expected


def in_triangle(point: Point, a: Point, b: Point) -> bool:
    """Whether the point is in the closed triangle made with the origin, by the signs of three areas."""
    areas = [
        (q[0] - p[0]) * (point[1] - p[1]) - (point[0] - p[0]) * (q[1] - p[1])
        for p, q in (((0, 0), a), (a, b), (b, (0, 0)))
    ]
    return all(area >= 0 for area in areas) or all(area <= 0 for area in areas)


@given(st.sets(points.filter(lambda point: point != (0, 0)), min_size=5, max_size=14), points)
def test_a_star_shaped_outline_is_the_union_of_its_triangles(corners: set[Point], point: Point) -> None:
    by_direction: dict[Point, Point] = {}
    for x, y in corners:  # one corner in each direction: the outline never crosses itself
        divisor = math.gcd(x, y)
        by_direction[x // divisor, y // divisor] = (x, y)
    ring = sorted(by_direction.values(), key=lambda corner: math.atan2(corner[1], corner[0]))
    sides = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    if len(ring) < 3 or any(a[0] * b[1] - a[1] * b[0] <= 0 for a, b in sides):
        return  # the origin does not see every side
    assert contains([[ring]], point) == any(in_triangle(point, a, b) for a, b in sides)


@given(st.lists(st.lists(st.lists(points, min_size=1), min_size=1), min_size=1))
def test_an_outline_comes_back_as_it_was_packed(outline: list[list[list[Point]]]) -> None:
    assert unpacked(packed(outline)) == outline


def test_the_box_holds_the_outline() -> None:
    assert box_of([[SQUARE], [[(20, -3), (21, -3), (21, -2)]]]) == (0, -3, 21, 10)


@pytest.mark.parametrize(
    "typed",
    [
        "43.1258, 5.9306",
        "43.1258 5.9306",
        "43,1258 5,9306",
        "43,1258, 5,9306",
        "43,1258 ; 5,9306",
        "43.1258;5.9306",
        "lat 43.1258 lon 5.9306",
        "43.1258° N, 5.9306° E",
        "https://maps.example.org/place/@43.1258,5.9306,17z",
        "5.9306, 43.1258",
    ],
)
def test_coordinates_are_read_as_people_paste_them(typed: str) -> None:
    assert read_coordinates(typed) == (Decimal("43.1258"), Decimal("5.9306"))


def test_coordinates_of_an_island_keep_their_order_and_sign() -> None:
    assert read_coordinates("-20.8789, 55.4481") == (Decimal("-20.8789"), Decimal("55.4481"))
    assert read_coordinates("  ") is None


@pytest.mark.parametrize("typed", ["43.1258", "12 rue des Lices", "1, 2, 3", "200, 300", "5° O, 43° N"])
def test_what_is_no_coordinates_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match="par exemple"):
        read_coordinates(typed)


def test_a_geometry_that_is_no_polygon_in_degrees_gives_nothing() -> None:
    assert outline_of({"type": "Point", "coordinates": [5.9, 43.1]}) is None
    assert outline_of({"type": "Polygon", "coordinates": [[[940000, 6230000], [940001, 6230000], [1, 2]]]}) is None
    assert outline_of({"type": "Polygon", "coordinates": "abc"}) is None
    assert outline_of({"type": "Polygon", "coordinates": [[[1, 1], [1, 1], [1, 1]]]}) is None
    assert outline_of(None) is None
    square = [[5, 43], [6, 43], [6, 44], [5, 43]]
    assert outline_of({"type": "Polygon", "coordinates": [square]}) == [
        [[(5 * UNIT, 43 * UNIT), (6 * UNIT, 43 * UNIT), (6 * UNIT, 44 * UNIT), (5 * UNIT, 43 * UNIT)]]
    ]
    assert unit_point(5.00000004, 43) == (50_000_000, 430_000_000)
