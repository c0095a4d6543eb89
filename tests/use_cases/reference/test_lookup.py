"""The shipped tables of jobs and communes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from facilitator_app.exchange import reference
from facilitator_app.places import resources
from facilitator_app.use_cases.reference import commune, commune_named, find_communes, find_jobs, job_label


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("macon", "F1703"),
        ("MANŒUVRE", "F1704"),
        ("espaces verts", "A1203"),
        ("agent entretien", "K2204"),
        ("f1606", "F1606"),
    ],
)
def test_a_job_is_found_by_its_usual_name_its_label_or_its_code(typed: str, code: str) -> None:
    assert code in [job.code for job in find_jobs(typed)]


def test_a_label_beginning_with_the_text_comes_first() -> None:
    assert find_jobs("maç")[0].code == "F1703"


def test_a_code_out_of_the_table_is_kept_as_typed() -> None:
    assert job_label("L1504") == "L1504"
    assert job_label("f1703") == "Maçonnerie"


@pytest.mark.parametrize("typed", ["seyne", "La Seyne-sur-Mer", "83500", "la seyne mer"])
def test_a_commune_is_found_by_words_or_postal_code(typed: str) -> None:
    assert "83126" in [place.code for place in find_communes(typed)]


def test_st_stands_for_saint() -> None:
    assert [place.name for place in find_communes("st raphael")] == ["Saint-Raphaël"]


def test_an_exact_name_gives_its_commune_and_an_unknown_one_nothing() -> None:
    found = commune_named("LA GARDE", "83130")
    assert found is not None
    assert found.code == "83062"
    assert commune(found.code) == found
    assert commune_named("Ailleurs") is None
    assert commune(None) is None


def test_a_text_found_nowhere_finds_nothing() -> None:
    assert find_jobs("zzz") == []
    assert find_communes("zzz") == []


def test_every_shipped_commune_is_whole() -> None:
    places = reference.communes(resources() / "reference")
    assert len({place.code for place in places}) == len(places)
    for place in places:
        assert place.postal_codes, place
        assert place.latitude is not None, place
        assert place.longitude is not None, place
        assert 42.9 < place.latitude < 43.9, place
        assert 5.6 < place.longitude < 7.0, place


def test_the_labels_of_jobs_are_the_official_ones(shared_data: Path) -> None:
    with (shared_data / "reference" / "rome_fiches_les-emplois_2024-09.csv").open(encoding="utf-8-sig") as lines:
        official = {row["code"]: row["libelle"] for row in csv.DictReader(lines, delimiter=";")}
    for job in reference.jobs(resources() / "reference"):
        assert job.label.replace("’", "'").replace("œ", "oe") == official[job.code]
