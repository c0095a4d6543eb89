"""Whether a person may be hired under the insertion clause, since when and until when, and why, in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category, CategoryGroup, Way
from facilitator_app.domain.durations import NO_DECISIONS, Decisions, Hire, Lasting, RefusalMade, lasting, longest
from facilitator_app.domain.proofs import DEFAULT_RULES, EligibilityRules, Finding, ProofSeen, judge_proof
from facilitator_app.domain.protected_criteria import protection_of, said_aloud
from facilitator_app.domain.values import add_months, written_date
from facilitator_app.domain.words import ended


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one day.

    `until` is the last day covered (None: no end). `last_start` is the last day on which a contract may start
    without looking at new documents (the end of the calendar when nothing limits it). `categories` holds the codes
    proved; `missing` says what each of the other criteria lacks. `decisive` is the criterion that lasts longest and
    `lasting` what gives it its length; `refusal` is the one that holds that day.
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
    decisive: Finding | None = None
    lasting: Lasting | None = None
    refusal: RefusalMade | None = None

    @property
    def rule(self) -> str:
        """`24 mois à partir du 12/03/2026, premier contrat`."""
        return self.lasting.rule if self.lasting else ""

    @property
    def way(self) -> Way | None:
        return self.decisive.category.way if self.decisive else None

    @property
    def family(self) -> CategoryGroup | None:
        """The family of the decisive criterion; that of a protected one is not told."""
        return self.decisive.category.group if self.decisive else None

    @property
    def proof(self) -> str:
        """The decisive document: its name, its date, when it was seen and by whom."""
        return written_proof(self.decisive) if self.decisive else ""

    @property
    def reason(self) -> str:
        """The sentence, for where the title comes before it."""
        return self.sentence.removeprefix(f"{self.title}. ")

    @property
    def statements(self) -> tuple[str, ...]:
        """Eligible or not, since which proof, until when, what is missing: one plain sentence each."""
        said = [f"{self.title}."]
        if self.refusal:
            return (*said, self.refusal.sentence)
        if self.decisive:
            said.append(f"Preuve retenue\u00a0: {self.proof}.")
        if self.decisive and self.rule:
            until = f"Jusqu’au {written_date(self.until)}" if self.until else "Sans date de fin"
            said.append(ended(f"{until}\u00a0: {self.rule}"))
        if not self.eligible and self.since:
            said.append(self.reason)
        elif not self.eligible and not self.missing:
            said.append(self.sentence)
        return (*said, *self.missing)


def judge(
    birth_date: dt.date | None,
    proofs: Iterable[ProofSeen],
    on: dt.date,
    first_contract_started_on: dt.date | None = None,
    rules: EligibilityRules = DEFAULT_RULES,
    categories: Iterable[Category] | None = None,
    *,
    decisions: Decisions = NO_DECISIONS,
    hire: Hire | None = None,
    starts: Sequence[dt.date] = (),
) -> Verdict:
    """Eligible when one criterion at least is proved on the hiring day, and the period it opens is not over.

    The hiring day is that of the first contract under the clause, all employers together; for a person never hired
    or hired later than `on`, it is `on` itself. `hire` is the contract of employment judged, when there is one, and
    `starts` the first days of all those known. Codes that the house does not know are ignored. Nothing decided or
    begun after `on` changes the answer.
    """
    by_code: Mapping[str, Category] = rules.categories
    if categories is not None and categories is not DEFAULT_CATEGORIES:
        by_code = {kind.code: said_aloud(kind) for kind in categories}
        rules = replace(rules, categories=by_code)
    hired = first_contract_started_on is not None and first_contract_started_on <= on
    opened = first_contract_started_on if hired and first_contract_started_on is not None else on
    findings = tuple(
        judge_proof(by_code[proof.category_code], proof, birth_date, _hiring_day(proof, opened, on, starts, rules), on,
                    rules)
        for proof in proofs
        if proof.category_code in by_code
    )  # fmt: skip
    accepted = [finding for finding in findings if finding.accepted]
    codes = tuple(dict.fromkeys(finding.category.code for finding in accepted))
    # Of a criterion already proved, an older or a newer document lacks nothing.
    unproved = (finding for finding in findings if finding.category.code not in codes)
    missing = tuple(dict.fromkeys(finding.message for finding in unproved))
    if refusal := decisions.refusal(on):
        title = f"Éligibilité refusée le {written_date(refusal.decided_on)}"
        return Verdict(False, None, None, None, codes, title, refusal.sentence, missing, findings, refusal=refusal)
    if not accepted:
        sentence = " ".join(missing) or "Ajoutez au moins un critère et sa preuve."
        return Verdict(False, None, None, None, (), "Éligibilité à établir", sentence, missing, findings)
    last = longest(accepted, opened, on, rules, hire, decisions.extensions)
    decisive = accepted[0] if len(accepted) == 1 else max(accepted, key=lambda one: _until(one, opened, rules))
    if last.until is not None and last.until < on:
        found = Verdict(False, opened, last.until, None, codes, "", "", missing, findings, decisive, last)
        return _ended(birth_date, found, last.until, on, rules, decisions, hire, starts)
    # The proof that lasts longest decides.
    last_start = (last.until or dt.date.max) if hired else max(finding.last_start for finding in accepted)
    why = _why(accepted, len(missing))
    return Verdict(
        True, opened, last.until, last_start, codes, _title(opened, last), why, missing, findings, decisive, last
    )


def written_proof(finding: Finding) -> str:
    """`attestation France Travail du 12/11/2026, vue le 13/11/2026 par H. Arnoux`; never which, when protected."""
    proof = finding.proof
    is_protected = protection_of(proof.category_code) is not None
    name = finding.category.proof if is_protected or not proof.proof else proof.proof
    seen = f", vue le {written_date(proof.seen_on)}" if proof.seen_on else ""
    by = f" par {proof.seen_by}" if seen and proof.seen_by else ""
    number = f" n°\u00a0{proof.number}" if proof.number else ""
    return f"{name}{number} du {written_date(proof.dated_on)}{seen}{by}"


def _hiring_day(
    proof: ProofSeen, opened: dt.date, on: dt.date, starts: Sequence[dt.date], rules: EligibilityRules
) -> dt.date:
    """The first contract's first day; for who is eligible by where she works, that of the first contract there."""
    if not rules.categories[proof.category_code].while_valid or proof.dated_on is None or proof.dated_on <= opened:
        return opened
    return min((start for start in starts if proof.dated_on <= start <= on), default=on)


def _ended(
    birth_date: dt.date | None,
    found: Verdict,
    until: dt.date,
    on: dt.date,
    rules: EligibilityRules,
    decisions: Decisions,
    hire: Hire | None,
    starts: Sequence[dt.date],
) -> Verdict:
    """The period is over; where the house allows it, newer proofs may open another one after a gap."""
    title = f"Éligibilité terminée le {written_date(until)}"
    advice = "La durée prévue par la clause est atteinte."
    if rules.renewal_gap_months is not None:
        again = add_months(until, rules.renewal_gap_months) + dt.timedelta(1)
        if on >= again:
            newer = [finding.proof for finding in found.findings if (finding.proof.dated_on or dt.date.min) > until]
            reopened = min((start for start in starts if again <= start <= on), default=None)
            renewed = judge(
                birth_date, newer, on, reopened, rules, decisions=decisions, hire=hire, starts=starts
            )  # fmt: skip
            if renewed.eligible or renewed.until is not None:  # the period it opened may be over in its turn
                return renewed
            advice = "Ajoutez une nouvelle preuve pour continuer."
        else:
            advice = f"Une nouvelle preuve pourra être étudiée à partir du {written_date(again)}."
    return replace(found, title=title, sentence=f"{title}. {advice}")


def _until(finding: Finding, opened: dt.date, rules: EligibilityRules) -> dt.date:
    return lasting(finding, opened, rules).until or dt.date.max


def _title(since: dt.date, last: Lasting) -> str:
    if last.until is None:
        return f"Éligible depuis le {written_date(since)}"
    return f"Éligible du {written_date(since)} au {written_date(last.until)}"


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
