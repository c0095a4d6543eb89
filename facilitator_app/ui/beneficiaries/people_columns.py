"""The columns of the list of people: a narrow list shows what its filter is about, a wide one everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from facilitator_app.domain.values import written_date
from facilitator_app.ui.rows import Column
from facilitator_app.use_cases.beneficiary_list import PersonRow
from facilitator_app.use_cases.beneficiary_order import Order
from facilitator_app.use_cases.beneficiary_search import Filter

# Of the columns.
ORDERS = (Order.NAME, Order.SITUATION, Order.ELIGIBILITY, Order.NEXT_ACTION, Order.LAST_ACT)
LEAST_WITH_SITUATION = 300  # the name and the end of eligibility come first
WIDE_ENOUGH_TO_ACT, WIDE_ENOUGH_TO_TELL = 620, 760  # pixels at the usual text size, for each column more
_WARNINGS = {"warning": ", à renouveler", "danger": ", terminée"}


class PeopleColumns:
    def __init__(self, today: Callable[[], dt.date], tells_all: Callable[[], bool]) -> None:
        """`tells_all`: whether the list is wide enough for the last contact to have its column."""
        self._today, self._tells_all = today, tells_all

    def shown(self, filter: Filter) -> list[Column[PersonRow]]:
        follows_up = filter is Filter.TO_FOLLOW_UP
        out_of_touch = filter is Filter.OUT_OF_TOUCH
        return [
            Column("Personne", lambda row: row.name, second=lambda row: row.second_line, strong=True, stretch=True),
            Column(
                "Situation",
                lambda row: row.situation,
                tone=lambda row: row.situation_tone,
                badge=True,
                width=118,
                hidden_below=560 if follows_up else LEAST_WITH_SITUATION,
            ),
            Column(
                "Éligible jusqu’au",
                lambda row: row.eligibility,
                number=True,
                tone=lambda row: row.eligibility_tone,
                tooltip=lambda row: row.explanation,
                accessible=lambda row: row.eligibility + _WARNINGS.get(row.eligibility_tone, ""),
                second=self._last_act_beside,
                width=118,
                hidden_below=680 if follows_up or out_of_touch else 0,
            ),
            Column(
                "À faire avant le",
                self._next_before,
                second=_next_action,
                tone=self._lateness,
                tooltip=_next_action,
                width=190,
                hidden_below=0 if follows_up else WIDE_ENOUGH_TO_ACT,
            ),
            Column(
                "Dernier contact",
                lambda row: written_date(row.standing.last_act),
                width=116,
                hidden_below=440 if follows_up else 0 if out_of_touch else WIDE_ENOUGH_TO_TELL,
            ),
        ]

    def _last_act_beside(self, row: PersonRow) -> str:
        """Where the list is too narrow for a column: what is late, or when somebody last acted."""
        if self._tells_all():
            return ""
        if self._lateness(row):
            return "à relancer"
        return f"contact {row.standing.last_act:%d/%m/%y}" if row.standing.last_act else "jamais contactée"

    def _lateness(self, row: PersonRow) -> str:
        return "danger" if row.standing.is_late(self._today()) else ""

    def _next_before(self, row: PersonRow) -> str:
        if not row.standing.next_action:
            return ""
        late = ", en retard" if self._lateness(row) else ""
        return f"{written_date(row.standing.next_before)}{late}"


def _next_action(row: PersonRow) -> str:
    """«Appeler Batirade, Hélène Arnoux»."""
    return ", ".join(part for part in (row.standing.next_action, row.standing.next_by) if part)
