"""Each published value, as it is and as it is understood."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.domain.considerations import SocialConsideration
from tests.exchange.decp.files import contract_of, remarks_of


@pytest.mark.parametrize(
    "value",
    [
        None,
        "NC",
        [],
        {},
        "",
        "CDL",
        "MQ NC",
        {"considerationSociale": ["NC"]},
        {"considerationSociale": [" "]},
        ["test"],
        "NaN",
    ],
)
def test_unknown_considerations_are_never_none(tmp_path: Path, value: Any) -> None:
    assert contract_of(tmp_path, considerationsSociales=value).considerations == ()


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        (["Pas de considération sociale"], [SocialConsideration.NONE]),
        (["Pas de considération sociale", "Marché réservé"], [SocialConsideration.RESERVED]),
        ("['Clause sociale']", [SocialConsideration.CLAUSE]),
        ("Clause sociale ; Critère social", [SocialConsideration.CLAUSE, SocialConsideration.CRITERION]),
        ("Sans objet", [SocialConsideration.NONE]),
        (["NC", "Clause sociale"], [SocialConsideration.CLAUSE]),
    ],
)
def test_considerations_are_read_in_every_shape(tmp_path: Path, value: Any, read_as: list[SocialConsideration]) -> None:
    assert contract_of(tmp_path, considerationsSociales=value).considerations == tuple(read_as)


@pytest.mark.parametrize(
    ("published", "euros"),
    [
        (843210.55, "843210.55"),
        ("43 188,50", "43188.50"),
        ("1\u202f234\u00a0567,8 €", "1234567.80"),
        ("1.234.567,80", "1234567.80"),
        ("1,234,567.80", "1234567.80"),
        ("1002286.68 EUR HT", "1002286.68"),
        (200_000_000, "200000000"),
        (0, None),
        (1, None),
        (-5, None),
        ("NC", None),
        (True, None),
        (3_000_000_001, None),
        (999_999_999, None),
        (99_999_999, None),
        (1e17, None),
        (123456789.12, None),
        (12_311_111_111, None),
        ("environ 5000", None),
        ("1e400", None),
    ],
)
def test_amounts(tmp_path: Path, published: Any, euros: str | None) -> None:
    assert contract_of(tmp_path, montant=published).amount == (None if euros is None else Decimal(euros))
    assert ("Montant" in remarks_of(tmp_path, montant=published)) == (euros is None and published is not True)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-02-03", dt.date(2026, 2, 3)),
        ("2026-02-03+02:00", dt.date(2026, 2, 3)),
        ("2026-02-03T23:00:00Z", dt.date(2026, 2, 3)),
        ("03/02/2026", dt.date(2026, 2, 3)),
        ("September, 16 2021 00:00:00", dt.date(2021, 9, 16)),
        ("0026-02-03", dt.date(2026, 2, 3)),
        ("0225-10-29", dt.date(2025, 10, 29)),
        ("5026-02-03", dt.date(2026, 2, 3)),
        ("0002-11-30", None),
        ("2026-02-30", None),
        ("NC", None),
        (20260203, None),
    ],
)
def test_dates(tmp_path: Path, published: Any, day: dt.date | None) -> None:
    assert contract_of(tmp_path, dateNotification=published).notified_on == day
    certain = day is not None and str(day.year) in str(published)
    assert ("Date de notification" in remarks_of(tmp_path, dateNotification=published)) != certain


@pytest.mark.parametrize(
    ("published", "months"),
    [(14, 14), ("14", 14), (13.2, 14), ("12 mois", 12), (0, None), ("NC", None), (9999, None), (240, 240)],
)
def test_durations(tmp_path: Path, published: Any, months: int | None) -> None:
    assert contract_of(tmp_path, dureeMois=published).duration_months == months


@pytest.mark.parametrize(
    ("published", "code"),
    [
        ("45214210-5", "45214210"),
        ("45214210", "45214210"),
        (45214210, "45214210"),
        (3100000, "03100000"),
        ("4521421", "45214210"),
        ("452142105", "45214210"),
        ("45", None),
        ("00000000", None),
        ("travaux", None),
        ("NC", None),
    ],
)
def test_cpv_codes(tmp_path: Path, published: Any, code: str | None) -> None:
    assert contract_of(tmp_path, codeCPV=published).cpv == code


@pytest.mark.parametrize(
    ("code", "kind", "place"),
    [
        ("35000", "Code postal", "35000"),
        (8230, "CODE POSTAL", "08230"),
        ("75000", "Code postal", "75000"),
        ("13000", "Code commune", "13055"),
        ("2A004", "Code commune", "2A004"),
        ("INO", "Code commune", None),
        ("1", "Code departement", "01"),
        ("RE", "Code pays", "RE"),
    ],
)
def test_places(tmp_path: Path, code: Any, kind: str, place: str | None) -> None:
    assert contract_of(tmp_path, lieuExecution={"code": code, "typeCode": kind}).place_code == place


def test_holders_are_identified_as_far_as_published(tmp_path: Path) -> None:
    published = [
        {"typeIdentifiant": "", "id": " 834 157 513 00245 "},
        {"typeIdentifiant": "SIRET", "id": "834157513"},
        {"typeIdentifiant": "TVA_INTRACOMMUNAUTAIRE", "id": "DE814864138"},
        {"typeIdentifiant": "SIRET", "id": ""},
        {"typeIdentifiant": "SIRET", "id": 5720600010017},
        {"titulaire": "typeIdentifiant"},
        {"typeIdentifiant": "SIRET", "id": "834 157 513 00245"},
    ]
    holders = contract_of(tmp_path, titulaires=published).holders
    assert [(holder.identifier, holder.siret, holder.siren) for holder in holders] == [
        ("5720600010017", None, None),
        ("834157513", None, "834157513"),
        ("83415751300245", "83415751300245", "834157513"),
        ("DE814864138", None, None),
    ]


def test_fillers_of_an_amendment_change_nothing(tmp_path: Path) -> None:
    contract = contract_of(
        tmp_path,
        modifications=[
            {"modification": {"id": 3, "dureeMois": "NC", "montant": 0, "dateNotificationModification": "2026-09-01"}},
            {"modification": {"id": 2, "dureeMois": 1, "montant": 1, "dateNotificationModification": "2026-08-01"}},
            {"id": 1, "dureeMois": 20, "montant": 900_000, "dateNotificationModification": "2026-07-01"},
            {},
        ],
    )
    assert [amendment.number for amendment in contract.amendments] == [1, 2, 3]
    assert (contract.current_amount, contract.current_duration) == (Decimal(900_000), 20)
    assert contract.current_holders == contract.holders


def test_endless_texts_are_cut_to_what_is_stored(tmp_path: Path) -> None:
    endless = "é" * 3_000
    contract = contract_of(
        tmp_path,
        id=endless,
        objet=endless,
        acheteur={"id": endless, "nom": endless},
        nature=endless,
        lieuExecution={"code": endless, "typeCode": endless},
        titulaires=[{"id": endless, "denominationSociale": endless}],
    )
    assert (len(contract.published_id), len(contract.subject), len(contract.loose_key)) == (60, 1_000, 97)
    assert (len(contract.buyer_name or ""), len(contract.nature), len(contract.place_kind)) == (200, 120, 40)
    assert (len(contract.place_code or ""), len(contract.holders[0].name or "")) == (20, 200)


def test_letters_lost_at_the_source_are_noticed(tmp_path: Path) -> None:
    assert "Objet" in remarks_of(tmp_path, objet="R\ufffdhabilitation")


def test_a_framework_agreement_is_a_technique_since_2022(tmp_path: Path) -> None:
    contract = contract_of(tmp_path, nature="ACCORD-CADRE", techniques=None)
    assert (contract.nature, contract.techniques) == ("Marché", ("Accord-cadre",))
