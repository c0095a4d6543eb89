"""The monthly hours of a lot, on a real file."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours, Placement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases import hours as monthly
from tests import make

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)
TODAY = dt.date(2026, 11, 24)


class Site:
    """A lot with two people at work since March."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.lot = make.a_lot(session).id
        self.nadia = self.worker("Ferrandi", "Nadia")
        self.bruno = self.worker("Castellan", "Bruno")

    def worker(self, last: str, first: str, **details: object) -> Key:
        person = make.a_beneficiary(self.session, last_name=last, first_name=first)
        return make.a_placement(self.session, lot_id=self.lot, beneficiary_id=person.id, **details).id

    def record(self, month: Month = OCTOBER, **cells: str | None) -> int:
        figures = {getattr(self, name): None if text is None else hours(text) for name, text in cells.items()}
        return monthly.record(self.session, self.lot, month, figures)

    def grid(self, month: Month = OCTOBER) -> monthly.HoursGrid:
        self.session.flush()
        return monthly.grid(self.session, self.lot, month, TODAY)

    def declared(self, month: Month = OCTOBER) -> list[Hours | None]:
        return [row.declared for row in self.grid(month).rows]

    def checks(self) -> list[str]:
        return [f"{check.title} {check.sentence}" for check in self.grid().checks if check.placement_id]

    def validate(self, month: Month = OCTOBER) -> None:
        self.session.flush()
        monthly.validate_month(self.session, self.lot, month, "Hélène Arnoux", TODAY)


@pytest.fixture
def site(session: Session) -> Site:
    return Site(session)


def said(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return str(refused.value)


def test_the_grid_shows_everyone_at_work_by_name_with_the_three_months_before(site: Site) -> None:
    site.record(Month(2026, 7), nadia="140")
    site.record(SEPTEMBER, nadia="147", bruno="151.67")
    site.record(nadia="100")
    left = site.worker("Imbert", "Julie", ends_on=dt.date(2026, 9, 30))
    site.worker("Ouali", "Sami", starts_on=dt.date(2026, 11, 2))
    shown = site.grid()
    assert [row.person for row in shown.rows] == ["Castellan Bruno", "Ferrandi Nadia"]
    assert shown.rows[1].previous == (hours(140), None, hours(147))
    assert shown.rows[1].total == hours(387)
    assert shown.totals.previous == (hours(140), hours(0), hours("298.67"))
    assert (shown.totals.declared, shown.totals.filled, shown.totals.total) == (hours(100), 1, hours("538.67"))
    assert left not in [row.placement_id for row in shown.rows]


def test_unknown_is_not_zero(site: Site) -> None:
    site.record(nadia="0")
    assert site.declared() == [None, hours(0)]
    site.record(nadia=None)
    assert site.declared() == [None, None]


def test_the_hours_of_a_month_keep_one_record_however_often_they_are_typed(site: Site, session: Session) -> None:
    site.record(nadia="100")
    line = session.get_one(MonthlyHours, MonthlyHours.key(site.nadia, OCTOBER))
    line.removed, line.note = True, "ancienne"
    session.flush()
    assert site.declared() == [None, None]
    site.record(nadia="90")
    assert site.declared() == [None, hours(90)]
    assert site.grid().rows[1].note == ""


def test_one_cell_and_a_paste_are_each_one_gesture_that_says_what_it_is(database: Database) -> None:
    with database.transaction() as session:
        site = Site(session)
    gestures_made: list[dict[Key, Hours | None]] = [
        {site.nadia: hours(98)},
        {site.nadia: hours(90), site.bruno: hours(80)},
    ]
    for cells in gestures_made:
        with database.transaction() as session:
            assert monthly.record(session, site.lot, OCTOBER, cells) == len(cells)
    with database.reading() as session:
        labels = [line.label for line in gestures.recent(session, 2)]
    assert labels == ["2 heures collées, octobre 2026", "Heures de Nadia Ferrandi, octobre 2026"]


def test_undoing_gives_back_the_figure_before(database: Database) -> None:
    with database.transaction() as session:
        site = Site(session)
    for figure in (98, 90):
        with database.transaction() as session:
            monthly.record(session, site.lot, OCTOBER, {site.nadia: hours(figure)})
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert monthly.grid(session, site.lot, OCTOBER, TODAY).rows[1].declared == hours(98)


def test_writing_the_same_figure_again_is_not_a_gesture(database: Database) -> None:
    with database.transaction() as session:
        site = Site(session)
    for _ in range(2):
        with database.transaction() as session:
            changed = monthly.record(session, site.lot, OCTOBER, {site.nadia: hours(98)})
    assert changed == 0
    with database.reading() as session:
        assert len(gestures.recent(session)) == 2


def test_more_than_a_month_can_hold_is_refused_with_the_limit(site: Site) -> None:
    with pytest.raises(Refusal, match="entre 0 et 220 heures"):
        site.record(nadia="220.01")
    assert site.record(nadia="220") == 1


def test_nothing_of_a_paste_is_kept_when_one_figure_is_impossible(site: Site) -> None:
    with pytest.raises(Refusal, match="Bruno Castellan\u00a0: Indiquez entre"):
        site.record(nadia="100", bruno="500")
    assert site.declared() == [None, None]


def test_a_month_outside_the_contract_of_employment_is_refused(site: Site) -> None:
    with pytest.raises(Refusal, match="ne commence que le 01/03/2026"):
        site.record(Month(2026, 2), nadia="10")


def test_the_placement_of_another_lot_is_refused(site: Site, session: Session) -> None:
    elsewhere = make.a_placement(session)
    with pytest.raises(Refusal, match="plus sur ce lot"):
        monthly.record(session, site.lot, OCTOBER, {elsewhere.id: hours(1)})


def test_over_full_time_asks_to_be_confirmed_until_the_figure_changes(site: Site, session: Session) -> None:
    site.record(nadia="162", bruno="151.67")
    expected = (
        "Nadia Ferrandi\u00a0: 162\u00a0h Au-dessus d’un temps plein (151,67\u00a0h). Heures supplémentaires\u00a0?"
    )
    assert site.checks() == [expected]
    monthly.confirm(session, site.nadia, OCTOBER)
    assert site.checks() == []
    site.record(nadia="163")
    assert len(site.checks()) == 1


def test_nothing_can_be_confirmed_in_an_empty_cell(site: Site, session: Session) -> None:
    with pytest.raises(Refusal, match="Indiquez d’abord"):
        monthly.confirm(session, site.nadia, OCTOBER)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (dt.date(2026, 10, 18), "Éligibilité terminée le 18/10/2026. Les heures du 19 au 31 ne seront pas comptées."),
        (dt.date(2026, 9, 2), "Éligibilité terminée le 02/09/2026. Les heures d’octobre ne seront pas comptées."),
        (dt.date(2026, 9, 30), "Éligibilité terminée le 30/09/2026. Les heures d’octobre ne seront pas comptées."),
        (dt.date(2026, 10, 30), "Éligibilité terminée le 30/10/2026. Les heures du 31 ne seront pas comptées."),
    ],
)
def test_an_eligibility_that_ended_says_which_hours_will_not_count(
    site: Site, session: Session, until: dt.date, expected: str
) -> None:
    session.get_one(Placement, site.nadia).eligible_until = until
    assert site.checks() == [f"Nadia Ferrandi {expected}"]
    assert site.grid().rows[1].eligibility_tone == "danger"


def test_an_eligibility_that_ends_after_the_last_day_worked_is_no_matter(site: Site, session: Session) -> None:
    nadia = session.get_one(Placement, site.nadia)
    nadia.eligible_until, nadia.ends_on = dt.date(2026, 10, 18), dt.date(2026, 10, 16)
    assert site.checks() == []


def test_an_eligibility_soon_to_renew_is_marked(site: Site, session: Session) -> None:
    session.get_one(Placement, site.nadia).eligible_until = dt.date(2026, 12, 9)
    assert [row.eligibility_tone for row in site.grid().rows] == ["", "warning"]


def test_a_placement_begun_without_eligibility_is_said(site: Site, session: Session) -> None:
    session.get_one(Placement, site.nadia).eligible = False
    assert site.checks() == [
        "Nadia Ferrandi Parcours commencé sans éligibilité établie. Ses heures ne seront pas comptées."
    ]


def test_the_same_person_on_two_lots_is_summed(site: Site, session: Session) -> None:
    other_lot = make.a_lot(session).id
    person = session.get_one(Placement, site.nadia).beneficiary_id
    other = make.a_placement(session, lot_id=other_lot, beneficiary_id=person).id
    monthly.record(session, other_lot, OCTOBER, {other: hours(130)})
    site.record(nadia="20")
    assert site.checks() == []
    site.record(nadia="100")
    expected = (
        "Avec 130\u00a0h sur un autre lot, le total est de 230\u00a0h, plus que le maximum d’un mois (220\u00a0h)."
    )
    assert site.checks() == [f"Nadia Ferrandi\u00a0: 100\u00a0h {expected}"]


def test_the_same_person_twice_on_the_lot_is_summed(site: Site, session: Session) -> None:
    person = session.get_one(Placement, site.nadia).beneficiary_id
    second = make.a_placement(session, lot_id=site.lot, beneficiary_id=person, starts_on=dt.date(2026, 10, 15)).id
    site.record(nadia="100")
    monthly.record(session, site.lot, OCTOBER, {second: hours(60)})
    assert len(site.checks()) == 2
    assert "sur un autre contrat de ce lot, le total est de 160\u00a0h" in site.checks()[0]


def test_a_removed_person_or_figure_counts_nowhere(site: Site, session: Session) -> None:
    site.record(nadia="100", bruno="50")
    session.get_one(Placement, site.bruno).removed = True
    session.get_one(MonthlyHours, MonthlyHours.key(site.nadia, OCTOBER)).removed = True
    shown = site.grid()
    assert [row.declared for row in shown.rows] == [None]
    assert shown.totals.total == hours(0)


def test_last_month_fills_the_empty_cells_only(site: Site, session: Session) -> None:
    site.record(SEPTEMBER, nadia="147", bruno="151.67")
    site.record(nadia="10")
    assert monthly.copy_last_month(session, site.lot, OCTOBER) == 1
    assert site.declared() == [hours("151.67"), hours(10)]
    with pytest.raises(Refusal, match="Rien à recopier"):
        monthly.copy_last_month(session, site.lot, OCTOBER)


def test_zero_goes_to_the_empty_cells_only(site: Site, session: Session) -> None:
    site.record(nadia="10")
    assert monthly.zero_the_empty(session, site.lot, OCTOBER) == 1
    assert site.declared() == [hours(0), hours(10)]
    with pytest.raises(Refusal, match="Aucune case"):
        monthly.zero_the_empty(session, site.lot, OCTOBER)


def test_notes_and_proofs_are_kept_beside_the_hours(site: Site, session: Session) -> None:
    monthly.set_note(session, site.nadia, OCTOBER, " Hors  CFA ")
    monthly.set_proof(session, site.nadia, OCTOBER, True)
    monthly.set_month_note(session, site.lot, OCTOBER, "Intempéries les 21 et 22")
    shown = site.grid()
    assert (shown.rows[1].note, shown.rows[1].proof_seen, shown.totals.proofs) == ("Hors CFA", True, 1)
    assert (shown.rows[1].declared, shown.note) == (None, "Intempéries les 21 et 22")


def test_validation_lists_everything_that_prevents_it(site: Site) -> None:
    site.record(nadia="162")
    with pytest.raises(Refusal) as refused:
        site.validate()
    assert "Une case est vide\u00a0: Bruno Castellan." in said(refused)
    assert "Nadia Ferrandi\u00a0: 162\u00a0h, à confirmer ou à corriger." in said(refused)


def test_validation_keeps_by_whom_and_when(site: Site) -> None:
    site.record(nadia="100", bruno="0")
    site.validate()
    shown = site.grid()
    assert (shown.state, shown.validated_on, shown.validated_by) == (StatementState.VALIDATED, TODAY, "Hélène Arnoux")
    with pytest.raises(Refusal, match="déjà validé"):
        site.validate()


def test_a_month_to_come_or_without_anyone_cannot_be_validated(site: Site) -> None:
    with pytest.raises(Refusal, match="n’a pas commencé"):
        site.validate(Month(2026, 12))
    with pytest.raises(Refusal, match="Personne n’est en poste"):
        site.validate(Month(2026, 1))


def test_the_month_before_not_validated_is_said_and_does_not_block(site: Site) -> None:
    site.record(nadia="1", bruno="1")
    assert [check.title for check in site.grid().checks] == ["Septembre n’est pas validé"]
    site.validate()


def test_a_validated_month_is_closed_to_every_change_but_proofs(site: Site, session: Session) -> None:
    site.record(nadia="100", bruno="0")
    site.validate()
    for act in (
        lambda: site.record(nadia="90"),
        lambda: monthly.confirm(session, site.nadia, OCTOBER),
        lambda: monthly.set_note(session, site.nadia, OCTOBER, "x"),
        lambda: monthly.set_month_note(session, site.lot, OCTOBER, "x"),
        lambda: monthly.copy_last_month(session, site.lot, OCTOBER),
    ):
        with pytest.raises(Refusal):
            act()
    monthly.set_proof(session, site.nadia, OCTOBER, True)
    assert site.declared() == [hours(0), hours(100)]


def test_reopening_asks_why_and_lets_one_change_again(site: Site, session: Session) -> None:
    site.record(nadia="100", bruno="0")
    with pytest.raises(Refusal, match="n’est pas validé"):
        monthly.reopen_month(session, site.lot, OCTOBER, "Bulletin rectifié", TODAY)
    site.validate()
    with pytest.raises(Refusal, match="Indiquez le motif"):
        monthly.reopen_month(session, site.lot, OCTOBER, "  ", TODAY)
    monthly.reopen_month(session, site.lot, OCTOBER, "Bulletin rectifié", TODAY)
    site.record(nadia="90")
    site.validate()
    shown = site.grid()
    assert (shown.state, shown.reopened_reason) == (
        StatementState.VALIDATED,
        "Rouvert le 24/11/2026\u00a0: Bulletin rectifié",
    )


def test_correcting_a_validated_month_leaves_its_trace_twice(database: Database) -> None:
    with database.transaction() as session:
        site = Site(session)
        site.record(nadia="100", bruno="0")
    with database.transaction() as session:
        monthly.validate_month(session, site.lot, OCTOBER, "Hélène Arnoux", TODAY)
    with database.transaction() as session:
        monthly.correct_validated(session, site.nadia, OCTOBER, hours(90), "Paie rectifiée")
    with database.reading() as session:
        shown = monthly.grid(session, site.lot, OCTOBER, TODAY)
        changes = gestures.history(session, MonthlyHours.key(site.nadia, OCTOBER))
    assert (shown.rows[1].declared, shown.is_validated) == (hours(90), True)
    assert shown.reopened_reason == "Nadia Ferrandi\u00a0: 90\u00a0h au lieu de 100\u00a0h. Paie rectifiée"
    assert [(line.label, line.before, line.after) for line in changes if line.field == "declared"][-1] == (
        "Correction des heures de Nadia Ferrandi, octobre 2026",
        10_000,
        9_000,
    )


def test_only_a_validated_month_is_corrected_with_a_reason(site: Site, session: Session) -> None:
    site.record(nadia="100", bruno="0")
    with pytest.raises(Refusal, match="modifiez la case"):
        monthly.correct_validated(session, site.nadia, OCTOBER, hours(90), "Paie rectifiée")
    site.validate()
    with pytest.raises(Refusal, match="Indiquez le motif"):
        monthly.correct_validated(session, site.nadia, OCTOBER, hours(90), "")
    with pytest.raises(Refusal, match="entre 0 et 220"):
        monthly.correct_validated(session, site.nadia, OCTOBER, hours(300), "Paie rectifiée")


def test_lots_come_with_the_months_to_declare(site: Site, session: Session) -> None:
    make.a_lot(session)  # nobody works on it
    future = make.a_placement(session, starts_on=dt.date(2027, 1, 4))
    session.flush()
    listed = monthly.lots_to_declare(session, TODAY)
    assert [lot.lot_id for lot in listed] == [site.lot]
    assert future.lot_id not in [lot.lot_id for lot in listed]
    months = monthly.months_of_lot(session, site.lot, TODAY)
    assert months.covered.first == months.to_show == Month(2026, 3)
    assert months.covered.last == Month(2026, 11)
    assert monthly.months_of_lot(session, future.lot_id, TODAY).to_show is None


def test_validated_months_are_no_more_to_declare(site: Site, session: Session) -> None:
    for month in Month(2026, 3).until(OCTOBER):
        site.record(month, nadia="1", bruno="1")
        site.validate(month)
    session.flush()
    assert monthly.lots_to_declare(session, TODAY)[0].to_declare == [Month(2026, 11)]
    months = monthly.months_of_lot(session, site.lot, TODAY)
    assert list(months.validated) == list(Month(2026, 3).until(OCTOBER))
    site.record(Month(2026, 11), nadia="1", bruno="1")
    site.validate(Month(2026, 11))
    assert monthly.months_of_lot(session, site.lot, TODAY).to_show == Month(2026, 11)


def test_a_lot_closed_long_ago_awaits_no_declaration_but_can_be_chosen(site: Site, session: Session) -> None:
    lot = session.get_one(Lot, site.lot)
    lot.closed_on = dt.date(2026, 8, 1)
    session.flush()
    assert monthly.lots_to_declare(session, TODAY)[0].awaits(Month(2026, 7))
    lot.closed_on = dt.date(2026, 7, 31)
    session.flush()
    closed = monthly.lots_to_declare(session, TODAY)[0]
    assert (closed.lot_id, closed.to_declare) == (site.lot, [])
    assert monthly.months_of_lot(session, site.lot, TODAY).to_show == Month(2026, 3)


def test_a_month_that_no_placement_covers_is_not_to_declare(session: Session) -> None:
    lot = make.a_lot(session).id
    for starts, ends in ((dt.date(2026, 2, 3), dt.date(2026, 2, 20)), (dt.date(2026, 5, 4), dt.date(2026, 6, 30))):
        make.a_placement(session, lot_id=lot, starts_on=starts, ends_on=ends)
    session.flush()
    months = monthly.lots_to_declare(session, TODAY)[0].to_declare
    assert months == [Month(2026, 2), Month(2026, 5), Month(2026, 6)]


def test_the_lot_with_the_oldest_month_to_declare_comes_first(site: Site, session: Session) -> None:
    late = make.a_placement(session, starts_on=dt.date(2025, 12, 1))
    session.flush()
    lots = monthly.lots_to_declare(session, TODAY)
    urgent = monthly.most_urgent(lots)
    assert urgent is not None
    assert urgent.lot_id == late.lot_id
    assert [monthly.waiting(lots, month) for month in (Month(2025, 12), OCTOBER, Month(2020, 1))] == [1, 2, 0]
    assert monthly.most_urgent([]) is None


def test_names_with_anything_in_them_are_shown_as_they_are(site: Site, session: Session) -> None:
    person = session.get_one(Beneficiary, session.get_one(Placement, site.nadia).beneficiary_id)
    person.last_name, person.first_name = "O’Brien <b>&", "Zoë 🛠"
    assert site.grid().rows[-1].spoken == "Zoë 🛠 O’Brien <b>&"


def test_progress_counts_every_hour_of_the_lot_up_to_the_month(database: Database) -> None:
    with database.transaction() as session:
        site = Site(session)
        site.record(SEPTEMBER, nadia="100")
        site.record(nadia="50")
        site.record(Month(2026, 11), nadia="30")
    with database.reading() as session:
        shown = monthly.grid(session, site.lot, OCTOBER, TODAY)
    assert (shown.due, shown.done) == (hours(1000), hours(150))
    assert shown.elapsed is not None
    assert round(shown.elapsed, 3) == round(dt.date(2026, 10, 31).timetuple().tm_yday / shown.elapsed.__class__(365), 3)


def test_the_grid_of_a_lot_that_is_no_more_says_so(session: Session) -> None:
    with pytest.raises(Refusal, match="n’existe plus"):
        monthly.grid(session, "f" * 32, OCTOBER, TODAY)
