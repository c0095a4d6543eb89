"""The short numbers people say on the phone: M-2026-014, B-112, AT-2026-0087."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session


class Numbers:
    """Gives the numbers that follow those of a column, reading the highest once for each beginning."""

    def __init__(self, session: Session, column: InstrumentedAttribute[str], digits: int = 3) -> None:
        self._session, self._column, self._digits = session, column, digits
        self._last: dict[str, int] = {}

    def next(self, beginning: str) -> str:
        """`next("M-2026-")` is M-2026-015 when M-2026-014 is the highest; a removed number is never given again."""
        if beginning not in self._last:
            self._last[beginning] = self._highest(beginning)
        self._last[beginning] += 1
        return f"{beginning}{self._last[beginning]:0{self._digits}}"

    def _highest(self, beginning: str) -> int:
        taken = self._session.execute(
            select(self._column).where(self._column.startswith(beginning, autoescape=True)),
            execution_options={"include_removed": True},
        ).scalars()
        ends = (number[len(beginning) :] for number in taken)
        return max((int(end) for end in ends if end.isdigit()), default=0)
