"""The fields of a person, on one page: who, how to reach them, why eligible, what they want to do."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from facilitator_app.domain.beneficiary import EducationLevel, Sex, Transport, YesNoUnknown
from facilitator_app.domain.refusal import Problem
from facilitator_app.domain.values import written_date
from facilitator_app.ui.careful import CarefulBanner
from facilitator_app.ui.fields import CheckField, ChoiceField, DateField, IntegerField, LinesField, TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.criteria_field import CriteriaField
from facilitator_app.ui.forms.district_hint import CoordinatesField, DistrictHint
from facilitator_app.ui.forms.place_and_jobs import CommuneField, JobsField, WordsField, place_of
from facilitator_app.ui.widgets import Banner, Card, Label
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.proof_checks import parts_of

LONGEST_TRAVEL, LONGEST_WEEK = 240, 48


class BeneficiaryForm(Form):
    """Reads and shows a `BeneficiaryDraft`."""

    def __init__(self, today: dt.date) -> None:
        super().__init__(page_columns=2)
        self._today = today
        self._notice_given_on: dt.date | None = None
        self.identity = self._identity()
        self._contact()
        self._information()
        self._eligibility()
        self._district()
        self._project()

    def draft(self) -> BeneficiaryDraft:
        """What the fields hold. Raises Refusal, naming each field whose text cannot be read."""
        return self._made_of(self.values())

    def rough_draft(self) -> BeneficiaryDraft:
        """What can be read now, while fields are still being typed."""
        columns = {field: self.editor(field).value() for field in self._names()}  # type: ignore[attr-defined]
        return self._made_of(columns)

    def show_draft(self, draft: BeneficiaryDraft) -> None:
        self._notice_given_on = draft.notice_given_on
        self._notice.setText(_notice_words(draft.notice_given_on or self._today))
        values = draft.columns | {
            "proofs": draft.proofs,
            "postal_code": place_of(draft.commune_code, draft.postal_code, draft.town),
            "notice_given_on": draft.notice_given_on is not None,
        }
        self.set_values(values)

    def show_problems(self, problems: Iterable[Problem] = ()) -> None:
        """Those about a criterion go under its own fields; the form says that there are some."""
        said: dict[str, dict[str, str]] = {}
        elsewhere = []
        for problem in problems:
            if about := parts_of(problem.field):
                said.setdefault(about[0], {})[about[1]] = problem.message
            else:
                elsewhere.append(problem)
        self.criteria.show_problems(said)
        if said:
            elsewhere.append(Problem("proofs", "Complétez ce qui est demandé sous le critère."))
        super().show_problems(elsewhere)

    def problems_shown(self) -> list[str]:
        return [*super().problems_shown(), *self.criteria.problems_shown()]

    def _made_of(self, values: dict[str, Any]) -> BeneficiaryDraft:
        commune_code, postal_code, town = values["postal_code"] or (None, "", "")
        usual = BeneficiaryDraft()
        known = {name: value for name, value in values.items() if value is not None}
        return dataclasses.replace(
            usual,
            **known
            | {
                "birth_date": values["birth_date"],
                "available_from": values["available_from"],
                "commune_code": commune_code,
                "postal_code": postal_code,
                "town": town,
                "notice_given_on": (self._notice_given_on or self._today) if values["notice_given_on"] else None,
            },
        )

    def _names(self) -> list[str]:
        shown = {field.name for field in dataclasses.fields(BeneficiaryDraft)}
        return sorted(shown - {"commune_code", "town"})

    def _identity(self) -> Card:
        card = self.section("Identité", "* obligatoire", columns=6)
        self.add("last_name", "&Nom", TextField(longest=100), required=True, span=3)
        self.add("first_name", "Prénom", TextField(longest=100), required=True, span=3)
        self.add("birth_date", "Date de naissance", DateField(), required=True, span=2)
        self.add("sex", "Sexe", ChoiceField([(sex, sex.label) for sex in Sex]), span=2)
        self.add("birth_name", "Nom de naissance", TextField("s’il est différent", longest=100), span=2)
        return card

    def _contact(self) -> None:
        self.section("Contact", columns=2)
        self.add("postal_code", "&Code postal et commune", CommuneField())
        self.add("phone", "Téléphone", TextField("06 00 00 00 00", "phone", longest=40))
        self.add("email", "Courriel", TextField("prenom.nom@ville.fr", "mail", longest=120))
        self.add("transport", "Transport", ChoiceField([(means, means.label) for means in Transport]))
        self.add("address", "Adresse", TextField(longest=200), span=2)
        self.add("referrer", "Prescripteur", TextField("Mission locale, France Travail…", longest=120))
        self.add("advisor", "Référent ou référente", TextField(longest=120))

    def _information(self) -> None:
        card = self.section("Information de la personne", columns=1)
        self._notice = CheckField(_notice_words(self._today))
        self.add("notice_given_on", "Notice d’information remise", self._notice)
        advice = "Pas de numéro de sécurité sociale ni de dossier médical. La RQTH se limite à une case et une date."
        card.add(Label(advice, "caption", wrap=True))

    def _eligibility(self) -> None:
        self.section("Éligibilité", "un seul critère prouvé suffit", page_column=1, columns=1)
        self.criteria = self.add("proofs", "C&ritères et pièces vues", CriteriaField(self._today))
        verdict = self.section("", page_column=1, columns=1)
        self.eligible, self.not_yet = Banner("success", ""), Banner("neutral", "")
        verdict.add(self.eligible)
        verdict.add(self.not_yet)

    def _district(self) -> None:
        """After the criteria: most people are registered without a word of it."""
        card = self.section("Quartier prioritaire", "d’après la commune ou les coordonnées", page_column=1, columns=6)
        answers = [(answer, answer.label) for answer in YesNoUnknown]
        self.add("in_qpv", "&Habite en QPV", ChoiceField(answers), span=2)
        self.add("coordinates", "Coordonnées de l’adresse", CoordinatesField(), span=4)
        self.district = DistrictHint()
        card.add(self.district)

    def _project(self) -> None:
        card = self.section("Projet", "peut être complété plus tard", page_column=1, columns=6)
        self.add("jobs_aimed", "&Métiers visés", JobsField(), span=3)
        self.add("jobs_done", "Métiers déjà exercés", JobsField(), span=3)
        levels = [(level, level.label) for level in EducationLevel]
        self.add("education", "Niveau atteint", ChoiceField(levels), span=3)
        self.add(
            "requirements", "Permis, CACES, habilitations", WordsField("Permis B, CACES R489", longest=400), span=3
        )
        self.add("available_from", "Disponible dès le", DateField(), span=2)
        self.add("weekly_hours_least", "Heures par semaine, de", IntegerField(0, LONGEST_WEEK), span=2)
        self.add("weekly_hours_most", "à", IntegerField(0, LONGEST_WEEK), span=2)
        self.add("max_travel_minutes", "Trajet maximal, en minutes", IntegerField(0, LONGEST_TRAVEL), span=2)
        self.careful = CarefulBanner()
        self.careful.watch(self.add("note", "Remarques", LinesField(2), span=4))
        card.add(self.careful)


def _notice_words(day: dt.date) -> str:
    return f"Informée de ses droits, notice remise le {written_date(day)}"
