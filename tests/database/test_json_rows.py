"""Rows written as JSON column by column say what a dictionary of each would."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.database.json_rows import json_rows

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ['"', "\\", 'a",', ',"', "%", "%s", "{", "{,", "\n", "\x00", "\u2028", "é", ""]
)
COLUMNS = st.one_of(
    st.lists(TEXTS, min_size=3, max_size=3),
    st.lists(st.integers(0, 3), min_size=3, max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.lists(TEXTS | st.none(), min_size=3, max_size=3),
    TEXTS.map(lambda text: [text] * 3),
)


@given(st.dictionaries(st.sampled_from(["id", "name", "note", "town", "phone"]), COLUMNS))
def test_each_row_says_its_columns_and_nothing_of_what_it_lacks(columns: dict[str, list[Any]]) -> None:
    rows = [{name: column[rank] for name, column in columns.items() if column[rank] is not None} for rank in range(3)]
    written = [json.loads(text) for text in json_rows(columns, 3)]
    assert [list(map(repr, sorted(row.items()))) for row in written] == [
        list(map(repr, sorted(row.items()))) for row in rows
    ]


def test_no_row_is_no_text() -> None:
    assert json_rows({"name": []}, 0) == []
