"""Gathering the follow-up sheet of a lot, as it stood at the end of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.documents.follow_up_sheet import FollowUpRow, FollowUpSheet
from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.placement import MonthStatement, Placement
from facilitator_app.domain.progress import pace
from facilitator_app.domain.values import NO_BREAK_SPACE, Hours, Month, hours, sum_hours, written_date, written_hours
from facilitator_app.use_cases import office
from facilitator_app.use_cases.documents.house_facts import letterhead
from facilitator_app.use_cases.documents.lot_facts import LotFacts, listed, lot_facts, validated_months
from facilitator_app.use_cases.documents.work_on_lot import Work, people_in, work_until

FEWEST_COUNTED = 3  # a smaller group could tell who is meant
_MONTHS_SHOWN = 3


def sheet_number(lot_code: str, month: Month) -> str:
    """`FS-2026-014-L1-10`; the year is written when it is not the one of the contract."""
    code = lot_code.removeprefix("M-")[:29]
    end = f"{month.number:02}" if code.startswith(f"{month.year}-") else str(month)
    return f"FS-{code}-{end}"


def follow_up_sheet(session: Session, lot_id: str, month: Month, edited_at: dt.datetime) -> FollowUpSheet:
    """What was known of the lot at the end of the month. Raises Refusal when there is no such lot."""
    facts, details = lot_facts(session, lot_id, edited_at.date()), office.details(session)
    works = work_until(session, lot_id, month)
    counted = [work for work in works if work.eligible]
    done = sum_hours(work.total for work in counted)
    of_this_month = [work.in_month(month) for work in counted]
    validated = validated_months(session, lot_id)
    holder = facts.holder
    return FollowUpSheet(
        letterhead=letterhead(session, details),
        number=sheet_number(facts.code, month),
        edited_at=edited_at,
        version="Version destinée au titulaire",
        operation=f"{facts.contract_name} ({facts.contract_number})",
        lot=facts.name,
        buyer=facts.buyer,
        holder=", ".join(filter(None, (facts.holder_name, holder.town))) if holder else "",
        notified=facts.notified_on,
        end=facts.ends_on,
        correspondent=holder.contact if holder else "",
        facilitator=details.facilitator_name,
        month=month,
        validated_on=(validated[month] or month.last_day) if month in validated else None,
        due=facts.due,
        done=done,
        left=None if facts.due is None else max(hours(0), Hours(facts.due - done)),
        month_hours=sum_hours(of_this_month) if any(amount is not None for amount in of_this_month) else None,
        elapsed=pace(facts.due or hours(0), done, facts.starts_on, facts.ends_on, month.last_day).elapsed
        if facts.starts_on and facts.ends_on
        else None,
        rows=tuple(_row(work, month) for work in counted),
        publics=publics_sentence(counted),
        observations="\n".join(_observations(session, facts, month, works, set(validated))),
        next_step=" ".join(_next_steps(session, facts, month, month in validated)),
        contact=details.email,
    )


def _row(work: Work, month: Month) -> FollowUpRow:
    before, last, now = (work.in_month(month.plus(back)) for back in (-2, -1, 0))
    return FollowUpRow(
        work.name, work.contract.label, work.employer_name, work.starts_on, (before, last, now), work.total
    )


def publics_sentence(works: Sequence[Work]) -> str:
    """How many people, women and people over fifty; never why anybody is eligible, nor a very small group."""
    if not works:
        return ""
    people = people_in(works)
    women = people_in(work for work in works if work.woman)
    seniors = people_in(work for work in works if work.senior)
    groups = []
    if women >= FEWEST_COUNTED:
        groups.append(f"{women} femmes")
    if seniors >= FEWEST_COUNTED:
        groups.append(f"{seniors} personnes de 50 ans et plus")
    among = f", dont {' et '.join(groups)}" if groups else ""
    return (
        f"{people} {'salarié' if people == 1 else 'salariés'}{among}. "
        "Le motif d’éligibilité n’est pas communiqué au titulaire."
    )


def _observations(
    session: Session, facts: LotFacts, month: Month, works: Sequence[Work], validated: set[Month]
) -> Iterator[str]:
    """The note of the month, then what explains the figures."""
    note = session.scalar(select(MonthStatement.note).where(MonthStatement.id == MonthStatement.key(facts.id, month)))
    if note:
        yield note
    counted = [work for work in works if work.eligible]
    for work in counted:
        line = work.months.get(month)
        if line and line.confirmed:
            why = f" ({line.note})" if line.note else ""
            yield f"{written_hours(line.hours)} confirmées pour {work.spoken_name}{why}."
    for work in counted:
        if work.ends_on and month.plus(1 - _MONTHS_SHOWN).first_day <= work.ends_on < month.first_day:
            yield f"{work.spoken_name}{NO_BREAK_SPACE}: contrat terminé le {written_date(work.ends_on)}."
    for why in Uncounted:
        if left_out := sum_hours(work.left_out.get(why) for work in works):
            yield f"{written_hours(left_out)} déclarées ne sont pas comptées{NO_BREAK_SPACE}: {why.in_a_sentence}."
    open_months = {at for work in counted for at in work.months if at < month} - validated
    if open_months:
        names = listed([at.full_name for at in sorted(open_months)])
        yield f"Le cumul comprend des heures non encore validées{NO_BREAK_SPACE}: {names}."


def _next_steps(session: Session, facts: LotFacts, month: Month, validated: bool) -> Iterator[str]:
    """The declaration expected, and the posts still to fill."""
    awaited = month.plus(1) if validated else month
    if facts.ends_on is None or facts.ends_on >= awaited.first_day:
        following = awaited.plus(1)
        day = dt.date(following.year, following.number, office.rules(session).reporting_day)
        yield f"Déclaration {awaited.of_name} attendue le {written_date(day)}."
    placed = (
        select(Placement.need_id, func.count().label("people"))
        .where(Placement.need_id.is_not(None), ~Placement.removed)
        .group_by(Placement.need_id)
        .subquery()
    )
    needs = session.execute(
        select(Need.code, Need.title, Need.starts_on, Need.posts, placed.c.people)
        .outerjoin(placed, placed.c.need_id == Need.id)
        .where(Need.lot_id == Key(facts.id), Need.state == NeedState.OPEN)
        .order_by(Need.starts_on, Need.code)
    )
    for code, title, starts_on, posts, people in needs:
        missing = posts - (people or 0)
        if missing > 0:
            count = "1 poste" if missing == 1 else f"{missing} postes"
            yield f"À recruter{NO_BREAK_SPACE}: {title}, {count}, pour le {written_date(starts_on)} (besoin {code})."
