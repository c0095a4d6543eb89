"""The history names every kind of record in French, as a person would call it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import (
    Checked,
    Choice,
    Content,
    Day,
    EurosColumn,
    Flag,
    HoursColumn,
    Moment,
    MonthColumn,
    Share,
    Text,
    Whole,
    Words,
)
from facilitator_app.domain.field_names import kind_name
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.gestures.record_names import NAMERS, RecordNames, referred
from tests.conftest import TODAY

SAMPLES: tuple[tuple[type[Checked[Any]], Any], ...] = (
    (MonthColumn, Month(2026, 10)), (HoursColumn, hours(12)), (EurosColumn, Decimal(1000)), (Share, Decimal("0.5")),
    (Day, TODAY), (Moment, dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)), (Flag, False), (Words, ()),
    (Content, b"%PDF"),
)  # fmt: skip
TEXTS = {
    "first_name": "Karim", "last_name": "Bensalem", "name": "Batirade", "title": "Peinture", "label": "Tranche 1",
    "code": "M-2026-014-L1", "number": "M-2026-014", "media_type": "application/pdf", "trade": "Peintre",
    "short_name": "École",
}  # fmt: skip
EXPECTED = {
    "lot": "lot M-2026-014-L1", "obligation": "obligation «\u00a0Tranche 1\u00a0», lot M-2026-014-L1, Batirade",
    "counting_rules": "règles de comptage, lot M-2026-014-L1", "pool": "globalisation Batirade",
    "pool_member": "lot M-2026-014-L1, globalisation Batirade",
    "hours_correction": "correction d’heures d’octobre 2026, Karim Bensalem",
    "return_setting": "relevés demandés, lot M-2026-014-L1",
    "holder_return": "relevé, octobre 2026, lot M-2026-014-L1, Batirade",
    "reminder": "première relance, Batirade, lot M-2026-014-L1",
    "exchange": "appel du 24/11/2026, Batirade, lot M-2026-014-L1", "lot_closing": "clôture, lot M-2026-014-L1",
    "penalty_proposal": "proposition de pénalité, article texte, lot M-2026-014-L1, Batirade",
    "agenda_item": "point à l’ordre du jour, lot M-2026-014-L1, Batirade",
    "stored_file": "fichier PDF",
    "company_evaluation": "évaluation du 24/11/2026, Batirade", "chasing_rules": "règles de relance",
    "not_the_same": "Karim Bensalem et Karim Bensalem, personnes distinctes",
    "calibration_part": "Peintre, calibrage n°\u00a01, lot M-2026-014-L1, achat prévu «\u00a0Peinture\u00a0», 1990",
}  # fmt: skip


def sample(kind: type[Record], known: dict[str, str]) -> dict[str, Any]:
    """A value for each column; those that point to a record point to the one made before."""
    values: dict[str, Any] = {}
    for name, column in kind.fields().items():
        if name == "removed":
            continue
        to = referred(kind.__tablename__, name)
        if to is not None:
            values[name] = known.get(to)
        elif isinstance(column, Choice):
            values[name] = next(iter(column.kind))
        elif isinstance(column, Whole):
            values[name] = max(column.least, 1)
        elif found := [value for sort, value in SAMPLES if isinstance(column, sort)]:
            values[name] = found[0]
        elif isinstance(column, Text) and not kind.__table__.c[name].nullable:
            values[name] = TEXTS.get(name, "texte")[: column.longest]
    return values


@pytest.fixture(scope="module")
def every_name(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """By table, what a record of each kind is called."""
    from facilitator_app.database.opening import open_house

    house: Database = open_house(tmp_path_factory.mktemp("names") / "house.db", author="Hélène Arnoux")
    known: dict[str, str] = {}
    with house.transaction() as session:
        for kind in RECORDS:
            record = kind(id=new_key(), **sample(kind, known))
            session.add(record)
            session.flush()
            known[kind.__tablename__] = record.id
    with house.reading() as session:
        yield names_of(session, known)
    house.close()


def names_of(session: Session, known: dict[str, str]) -> dict[str, str]:
    names = RecordNames(session)
    names.learn({table: [key] for table, key in known.items()})
    return {table: names.of(table, key) for table, key in known.items()}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__tablename__)
def test_every_kind_of_record_has_a_name_of_its_own(kind: type[Record], every_name: dict[str, str]) -> None:
    table = kind.__tablename__
    assert table in NAMERS, f"Say in use_cases/gestures what a person would call a record of «{table}»."
    name = every_name[table]
    assert name not in ("", kind_name(table), table)
    assert "None" not in name
    assert "_" not in name
    assert name == EXPECTED.get(table, name)
