"""Loading published tables: replaced in one piece, searched, and never in the way of what is already written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.reference import KnownCommune, QpvDistrict, ReferenceTable, TableKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import reference
from facilitator_app.use_cases.reference.loading import Report, forget, load_pasted, loading
from facilitator_app.use_cases.reference.second_look import ToConfirm
from facilitator_app.use_cases.reference.tables import look_in, read_again
from facilitator_app.use_cases.reference.view import editions, look_up
from tests.conftest import TODAY
from tests.exchange.reference import published


@pytest.fixture(autouse=True)
def tables_of_the_house(database: Database) -> Iterator[None]:
    look_in(database.reading)
    yield
    look_in(None)


def load(database: Database, file: Path, *, confirmed: bool = False) -> Report:
    steps = loading(database.transaction, file, TODAY, confirmed)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: Report = end.value
            return report


def test_the_tables_shipped_answer_before_any_is_loaded() -> None:
    assert reference.find_communes("toulon")[0].code == "83137"
    assert reference.cpv_label("45000000-7") == reference.cpv_label("45000000") == "Travaux de construction"
    assert reference.naf_label("8121Z") == reference.naf_label("81.21Z") != ""
    assert reference.find_cpv("batiment travaux")
    assert reference.find_naf("8121z")[0].code == "81.21Z"
    assert reference.cpv_label("99999999") == reference.naf_label("99.99X") == reference.cpv_label("") == ""


def test_a_loaded_table_takes_the_place_of_the_one_shipped(database: Database, tmp_path: Path) -> None:
    load(database, published.written(tmp_path, "019HexaSmal.csv", published.LA_POSTE))
    assert [place.code for place in reference.find_communes("port")] == ["99001"]
    assert [place.code for place in reference.find_communes("99110")] == ["99001"]
    assert [place.code for place in reference.find_communes("saint mandre")] == ["99002"]
    assert reference.find_communes("toulon") == []
    # A code already written on a record keeps its name.
    known = reference.commune("83137")
    assert known is not None
    assert known.name == "Toulon"


def test_a_file_that_says_less_keeps_what_was_known(database: Database, tmp_path: Path) -> None:
    line = "Code commune INSEE;Nom;Code postal\n83137;Toulon;83000\n99002;St Mandré;99120\n"
    load(database, published.written(tmp_path, "postes.csv", line))
    known = reference.commune("83137")
    assert known is not None
    assert known.latitude == pytest.approx(43.1, abs=0.1)
    load(database, published.written(tmp_path, "insee.csv", "COM,LIBELLE\n83137,Toulon\n99002,Saint-Mandré\n"))
    assert [place.postal_codes for place in reference.find_communes("saint mandre")] == [("99120",)]


def test_loading_again_says_what_changed(database: Database, tmp_path: Path) -> None:
    first = load(database, published.written(tmp_path, "unix_rome_v459.csv", published.ROME_JOBS)).tables[0]
    text = published.ROME_JOBS.replace("Nettoyage de locaux", "Propreté des locaux").replace('"A1203"', '"A1202"')
    report = load(database, published.written(tmp_path, "unix_rome_v460.csv", text))
    second = report.tables[0]
    assert (first.added, first.removed, first.changed, first.former) == (3, 0, 0, "")
    assert (second.added, second.removed, second.changed, second.former) == (1, 1, 1, "v459")
    assert any("reste écrit tel quel" in remark for remark in report.remarks)
    assert reference.job_label("K2204") == "Propreté des locaux"
    assert reference.job_label("A1203") == "Aménagement et entretien des espaces verts"  # still shipped
    assert reference.job_label("Z9999") == "Z9999"


def test_a_job_is_found_by_any_of_its_names_once_loaded(database: Database, tmp_path: Path) -> None:
    assert reference.find_jobs("tourière") == []
    load(database, published.written(tmp_path, "appellations.csv", published.ROME_NAMES))
    assert [job.code for job in reference.find_jobs("touriere")] == ["D1102"]
    assert [job.code for job in reference.find_jobs("pierre seche")] == ["F1703"]
    assert [job.code for job in reference.find_jobs("maçon")].count("F1703") == 1


def test_a_bad_file_or_a_stop_leaves_the_former_edition(database: Database, tmp_path: Path) -> None:
    load(database, published.written(tmp_path, "qpv_2024.geojson", published.districts()))
    with pytest.raises(Refusal):
        load(database, published.written(tmp_path, "qpv_2026.geojson", published.districts()[:400]))
    steps = loading(database.transaction, published.written(tmp_path, "b_2027.geojson", published.districts()), TODAY)
    next(steps)  # the former rows are gone from this transaction
    steps.close()
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(QpvDistrict)) == 2
        assert session.scalar(select(ReferenceTable.version)) == "2024"


def test_the_list_of_districts_alone_keeps_the_outlines(database: Database, tmp_path: Path) -> None:
    load(database, published.written(tmp_path, "qpv_2024.geojson", published.districts()))
    text = "code_qp;lib_qp;insee_com\nQN08301M;Les Hauts d'Azur et la Rade;83137\n"
    load(database, published.written(tmp_path, "liste.csv", text))
    with database.reading() as session:
        row = session.execute(select(QpvDistrict.name, QpvDistrict.outline)).one()
    assert row.name == "Les Hauts d’Azur et la Rade"
    assert row.outline is not None


def test_reference_tables_are_not_in_the_journal(database: Database, tmp_path: Path) -> None:
    load(database, published.written(tmp_path, "communes.csv", published.LA_POSTE))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(KnownCommune)) == 2
        assert session.scalar(select(func.count()).select_from(Gesture)) == 0


def test_going_back_to_the_table_shipped(database: Database, tmp_path: Path) -> None:
    load(database, published.written(tmp_path, "communes.csv", published.LA_POSTE))
    with database.transaction() as session:
        forget(session, TableKind.COMMUNES)
    read_again()
    assert reference.find_communes("toulon")[0].code == "83137"


def test_the_page_knows_each_edition_and_looks_into_it(database: Database, tmp_path: Path) -> None:
    load(database, published.written(tmp_path, "appellations_2026.csv", published.ROME_NAMES))
    load(database, published.written(tmp_path, "qpv_2024.geojson", published.districts()))
    load_pasted(database.transaction, "Toulon;La Garde;15;35", TODAY)
    with database.reading() as session:
        found = {edition.kind: edition for edition in editions(session)}
        assert len(found) == len(TableKind)
        assert found[TableKind.JOB_NAMES].version == "2026"
        assert found[TableKind.JOB_NAMES].loaded_on == TODAY
        assert found[TableKind.CPV].loaded_on is None
        assert found[TableKind.CPV].rows > 50
        assert [entry.label for entry in look_up(session, TableKind.DISTRICTS, "hauts azur")] == ["Les Hauts d’Azur"]
        assert look_up(session, TableKind.DISTRICTS, "83062")[0].detail.startswith("La Garde")
        assert look_up(session, TableKind.TRAVEL, "toulon")[0].detail == (
            "15\u00a0min en voiture, 35\u00a0min en transports en commun"
        )
        assert look_up(session, TableKind.JOB_NAMES, "eboueuse")[0].code == "K2303"
        assert look_up(session, TableKind.COMMUNES, "hyeres")[0].detail
        for kind in TableKind:
            assert look_up(session, kind, ""), kind
            assert look_up(session, kind, "zzzz") == []


def test_travel_times_pasted_add_to_those_there_and_unknown_communes_are_told(database: Database) -> None:
    load_pasted(database.transaction, "Toulon;La Garde;15;35\nToulon;Hyères;25;", TODAY)
    report = load_pasted(database.transaction, "Toulon;Hyères;20;50\nToulon;Nullepart;1;2", TODAY)
    assert (report.tables[0].rows, report.tables[0].added, report.tables[0].changed) == (2, 0, 1)
    assert "Nullepart" in report.remarks[-1]
    with pytest.raises(Refusal, match="Toulon ; La Garde"):
        load_pasted(database.transaction, "Nullepart;Ailleurs;1;2", TODAY)


def test_published_files_are_loaded_whole(database: Database, shared_data: Path) -> None:
    for name in ("communes_fr_2026.csv", "rome_appellations_les-emplois_2024-09.csv"):
        load(database, shared_data / "reference" / name)
    assert reference.find_communes("toulon")[0].code == "83137"
    assert reference.find_communes("paris")[0].code == "75056"
    assert reference.find_jobs("plaquiste")
    again = load(database, shared_data / "reference" / "communes_fr_2026.csv").tables[0]
    assert (again.added, again.removed, again.changed) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "kept", "why"),
    [("naf_2003.csv", 40, "de 2003, la table chargée de 2025"), ("naf_2025.csv", 3, "37 des 40")],
)
def test_an_older_edition_or_an_extract_is_loaded_once_confirmed(
    database: Database, tmp_path: Path, name: str, kept: int, why: str
) -> None:
    lines = [f"01.{number}Z;Culture {number}" for number in range(10, 50)]
    load(database, published.written(tmp_path, "naf_2025.csv", "\n".join(["code;libellé", *lines])))
    file = published.written(tmp_path, name, "\n".join(["code;libellé", *lines[:kept]]))
    with pytest.raises(ToConfirm, match=why):
        load(database, file)
    with database.reading() as session:
        assert session.get_one(ReferenceTable, TableKind.NAF).rows == 40
    assert load(database, file, confirmed=True).tables[0].rows == kept
