"""What a person would call the records of an account, a return, a closing, a plan: «clôture, lot M-2026-014-L1»."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from facilitator_app.domain.field_names import kind_name
from facilitator_app.domain.returns import period_name
from facilitator_app.domain.values import written_date, written_euros

if TYPE_CHECKING:
    from facilitator_app.use_cases.gestures.record_names import RecordNames

Row = Mapping[str, Any]
Namer = Callable[["RecordNames", str, Row], str]

NAMED_BY: dict[str, tuple[str, ...]] = {
    "obligation": ("lot_id", "company_id"), "obligation_change": ("lot_id",), "turnover": ("lot_id", "company_id"),
    "pool_member": ("lot_id", "pool_id"), "counting_rules": ("lot_id",), "hours_correction": ("placement_id",),
    "return_setting": ("contract_id", "lot_id"), "holder_return": ("lot_id", "company_id"),
    "reminder": ("lot_id", "company_id"), "exchange": ("company_id", "lot_id"), "lot_closing": ("lot_id",),
    "penalty_proposal": ("lot_id", "company_id"), "company_evaluation": ("company_id",),
    "agenda_item": ("lot_id", "company_id"), "calibration_version": ("lot_id", "purchase_id"),
    "calibration_part": ("version_id",),
}  # fmt: skip
"""The columns whose records are part of the name of a record."""


def _of(names: RecordNames, row: Row, *columns: str) -> str:
    """`, lot M-2026-014-L1, Batirade`: the records that these columns point to, those that are empty left out."""
    tables = {
        "lot_id": "lot", "company_id": "company", "contract_id": "contract", "purchase_id": "planned_purchase",
        "pool_id": "pool",
    }  # fmt: skip
    return "".join(f", {names.of(tables[column], row[column])}" for column in columns if row[column])


def _of_month(name: str) -> str:
    return f"d’{name}" if name[0] in "ao" else f"de {name}"


def _obligation(names: RecordNames, _table: str, row: Row) -> str:
    return f"obligation «\u00a0{row['label'] or row['form'].label}\u00a0»{_of(names, row, 'lot_id', 'company_id')}"


def _change(names: RecordNames, _table: str, row: Row) -> str:
    return f"{row['kind'].label.lower()} du {written_date(row['effective_on'])}{_of(names, row, 'lot_id')}"


def _turnover(names: RecordNames, _table: str, row: Row) -> str:
    day = written_date(row["effective_on"])
    return f"{row['kind'].label.lower()}, {day}{_of(names, row, 'lot_id', 'company_id')}"


def _pool(_names: RecordNames, _table: str, row: Row) -> str:
    return f"globalisation {row['name']}"


def _pool_member(names: RecordNames, _table: str, row: Row) -> str:
    return _of(names, row, "lot_id", "pool_id").removeprefix(", ")


def _counting_rules(names: RecordNames, _table: str, row: Row) -> str:
    return f"règles de comptage{_of(names, row, 'lot_id') or ' de la structure'}"


def _correction(names: RecordNames, _table: str, row: Row) -> str:
    person = names.person_of(row["placement_id"])
    return f"correction d’heures {_of_month(row['month'].full_name)}" + (f", {person}" if person else "")


def _setting(names: RecordNames, _table: str, row: Row) -> str:
    return f"relevés demandés{_of(names, row, 'lot_id') or _of(names, row, 'contract_id')}"


def _return(names: RecordNames, _table: str, row: Row) -> str:
    return f"relevé, {period_name(row['kind'], row['ends'])}{_of(names, row, 'lot_id', 'company_id')}"


def _reminder(names: RecordNames, _table: str, row: Row) -> str:
    return f"{row['step'].label.lower()}{_of(names, row, 'company_id', 'lot_id')}"


def _exchange(names: RecordNames, _table: str, row: Row) -> str:
    return f"{row['kind'].label.lower()} du {written_date(row['day'])}{_of(names, row, 'company_id', 'lot_id')}"


def _closing(names: RecordNames, _table: str, row: Row) -> str:
    return f"{row['act'].label.lower()}{_of(names, row, 'lot_id')}"


def _about(names: RecordNames, table: str, row: Row) -> str:
    return f"{kind_name(table).lower()}{_of(names, row, 'lot_id', 'company_id')}"


def _evaluation(names: RecordNames, _table: str, row: Row) -> str:
    return f"évaluation du {written_date(row['day'])}{_of(names, row, 'company_id')}"


def _house(_names: RecordNames, table: str, _row: Row) -> str:
    return {"chasing_rules": "règles de relance", "plan_rules": "règles de la programmation"}[table]


def _threshold(_names: RecordNames, _table: str, row: Row) -> str:
    kind = row["contract_kind"].label.lower()
    return f"seuil de {written_euros(row['amount'])}, {kind}, dès le {written_date(row['valid_from'])}"


def _trade(_names: RecordNames, _table: str, row: Row) -> str:
    return f"part de main-d’œuvre, {row['trade']}"


def _segment_target(_names: RecordNames, _table: str, row: Row) -> str:
    return f"cible, {row['segment'].label.lower()}, {row['public'].label.lower()}"


def _purchase(_names: RecordNames, _table: str, row: Row) -> str:
    return f"achat prévu «\u00a0{row['title']}\u00a0», {row['year']}"


def _calibration(names: RecordNames, _table: str, row: Row) -> str:
    return f"calibrage n°\u00a0{row['number']}{_of(names, row, 'lot_id', 'purchase_id')}"


def _part(names: RecordNames, _table: str, row: Row) -> str:
    return f"{row['trade'] or 'main-d’œuvre'}, {names.of('calibration_version', row['version_id'])}"


NAMERS: dict[str, Namer] = {
    "obligation": _obligation, "obligation_change": _change, "turnover": _turnover, "pool": _pool,
    "pool_member": _pool_member, "counting_rules": _counting_rules, "hours_correction": _correction,
    "return_setting": _setting, "holder_return": _return, "reminder": _reminder, "exchange": _exchange,
    "lot_closing": _closing, "penalty_proposal": _about, "agenda_item": _about, "company_evaluation": _evaluation,
    "chasing_rules": _house, "plan_rules": _house, "legal_threshold": _threshold, "segment_target": _segment_target,
    "labour_trade": _trade, "planned_purchase": _purchase, "calibration_version": _calibration,
    "calibration_part": _part,
}  # fmt: skip
