"""Whether a person may be hired under the insertion clause, since when and until when, and why, in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category
from facilitator_app.domain.proofs import DEFAULT_RULES, EligibilityRules, Finding, ProofSeen, judge_proof
from facilitator_app.domain.protected_criteria import said_aloud
from facilitator_app.domain.values import add_months, written_date


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one day.

    `until` is the last day covered (None: no end). `last_start` is the last day on which a contract may start
    without looking at new documents (the end of the calendar when nothing limits it). `categories` holds the codes
    proved; `missing` says what each of the other criteria lacks.
    """

    eligible: bool
    since: dt.date | None
    until: dt.date | None
    last_start: dt.date | None
    categories: tuple[str, ...]
    title: str
    sentence: str
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


_BY_CODE = {category.code: said_aloud(category) for category in DEFAULT_CATEGORIES}


def judge(
    birth_date: dt.date | None,
    proofs: Iterable[ProofSeen],
    on: dt.date,
    first_contract_started_on: dt.date | None = None,
    rules: EligibilityRules = DEFAULT_RULES,
    categories: Iterable[Category] = DEFAULT_CATEGORIES,
) -> Verdict:
    """Eligible when one criterion at least is proved on the hiring day, and the period it opens is not over.

    The hiring day is that of the first contract under the clause, all employers together; for a person never hired
    or hired later than `on`, it is `on` itself. Codes absent from `categories` are ignored.
    """
    hired = first_contract_started_on is not None and first_contract_started_on <= on
    hire = first_contract_started_on if hired and first_contract_started_on is not None else on
    by_code = _BY_CODE if categories is DEFAULT_CATEGORIES else {kind.code: said_aloud(kind) for kind in categories}
    findings = tuple(
        judge_proof(by_code[proof.category_code], proof, birth_date, hire, on, rules)
        for proof in proofs
        if proof.category_code in by_code
    )
    accepted = [finding for finding in findings if finding.accepted]
    missing = tuple(dict.fromkeys(finding.message for finding in findings if not finding.accepted))
    codes = tuple(dict.fromkeys(finding.category.code for finding in accepted))
    if not accepted:
        sentence = " ".join(missing) or "Ajoutez au moins un critère et sa preuve."
        return Verdict(False, None, None, None, (), "Éligibilité à établir", sentence, missing, findings)
    ends = [_end(finding, hire, rules) for finding in accepted]
    until = None if None in ends else max(end for end in ends if end is not None)
    if until is not None and until < on:
        return _ended(birth_date, findings, on, hire, until, rules, by_code)
    title = (
        f"Éligible depuis le {written_date(hire)}"
        if until is None
        else (f"Éligible du {written_date(hire)} au {written_date(until)}")
    )
    # The proof that lasts longest decides.
    last_start = (until or dt.date.max) if hired else max(finding.last_start for finding in accepted)
    return Verdict(True, hire, until, last_start, codes, title, _why(accepted, len(missing)), missing, findings)


def warning_days(until: dt.date | None, on: dt.date, rules: EligibilityRules = DEFAULT_RULES) -> int | None:
    """The nearest warning threshold reached (30 or 60 days before the end by default), None while none is.

    A period that is over has reached all of them.
    """
    if until is None:
        return None
    reached = [days for days in rules.warn_days if (until - on).days <= days]
    return min(reached, default=None)


def _end(finding: Finding, hire: dt.date, rules: EligibilityRules) -> dt.date | None:
    if finding.category.while_valid:
        return finding.proof.valid_until
    return add_months(hire, finding.category.months or rules.months) - dt.timedelta(1)


def _ended(
    birth_date: dt.date | None,
    findings: tuple[Finding, ...],
    on: dt.date,
    hire: dt.date,
    until: dt.date,
    rules: EligibilityRules,
    by_code: dict[str, Category],
) -> Verdict:
    """The period is over; where the house allows it, newer proofs may open another one after a gap."""
    title = f"Éligibilité terminée le {written_date(until)}"
    advice = "La durée prévue par la clause est atteinte."
    if rules.renewal_gap_months is not None:
        again = add_months(until, rules.renewal_gap_months) + dt.timedelta(1)
        if on >= again:
            newer = [finding.proof for finding in findings if (finding.proof.dated_on or dt.date.min) > until]
            renewed = judge(birth_date, newer, on, None, rules, by_code.values())
            if renewed.eligible:
                return renewed
            advice = "Ajoutez une nouvelle preuve pour continuer."
        else:
            advice = f"Une nouvelle preuve pourra être étudiée à partir du {written_date(again)}."
    codes = tuple(dict.fromkeys(finding.category.code for finding in findings if finding.accepted))
    missing = tuple(dict.fromkeys(finding.message for finding in findings if not finding.accepted))
    return Verdict(False, hire, until, None, codes, title, f"{title}. {advice}", missing, findings)


def _why(accepted: list[Finding], others: int) -> str:
    labels = list(dict.fromkeys(finding.category.label for finding in accepted))
    acquired = "Preuve acquise" if len(labels) == 1 else "Preuves acquises"
    sentence = f"{acquired}\u00a0: {', '.join(map(_in_a_sentence, labels))}."
    if others == 1:
        sentence += " Un autre critère sera ajouté dès réception de la pièce."
    elif others:
        sentence += f" {others} autres critères seront ajoutés dès réception des pièces."
    return sentence


def _in_a_sentence(label: str) -> str:
    """Without its capital, unless it begins with an acronym."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
