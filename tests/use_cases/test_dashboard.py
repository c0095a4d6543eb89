"""Every figure and task of the first page, against small houses counted by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import ContractState
from facilitator_app.domain.exits import ExitReason, Outcome
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, StatementState
from facilitator_app.domain.progress import State
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import first_steps, office
from facilitator_app.use_cases.dashboard import Dashboard, Task, TaskKind
from facilitator_app.use_cases.dashboard.overview import dashboard, is_empty
from facilitator_app.use_cases.following import EventDraft, ExitDraft, keep_event, keep_exit
from tests import make

TODAY = dt.date(2026, 11, 24)
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def typed(session: Session, placement_id: Key, month: Month, amount: int) -> None:
    key = MonthlyHours.key(placement_id, month)
    make.kept(session, MonthlyHours(id=key, placement_id=placement_id, month=month, declared=hours(amount)))


def validated(session: Session, lot_id: Key, month: Month) -> None:
    key = MonthStatement.key(lot_id, month)
    make.kept(session, MonthStatement(id=key, lot_id=lot_id, month=month, state=StatementState.VALIDATED))


def seen(database: Database, today: dt.date = TODAY) -> Dashboard:
    with database.reading() as session:
        return dashboard(session, today)


def tasks(database: Database, kind: TaskKind, today: dt.date = TODAY) -> list[Task]:
    return [task for task in seen(database, today).tasks if task.kind is kind]


def test_a_new_house_is_empty_and_has_nothing_to_do(database: Database) -> None:
    shown = seen(database)
    assert (shown.empty, shown.tasks, shown.lots, shown.publics) == (True, (), (), ())
    assert (shown.hours.done, shown.hours.share, shown.consideration.share) == (hours(0), None, None)


def test_the_hours_of_the_year_against_the_target(database: Database) -> None:
    with database.transaction() as session:
        placement = make.a_placement(session, starts_on=dt.date(2025, 12, 1))
        typed(session, placement.id, Month(2025, 12), 100)
        typed(session, placement.id, Month(2026, 1), 150)
        typed(session, placement.id, OCTOBER, 50)
        office.rules_row(session).yearly_target = hours(1200)
    shown = seen(database)
    assert (shown.hours.done, shown.hours.share) == (hours(200), hours(200) / hours(1200))
    assert shown.hours.elapsed == Decimal(328) / 365
    assert shown.monthly_target == hours(100)
    assert [bar.hours for bar in shown.months if bar.hours] == [hours(150), hours(50)]


def test_unknown_considerations_are_shown_apart_and_never_count_as_none(database: Database) -> None:
    with database.transaction() as session:
        for considerations in (("clause",), ("clause", "criterion"), ("none",), (), ()):
            make.a_contract(session, notified_on=dt.date(2026, 3, 2), considerations=considerations)
        make.a_contract(session, notified_on=dt.date(2025, 3, 2), considerations=("clause",))
        owing = make.a_contract(session, notified_on=dt.date(2026, 5, 4))
        make.a_lot(session, contract_id=owing.id)
    figure = seen(database).consideration
    assert (figure.with_one, figure.without, figure.unknown) == (3, 1, 2)
    assert figure.share == Decimal(3) / 4


def test_a_person_with_two_contracts_is_counted_once(database: Database) -> None:
    with database.transaction() as session:
        person = make.a_beneficiary(session)
        for _ in range(2):
            make.a_placement(session, beneficiary_id=person.id, woman=True)
        make.a_placement(session, senior=True, ends_on=TODAY)
        make.a_placement(session, senior=True, ends_on=TODAY - dt.timedelta(1))
        make.a_placement(session, starts_on=TODAY + dt.timedelta(1))
        make.a_placement(session, removed=True)
    people = seen(database).people
    assert (people.placed, people.women, people.seniors) == (2, 1, 1)


def test_declarations_are_late_only_after_the_reporting_day(database: Database) -> None:
    with database.transaction() as session:
        company = make.a_company(session, name="Thermivar")
        for _ in range(2):
            lot = make.a_lot(session)
            placement = make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 10, 5))
            typed(session, placement.id, OCTOBER, 80)
            validated(session, lot.id, OCTOBER)
        silent = make.a_lot(session, holder=company)
        make.a_placement(session, lot_id=silent.id, starts_on=dt.date(2026, 10, 12))
    figure = seen(database).declarations
    assert (figure.month, figure.validated, figure.expected, figure.late) == (OCTOBER, 2, 3, 1)
    [task] = tasks(database, TaskKind.LATE_DECLARATIONS)
    assert (task.title, task.due, task.month) == ("1 déclaration d’octobre en retard", dt.date(2026, 11, 15), OCTOBER)
    assert task.detail == "Thermivar · attendue le 15/11"
    assert seen(database, dt.date(2026, 11, 15)).declarations.late == 0
    assert tasks(database, TaskKind.LATE_DECLARATIONS, dt.date(2026, 11, 15)) == []


def test_a_month_is_complete_once_every_lot_is_validated(database: Database) -> None:
    with database.transaction() as session:
        lot = make.a_lot(session)
        placement = make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 9, 1))
        typed(session, placement.id, SEPTEMBER, 140)
        typed(session, placement.id, OCTOBER, 70)
        validated(session, lot.id, SEPTEMBER)
    months = {bar.month: bar.complete for bar in seen(database).months}
    assert (months[SEPTEMBER], months[OCTOBER], months[Month(2026, 11)]) == (True, False, False)


def test_hours_typed_and_not_validated_are_a_draft(database: Database) -> None:
    with database.transaction() as session:
        company = make.a_company(session, name="Batirade")
        lot = make.a_lot(session, holder=company)
        first = make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 10, 1))
        make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 10, 1))
        typed(session, first.id, OCTOBER, 70)
        lot_id = lot.id
    [task] = tasks(database, TaskKind.DRAFTS)
    assert task.title == "Saisie d’octobre en brouillon\u00a0: Lot 1 Gros œuvre"
    assert task.detail == "1 contrat saisi sur 2 · Batirade"
    assert (task.record_id, task.month) == (lot_id, OCTOBER)


def test_posts_left_and_needs_without_anyone_proposed(database: Database) -> None:
    with database.transaction() as session:
        served = make.a_need(session, posts=3)
        make.a_placement(session, need_id=served.id, starts_on=dt.date(2026, 11, 2))
        alone = make.a_need(session, posts=2, title="Plongeur", place="La Seyne", starts_on=dt.date(2026, 12, 1))
        for need, state in ((served, ProposalState.PROPOSED), (alone, ProposalState.REFUSED)):
            person = make.a_beneficiary(session)
            make.kept(
                session,
                Proposal(
                    id=key_of("proposal", need.id, person.id),
                    need_id=need.id,
                    beneficiary_id=person.id,
                    state=state,
                    proposed_on=dt.date(2026, 11, 23),
                ),
            )
    shown = seen(database)
    assert (shown.posts.asked, shown.posts.to_fill, shown.posts.needs_without_anyone) == (5, 4, 1)
    [task] = tasks(database, TaskKind.NEEDS)
    assert (task.title, task.detail) == ("1 besoin sans candidat proposé", "Plongeur (La Seyne)")
    assert task.due == dt.date(2026, 12, 1)


def test_an_answer_is_awaited_after_a_week(database: Database) -> None:
    with database.transaction() as session:
        need = make.a_need(session, title="Maçon")
        person = make.a_beneficiary(session, first_name="Nadia", last_name="Ferrandi")
        make.kept(
            session,
            Proposal(
                need_id=need.id,
                beneficiary_id=person.id,
                state=ProposalState.PROPOSED,
                proposed_on=dt.date(2026, 11, 17),
            ),
        )
    [task] = tasks(database, TaskKind.ANSWERS)
    assert task.title == "1 réponse d’entreprise attendue"
    assert task.detail == "Nadia Ferrandi pour Maçon · depuis le 17/11"
    assert tasks(database, TaskKind.ANSWERS, dt.date(2026, 11, 23)) == []


def test_eligibilities_that_end_soon_name_people_once(database: Database) -> None:
    with database.transaction() as session:
        for number, end in enumerate((dt.date(2026, 12, 9), dt.date(2026, 12, 11), dt.date(2027, 3, 1))):
            person = make.a_beneficiary(session, first_name="Julie", last_name=f"Imbert{number}")
            make.a_placement(session, beneficiary_id=person.id, eligible_until=end)
        make.a_placement(session, eligible_until=dt.date(2026, 12, 1), ends_on=dt.date(2026, 11, 1))
    [task] = tasks(database, TaskKind.ELIGIBILITIES)
    assert task.title == "2 éligibilités à renouveler avant le 23/01"
    assert task.detail == "Julie Imbert0 (09/12), Julie Imbert1 (11/12)"


def test_tasks_name_people_first_name_first_and_fewer_of_them_where_room_is_short(database: Database) -> None:
    with database.transaction() as session:
        left = ExitDraft(dt.date(2026, 8, 3), ExitReason.COMPLETED, Outcome.SEEKING)
        for last_name in ("Tabet", "Blanc", "Olive"):
            person = make.a_beneficiary(session, first_name="Zoé", last_name=last_name)
            make.a_placement(session, beneficiary_id=person.id, eligible_until=TODAY + dt.timedelta(9))
            keep_event(session, person.id, EventDraft(TODAY, next_action="Rappeler", next_before=TODAY), TODAY)
            keep_exit(session, person.id, left, TODAY)
    for kind in (TaskKind.ELIGIBILITIES, TaskKind.ACTIONS, TaskKind.CALLS):
        [task] = tasks(database, kind)
        assert task.detail.count("Zoé ") == 3, kind
        assert [words.count("Zoé ") for words in task.shorter] == [2, 1], kind
        assert task.shorter[0].endswith(" et 1 autre")
        assert task.shorter[1].endswith(" et 2 autres")


def test_the_worst_lots_come_first(database: Database) -> None:
    with database.transaction() as session:
        lots = [make.a_lot(session, title=title) for title in ("Peinture", "Plomberie", "Voirie")]
        for lot, amount in zip(lots, (900, 300, 700), strict=True):
            placement = make.a_placement(session, lot_id=lot.id)
            for month in range(3, 8):
                typed(session, placement.id, Month(2026, month), amount // 5)
        make.a_lot(session, closed_on=dt.date(2026, 6, 1))
        worst = lots[1].id
    shown = seen(database)
    assert [lot.name for lot in shown.lots] == ["Lot 1 Plomberie", "Lot 1 Voirie", "Lot 1 Peinture"]
    assert [lot.progress.state for lot in shown.lots] == [State.FAR_BEHIND, State.BEHIND, State.AHEAD]
    [task] = tasks(database, TaskKind.LOTS_BEHIND)
    assert (task.count, task.record_id) == (2, worst)
    assert task.detail.endswith("30\u00a0% réalisé pour 90\u00a0% du délai")


def test_shares_of_publics_only_for_those_with_hours_or_a_target(database: Database) -> None:
    with database.transaction() as session:
        typed(session, make.a_placement(session, woman=True).id, OCTOBER, 30)
        typed(session, make.a_placement(session, woman=True, qpv=True).id, OCTOBER, 10)
        typed(session, make.a_placement(session).id, OCTOBER, 40)
        office.rules_row(session).target_seniors = Decimal("0.2")
    shares = [(public.label, public.share, public.target) for public in seen(database).publics]
    assert shares == [
        ("Femmes", Decimal("0.5"), None),
        ("50 ans et plus", Decimal(0), Decimal("0.2")),
        ("Résidents QPV", Decimal("0.125"), None),
    ]


def test_tasks_are_sorted_by_due_date_and_those_without_one_come_last(database: Database) -> None:
    with database.transaction() as session:
        make.a_contract(session, state=ContractState.TO_SORT)
        make.a_need(session, starts_on=dt.date(2026, 12, 7))
        make.a_placement(session, starts_on=dt.date(2026, 11, 2), eligible_until=dt.date(2026, 11, 30))
    kinds = [task.kind for task in seen(database).tasks]
    assert kinds[:2] == [TaskKind.ELIGIBILITIES, TaskKind.NEEDS]
    assert kinds[-1] is TaskKind.CONTRACTS


def test_first_steps_are_shown_until_the_house_is_used_or_they_are_put_off(database: Database) -> None:
    with database.transaction() as session:
        assert [step.done for step in first_steps.first_steps(session)] == [False] * 4
        assert first_steps.are_wanted(session)
        office.office_row(session).name = "Maison de l’emploi"
        first_steps.protection_seen(session)
        assert [step.done for step in first_steps.first_steps(session)] == [True, False, False, True]
        first_steps.skip_first_steps(session)
        assert is_empty(session)
        assert not first_steps.are_wanted(session)


def test_a_holder_whose_contact_nobody_checked_is_to_be_called(database: Database) -> None:
    with database.transaction() as session:
        company = make.a_company(session, name="Batirade").id
        make.a_lot(session, session.get_one(Company, company))
        session.add(Contact(company_id=company, name="Ana Lys", checked_on=dt.date(2026, 1, 5)))
    [task] = tasks(database, TaskKind.CONTACTS)
    assert (task.title, task.detail, task.record_id) == (
        "1 titulaire dont un contact est à vérifier", "Batirade", company,
    )  # fmt: skip
    assert tasks(database, TaskKind.CONTACTS, dt.date(2026, 2, 1)) == []
