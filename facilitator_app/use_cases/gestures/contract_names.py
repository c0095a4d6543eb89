"""What a person would call the records of an account, a return, a closing, a plan: «clôture, lot M-2026-014-L1»."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from facilitator_app.domain.field_names import kind_name
from facilitator_app.domain.returns import period_name
from facilitator_app.domain.values import written_date, written_euros

Row = Mapping[str, Any]


class Learnt(Protocol):
    """The names of the records that others are named by."""

    def of(self, table: str, key: str) -> str: ...
    def person_of(self, placement_id: str) -> str: ...


Namer = Callable[[Learnt, str, Row], str]

_TABLES = {
    "lot_id": "lot", "company_id": "company", "contract_id": "contract", "purchase_id": "planned_purchase",
    "pool_id": "pool", "version_id": "calibration_version",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Name:
    """Its own words, then the records that these columns point to, those that are empty left out."""

    own: Callable[[Row], str]
    columns: tuple[str, ...] = ()

    def __call__(self, names: Learnt, _table: str, row: Row) -> str:
        others = (names.of(_TABLES[column], row[column]) for column in self.columns if row[column])
        return ", ".join(word for word in (self.own(row), *others) if word)


def _correction(names: Learnt, _table: str, row: Row) -> str:
    person = names.person_of(row["placement_id"])
    return f"correction d’heures {row['month'].of_full_name}" + (f", {person}" if person else "")


def _setting(names: Learnt, table: str, row: Row) -> str:
    """A lot has its own, or those of its contract."""
    return _Name(lambda row: "relevés demandés", ("lot_id" if row["lot_id"] else "contract_id",))(names, table, row)


def _threshold(row: Row) -> str:
    kind = row["contract_kind"].label.lower()
    return f"seuil de {written_euros(row['amount'])}, {kind}, dès le {written_date(row['valid_from'])}"


_RECORDS = {
    "obligation": _Name(
        lambda row: f"obligation «\u00a0{row['label'] or row['form'].label}\u00a0»", ("lot_id", "company_id")
    ),
    "obligation_change": _Name(
        lambda row: f"{row['kind'].label.lower()} du {written_date(row['effective_on'])}", ("lot_id",)
    ),
    "turnover": _Name(
        lambda row: f"{row['kind'].label.lower()}, {written_date(row['effective_on'])}", ("lot_id", "company_id")
    ),
    "pool": _Name(lambda row: f"globalisation {row['name']}"),
    "pool_member": _Name(lambda row: "", ("lot_id", "pool_id")),
    "counting_rules": _Name(
        lambda row: "règles de comptage" if row["lot_id"] else "règles de comptage de la structure", ("lot_id",)
    ),
    "holder_return": _Name(lambda row: f"relevé, {period_name(row['kind'], row['ends'])}", ("lot_id", "company_id")),
    "reminder": _Name(lambda row: row["step"].label.lower(), ("company_id", "lot_id")),
    "exchange": _Name(
        lambda row: f"{row['kind'].label.lower()} du {written_date(row['day'])}", ("company_id", "lot_id")
    ),
    "lot_closing": _Name(lambda row: row["act"].label.lower(), ("lot_id",)),
    "penalty_proposal": _Name(
        lambda row: f"{kind_name('penalty_proposal').lower()}, article {row['article']}", ("lot_id", "company_id")
    ),
    "agenda_item": _Name(lambda row: kind_name("agenda_item").lower(), ("lot_id", "company_id")),
    "company_evaluation": _Name(lambda row: f"évaluation du {written_date(row['day'])}", ("company_id",)),
    "chasing_rules": _Name(lambda row: "règles de relance"),
    "plan_rules": _Name(lambda row: "règles de la programmation"),
    "legal_threshold": _Name(_threshold),
    "segment_target": _Name(lambda row: f"cible, {row['segment'].label.lower()}, {row['public'].label.lower()}"),
    "labour_trade": _Name(lambda row: f"part de main-d’œuvre, {row['trade']}"),
    "planned_purchase": _Name(lambda row: f"achat prévu «\u00a0{row['title']}\u00a0», {row['year']}"),
    "calibration_version": _Name(lambda row: f"calibrage n°\u00a0{row['number']}", ("lot_id", "purchase_id")),
    "calibration_part": _Name(lambda row: row["trade"] or "main-d’œuvre", ("version_id",)),
}
NAMERS: dict[str, Namer] = {**_RECORDS, "hours_correction": _correction, "return_setting": _setting}
NAMED_BY: dict[str, tuple[str, ...]] = {
    **{table: name.columns for table, name in _RECORDS.items()},
    "hours_correction": ("placement_id",),
    "return_setting": ("lot_id", "contract_id"),
}
"""The columns whose records are part of the name of a record."""
