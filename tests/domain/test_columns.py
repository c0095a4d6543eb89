"""What the columns of every engine can keep: nothing is accepted here that PostgreSQL would refuse or change."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.columns import (
    Checked,
    Choice,
    Code,
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
from facilitator_app.domain.contract import ClauseKind, HolderRole
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.values import Month

NO_32_BITS = (2**31, 2**40, 2**63, -(2**31) - 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *((Whole(), value) for value in (*NO_32_BITS, -1, 12.5, 12.0, "12", "douze", True, Decimal(12), float("nan"))),
        *(
            (HoursColumn(), value)
            for value in (12.5, "12", Decimal("NaN"), Decimal("Infinity"), Decimal("1e308"), True)
        ),
        *((HoursColumn(), Decimal(value)) for value in (2**31, -(2**31))),
        *((EurosColumn(), value) for value in (1.5, "1", Decimal("NaN"), Decimal("1e15"), Decimal(-1))),
        *((Share(), value) for value in (0.5, Decimal("1.01"), Decimal("-0.01"), Decimal("NaN"), 75)),
        *((Text(20), value) for value in ("x" * 21, 12, b"x", "é" * 21)),
        *((Day(), value) for value in (dt.date(1, 1, 1), dt.date(9999, 12, 31), "2026-01-01", dt.datetime(2026, 1, 1))),
        *((MonthColumn(), value) for value in (Month(1, 1), Month(0, 1), Month(9999, 12), "2026-01")),
        *((Words(), value) for value in ("K2503", ("x" * 121,), ("x",) * 61)),
        (Flag(), 1),
        (Choice(HolderRole), "chef"),
        (Content(), b"x" * 5_000_001),
    ],
)
def test_what_another_engine_would_refuse_or_change_is_refused_here(column: Checked[Any], value: Any) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        column.checked(value)


@pytest.mark.parametrize("control", ["\0", "\x01", "\x1b", "\x7f", "\ud800"])
def test_signs_no_engine_keeps_are_left_out_of_texts(control: str) -> None:
    assert Text(20).checked(f"Zo{control}é") == "Zoé"
    assert Words().checked((f"Zo{control}é",)) == ("Zoé",)


@pytest.mark.parametrize("name", ["Zoé", "Nguyễn", "Æsop", "👩‍👧", "\u202eabc\u202c", "مريم"])
def test_texts_are_kept_composed_so_that_the_same_name_is_the_same_text(name: str) -> None:
    assert Text(200).checked(unicodedata.normalize("NFD", name)) == unicodedata.normalize("NFC", name)


def test_the_length_is_counted_once_the_text_is_composed() -> None:
    assert Text(20).checked(unicodedata.normalize("NFD", "é" * 20)) == "é" * 20


def test_the_largest_values_kept_fit_in_the_columns_of_every_engine() -> None:
    assert abs(HoursColumn().stored(HoursColumn().checked(Decimal(10_000_000)))) < 2**31
    assert EurosColumn().stored(EurosColumn().checked(Decimal(100_000_000_000))) < 2**63
    assert Share().stored(Share().checked(Decimal(1))) < 2**31
    for record in RECORDS:
        for name, column in record.fields().items():
            if isinstance(column, Whole):
                assert -(2**31) <= column.least <= column.most < 2**31, f"{record.__tablename__}.{name}"


def test_moments_are_kept_in_universal_time_to_the_second() -> None:
    summer = dt.timezone(dt.timedelta(hours=2))
    kept = Moment().checked(dt.datetime(2026, 6, 1, 1, 30, 12, 999, summer))
    assert kept == dt.datetime(2026, 5, 31, 23, 30, 12)


@pytest.mark.parametrize(
    "column",
    [Text(12), Code(20), Whole(0, 50), HoursColumn(), Day(), Choice(ClauseKind), Words(), Flag()],
    ids=lambda column: type(column).__name__,
)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=16),
            st.sampled_from(["1 84 12 76 451 089 46", "184127645108946", "x" * 13, "e\u0301", "\u202e"]),
            st.integers(-1, 60),
            st.booleans(),
            st.dates(dt.date(1890, 1, 1), dt.date(2110, 1, 1)),
            st.sampled_from(list(ClauseKind)),
            st.lists(st.text(max_size=4), max_size=3).map(tuple),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_many_values_are_kept_or_refused_as_each_of_them_is(column: Checked[Any], values: list[Any]) -> None:
    def one_by_one() -> list[Any]:
        return [column.stored(column.checked(value)) for value in values]

    def said(act: Callable[[], list[Any]]) -> object:
        try:
            return [(type(value), value) for value in act()]
        except (ValueError, TypeError, AttributeError) as error:
            return type(error)

    assert said(lambda: column.all_stored(values)) == said(one_by_one)
