"""What is to be done today, in sentences, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract, ContractState
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.values import NO_BREAK_SPACE, Month, counted, plural, written_percent
from facilitator_app.use_cases.contact_checks import holders_to_check
from facilitator_app.use_cases.dashboard.declarations import MonthDeclarations, reporting_date
from facilitator_app.use_cases.dashboard.figures import OpenNeed
from facilitator_app.use_cases.dashboard.lots import RunningLot, holders_of, to_follow
from facilitator_app.use_cases.dashboard.naming import NAMED, fewer, lots_named, people_named, some
from facilitator_app.use_cases.dashboard.shapes import Task, TaskKind
from facilitator_app.use_cases.following.to_do import actions_due, calls_due, count_actions, count_calls
from facilitator_app.use_cases.office import LocalRules
from facilitator_app.use_cases.people_at_work import parts_at_work

DAYS_TO_ANSWER = 7  # a company that has not answered a proposal by then is called


def tasks_of(
    session: Session,
    today: dt.date,
    rules: LocalRules,
    declared: Mapping[Month, MonthDeclarations],
    lots: Sequence[RunningLot],
    needs: Sequence[OpenNeed],
) -> tuple[Task, ...]:
    found = [
        *_late_declarations(session, today, rules, declared),
        *_eligibilities(session, today, rules),
        *_lots_behind(session, lots),
        *_needs(needs),
        *_drafts(session, today, rules, declared),
        *_answers(session, today),
        *_contacts(session, today),
        *_contracts(session),
        *_actions(session, today),
        *_calls(session, today),
    ]
    return tuple(sorted(found, key=lambda task: task.due or dt.date.max))


def _late_declarations(
    session: Session, today: dt.date, rules: LocalRules, declared: Mapping[Month, MonthDeclarations]
) -> Iterator[Task]:
    late = {
        month: sorted(lots.missing)
        for month, lots in declared.items()
        if lots.missing and today > reporting_date(month, rules.reporting_day)
    }
    holders = holders_of(session, sorted({lot for lots in late.values() for lot in lots}))
    for month, lots in late.items():
        due, count = reporting_date(month, rules.reporting_day), len(lots)
        named = sorted({holders[lot] for lot in lots if lot in holders})
        awaited = f" · attendue{plural(count)} le {due:%d/%m}"
        yield Task(
            TaskKind.LATE_DECLARATIONS,
            f"{counted(count, 'déclaration')} {month.of_name} en retard",
            some(named, "Sans titulaire connu") + awaited,
            due,
            count,
            Key(lots[0]),
            month,
            tuple(words + awaited for words in fewer(named)),
        )


def _eligibilities(session: Session, today: dt.date, rules: LocalRules) -> Iterator[Task]:
    """People at work whose eligibility, as judged when they were hired, ends soon."""
    before = today + dt.timedelta(rules.renewal_warning_days)
    ends: dict[Key, dt.date] = {}
    for part in parts_at_work(today, Placement.beneficiary_id, Placement.eligible_until):
        for key, day in session.execute(part.where(Placement.eligible_until.between(today, before))):
            ends[key] = min(day, ends.get(key, day))
    if not ends:
        return
    rows = sorted(ends.items(), key=lambda one: (one[1], one[0]))
    people = people_named(session, [key for key, _ in rows[:NAMED]])
    named = [f"{people[key]} ({day:%d/%m})" for key, day in rows[:NAMED]]
    last = today + dt.timedelta(rules.last_warning_days)
    soon = sum(day <= last for _, day in rows) if last < before else 0
    count = len(rows)
    title = f"{counted(count, 'éligibilité')} à renouveler"
    title += f", dont {soon} avant le {last:%d/%m}" if 0 < soon < count else f" avant le {before:%d/%m}"
    yield Task(
        TaskKind.ELIGIBILITIES, title, some(named, of=count), rows[0][1], count, rows[0][0],
        shorter=fewer(named, of=count),
    )  # fmt: skip


def _lots_behind(session: Session, lots: Sequence[RunningLot]) -> Iterator[Task]:
    count = sum(lot.is_behind for lot in lots)
    if not count:
        return
    worst = to_follow(session, lots[:1])[0]
    named = f"{worst.name}, {worst.holder}" if worst.holder else worst.name
    done = (
        f"{NO_BREAK_SPACE}: {written_percent(worst.progress.rate)} réalisé"
        f" pour {written_percent(worst.progress.elapsed)} du délai"
    )
    title = "1 lot en retard sur sa trajectoire" if count == 1 else f"{count} lots en retard sur leur trajectoire"
    yield Task(TaskKind.LOTS_BEHIND, title, named + done, None, count, worst.lot_id, shorter=(worst.name + done,))


def _needs(needs: Sequence[OpenNeed]) -> Iterator[Task]:
    waiting = [need for need in needs if need.waits_for_people]
    if waiting:
        first, count = waiting[0], len(waiting)
        named = [f"{need.title} ({need.place})" if need.place else need.title for need in waiting[:NAMED]]
        title = f"{counted(count, 'besoin')} sans candidat proposé"
        yield Task(
            TaskKind.NEEDS, title, some(named, of=count), first.starts_on, count, first.need_id,
            shorter=fewer(named, of=count),
        )  # fmt: skip


def _drafts(
    session: Session, today: dt.date, rules: LocalRules, declared: Mapping[Month, MonthDeclarations]
) -> Iterator[Task]:
    """Months that are over, with hours typed and nobody's validation."""
    this_month = Month.of(today)
    drafts = [(month, lot) for month, lots in declared.items() if month < this_month for lot in sorted(lots.typed)]
    if not drafts:
        return
    month, lot_id = drafts[0]
    holders = holders_of(session, [lot for _, lot in drafts[:NAMED]])
    due = reporting_date(month, rules.reporting_day)
    if len(drafts) == 1:
        title = f"Saisie {month.of_name} en brouillon{NO_BREAK_SPACE}: {lots_named(session, [lot_id])[lot_id]}"
        detail = " · ".join(part for part in (_typed_so_far(session, lot_id, month), holders.get(lot_id)) if part)
        shorter: tuple[str, ...] = ()
    else:
        names = lots_named(session, [lot for _, lot in drafts[:NAMED]])
        title = f"{len(drafts)} saisies en brouillon, la plus ancienne {month.of_name}"
        named = [f"{names[lot]}, {holders[lot]}" if lot in holders else names[lot] for _, lot in drafts[:NAMED]]
        detail = some(named, of=len(drafts), between=" · ")
        shorter = fewer(named, of=len(drafts), between=" · ")
    yield Task(TaskKind.DRAFTS, title, detail, due, len(drafts), Key(lot_id), month, shorter)


def _answers(session: Session, today: dt.date) -> Iterator[Task]:
    """Proposals sent long enough ago for the company to be called."""
    rows = session.execute(
        select(Proposal.need_id, Proposal.beneficiary_id, Proposal.proposed_on, Need.title)
        .join(Need, Need.id == Proposal.need_id)
        .where(
            Proposal.state == ProposalState.PROPOSED,
            Proposal.proposed_on <= today - dt.timedelta(DAYS_TO_ANSWER),
            Need.state == NeedState.OPEN,
        )
        .order_by(Proposal.proposed_on, Proposal.id)
    ).all()
    if not rows:
        return
    people = people_named(session, [row.beneficiary_id for row in rows[:NAMED]])
    named = [f"{people[row.beneficiary_id]} pour {row.title}" for row in rows[:NAMED]]
    title = f"{counted(len(rows), 'réponse')} d’entreprise attendue{plural(len(rows))}"
    due = rows[0].proposed_on + dt.timedelta(DAYS_TO_ANSWER)
    since = f" · depuis le {rows[0].proposed_on:%d/%m}"
    yield Task(
        TaskKind.ANSWERS, title, some(named, of=len(rows)) + since, due, len(rows), rows[0].need_id,
        shorter=tuple(words + since for words in fewer(named, of=len(rows))),
    )  # fmt: skip


def _contacts(session: Session, today: dt.date) -> Iterator[Task]:
    """Holders whose contacts nobody checked for months: the call that finds nobody comes too late."""
    count, first = holders_to_check(session, today, NAMED)
    if count:
        title = f"{counted(count, 'titulaire', 'titulaires')} dont un contact est à vérifier"
        named = [name for _, name in first]
        yield Task(
            TaskKind.CONTACTS, title, some(named, of=count), None, count, first[0][0], shorter=fewer(named, of=count)
        )


def _contracts(session: Session) -> Iterator[Task]:
    count = session.scalar(select(func.count(Contract.id)).where(Contract.state == ContractState.TO_SORT)) or 0
    if count:
        title = f"{counted(count, 'marché importé', 'marchés importés')} à trier"
        yield Task(TaskKind.CONTRACTS, title, "Garder ceux qui portent une clause sociale", None, count)


def _actions(session: Session, today: dt.date) -> Iterator[Task]:
    """What was to be done for people by today."""
    late = actions_due(session, today, NAMED)
    if late:
        count = count_actions(session, today)
        people = people_named(session, [line.beneficiary_id for line in late])
        named = [f"{people[line.beneficiary_id]}, {line.action[:1].lower()}{line.action[1:]}" for line in late]
        title = f"{counted(count, 'action')} à faire pour des personnes"
        yield Task(
            TaskKind.ACTIONS, title, some(named, of=count, between=" · "), late[0].before, count, late[0].id,
            shorter=fewer(named, of=count, between=" · "),
        )  # fmt: skip


def _calls(session: Session, today: dt.date) -> Iterator[Task]:
    """People to ask what became of them."""
    calls = calls_due(session, today, NAMED)
    if calls:
        count = count_calls(session, today)
        people = people_named(session, [call.beneficiary_id for call in calls])
        named = [f"{people[call.beneficiary_id]} ({call.months}{NO_BREAK_SPACE}mois)" for call in calls]
        title = f"{counted(count, 'personne')} à appeler après {'sa' if count == 1 else 'leur'} sortie"
        yield Task(
            TaskKind.CALLS, title, some(named, of=count), calls[0].due_on, count, calls[0].id,
            shorter=fewer(named, of=count),
        )  # fmt: skip


def _typed_so_far(session: Session, lot_id: str, month: Month) -> str:
    typed = (
        exists()
        .where(MonthlyHours.placement_id == Placement.id, MonthlyHours.month == month)
        .where(MonthlyHours.declared.is_not(None), ~MonthlyHours.removed)
    )
    answers = session.scalars(
        select(typed).where(
            Placement.lot_id == lot_id,
            Placement.starts_on <= month.last_day,
            or_(Placement.ends_on.is_(None), Placement.ends_on >= month.first_day),
        )
    ).all()
    return f"{counted(sum(answers), 'contrat saisi', 'contrats saisis')} sur {len(answers)}" if answers else ""
