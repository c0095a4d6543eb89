"""The demonstration's returns, reminders and exchanges: a house where most holders send what they owe, not all."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.chasing import Exchange, ExchangeKind, Means, Reminder, Step
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.returns import Answer, HolderReturn, ReturnKind, ReturnSetting, Rhythm, period_name
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.demonstration.lots import BuiltLot
from facilitator_app.use_cases.demonstration.rows import Rows

_BY = "Hélène Arnoux"
_SAID = (
    (ExchangeKind.KICK_OFF, 210, "Réunion de démarrage, calendrier et correspondant fixés",
     "Conducteur de travaux, acheteur", "Embauches prévues dès le deuxième mois", "Envoyer la fiche de poste"),
    (ExchangeKind.CALL, 12, "Relevé promis pour la fin de la semaine", "", "", ""),
    (ExchangeKind.SITE_VISIT, 30, "Visite de chantier, équipe au complet", "Chef de chantier, facilitatrice",
     "Équipements portés, tuteur présent", "Prévoir le renouvellement de deux missions"),
    (ExchangeKind.MAIL, 5, "Bulletins de paie reçus, un manque", "", "", "Demander le bulletin manquant"),
)  # fmt: skip


def return_rows(rows: Rows, today: dt.date, lots: list[BuiltLot]) -> None:
    """The last return of some lots, one of them empty; a quarterly lot; a reminder; a few exchanges."""
    last = Month.of(today).plus(-1)
    running = [lot for lot in lots if lot.starts_on <= last.first_day and lot.ends_on >= last.last_day]
    for place, lot in enumerate(running[:6]):
        answer = Answer.ZERO if place == 4 else Answer.RECEIVED
        rows.add(
            HolderReturn,
            id=HolderReturn.key(lot.key, lot.holder, ReturnKind.MONTH, last),
            lot_id=lot.key,
            company_id=lot.holder,
            kind=ReturnKind.MONTH,
            ends=last,
            expected_on=last.plus(1).first_day.replace(day=15),
            answer=answer,
            received_on=min(today, last.plus(1).first_day + dt.timedelta(4 + place)),
            proof="" if answer is Answer.ZERO else "Bulletins de paie",
        )
    for lot in running[-1:]:
        rows.add(
            ReturnSetting, id=ReturnSetting.key(lot.key), lot_id=lot.key, rhythm=Rhythm.QUARTERLY, forecast=True,
            article="8.2.2",
        )  # fmt: skip
        _forecasts(rows, today, lot)
    for place, (lot, (kind, days, summary, present, remarks, actions)) in enumerate(zip(running, _SAID, strict=False)):
        rows.add(
            Exchange, id=key_of("demo", "exchange", lot.key), company_id=lot.holder, lot_id=lot.key, kind=kind,
            day=today - dt.timedelta(days), done_by=_BY, summary=summary, present=present, remarks=remarks,
            actions=actions, actions_before=today + dt.timedelta(7 * (place + 1)) if actions else None,
        )  # fmt: skip


def _forecasts(rows: Rows, today: dt.date, lot: BuiltLot) -> None:
    """Those of the half-year before came in time; those of the current one were asked for once, and never came."""
    ends = Month(today.year, 6 if today.month <= 6 else 12)
    before = ends.plus(-6)
    due = before.plus(-5).first_day.replace(day=15)
    rows.add(
        HolderReturn,
        id=HolderReturn.key(lot.key, lot.holder, ReturnKind.FORECAST, before),
        lot_id=lot.key,
        company_id=lot.holder,
        kind=ReturnKind.FORECAST,
        ends=before,
        expected_on=due,
        answer=Answer.RECEIVED,
        received_on=due - dt.timedelta(3),
        proof="Courriel",
    )
    asked = HolderReturn.key(lot.key, lot.holder, ReturnKind.FORECAST, ends)
    rows.add(
        Reminder, id=key_of("demo", "reminder", lot.key), lot_id=lot.key, company_id=lot.holder, step=Step.FIRST,
        means=Means.EMAIL, day=today - dt.timedelta(25), sent_by=_BY, returns=(asked,),
        periods=period_name(ReturnKind.FORECAST, ends),
    )  # fmt: skip
