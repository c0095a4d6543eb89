"""The demonstration's reasoned opinions, refusals, extensions, and the targets of its purchase segments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.eligibility_file import EligibilityExtension, EligibilityRefusal, RefusalCode
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.segment_targets import SegmentTarget
from facilitator_app.use_cases.demonstration.people import BuiltPerson
from facilitator_app.use_cases.demonstration.rows import Rows

_FACILITATOR = "Hélène Arnoux"
_ONE_IN = 45  # people waiting, for each kind of decision
_OPINIONS = (
    ("Élève seule deux enfants, sans solution de garde stable, deux ans sans emploi malgré un projet solide.",
     "Paul Sénéquier, référent de parcours, Mission locale"),
    ("Reprise d’emploi après six ans au foyer, permis suspendu faute de moyens, très motivée par le chantier.",
     "Hélène Arnoux, facilitatrice de la clause sociale"),
)  # fmt: skip
_TARGETS = (
    (Segment.WORKS, Public.WOMAN, "0.25"), (Segment.WORKS, Public.QPV, "0.40"),
    (Segment.SUPPORT, Public.SENIOR, "0.25"), (Segment.INTELLECTUAL, Public.YOUNG_GRADUATE, "0.50"),
)  # fmt: skip


def decision_rows(rows: Rows, today: dt.date, people: list[BuiltPerson], seed: int) -> None:
    """About people without a contract, so that nothing frozen says otherwise."""
    random = Random(f"decisions {seed}")
    placed = {row["beneficiary_id"] for row in rows.of(Placement)}
    waiting = [person for person in people if person.key not in placed]
    for number, person in enumerate(waiting):
        day = max(person.registered_on, today - dt.timedelta(days=random.randrange(4, 70)))
        if number % _ONE_IN == 3:
            text, by = random.choice(_OPINIONS)
            rows.add(
                EligibilityProof, id=key_of("demo", "opinion", person.key), beneficiary_id=person.key,
                category="REASONED_OPINION", proof="Avis motivé signé", dated_on=day, seen_on=day,
                seen_by=_FACILITATOR, opinion=text, opinion_by=by,
            )  # fmt: skip
        elif number % _ONE_IN == 8:
            rows.add(
                EligibilityRefusal, id=key_of("demo", "refusal", person.key), beneficiary_id=person.key,
                code=RefusalCode.PROOF_MISSING, note="Attestation demandée deux fois, jamais reçue.", decided_on=day,
                decided_by=_FACILITATOR,
            )  # fmt: skip
    for placement in rows.of(Placement)[:: _ONE_IN * 2]:
        rows.add(
            EligibilityExtension, id=key_of("demo", "extension", placement["id"]),
            beneficiary_id=placement["beneficiary_id"], until=placement["eligible_until"] + dt.timedelta(days=120),
            reason="Formation qualifiante à terminer, accord de l’acheteur.", decided_on=today - dt.timedelta(days=9),
            decided_by=_FACILITATOR,
        )  # fmt: skip
    for segment, public, share in _TARGETS:
        key = SegmentTarget.key(segment, public)
        rows.add(SegmentTarget, id=key, segment=segment, public=public, share=Decimal(share))
