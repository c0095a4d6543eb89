"""No value that a column accepts could block or change a PostgreSQL house: the limits are those of its DDL."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Checked
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.refusal import Refusal
from tests.corpus.values import EVERYTHING

_POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]  # a dialect's constructor has no annotations
_SQLITE = sqlite.dialect()
_WHOLE = {"INTEGER": 2**31, "BIGINT": 2**63}
_OTHERS = {"BOOLEAN": bool, "DATE": dt.date, "TIMESTAMP WITHOUT TIME ZONE": dt.datetime, "BYTEA": bytes}


def fits_postgresql(ddl: str, stored: Any) -> bool:
    """Whether the server would keep this very value in a column declared so."""
    if ddl in _WHOLE:
        return type(stored) is int and -_WHOLE[ddl] <= stored < _WHOLE[ddl]
    if found := re.fullmatch(r"VARCHAR\((\d+)\)|TEXT", ddl):
        return (
            type(stored) is str
            and "\0" not in stored
            and stored == stored.encode("utf-8", "replace").decode()
            and (found[1] is None or len(stored) <= int(found[1]))
        )
    return type(stored) is _OTHERS[ddl]


def journalled_columns() -> Iterator[tuple[type[Record], str, Checked[Any]]]:
    for record in RECORDS:
        for name, type_ in record.fields().items():
            yield record, name, type_


KINDS = {repr(type_): type_ for _, _, type_ in journalled_columns()}


def faults(type_: Checked[Any]) -> Iterator[str]:
    ddl = type_.compile(dialect=_POSTGRESQL)
    for value in EVERYTHING:
        shown = f"{ascii(value)[:60]} in {type_!r}"
        try:
            stored = type_.process_bind_param(value, _SQLITE)
            journalled = type_.written(value)
        except Refusal as refusal:
            said = str(refusal)
            if not said.endswith(".") or ". " in said or "\n" in said:
                yield f"{shown}: not one sentence: {said}"
            continue
        except ValueError as error:
            yield f"{shown}: accepted by the column, refused by the journal: {error}"
            continue
        except Exception as error:  # noqa: BLE001 # the fault sought: anything but a refusal
            yield f"{shown}: {type(error).__name__}: {error}"
            continue
        if not fits_postgresql(ddl, stored):
            yield f"{shown}: kept as {ascii(stored)[:60]}, which {ddl} refuses"
        text = json.dumps(journalled, ensure_ascii=False, allow_nan=False)
        if "\\u0000" in text or text != text.encode("utf-8", "replace").decode():
            yield f"{shown}: journalled as {ascii(text)[:60]}"
        if ddl != "BYTEA":
            kept = type_.process_result_value(stored, _SQLITE)
            again = type_.read_back(json.loads(text))
            if again != kept or type_.written(kept) != journalled:
                yield f"{shown}: {ascii(kept)[:40]} comes back from the journal as {ascii(again)[:40]}"


@pytest.mark.parametrize("kind", list(KINDS), ids=str)
def test_every_kind_of_column_refuses_what_postgresql_would(kind: str) -> None:
    assert list(faults(KINDS[kind])) == []


def test_every_column_of_every_record_is_of_a_kind_tried_here() -> None:
    columns = list(journalled_columns())
    assert len(columns) > 150
    assert all(repr(type_) in KINDS for _, _, type_ in columns)


def test_the_oracle_knows_poison_when_it_sees_it() -> None:
    refused = [("VARCHAR(3)", "abcd"), ("VARCHAR(3)", "a\0"), ("TEXT", "\ud800"), ("INTEGER", 2**31), ("INTEGER", 12.5)]
    refused += [("BIGINT", 2**63), ("INTEGER", True), ("DATE", "2026-01-01")]
    assert not any(fits_postgresql(ddl, value) for ddl, value in refused)
