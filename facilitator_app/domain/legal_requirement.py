"""Whether a purchase must have a social execution condition (L2112-2-1, loi n° 2021-1104, art. 35)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.legal_threshold import BuyerKind, ContractKind, Threshold, threshold_for
from facilitator_app.domain.values import Euros, written_date, written_euros

FROM = dt.date(2026, 8, 21)
"""From when consultations are concerned; a setting of the house, since sources differ by one day."""


class LegalException(Labelled):
    """What lets a buyer do without, on condition of writing why (L2112-2-1)."""

    OFF_THE_SHELF = "off_the_shelf", "Solution immédiatement disponible"
    INSUFFICIENT_LINK = "insufficient_link", "Pas de lien suffisant avec l’objet"
    DIFFICULTY = "difficulty", "Concurrence restreinte ou exécution trop difficile"
    SHORT = "short", "Durée inférieure à trois mois"


class Verdict(Labelled):
    REQUIRED = "required", "Obligatoire"
    EXEMPTED = "exempted", "Exception invoquée"
    OPTIONAL = "optional", "Facultative"
    UNKNOWN = "unknown", "À préciser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known of a purchase. None, or no kind at all, is «not known».

    `amount` is that of the whole need before tax, lots, options and renewals included (R2121-1).
    `first_day` and `last_day` frame the launch of the consultation: the same day, or both ends of its month.
    """

    amount: Decimal | None
    buyer_kind: BuyerKind | None
    contract_kinds: Collection[ContractKind]
    first_day: dt.date | None
    last_day: dt.date | None
    defence: bool = False
    exception: LegalException | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`threshold` is None when several lines might apply; `to_check`: the answer rests on a line not confirmed."""

    verdict: Verdict
    why: str
    threshold: Euros | None = None
    above: bool | None = None
    to_check: bool = False


def legal_test(case: Case, thresholds: Sequence[Threshold], since: dt.date = FROM) -> Answer:
    """What is not known stays unknown, unless every way of completing it gives the same answer."""
    above, lowest, why_unknown, to_check = _compared(case, thresholds)
    if case.defence:
        return Answer(Verdict.OPTIONAL, "Marché de défense ou de sécurité\u00a0: non concerné.", lowest, above)
    if case.last_day is not None and case.last_day < since:
        return Answer(
            Verdict.OPTIONAL, f"Consultation lancée avant le {written_date(since)}\u00a0: non concernée.", lowest, above
        )
    if above is None:
        return Answer(Verdict.UNKNOWN, why_unknown)
    if not above:
        return Answer(Verdict.OPTIONAL, f"Sous le seuil européen{_figure(lowest)}.", lowest, False, to_check)
    if case.first_day is not None and case.first_day < since:
        return Answer(
            Verdict.UNKNOWN,
            f"Précisez le jour de la consultation\u00a0: l’obligation court depuis le {written_date(since)}.",
            lowest,
            True,
            to_check,
        )
    said = f"Au-dessus du seuil européen{_figure(lowest)}"
    if case.exception is not None:
        return Answer(
            Verdict.EXEMPTED, f"{said}\u00a0; exception\u00a0: {case.exception.label}.", lowest, True, to_check
        )
    condition = "une condition d’exécution sociale est obligatoire"
    return Answer(Verdict.REQUIRED, f"{said}\u00a0: {condition}.", lowest, True, to_check)


def _compared(case: Case, thresholds: Sequence[Threshold]) -> tuple[bool | None, Euros | None, str, bool]:
    """Above or not, the amount when it is the only one possible, why it cannot be said, and whether to check."""
    if case.amount is None:
        return None, None, "Indiquez le montant de l’ensemble du besoin.", False
    if case.first_day is None or case.last_day is None:
        return None, None, "Indiquez le mois de la consultation.", False
    buyers = [case.buyer_kind] if case.buyer_kind else list(BuyerKind)
    kinds = list(case.contract_kinds) or list(ContractKind)
    possible = [
        threshold_for(thresholds, buyer, kind, day)
        for buyer in buyers
        for kind in kinds
        for day in {case.first_day, case.last_day}
    ]
    known = [line for line in possible if line is not None]
    if len(known) < len(possible):
        year = case.last_day.year
        return None, None, f"Aucun seuil connu pour {year}\u00a0: complétez la table des seuils.", False
    sides = {case.amount >= line.amount for line in known}
    if len(sides) > 1:
        return None, None, _what_to_say(case), False
    amounts = {line.amount for line in known}
    only = amounts.pop() if len(amounts) == 1 else None
    return sides.pop(), only, "", not all(line.confirmed for line in known)


def _what_to_say(case: Case) -> str:
    missing = ([] if case.buyer_kind else ["le type d’acheteur"]) + (
        [] if len(case.contract_kinds) == 1 else ["la nature du marché"]
    )
    return f"Précisez {' et '.join(missing)}\u00a0: le seuil en dépend." if missing else "Précisez la date."


def _figure(amount: Euros | None) -> str:
    return "" if amount is None else f" ({written_euros(amount)})"


def months_too_long(exception: LegalException | None, months: int | None) -> str:
    """What to tell about an exception that the duration contradicts; nothing otherwise."""
    if exception is LegalException.SHORT and months is not None and months >= 3:
        return f"L’exception vise les marchés de moins de trois mois\u00a0; celui-ci dure {months} mois."
    return ""
