"""Published tables are known by their content, read row by row, or refused in one sentence."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator_app.domain.districts import UNIT, contains
from facilitator_app.domain.reference import TableKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.exchange.reference.pasted import read_pasted
from facilitator_app.exchange.reference.reading import edition, read
from facilitator_app.exchange.reference.rows import CommuneRow, DistrictRow, LabelRow, Loaded, TravelRow
from tests.exchange.reference import published


def whole(file: Path) -> Loaded:
    steps = read(file)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Loaded = end.value
            return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_postal_file_gives_a_commune_once_with_all_its_postal_codes(tmp_path: Path, encoding: str) -> None:
    found = whole(published.written(tmp_path, "019HexaSmal.csv", published.LA_POSTE, encoding))
    assert found.tables == {
        TableKind.COMMUNES: (
            CommuneRow("99001", "PORT L EPEE", ("99100", "99110")), CommuneRow("99002", "ST MANDRE", ("99120",)),
        )
    }  # fmt: skip
    assert "2 communes sans coordonnées" in found.remarks[0]


def test_the_list_of_communes_leaves_aside_what_is_no_commune(tmp_path: Path) -> None:
    found = whole(published.written(tmp_path, "v_commune_2026.csv", published.INSEE_COMMUNES))
    assert [row.name for row in found.tables[TableKind.COMMUNES] if isinstance(row, CommuneRow)] == [
        "Port-l’Épée", "Valneuve",
    ]  # fmt: skip
    assert found.version == "2026"


def test_the_communes_of_the_geographic_service_come_with_their_centre(tmp_path: Path) -> None:
    centre = {"type": "Point", "coordinates": [5.93, 43.12]}
    rows = [{"nom": "Port-l'Épée", "code": "99001", "codesPostaux": ["99100", "99110"], "centre": centre}]
    found = whole(published.written(tmp_path, "communes.json", json.dumps(rows)))
    assert found.tables[TableKind.COMMUNES] == (CommuneRow("99001", "Port-l’Épée", ("99100", "99110"), 43.12, 5.93),)


def test_zeros_eaten_by_a_spreadsheet_come_back(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Table des communes"])
    book.active.append(["Code INSEE", "Commune", "Code postal", "latitude", "longitude"])
    book.active.append([1004, "Bourgneuf", 1500, 45.95, 5.37])
    book.save(tmp_path / "communes.xlsx")
    found = whole(tmp_path / "communes.xlsx")
    assert found.tables[TableKind.COMMUNES] == (CommuneRow("01004", "Bourgneuf", ("01500",), 45.95, 5.37),)


def test_jobs_and_their_names_come_together_in_the_archive_of_their_publisher(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "RefRomeCsv_v460.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("unix_referentiel_code_rome_v460_utf8.csv", published.ROME_JOBS)
        archive.writestr("unix_referentiel_appellation_v460_utf8.csv", published.ROME_NAMES)
        archive.writestr("lisezmoi.pdf", b"%PDF-1.4")
    found = whole(tmp_path / "RefRomeCsv_v460.zip")
    assert found.tables[TableKind.JOBS][0] == LabelRow("F1703", "Maçonnerie")
    assert found.tables[TableKind.JOB_NAMES][2] == LabelRow("16002", "Éboueur / Éboueuse", "K2303")
    assert found.version == "v460"


def test_the_tree_of_jobs_has_no_titles_and_is_read_all_the_same(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Lisez-moi"])
    sheet = book.create_sheet("Arbo Principale")
    for line in published.TREE:
        sheet.append(line)
    book.save(tmp_path / "ROME_ArboPrincipale.xlsx")
    found = whole(tmp_path / "ROME_ArboPrincipale.xlsx")
    assert found.tables[TableKind.JOBS] == (
        LabelRow("A1101", "Conduite d’engins agricoles"), LabelRow("A1201", "Bûcheronnage et élagage"),
        LabelRow("A1202", "Entretien des espaces naturels"),
    )  # fmt: skip
    assert LabelRow("11565", "Bûcheron / Bûcheronne", "A1201") in found.tables[TableKind.JOB_NAMES]


def test_codes_of_contracts_and_of_companies_are_told_apart(tmp_path: Path) -> None:
    cpv = whole(published.written(tmp_path, "cpv_2008.csv", published.CPV)).tables
    naf = whole(published.written(tmp_path, "naf.csv", published.NAF))
    assert cpv[TableKind.CPV][1] == LabelRow("03111000-2", "Graines")
    assert naf.tables[TableKind.NAF] == (
        LabelRow("01.11Z", "Culture de céréales"), LabelRow("01.13Z", "Culture de légumes"),
    )  # fmt: skip
    assert "1 ligne laissée de côté" in naf.remarks[0]


@pytest.mark.parametrize("packing", ["plain", "zip", "gzip"])
def test_districts_come_with_their_outline(tmp_path: Path, packing: str) -> None:
    file = published.written(tmp_path, "QP2024_WGS84.geojson", published.districts())
    if packing == "zip":
        with zipfile.ZipFile(tmp_path / "QP2024.zip", "w") as archive:
            archive.write(file, "dossier/QP2024_WGS84.geojson")
        file = tmp_path / "QP2024.zip"
    if packing == "gzip":
        file = tmp_path / "QP2024.json.gz"
        file.write_bytes(gzip.compress(published.districts().encode()))
    found = whole(file)
    first, second = found.tables[TableKind.DISTRICTS]
    assert isinstance(first, DistrictRow)
    assert isinstance(second, DistrictRow)
    assert (first.code, first.name, first.communes) == ("QN08301M", "Les Hauts d’Azur", ("83137",))
    assert second.communes == ("83062", "83098")
    assert second.outline is not None
    assert contains(second.outline, (round(6.055 * UNIT), round(43.125 * UNIT)))
    assert found.version == "2024"


def test_an_object_longer_than_a_piece_is_read_whole(tmp_path: Path) -> None:
    many = json.loads(published.districts())
    many["features"] *= 900
    file = published.written(tmp_path, "grand.geojson", json.dumps(many, indent=3))
    found = whole(file)
    assert len(found.tables[TableKind.DISTRICTS]) == 2
    assert any("répètent" in remark for remark in found.remarks)


def test_outlines_in_metres_are_refused(tmp_path: Path) -> None:
    metres = published.districts().replace("5.93", "940123.5").replace("43.1", "6230000.1")
    with pytest.raises(Refusal, match="WGS84"):
        whole(published.written(tmp_path, "l93.geojson", metres.replace("6.0", "950000.0")))


def test_travel_times_are_read_as_people_write_them(tmp_path: Path) -> None:
    found = whole(published.written(tmp_path, "trajets.csv", published.TRAVEL))
    assert found.tables[TableKind.TRAVEL] == (
        TravelRow("Toulon", "La Garde", 15, 35), TravelRow("83220 Le Pradet", "83137", 20, 65),
    )  # fmt: skip


def test_pasted_cells_follow_their_titles_or_the_usual_order() -> None:
    usual = read_pasted("Toulon\tLa Garde\t15\t35\nToulon\tHyères\t\t50\nToulon\tNice\tloin\t").tables
    titled = read_pasted("Arrivée;Départ;TC\nLa Garde;Toulon;35").tables
    assert usual[TableKind.TRAVEL] == (
        TravelRow("Toulon", "La Garde", 15, 35), TravelRow("Toulon", "Hyères", None, 50),
    )  # fmt: skip
    assert titled[TableKind.TRAVEL] == (TravelRow("Toulon", "La Garde", None, 35),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.csv", b"", "vide"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0", "une image"),
        ("coupe.geojson", published.districts().encode()[:300], "abîmé ou incomplet"),
        ("autre.csv", b"nom;prenom\nA;B\n", "aucune des tables attendues"),
        ("autre.json", b'[{"nom": "A"}]', "aucune des tables attendues"),
        ("rien.json", b'{"features": []}', "aucune des tables attendues"),
        ("profond.json", b"[" * 50_000, "abîmé ou incomplet|aucune des tables attendues"),
        ("faux.gz", b"\x1f\x8b\x08\x00abcdef", "abîmé"),
        ("faux.zip", b"PK\x03\x04abcdef", "abîmé"),
        ("7z.csv", b"7z\xbc\xaf\x27\x1c", "zip"),
    ],
)
def test_any_other_file_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Refusal, match=said):
        whole(file)


def test_a_shapefile_archive_is_told_to_come_as_geojson(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "qp.zip", "w") as archive:
        archive.writestr("QP2024.shp", b"abc")
    with pytest.raises(Refusal, match="GeoJSON plutôt que Shapefile"):
        whole(tmp_path / "qp.zip")


def test_a_bomb_in_gzip_is_refused(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "qp.json.gz", "wb", compresslevel=9) as file:
        for _ in range(201):
            file.write(b" " * 1_000_000)
    with pytest.raises(Refusal, match="200"):
        whole(tmp_path / "qp.json.gz")


def test_a_file_without_a_version_in_its_name_is_known_by_its_day(tmp_path: Path) -> None:
    file = published.written(tmp_path, "communes.csv", published.LA_POSTE)
    os.utime(file, (1_790_000_000, 1_790_000_000))
    assert edition(file).startswith("fichier du ")
    assert edition(published.written(tmp_path, "qpv_2024_03.csv", "a")) == "2024-03"


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("communes_fr_2026.csv", TableKind.COMMUNES, 35_014),
        ("cpv_2008_fr.csv", TableKind.CPV, 9_454),
        ("naf_rev2_732.json", TableKind.NAF, 1_707),
        ("qpv_2024_contours.json.gz", TableKind.DISTRICTS, 1_584),
        ("qpv_2024_liste.csv", TableKind.DISTRICTS, 1_584),
        ("rome_appellations_les-emplois_2024-09.csv", TableKind.JOB_NAMES, 11_061),
        ("rome_fiches_les-emplois_2024-09.csv", TableKind.JOBS, 532),
    ],
)
def test_published_files_are_read_to_the_last_line(shared_data: Path, name: str, kind: TableKind, rows: int) -> None:
    found = whole(shared_data / "reference" / name)
    assert {kind: len(lines) for kind, lines in found.tables.items()} == {kind: rows}
