"""Contract files made for one test, from an invented contract that is right in every field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from facilitator_app.exchange.decp import PublishedContract, ReadRecord, open_contract_file

Raw = dict[str, Any]


def raw_contract(**changes: Any) -> Raw:
    """A contract in the 2022 format; a change to None removes the field."""
    contract = {
        "id": "2026T0001",
        "acheteur": {"id": "21350238800019"},
        "nature": "Marché",
        "objet": "Réhabilitation de l’école des Tilleuls – lot 1 gros œuvre",
        "codeCPV": "45214210-5",
        "techniques": {"technique": ["Sans objet"]},
        "modalitesExecution": {"modaliteExecution": ["Tranches"]},
        "ccag": "Travaux",
        "procedure": "Procédure adaptée",
        "lieuExecution": {"code": "35000", "typeCode": "Code postal"},
        "dureeMois": 14,
        "dateNotification": "2026-02-03",
        "datePublicationDonnees": "2026-02-20",
        "montant": 843210,
        "formePrix": "Forfaitaire",
        "typeGroupementOperateurs": "Solidaire",
        "sousTraitanceDeclaree": False,
        "titulaires": [
            {"titulaire": {"typeIdentifiant": "SIRET", "id": "83415751300245"}},
            {"titulaire": {"typeIdentifiant": "SIRET", "id": "55204599900869"}},
        ],
        "considerationsSociales": {"considerationSociale": ["Clause sociale", "Critère social"]},
        **changes,
    }
    return {name: value for name, value in contract.items() if value is not None}


def envelope(*contracts: Any) -> Raw:
    return {"marches": {"marche": list(contracts)}}


def written(folder: Path, content: Any, name: str = "marches.json", encoding: str = "utf-8") -> Path:
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_bytes(text.encode(encoding))
    return path


def read(path: Path) -> list[ReadRecord]:
    return list(open_contract_file(path).records())


def only(record: ReadRecord) -> PublishedContract:
    assert record.contract is not None, record.reason
    return record.contract


def contract_of(folder: Path, **changes: Any) -> PublishedContract:
    """The invented contract with these changes, written in a file and read back."""
    [record] = read(written(folder, envelope(raw_contract(**changes))))
    return only(record)


def remarks_of(folder: Path, **changes: Any) -> str:
    [record] = read(written(folder, envelope(raw_contract(**changes))))
    return " ".join(record.warnings)
