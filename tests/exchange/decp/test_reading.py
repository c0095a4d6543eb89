"""Encodings, envelopes, identities and memory of the contract reader."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.exchange.decp import open_contract_file
from facilitator_app.exchange.decp.records import read_record
from tests.exchange.decp.files import contract_of, envelope, only, raw_contract, read, written

CONTRACT = raw_contract()
CONCESSION = {
    "id": "C1",
    "autoriteConcedante": {"id": "21350238800019"},
    "objet": "Crématorium",
    "nature": "Concession de service",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_gives_the_same_contract(tmp_path: Path, encoding: str) -> None:
    records = read(written(tmp_path, envelope(CONTRACT), encoding=encoding))
    assert [record.contract for record in records] == [contract_of(tmp_path)]


def test_windows_1252_is_seen_even_when_accents_come_late(tmp_path: Path) -> None:
    plain = raw_contract(objet="Voirie", considerationsSociales=None, procedure=None)
    late = raw_contract(objet="LE CAFÉ\u00a0: réfection")
    records = read(written(tmp_path, envelope(*[plain] * 500, late), encoding="cp1252"))
    assert only(records[-1]).subject == "LE CAFÉ : réfection"


def test_one_stray_byte_does_not_spoil_a_utf8_file(tmp_path: Path) -> None:
    content = json.dumps(envelope(CONTRACT), ensure_ascii=False).encode().replace("école".encode(), b"\xe9cole")
    [record] = read(written(tmp_path, content))
    assert only(record).subject == CONTRACT["objet"]


@pytest.mark.parametrize(
    "content",
    [
        {"marches": [CONTRACT]},
        {"marches": CONTRACT},
        {"marches": [[[CONTRACT]]]},
        {"marches": {"marche": CONTRACT}},
        {"marches": {"marche": [[CONTRACT]], "contrat-concession": []}},
        {"marches": {"marche": [{"marche": CONTRACT}]}},
        {"$schema": "x", "marches": [], "marche": [CONTRACT], "source": {"a": [1]}},
        [CONTRACT],
        [{"marche": CONTRACT}],
        CONTRACT,
        {"marche": CONTRACT},
        {"marches": [{**raw_contract(acheteur=None), "acheteur.id": "21350238800019"}]},
        {
            "marches": [
                {
                    **CONTRACT,
                    "acheteur": [CONTRACT["acheteur"]],
                    "titulaires": [[[block] for block in CONTRACT["titulaires"]]],
                }
            ]
        },
        {
            "marches": [
                {**CONTRACT, "titulaires": {"titulaire": [block["titulaire"] for block in CONTRACT["titulaires"]]}}
            ]
        },
        {
            "marches": [
                {**CONTRACT, "techniques": "Sans objet", "considerationsSociales": "Clause sociale, Critère social"}
            ]
        },
        {"marches": [{**CONTRACT, "considerationsSociales": [["critere social"], "CLAUSE SOCIALE"]}]},
    ],
)
def test_every_envelope_gives_the_same_contract(tmp_path: Path, content: Any) -> None:
    [record] = read(written(tmp_path, content))
    assert record.contract == read_record(CONTRACT).contract


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ({"marches": []}, "json-2019"),
        ({"marches": {}}, "json-2019"),
        ([], "json-2019"),
        ({"marches": {"marche": []}}, "json-2022"),
        ("<marches/>", "xml-2019"),
    ],
)
def test_a_valid_file_without_contracts_is_read(tmp_path: Path, content: Any, form: str) -> None:
    file = open_contract_file(written(tmp_path, content))
    assert (list(file.records()), file.format) == ([], form)


def test_the_format_is_told_by_the_content_and_not_by_what_it_announces(tmp_path: Path) -> None:
    bare = {name: CONTRACT[name] for name in ("id", "acheteur", "objet")}
    announced = {"$schema": "https://example.org/2.0.3/marches.json", "marches": [bare]}
    assert open_contract_file(written(tmp_path, announced)).format == "json-2019"
    assert open_contract_file(written(tmp_path, {"marches": [CONTRACT]})).format == "json-2022"


def test_concessions_are_set_aside_with_a_reason(tmp_path: Path) -> None:
    content = {
        "marches": {"contrat-concession": [CONCESSION], "marche": [{**CONTRACT, "_type": "Contrat de concession"}]}
    }
    in_a_list = {"marches": [CONCESSION, {**CONTRACT, "nature": "Délégation de service public"}, CONTRACT]}
    reasons = [record.reason for record in [*read(written(tmp_path, content)), *read(written(tmp_path, in_a_list))]]
    assert [reason is not None and "concession" in reason for reason in reasons] == [True, False, True, True, False]


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [("id", "", "numéro"), ("id", None, "numéro"), ("acheteur", {"id": "NC"}, "acheteur"), ("objet", " ", "objet")],
)
def test_without_number_buyer_or_subject_a_record_is_set_aside(
    tmp_path: Path, field: str, value: Any, named: str
) -> None:
    [record] = read(written(tmp_path, envelope(raw_contract(**{field: value}))))
    assert record.contract is None
    assert record.reason is not None
    assert named in record.reason


def test_what_is_no_record_is_set_aside(tmp_path: Path) -> None:
    records = read(written(tmp_path, envelope(CONTRACT, "x", None, 3)))
    assert [record.reason is None for record in records] == [True, False, False, False]


def test_xml_reads_like_json(tmp_path: Path) -> None:
    text = """<?xml version="1.0" encoding="windows-1252"?><marches xmlns="urn:x"><marche><id>1</id>
      <acheteur><id>21350238800019</id></acheteur><objet>Caf&#233; &amp; th&#xE9;&#11; é</objet>
      <considerationsSociales><considerationSociale> Clause sociale </considerationSociale></considerationsSociales>
      <sousTraitanceDeclaree>non</sousTraitanceDeclaree><montant>1200.5</montant><modifications> </modifications>
    </marche></marches>"""
    for encoding in ("cp1252", "utf-8", "utf-16"):
        [record] = read(written(tmp_path, text, "marches.xml", encoding))
        contract = only(record)
        assert (contract.subject, contract.subcontracting, contract.amount) == (
            "Café & thé é",
            False,
            Decimal("1200.5"),
        )
        assert contract.considerations == (SocialConsideration.CLAUSE,)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_order_changes_the_identity(shuffler: random.Random) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            names = list(value)
            shuffler.shuffle(names)
            return {name: shuffled(value[name]) for name in names}
        if isinstance(value, list):
            return shuffler.sample([shuffled(item) for item in value], len(value))
        return value

    assert read_record(shuffled(CONTRACT)).contract == read_record(CONTRACT).contract
    assert only(read_record(shuffled(CONTRACT))).key == only(read_record(CONTRACT)).key


def test_the_identity_survives_a_correction_of_dates_amount_and_case() -> None:
    later = {**CONTRACT, "montant": 5_000, "dateNotification": "2026-03-01", "objet": CONTRACT["objet"].upper()}
    assert only(read_record(later)).key == only(read_record(CONTRACT)).key


def test_a_corrected_subject_or_holder_keeps_the_loose_identity() -> None:
    for change in ({"objet": "Autre objet"}, {"titulaires": CONTRACT["titulaires"][:1]}):
        first, later = only(read_record(CONTRACT)), only(read_record({**CONTRACT, **change}))
        assert first.key != later.key
        assert first.loose_key == later.loose_key


def test_a_file_is_read_again_from_the_start(tmp_path: Path) -> None:
    file = open_contract_file(written(tmp_path, envelope(*[CONTRACT] * 3)))
    assert list(file.records()) == list(file.records())


def test_position_goes_up_to_the_size(tmp_path: Path) -> None:
    file = open_contract_file(written(tmp_path, envelope(*[CONTRACT] * 1_000)))
    positions = [file.position for _ in file.records()]
    assert positions == sorted(positions)
    assert 0 < positions[0] < positions[-1] <= file.position == file.size


_PEAK = """
import sys, tracemalloc
from pathlib import Path
from facilitator_app.exchange.decp import open_contract_file
tracemalloc.start()
count = sum(1 for _ in open_contract_file(Path(sys.argv[1])).records())
print(count, tracemalloc.get_traced_memory()[1])
"""


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_memory_stays_flat_as_the_file_grows(tmp_path: Path, kind: str) -> None:
    def peak(megabytes: int) -> int:
        path = tmp_path / f"marches.{kind}"
        if kind == "json":
            head, one, tail = '{"marches":[', json.dumps(CONTRACT) + ",", json.dumps(CONTRACT) + "]}"
        else:
            filling = f"<texte>{'x' * 700}</texte>" * 4
            one = f"<marche><id>1</id><acheteur><id>21350238800019</id></acheteur><objet>o</objet>{filling}</marche>"
            head, tail = "<marches>", one + "</marches>"
        wanted = megabytes * 1_000_000 // len(one)
        with path.open("w") as file:
            file.write(head)
            file.writelines(one for _ in range(wanted))
            file.write(tail)
        output = subprocess.run(
            [sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
        )
        count, bytes_at_most = map(int, output.stdout.split())
        assert count == wanted + 1
        return bytes_at_most

    assert peak(20) < peak(2) * 1.05


ROOT = Path(__file__).parents[3]
