"""Whether somebody lives in a priority district: yes, no, or unknown, always with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator_app.database.connection import Database
from facilitator_app.use_cases.reference.districts import Answer, DistrictAnswer, qpv_of
from facilitator_app.use_cases.reference.tables import look_in
from tests.exchange.reference import published
from tests.use_cases.reference.test_loading import load

TOULON, LA_GARDE, HYERES, NICE = "83137", "83062", "83069", "06088"


@pytest.fixture(autouse=True)
def tables_of_the_house(database: Database) -> Iterator[None]:
    look_in(database.reading)
    yield
    look_in(None)


@pytest.fixture
def with_districts(database: Database, tmp_path: Path) -> Database:
    load(database, published.written(tmp_path, "qpv_2024.geojson", published.districts()))
    return database


def asked(
    database: Database, commune: str | None, latitude: float | None = None, longitude: float | None = None
) -> DistrictAnswer:
    with database.reading() as session:
        return qpv_of(session, commune, latitude, longitude)


def test_without_the_published_file_nothing_is_known(database: Database) -> None:
    found = asked(database, TOULON, 43.125, 5.935)
    assert found.answer is Answer.UNKNOWN
    assert found.in_district is None
    assert "Référentiels" in found.why


def test_a_point_in_a_district_says_which(with_districts: Database) -> None:
    found = asked(with_districts, TOULON, 43.125, 5.935)
    assert (found.in_district, found.code, found.name) == (True, "QN08301M", "Les Hauts d’Azur")
    assert "2024" in found.why
    assert asked(with_districts, None, 43.125, 6.055).code == "QN08302I"
    assert asked(with_districts, TOULON, 43.12, 5.93).in_district is True  # its very corner


def test_a_point_outside_is_a_no(with_districts: Database) -> None:
    assert asked(with_districts, TOULON, 43.125, 5.95).in_district is False
    assert asked(with_districts, LA_GARDE, 43.125, 6.03).in_district is False  # between the two pieces


def test_a_commune_without_any_district_is_a_no_and_one_with_is_unknown(with_districts: Database) -> None:
    assert asked(with_districts, HYERES).in_district is False
    assert asked(with_districts, TOULON).answer is Answer.UNKNOWN
    assert asked(with_districts, LA_GARDE).answer is Answer.UNKNOWN
    assert asked(with_districts, None).answer is Answer.UNKNOWN


def test_a_file_of_another_region_says_nothing_of_here(with_districts: Database) -> None:
    assert asked(with_districts, NICE).answer is Answer.UNKNOWN
    assert asked(with_districts, NICE, 43.70, 7.26).answer is Answer.UNKNOWN
    assert asked(with_districts, None, 48.85, 2.35).answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("told", "commune", "answer"),
    [
        ("06088", "06152", Answer.NO),
        ("06088", "07019", Answer.UNKNOWN),
        ("97105", "97120", Answer.NO),
        ("97105", "97411", Answer.UNKNOWN),  # overseas, a département takes three signs
    ],
)
def test_a_file_speaks_of_the_departments_of_its_districts(
    database: Database, tmp_path: Path, told: str, commune: str, answer: Answer
) -> None:
    file = published.districts().replace("83137", told).replace("83062, 83098", told)
    load(database, published.written(tmp_path, "qpv.geojson", file))
    assert asked(database, commune).answer is answer


def test_coordinates_far_from_the_commune_are_doubted(with_districts: Database) -> None:
    found = asked(with_districts, TOULON, 43.125, 7.5)
    assert found.answer is Answer.UNKNOWN
    assert "vérifiez" in found.why


def test_a_district_without_its_outline_forbids_to_say_no(database: Database, tmp_path: Path) -> None:
    two = json.loads(published.districts())
    two["features"][0]["geometry"] = None
    load(database, published.written(tmp_path, "qpv.geojson", json.dumps(two)))
    assert asked(database, TOULON, 43.125, 5.935).answer is Answer.UNKNOWN
    assert asked(database, HYERES).in_district is False


def test_a_published_district_holds_its_own_inside(database: Database, shared_data: Path) -> None:
    load(database, shared_data / "reference" / "qpv_2024_contours.json.gz")
    assert asked(database, TOULON).answer is Answer.UNKNOWN
    assert asked(database, "83071").in_district is False
    assert asked(database, TOULON, 43.1167, 5.9411).in_district is False  # the harbour
