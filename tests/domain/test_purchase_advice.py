"""Which tool is advised, and from which figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from facilitator_app.domain.legal_requirement import Verdict
from facilitator_app.domain.purchase_advice import Tool, advised, dependency

FREE, DUE = Verdict.OPTIONAL, Verdict.REQUIRED


@pytest.mark.parametrize(
    ("suppliers", "amount", "turnover", "tool"),
    [
        (31, 290_000, 1_000_000, Tool.RESERVE),
        (31, 300_000, 1_000_000, Tool.RESERVED_LOT),
        (31, 290_000, None, Tool.RESERVED_LOT),
        (30, 10_000, 1_000_000, Tool.RESERVED_LOT),
        (11, 290_000, 1_000_000, Tool.RESERVED_LOT),
        (10, 290_000, 1_000_000, Tool.EXECUTION),
        (2, 290_000, 1_000_000, Tool.EXECUTION),
        (1, 290_000, 1_000_000, Tool.NONE),
        (0, None, None, Tool.NONE),
        (None, 290_000, 1_000_000, Tool.UNKNOWN),
    ],
)
def test_the_number_of_structures_tells_the_tool(
    suppliers: int | None, amount: int | None, turnover: int | None, tool: Tool
) -> None:
    worth = None if amount is None else Decimal(amount)
    average = None if turnover is None else Decimal(turnover)
    assert advised(suppliers, worth, average, None, FREE).tool is tool


def test_a_compulsory_condition_is_never_advised_away() -> None:
    assert advised(0, None, None, None, DUE).tool is Tool.EXECUTION
    assert advised(None, None, None, Decimal(20), DUE).tool is Tool.EXECUTION
    assert "un critère seul n’y répond pas" in " ".join(advised(5, None, None, None, DUE).figures)


def test_too_few_hours_make_a_criterion_better_than_a_clause() -> None:
    assert advised(5, None, None, Decimal("34.99"), FREE).tool is Tool.CRITERION
    assert advised(5, None, None, Decimal(35), FREE).tool is Tool.EXECUTION


def test_advice_comes_with_its_figures() -> None:
    said = " ".join(advised(31, Decimal(290_000), Decimal(1_000_000), Decimal(20), FREE).figures)
    assert "31 structures" in said
    assert "29\u00a0%" in said
    assert "20\u00a0h prévues" in said
    assert dependency(None, Decimal(3)) is None
