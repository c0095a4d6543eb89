"""The rows of a house being built, inserted by kind once all are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record


class Rows:
    """Rows waiting to be inserted, by kind, in the order their references need."""

    def __init__(self) -> None:
        self._by_kind: dict[type[Record], list[dict[str, Any]]] = {}

    def add(self, kind: type[Record], /, **values: Any) -> None:
        self._by_kind.setdefault(kind, []).append(values)

    def of(self, kind: type[Record]) -> list[dict[str, Any]]:
        """The rows waiting, which may still be completed."""
        return self._by_kind.get(kind, [])

    def count(self, kind: type[Record]) -> int:
        return len(self._by_kind.get(kind, ()))

    def insert(self, session: Session, order: tuple[type[Record], ...]) -> None:
        for kind in order:
            for rows in self._alike(kind):
                session.execute(insert(kind), rows)

    def _alike(self, kind: type[Record]) -> Iterator[list[dict[str, Any]]]:
        """One list for each set of columns: a bulk insert wants the same in every row."""
        groups: dict[frozenset[str], list[dict[str, Any]]] = {}
        for row in self._by_kind.get(kind, ()):
            groups.setdefault(frozenset(row), []).append(row)
        yield from groups.values()
