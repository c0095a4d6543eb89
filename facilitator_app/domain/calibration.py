"""How many hours of insertion a lot owes: amount × labour share × insertion rate ÷ hourly cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Hours, hours, written_euros, written_hours, written_percent

USUAL_FTE_HOURS = Decimal(1600)  # hours a year of one full-time post, as the national network counts


@dataclass(frozen=True, slots=True)
class Calibration:
    """The four figures of the formula. Amount before tax; shares between 0 and 1. Raises Refusal on impossible ones."""

    amount: Decimal
    labour_share: Decimal
    insertion_rate: Decimal
    hourly_cost: Decimal

    def __post_init__(self) -> None:
        problems = []
        if not self.amount >= 0:
            problems.append(Problem("amount", "Le montant est négatif. Exemple\u00a0: 1\u202f000\u202f000."))
        for field, name, example in (
            ("labour_share", "La part de main-d’œuvre", "50"),
            ("insertion_rate", "L’effort d’insertion", "7"),
        ):
            if not 0 <= getattr(self, field) <= 1:
                problems.append(Problem(field, f"{name} va de 0 à 100\u00a0%. Exemple\u00a0: {example}."))
        if not self.hourly_cost > 0:
            problems.append(Problem("hourly_cost", "Le coût horaire doit dépasser 0. Exemple\u00a0: 31,00."))
        if problems:
            raise Refusal(*problems)

    @property
    def labour_cost(self) -> Decimal:
        return self.amount * self.labour_share

    @property
    def market_hours(self) -> Decimal:
        """All the hours of work the lot generates, not rounded."""
        return self.labour_cost / self.hourly_cost

    @property
    def raw_target_hours(self) -> Decimal:
        """Multiplied first and divided last, so that a whole result stays whole."""
        return self.labour_cost * self.insertion_rate / self.hourly_cost

    @property
    def target_hours(self) -> Hours:
        """Rounded half up to the whole hour."""
        return hours(self.raw_target_hours.quantize(Decimal(1), ROUND_HALF_UP))

    def formula(self) -> str:
        """`7 440 000 € × 45 % × 7 % ÷ 31 € = 7 560 h`."""
        return (
            f"{written_euros(self.amount)} × {_written_share(self.labour_share)}"
            f" × {_written_share(self.insertion_rate)} ÷ {written_euros(self.hourly_cost)}"
            f" = {written_hours(self.target_hours)}"
        )


@dataclass(frozen=True, slots=True)
class AdviceRules:
    """House settings: where the hours of a lot become hard to organise."""

    too_few_hours: Decimal = Decimal(35)
    few_hours: Decimal = Decimal(150)
    short_months: Decimal = Decimal(3)
    hours_per_month: Decimal | None = None  # what the local structures can follow for one lot; None: unknown


DEFAULT_ADVICE = AdviceRules()


def advice(target: Decimal, months: Decimal | None = None, rules: AdviceRules = DEFAULT_ADVICE) -> tuple[str, ...]:
    """What a facilitator would tell the buyer about these hours over these months; nothing when all is usual."""
    sentences = []
    if target < rules.too_few_hours:
        sentences.append(
            f"Moins de {written_hours(rules.too_few_hours)}\u00a0: une clause en heures est peu réaliste."
            " Regrouper avec d’autres lots ou y renoncer."
        )
    elif target < rules.few_hours:
        sentences.append(
            f"Moins de {written_hours(rules.few_hours)}\u00a0: préférer la mise à disposition ou la sous-traitance"
            " à l’embauche directe."
        )
    if months is not None and months < rules.short_months:
        limit = f"{rules.short_months.normalize():f}".replace(".", ",")
        sentences.append(f"Marché de moins de {limit} mois\u00a0: vérifier si une exception à l’obligation s’applique.")
    if rules.hours_per_month is not None and months is not None and months > 0:
        monthly = (target / months).quantize(Decimal(1), ROUND_HALF_UP)
        if monthly > rules.hours_per_month:
            sentences.append(
                f"{written_hours(monthly)} par mois en moyenne, au-dessus des {written_hours(rules.hours_per_month)}"
                " que le territoire peut suivre."
            )
    return tuple(sentences)


def full_time_equivalents(amount: Decimal, fte_hours: Decimal = USUAL_FTE_HOURS) -> Decimal:
    """Full-time posts over one year, to the tenth."""
    return (amount / fte_hours).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _written_share(share: Decimal) -> str:
    """As many decimals as the share has, two at most."""
    percent = (share * 100).normalize()
    exponent = percent.as_tuple().exponent
    return written_percent(share, min(2, max(0, -exponent)) if isinstance(exponent, int) else 0)
