"""Gauges of publics on whole lists."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from facilitator_app.domain.balance import proposal_gauges
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
    assert gauges[Public.SENIOR].share == 0
    assert not gauges[Public.QPV].behind  # nobody in the pool either


def test_nothing_to_divide_is_unknown_and_not_zero() -> None:
    gauges = proposal_gauges([], [], TODAY)
    assert {gauge.public for gauge in gauges} >= {Public.WOMAN, Public.SENIOR}
    for gauge in gauges:
        assert (gauge.share, gauge.mark, gauge.behind) == (None, None, False)
