"""The official, published and faulty sample files."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.refusal import Refusal
from facilitator_app.exchange.decp import PublishedContract, ReadRecord, open_contract_file
from tests.exchange.decp.files import only, read

Said = Callable[[PublishedContract, str], bool]
CLAUSE, CRITERION = SocialConsideration.CLAUSE, SocialConsideration.CRITERION
# What the manifest advises for the first contract of each file: (its fields, the remarks made about it).
ADVISED: dict[str, Said] = {
    "d01_nc_duree.json": lambda c, said: c.duration_months is None and "Durée «\u00a0NC\u00a0»" in said,
    "d03_considerations_objet_liste.json": lambda c, said: c.considerations == (CLAUSE,),
    "d05_considerations_contradictoires.json": lambda c, said: c.considerations == (CLAUSE,) and "contredit" in said,
    "d07_montant_zero.json": lambda c, said: c.amount is None and "Montant" in said,
    "d09_montant_chaine_virgule.json": lambda c, said: c.amount == Decimal("43188.50"),
    "d11_date_an_0024.json": lambda c, said: c.notified_on == dt.date(2024, 4, 29) and "0024-04-29" in said,
    "d13_siret_13_chiffres.json": lambda c, said: c.holders[0].siret is None and "8341575130024" in said,
    "d15_siret_la_poste.json": lambda c, said: c.holders[0].siret == "35600000009075",
    "d17_titulaire_tva.json": lambda c, said: c.holders[0].siren == "918951849",
    "d19_titulaires_plats_2019.json": lambda c, said: c.holders[0].siret == "83415751300245",
    "d21_titulaires_absents.json": lambda c, said: c.holders == () and "Titulaires absents" in said,
    "d23_cpv_7_chiffres.json": lambda c, said: c.cpv == "09310000",
    "d25_cpv_inx.json": lambda c, said: c.cpv == "28213700" and "INX" in said,
    "d27_bool_oui_non.json": lambda c, said: c.subcontracting is True,
    "d29_lieu_zero_perdu.json": lambda c, said: c.place_code == "08230",
    "d31_lieu_75056.json": lambda c, said: c.place_code == "75056" and "75000" in said,
    "d33_champs_en_plus.json": lambda c, said: c.amount == 575_000,
    "d35_origine_null.json": lambda c, said: c.amount == 575_000,
    "d37_meme_id_autre_lot.json": lambda c, said: c.cpv == "45000000",
    "d39_marches_liste_2019.json": lambda c, said: c.considerations == (CLAUSE, CRITERION),
    "d41_cp1252.json": lambda c, said: c.considerations == (CLAUSE, CRITERION),
    "d45_caractere_controle.json": lambda c, said: c.subject.isprintable() and c.subject.endswith("Json test 1"),
    "d51_xml_controle.xml": lambda c, said: c.subject == "envoi pour Json test",
}
REFUSED = {"d43_guillemet_non_echappe.json"}


@pytest.fixture
def faulty(shared_data: Path) -> Path:
    return shared_data / "decp" / "faulty"


@pytest.mark.parametrize("name", ADVISED)
def test_a_fault_is_handled_as_the_manifest_advises(faulty: Path, name: str) -> None:
    record = read(faulty / name)[0]
    assert ADVISED[name](only(record), " ".join(record.warnings)), record


@pytest.mark.parametrize("name", sorted(ADVISED))
def test_a_fault_costs_no_contract(faulty: Path, name: str) -> None:
    assert [record.reason for record in read(faulty / name)] in ([None, None], [None, None, None])


def test_every_fault_of_the_manifest_is_tried(faulty: Path) -> None:
    with (faulty / "MANIFEST.csv").open(encoding="utf-8-sig") as manifest:
        assert {line["fichier"] for line in csv.DictReader(manifest, delimiter=";")} == set(ADVISED) | REFUSED


def test_a_stray_quote_refuses_the_file_with_its_place(faulty: Path) -> None:
    with pytest.raises(Refusal, match=r"ligne 1, colonne 515 .*guillemet"):
        read(faulty / "d43_guillemet_non_echappe.json")


def test_two_lots_under_one_number_are_two_contracts(faulty: Path) -> None:
    contracts = [only(record) for record in read(faulty / "d37_meme_id_autre_lot.json")]
    assert len({contract.key for contract in contracts}) == 3
    assert len({contract.loose_key for contract in contracts}) == 2


@pytest.mark.parametrize(
    ("name", "form", "contracts", "aside"),
    [
        ("official/v1.5.0_mar-avec-modifications.json", "json-2019", 1, 0),
        ("official/v1.5.0_mar-avec-modifications.xml", "xml-2019", 1, 0),
        ("official/v2.0.2_Marche.xml", "xml-2022", 2, 0),
        ("official/v2.0.2_Contrat-concession.xml", "xml-2022", 0, 2),
        ("official/v2.0.3_marches_avec_modifications.json", "json-2022", 2, 0),
        ("official/v2.0.3_marches_concessions.json", "json-2022", 2, 2),
        ("published/atexo_decp_2026_extrait.json", "json-2022", 8, 0),
        ("published/reel_2019_e-marchespublics.json", "json-2019", 470, 0),
        ("published/reel_2019_pes_petit.json", "json-2019", 110, 0),
    ],
)
def test_official_and_published_files_are_read_whole(
    shared_data: Path, name: str, form: str, contracts: int, aside: int
) -> None:
    file = open_contract_file(shared_data / "decp" / name)
    records = list(file.records())
    assert file.format == form
    assert file.position == file.size
    assert [
        sum(record.contract is not None for record in records),
        sum(record.reason is not None for record in records),
    ] == [
        contracts,
        aside,
    ]


def test_the_twelve_files_of_one_buyer_each_are_read(shared_data: Path) -> None:
    files = sorted((shared_data / "decp" / "published" / "unitaires").iterdir())
    records = [record for file in files for record in read(file)]
    assert len(files) == 12
    assert len({only(record).key for record in records}) == len(records) == 21


def test_the_2019_format_never_says_that_there_is_no_social_consideration(shared_data: Path) -> None:
    records = read(shared_data / "decp" / "published" / "reel_2019_e-marchespublics.json")
    assert {only(record).considerations for record in records} == {()}


def test_json_and_xml_of_one_contract_say_the_same(shared_data: Path) -> None:
    def said(record: ReadRecord) -> tuple[object, ...]:
        contract = only(record)
        return contract.subject, contract.cpv, contract.holders, contract.amount, contract.notified_on, contract.nature

    official = shared_data / "decp" / "official"
    [from_json] = read(official / "v1.5.0_mar-avec-modifications.json")
    [from_xml] = read(official / "v1.5.0_mar-avec-modifications.xml")
    assert said(from_json) == said(from_xml)


def test_amendments_apply_by_date(shared_data: Path) -> None:
    [record] = read(shared_data / "decp" / "official" / "v1.5.0_mar-avec-modifications.xml")
    contract = only(record)
    assert [amendment.notified_on for amendment in contract.amendments] == [
        dt.date(2008, 5, 22),
        dt.date(2008, 7, 20),
        dt.date(2008, 11, 2),
    ]
    assert (contract.current_duration, contract.current_amount) == (30, Decimal(127_000))


@pytest.mark.parametrize("name", ["published/minef_decp_augmente_valides_2022.csv", "schemas/schema_decp_v2.0.2.xsd"])
def test_what_is_no_contract_file_is_refused(shared_data: Path, name: str) -> None:
    with pytest.raises(Refusal, match=r"choisissez .*(JSON|format)"):
        open_contract_file(shared_data / "decp" / name)
