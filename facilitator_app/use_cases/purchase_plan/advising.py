"""What to advise for a purchase: the tool, the structures known, what the house's past lots owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration_version import CalibrationVersion
from facilitator_app.domain.company import Buyer, Company, CompanyKind
from facilitator_app.domain.contract import Contract, ContractState, Lot, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_requirement import Answer, legal_test, months_too_long
from facilitator_app.domain.purchase_advice import Advised, advised
from facilitator_app.domain.purchase_plan import PlannedPurchase
from facilitator_app.domain.values import Euros, Hours, euros, written_hours, written_number, written_percent
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.calibrations import newest_formulas
from facilitator_app.use_cases.purchase_plan.keeping import WHAT
from facilitator_app.use_cases.purchase_plan.listing import legal_case
from facilitator_app.use_cases.purchase_plan.rules import plan_rules, thresholds
from facilitator_app.use_cases.writing import found

MOST_COMPARABLES = 6
_LONG_WORD = 5  # letters: shorter words say little of a trade
_NOT_INSERTION = (CompanyKind.ENTERPRISE, CompanyKind.TEMP_AGENCY, CompanyKind.EMPLOYER_GROUP)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A lot of the house that resembles the purchase, with the figures it was calibrated with.

    Of several trades, the share is that of the whole amount and the rate that of all its hours of work.
    """

    lot_id: Key
    contract: str
    lot: str
    amount: Euros | None
    labour_share: Decimal | None
    insertion_rate: Decimal | None
    due_hours: Hours | None


@dataclass(frozen=True, slots=True)
class PurchaseAdvice:
    """Everything to say of a purchase before deciding; structures are those of the house's own directory, when the
    purchase does not say how many could answer."""

    legal: Answer
    advised: Advised
    comparables: tuple[Comparable, ...]
    range_sentence: str
    warning: str


def purchase_advice(session: Session, purchase_id: str) -> PurchaseAdvice:
    """Raises Refusal when the purchase is no longer there."""
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    buyer = session.get(Buyer, purchase.buyer_id)
    rules = plan_rules(session)
    case = legal_case(
        purchase.amount, buyer.kind if buyer else None, purchase.segment, purchase.contract_kind,
        purchase.consultation, purchase.consultation_day, defence=purchase.defence, exception=purchase.exception,
    )  # fmt: skip
    legal = legal_test(case, thresholds(session), rules.required_from)
    known = _structures_known(session, f"{purchase.family} {purchase.title}")
    suppliers = purchase.suppliers if purchase.suppliers is not None else known or None
    alike = _comparables(session, purchase)
    return PurchaseAdvice(
        legal=legal,
        advised=advised(
            suppliers, purchase.amount, rules.supplier_turnover, purchase.forecast_hours, legal.verdict, rules.limits
        ),
        comparables=tuple(alike),
        range_sentence=_range(purchase.amount, alike),
        warning=months_too_long(purchase.exception, purchase.duration_months),
    )


def _long_words(text: str) -> set[str]:
    """The beginnings of the words that say what is bought: «Espaces verts» and «espace vert» agree."""
    return {word[:_LONG_WORD] for word in fold(text).split() if len(word) >= _LONG_WORD}


def _structures_known(session: Session, text: str) -> int:
    """Insertion structures of the directory whose activity shares a word with the purchase."""
    sought = _long_words(text)
    activities = session.execute(select(Company.activity, Company.name).where(Company.kind.not_in(_NOT_INSERTION)))
    return sum(bool(sought & _long_words(f"{activity} {name}")) for activity, name in activities)


def _comparables(session: Session, purchase: PlannedPurchase) -> list[Comparable]:
    """Lots of the same segment, those that share a word with the purchase first, then the nearest amounts."""
    if purchase.segment is None:
        return []
    calibrated = select(CalibrationVersion.id).where(CalibrationVersion.lot_id == Lot.id).exists()
    rows = session.execute(
        select(
            Lot.id, Contract.short_name, Contract.subject, Lot.number, Lot.title, Lot.amount, Lot.labour_share,
            Lot.insertion_rate, Lot.due_hours,
        )
        .join(Contract, Contract.id == Lot.contract_id)
        .where(Lot.segment == purchase.segment, or_(Lot.insertion_rate.is_not(None), calibrated))
        .where(Contract.state != ContractState.SET_ASIDE)
    ).all()  # fmt: skip
    sought = _long_words(f"{purchase.family} {purchase.title}")

    def distance(row: tuple[Comparable, bool]) -> tuple[bool, Decimal, str]:
        lot, shares_a_word = row
        unlike = abs((lot.amount or Decimal(0)) - (purchase.amount or Decimal(0)))
        return not shares_a_word, unlike, lot.lot_id

    lots = [
        (
            Comparable(key, contract_name(short, subject), lot_name(number, title), amount, share, rate, due),
            bool(sought & _long_words(f"{subject} {title}")),
        )
        for key, short, subject, number, title, amount, share, rate, due in rows
    ]
    return _with_all_their_trades(session, [lot for lot, _ in sorted(lots, key=distance)])[:MOST_COMPARABLES]


def _with_all_their_trades(session: Session, lots: list[Comparable]) -> list[Comparable]:
    """The figures of a lot of several trades are those of its newest calibration, weighted; without any, it is left."""
    several = newest_formulas(session, [lot.lot_id for lot in lots if lot.insertion_rate is None])
    found = []
    for lot in lots:
        whole = several.get(lot.lot_id)
        if lot.insertion_rate is not None:
            found.append(lot)
        elif whole is not None and whole.insertion_rate is not None:
            found.append(
                replace(
                    lot, amount=euros(whole.amount), labour_share=whole.labour_share,
                    insertion_rate=whole.insertion_rate,
                )
            )  # fmt: skip
    return found


def _range(amount: Decimal | None, alike: list[Comparable]) -> str:
    """`Lots comparables : effort de 5 à 8 %, soit 3 900 à 6 200 h`."""
    rates = sorted(lot.insertion_rate for lot in alike if lot.insertion_rate is not None)
    if not rates:
        return ""
    low, high = written_percent(rates[0]), written_percent(rates[-1])
    said = f"effort de {low}" if low == high else f"effort de {low.partition(chr(160))[0]} à {high}"
    worked = [
        lot.due_hours / lot.amount / lot.insertion_rate
        for lot in alike
        if lot.amount and lot.due_hours is not None and lot.insertion_rate
    ]
    if amount is None or not worked:
        return f"Lots comparables\u00a0: {said}."
    per_euro = sorted(worked)[len(worked) // 2]  # hours of work that one euro pays, in the middle lot
    least, most = (_tens(amount * rate * per_euro) for rate in (rates[0], rates[-1]))
    figures = written_hours(least) if least == most else f"{written_number(least)} à {written_hours(most)}"
    return f"Lots comparables\u00a0: {said}, soit {figures}."


def _tens(amount: Decimal) -> Decimal:
    """An order of magnitude: to the nearest ten hours."""
    return (amount / 10).quantize(Decimal(1), ROUND_HALF_UP) * 10
