"""Gauges of publics on whole lists."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from facilitator_app.domain.balance import hours_gauges, proposal_gauges, widening_advice
from facilitator_app.domain.categories import Public
from facilitator_app.domain.publics import Publics

TODAY = dt.date(2026, 11, 24)
WOMAN, MAN, SENIOR = Publics(woman=True), Publics(), Publics(woman=True, senior=True)


def test_proposals_of_the_last_90_days_are_set_beside_the_pool() -> None:
    proposals = [
        (TODAY, WOMAN),
        (TODAY, MAN),
        (TODAY - dt.timedelta(89), MAN),
        (TODAY - dt.timedelta(30), MAN),
        (TODAY - dt.timedelta(90), WOMAN),
        (TODAY + dt.timedelta(1), WOMAN),
    ]
    gauges = {gauge.public: gauge for gauge in proposal_gauges(proposals, [WOMAN, MAN, SENIOR, MAN], TODAY)}
    women = gauges[Public.WOMAN]
    assert (women.count, women.total) == (Decimal(1), Decimal(4))
    assert (women.share, women.mark) == (Decimal("0.25"), Decimal("0.5"))
    assert women.behind
    assert widening_advice(women, 4) == "Femmes\u00a0: élargir la recherche, 4 personnes compatibles non affichées."
    assert widening_advice(women, 0) is None
    assert gauges[Public.SENIOR].share == 0
    assert not gauges[Public.QPV].behind  # nobody in the pool either


def test_nothing_to_divide_is_unknown_and_not_zero() -> None:
    for gauge in proposal_gauges([], [], TODAY):
        assert (gauge.share, gauge.mark, gauge.behind) == (None, None, False)


def test_hours_are_set_beside_the_targets_of_the_house() -> None:
    worked = [(WOMAN, Decimal("151.67")), (MAN, Decimal("300")), (SENIOR, Decimal("48.33"))]
    gauges = {gauge.public: gauge for gauge in hours_gauges(worked, {Public.WOMAN: Decimal("0.45")})}
    assert gauges[Public.WOMAN].count == 200
    assert gauges[Public.WOMAN].share == Decimal("0.4")
    assert gauges[Public.WOMAN].behind
    assert gauges[Public.SENIOR].mark is None
    assert not gauges[Public.SENIOR].behind
