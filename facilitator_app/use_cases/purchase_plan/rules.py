"""The house's figures for programming: its rules, and its table of European thresholds."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration import AdviceRules
from facilitator_app.domain.calibration_by_trade import Divisors
from facilitator_app.domain.legal_requirement import FROM
from facilitator_app.domain.legal_threshold import SHIPPED, BuyerKind, ContractKind, LegalThreshold, Threshold
from facilitator_app.domain.plan_rules import PLAN_RULES_KEY, PlanRules
from facilitator_app.domain.purchase_advice import AdviceLimits
from facilitator_app.domain.values import Euros, Hours, hours
from facilitator_app.use_cases import gestures, office
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_DAY, _TOO_FEW, _FEW = hours(7), hours(35), hours(150)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRulesDraft:
    """The rules as typed; see the record for what each is."""

    required_from: dt.date = FROM
    target_share: Decimal = Decimal("0.3")
    quarter_capacity: Hours | None = None
    hours_per_day: Hours = _DAY
    too_few_hours: Hours = _TOO_FEW
    few_hours: Hours = _FEW
    short_months: int = 3
    month_capacity: Hours | None = None
    many_suppliers: int = 30
    some_suppliers: int = 10
    few_suppliers: int = 1
    dependency: Decimal = Decimal("0.3")
    supplier_turnover: Euros | None = None

    @property
    def limits(self) -> AdviceLimits:
        return AdviceLimits(
            self.many_suppliers, self.some_suppliers, self.few_suppliers, self.dependency, self.too_few_hours
        )

    @property
    def advice(self) -> AdviceRules:
        return AdviceRules(self.too_few_hours, self.few_hours, Decimal(self.short_months), self.month_capacity)


_NEEDED = {
    "required_from": "Indiquez une date, par exemple 21/08/2026.",
    "target_share": "Indiquez un pourcentage, par exemple 30.",
    "hours_per_day": "Indiquez les heures d’une journée, par exemple 7.",
    "too_few_hours": "Indiquez un nombre d’heures, par exemple 35.",
    "few_hours": "Indiquez un nombre d’heures, par exemple 150.",
    "short_months": "Indiquez un nombre de mois, par exemple 3.",
    "many_suppliers": "Indiquez un nombre, par exemple 30.",
    "some_suppliers": "Indiquez un nombre, par exemple 10.",
    "few_suppliers": "Indiquez un nombre, par exemple 1.",
    "dependency": "Indiquez un pourcentage, par exemple 30.",
}


def plan_rules(session: Session) -> PlanRulesDraft:
    """Those of common practice while nobody has changed any."""
    kept = session.get(PlanRules, PLAN_RULES_KEY)
    if kept is None or kept.removed:
        return PlanRulesDraft()
    return PlanRulesDraft(**{name: getattr(kept, name) for name in PlanRulesDraft.__dataclass_fields__})


def change_plan_rules(session: Session, draft: PlanRulesDraft) -> None:
    """Raises Refusal, naming each field in error."""
    values = asdict(draft)
    problems = Problems()
    for name, message in _NEEDED.items():
        if values[name] is None:
            problems.say(name, message)
    if draft.hours_per_day is not None and draft.hours_per_day <= 0:
        problems.say("hours_per_day", _NEEDED["hours_per_day"])
    problems.check(PlanRules, values)
    problems.refuse()
    if not draft.few_suppliers <= draft.some_suppliers <= draft.many_suppliers:
        problems.say("many_suppliers", "Ces trois nombres vont en croissant, par exemple 1, 10 et 30.")
    problems.refuse()
    gestures.call_it(session, "Règles de la programmation")
    kept = session.get(PlanRules, PLAN_RULES_KEY, execution_options={"include_removed": True})
    if kept is None:
        session.add(PlanRules(id=PLAN_RULES_KEY, **values))
    else:
        write(kept, values | {"removed": False})
    session.flush()


def divisors(session: Session) -> Divisors:
    """What a day, a month and a full-time year are worth in hours, in this house."""
    rules = office.rules(session)
    return Divisors(plan_rules(session).hours_per_day, rules.full_time_hours, Decimal(rules.hours_of_one_fte))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdDraft:
    """A line of the table as typed."""

    contract_kind: ContractKind | None = None
    buyer_kind: BuyerKind | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    amount: Euros | None = None
    source: str = ""
    confirmed: bool = True


def thresholds(session: Session) -> tuple[Threshold, ...]:
    """The house's table, the newest lines first; the one shipped until the house changes a line."""
    rows = session.execute(
        select(
            LegalThreshold.contract_kind, LegalThreshold.buyer_kind, LegalThreshold.valid_from,
            LegalThreshold.valid_until, LegalThreshold.amount, LegalThreshold.source, LegalThreshold.confirmed,
            LegalThreshold.id,
        ).where(LegalThreshold.removed.is_(False))
    )  # fmt: skip
    lines = tuple(Threshold(*row) for row in rows) or SHIPPED
    kinds, buyers = list(ContractKind), [None, *BuyerKind]
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                -line.valid_from.toordinal(),
                kinds.index(line.contract_kind),
                buyers.index(line.buyer_kind),
            ),
        )
    )


def keep_threshold(session: Session, draft: ThresholdDraft, line: Threshold | None = None) -> None:
    """Add a line, or correct `line`. The first change makes the shipped table the house's own. Raises Refusal."""
    values: dict[str, Any] = asdict(draft) | {"source": tidy(draft.source)}
    problems = Problems()
    if draft.contract_kind is None:
        problems.say("contract_kind", "Choisissez une nature de marché.")
    if draft.valid_from is None:
        problems.say("valid_from", "Indiquez à partir de quand, par exemple 01/01/2028.")
    elif draft.valid_until and draft.valid_until < draft.valid_from:
        problems.say("valid_until", "Cette date précède le début.")
    if draft.amount is None or draft.amount <= 0:
        problems.say("amount", "Indiquez le seuil en euros HT, par exemple 216\u202f000.")
    problems.check(LegalThreshold, values)
    problems.refuse()
    gestures.call_it(session, "Seuils européens")
    _make_own(session, but=line)
    if line is not None and line.id:
        write(found(session, LegalThreshold, line.id, "Ce seuil"), values)
    else:
        session.add(LegalThreshold(**values))
    session.flush()


def remove_threshold(session: Session, line: Threshold) -> None:
    gestures.call_it(session, "Retrait d’un seuil européen")
    _make_own(session, but=line)
    if line.id:
        found(session, LegalThreshold, line.id, "Ce seuil").removed = True
    session.flush()


def _make_own(session: Session, but: Threshold | None) -> None:
    """Copy the shipped lines, save the one being replaced, when the house has none yet."""
    if not session.scalar(select(func.count()).select_from(LegalThreshold).where(LegalThreshold.removed.is_(False))):
        for line in SHIPPED:
            if line != but:
                session.add(LegalThreshold(**{name: value for name, value in line._asdict().items() if name != "id"}))
        session.flush()
