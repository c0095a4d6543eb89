"""What an article gives, and how an obligation ended."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.closing import Outcome, outcome
from facilitator_app.domain.penalties import Formula, missing_from_file, penalty, reckoning
from facilitator_app.domain.values import euros, hours

figures = st.none() | st.decimals(0, 500, places=2)


def test_only_what_the_article_says_is_counted() -> None:
    assert penalty(Formula(per_hour=Decimal(45)), hours("120.50")) == euros("5422.50")
    assert penalty(Formula(flat=Decimal(500)), hours(120)) == euros(500)
    assert penalty(Formula(per_hour=Decimal(10), per_late_day=Decimal(20), cap=Decimal(100)), hours(7), 4) == euros(100)
    assert penalty(Formula(), hours(120)) == 0
    assert not Formula(cap=Decimal(100)).says_something


def test_the_calculation_is_told_line_by_line() -> None:
    formula = Formula(per_hour=Decimal(45), cap=Decimal(1000))
    assert list(reckoning(formula, hours(100))) == [
        "100\u00a0h manquantes × 45\u00a0€ = 4\u202f500\u00a0€", "Plafonnée à 1\u202f000\u00a0€",
    ]  # fmt: skip


def test_the_holder_is_always_heard_first() -> None:
    assert len(missing_from_file(0, "", "")) == 3
    assert missing_from_file(1, "Retard d’approvisionnement", "Favorable") == []


def test_an_obligation_ends_by_thresholds() -> None:
    due = Decimal(1000)
    ends = (
        ("1000.01", Outcome.EXCEEDED),
        ("1000", Outcome.REACHED),
        ("950", Outcome.NEARLY),
        ("949.99", Outcome.PARTLY),
    )
    for counted, expected in (*ends, ("0", Outcome.NONE)):
        assert outcome(due, Decimal(counted)) is expected
    assert outcome(None, Decimal(10)) is Outcome.UNKNOWN


@given(per_hour=figures, per_day=figures, flat=figures, cap=figures, missing=st.decimals(0, 9999, places=2))
def test_a_penalty_never_passes_its_cap(
    per_hour: Decimal | None, per_day: Decimal | None, flat: Decimal | None, cap: Decimal | None, missing: Decimal
) -> None:
    found = penalty(Formula(per_hour, per_day, flat, cap), missing, 3)
    assert found >= 0
    assert cap is None or found <= cap
    assert found <= euros((per_hour or 0) * missing + (per_day or 0) * 3 + (flat or 0))
