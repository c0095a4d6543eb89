"""Whether a social execution condition is compulsory, and when nobody can say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from facilitator_app.domain.legal_requirement import Case, LegalException, Verdict, legal_test, months_too_long
from facilitator_app.domain.legal_threshold import SHIPPED, BuyerKind, ContractKind, threshold_for
from facilitator_app.domain.values import euros

AFTER, LATER = dt.date(2026, 12, 7), dt.date(2027, 3, 1)


def case(amount: int | None, day: dt.date | None = AFTER, **said: Any) -> Case:
    usual: dict[str, Any] = {
        "buyer_kind": BuyerKind.OTHER,
        "contract_kinds": (ContractKind.SERVICES,),
        "first_day": day,
        "last_day": day,
    }
    return Case(amount=None if amount is None else Decimal(amount), **(usual | said))


@pytest.mark.parametrize(
    ("buyer", "kind", "amount"),
    [
        (BuyerKind.OTHER, ContractKind.WORKS, 5_404_000),
        (BuyerKind.STATE, ContractKind.WORKS, 5_404_000),
        (BuyerKind.STATE, ContractKind.SERVICES, 140_000),
        (BuyerKind.OTHER, ContractKind.SUPPLIES, 216_000),
        (BuyerKind.ENTITY, ContractKind.SERVICES, 432_000),
        (BuyerKind.OTHER, ContractKind.SOCIAL_SERVICES, 750_000),
    ],
)
def test_the_threshold_itself_is_above_it(buyer: BuyerKind, kind: ContractKind, amount: int) -> None:
    said: dict[str, Any] = {"buyer_kind": buyer, "contract_kinds": (kind,)}
    assert legal_test(case(amount, **said), SHIPPED).verdict is Verdict.REQUIRED
    assert legal_test(case(amount - 1, **said), SHIPPED).verdict is Verdict.OPTIONAL


def test_only_what_is_published_counts_as_checked() -> None:
    assert not legal_test(case(300_000), SHIPPED).to_check
    assert legal_test(case(500_000, buyer_kind=BuyerKind.ENTITY), SHIPPED).to_check


def test_consultations_launched_before_the_law_are_free_of_it() -> None:
    assert legal_test(case(9_000_000, dt.date(2026, 8, 20)), SHIPPED).verdict is Verdict.OPTIONAL
    assert legal_test(case(9_000_000, dt.date(2026, 8, 21)), SHIPPED).verdict is Verdict.REQUIRED
    assert legal_test(case(9_000_000, dt.date(2026, 8, 21)), SHIPPED, dt.date(2026, 8, 22)).verdict is Verdict.OPTIONAL


def test_the_month_of_the_law_does_not_tell_the_day() -> None:
    august: dict[str, Any] = {"first_day": dt.date(2026, 8, 1), "last_day": dt.date(2026, 8, 31)}
    answer = legal_test(case(9_000_000, **august), SHIPPED)
    assert answer.verdict is Verdict.UNKNOWN
    assert "21/08/2026" in answer.why
    assert legal_test(case(90_000, **august), SHIPPED).verdict is Verdict.OPTIONAL


def test_what_is_not_known_stays_unknown_unless_every_way_agrees() -> None:
    assert legal_test(case(None), SHIPPED).verdict is Verdict.UNKNOWN
    assert legal_test(case(300_000, None), SHIPPED).verdict is Verdict.UNKNOWN
    unknown_buyer: dict[str, Any] = {"buyer_kind": None}
    answer = legal_test(case(200_000, **unknown_buyer), SHIPPED)
    assert answer.verdict is Verdict.UNKNOWN
    assert "type d’acheteur" in answer.why
    assert legal_test(case(139_999, **unknown_buyer), SHIPPED).verdict is Verdict.OPTIONAL
    assert legal_test(case(432_000, **unknown_buyer), SHIPPED).verdict is Verdict.REQUIRED
    maintenance: dict[str, Any] = {"contract_kinds": (ContractKind.WORKS, ContractKind.SERVICES)}
    assert "nature du marché" in legal_test(case(900_000, **maintenance), SHIPPED).why
    assert legal_test(case(6_000_000, contract_kinds=()), SHIPPED).verdict is Verdict.REQUIRED


def test_amounts_not_published_yet_are_not_guessed() -> None:
    answer = legal_test(case(9_000_000, dt.date(2028, 2, 1)), SHIPPED)
    assert answer.verdict is Verdict.UNKNOWN
    assert "2028" in answer.why


def test_defence_is_not_concerned_and_an_exception_is_named() -> None:
    assert legal_test(case(9_000_000, defence=True), SHIPPED).verdict is Verdict.OPTIONAL
    answer = legal_test(case(9_000_000, exception=LegalException.INSUFFICIENT_LINK), SHIPPED)
    assert answer.verdict is Verdict.EXEMPTED
    assert "lien suffisant" in answer.why
    small = legal_test(case(90_000, exception=LegalException.INSUFFICIENT_LINK), SHIPPED)
    assert small.verdict is Verdict.OPTIONAL


def test_an_exception_of_length_is_weighed_against_the_length() -> None:
    assert months_too_long(LegalException.SHORT, 12)
    assert not months_too_long(LegalException.SHORT, 2)
    assert not months_too_long(LegalException.SHORT, None)
    assert not months_too_long(LegalException.DIFFICULTY, 12)


def test_a_line_of_the_house_replaces_the_older_one() -> None:
    line = threshold_for(SHIPPED, BuyerKind.OTHER, ContractKind.WORKS, LATER)
    assert line is not None
    newer = line._replace(valid_from=LATER, amount=euros(line.amount + 1))
    assert threshold_for([*SHIPPED, newer], BuyerKind.OTHER, ContractKind.WORKS, LATER) is newer
    assert threshold_for([*SHIPPED, newer], BuyerKind.OTHER, ContractKind.WORKS, AFTER) is line
