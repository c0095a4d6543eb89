"""Thousands of rows, given column by column, written as JSON: twice as quick as writing a dictionary for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

_ESCAPED = re.compile(r'[\x00-\x1f"\\]')  # JSON writes all the other signs as they are


def json_rows(columns: Mapping[str, Sequence[Any]], count: int) -> list[str]:
    """One object for each of the `count` rows, without the columns that are None there.

    The values of a column are of one kind.
    """
    pattern, everywhere, here_and_there = "", list[Sequence[str]](), list[Sequence[str]]()
    for name, column in columns.items() if count else ():
        heading = f',"{name}":'
        if column[0] == column[-1] and column.count(column[0]) == count:
            pattern += (heading + _written(column[0])).replace("%", "%%") if column[0] is not None else ""
        elif _is_plain(column):
            pattern += f'{heading}"%s"'
            everywhere.append(column)
        elif None not in column:
            pattern += f"{heading}%s"
            everywhere.append(
                column if set(map(type, column)) == {int} else list(map(_each(column).__getitem__, column))
            )
        else:
            said = {value: heading + text for value, text in _each(column).items()} | {None: ""}
            here_and_there.append(list(map(said.__getitem__, column)))
    varying = everywhere + here_and_there
    pattern = "{" + pattern.removeprefix(",") + "%s" * len(here_and_there) + "}"
    rows = [pattern % row for row in zip(*varying, strict=True)] if varying else [pattern % ()] * count
    return rows if not pattern.startswith("{%s") else [row.replace("{,", "{", 1) for row in rows]


def _is_plain(column: Sequence[Any]) -> bool:
    """Whether all are texts that only lack their quotes."""
    try:
        return not _ESCAPED.search("".join(column))
    except TypeError:  # something else than a text
        return False


def _each(column: Sequence[Any]) -> dict[Any, str]:
    return {value: _written(value) for value in set(column)}


def _written(value: object) -> str:
    return orjson.dumps(value).decode()
