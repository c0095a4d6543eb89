"""Which tool to advise for a purchase, from the number of insertion structures able to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.legal_requirement import Verdict
from facilitator_app.domain.values import counted, written_euros, written_hours, written_percent


class Tool(Labelled):
    """The tools of the Code de la commande publique (L2113-12 to -14, L2112-2, R2152-7)."""

    RESERVE = "reserve", "Réserver le marché"
    RESERVED_LOT = "reserved_lot", "Réserver un lot"
    EXECUTION = "execution", "Clause d’exécution"
    CRITERION = "criterion", "Critère social"
    NONE = "none", "Aucune clause"
    UNKNOWN = "unknown", "À préciser"


@dataclass(frozen=True, slots=True)
class AdviceLimits:
    """The limits that the public directory of insertion structures uses; settings of the house."""

    many: int = 30
    some: int = 10
    few: int = 1
    dependency: Decimal = Decimal("0.3")
    too_few_hours: Decimal = Decimal(35)


USUAL_LIMITS = AdviceLimits()


@dataclass(frozen=True, slots=True)
class Advised:
    """A tool, and the figures it was chosen from, each as a sentence."""

    tool: Tool
    figures: tuple[str, ...]


def dependency(amount: Decimal | None, turnover: Decimal | None) -> Decimal | None:
    """What the purchase would weigh in the yearly turnover of an average local structure, to the hundredth."""
    if amount is None or not turnover:
        return None
    return (amount / turnover).quantize(Decimal("0.01"), ROUND_HALF_UP)


def advised(
    suppliers: int | None,
    amount: Decimal | None,
    turnover: Decimal | None,
    hours: Decimal | None,
    verdict: Verdict,
    limits: AdviceLimits = USUAL_LIMITS,
) -> Advised:
    """A purchase that must have an execution condition is never advised less than one."""
    figures = []
    required = verdict is Verdict.REQUIRED
    weight = dependency(amount, turnover)
    if suppliers is None:
        figures.append("Nombre de structures d’insertion capables de répondre\u00a0: non connu.")
    else:
        figures.append(
            f"{counted(suppliers, 'structure')} d’insertion capable{'s' if suppliers > 1 else ''} de répondre."
        )
    if weight is not None:
        figures.append(
            f"L’achat pèse {written_percent(weight)} du chiffre d’affaires d’une structure"
            f" ({written_euros(turnover)} en moyenne)."
        )
    small = hours is not None and hours < limits.too_few_hours
    if small:
        figures.append(
            f"{written_hours(hours)} prévues, moins de {written_hours(limits.too_few_hours)}\u00a0:"
            " une clause en heures est peu réaliste."
        )
    if required:
        figures.append("Une condition d’exécution sociale est obligatoire\u00a0; un critère seul n’y répond pas.")
    return Advised(_tool(suppliers, weight, small, required, limits), tuple(figures))


def _tool(suppliers: int | None, weight: Decimal | None, small: bool, required: bool, limits: AdviceLimits) -> Tool:
    if suppliers is None:
        return Tool.EXECUTION if required else Tool.CRITERION if small else Tool.UNKNOWN
    if suppliers > limits.many and weight is not None and weight < limits.dependency:
        return Tool.RESERVE
    if suppliers > limits.some:
        return Tool.RESERVED_LOT
    if required:
        return Tool.EXECUTION
    if suppliers > limits.few:
        return Tool.CRITERION if small else Tool.EXECUTION
    return Tool.NONE
