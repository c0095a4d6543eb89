"""The story of a facilitator, from the first opening to the printed sheet, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from tests.documents.reading import text
from tests.exchange.decp.files import envelope, raw_contract, written
from tests.journeys.conftest import Opened, Said
from tests.journeys.keyboard import ALT, CTRL, Key


class Facilitator:
    """What she does, key by key; pages are only looked at."""

    def __init__(self, opened: Opened, said: Said) -> None:
        self.program, self.hand = opened
        self.said = said

    @property
    def page(self) -> Any:
        return self.program.window.page()

    def makes_the_first_settings(self) -> None:
        hand = self.hand
        hand.push("Continuer : Votre organisme")
        assert self.program.window.page_key() == "settings"
        hand.fill("Nom de l’organisme", "Maison de l’emploi du Golfe")
        hand.fill("Ville", "Fréjus")
        hand.fill("Votre nom", "Hélène Arnoux")
        hand.fill("Durée d’éligibilité, en mois", "24")
        hand.press(Key.Key_S, CTRL)
        hand.go_to("tableau")
        hand.push("Sauvegarder : Protection")
        assert {key: button.text() for key, button in self.page.first_steps.buttons.items()} == {
            "office": "Revoir", "rules": "Revoir", "data": "Continuer", "protection": "Sauvegarder",
        }  # fmt: skip

    def imports(self, file: Path) -> None:
        hand = self.hand
        self.said.file = file
        hand.push("Continuer : Vos données")
        hand.press(Key.Key_Return)
        hand.until(lambda: self.page.step() == 1 and not self.page.background.busy)
        hand.press(Key.Key_Return)
        hand.press(Key.Key_Return, CTRL)
        hand.until(lambda: self.page.step() == 3 and not self.page.background.busy)

    def follows_the_contract_with_a_clause(self) -> None:
        hand = self.hand
        hand.press(Key.Key_Return)
        assert self.program.window.page_key() == "contracts"
        table = self.page.sorting.table
        assert table.hasFocus()
        for _ in range(table.model().rowCount()):
            if "Clause sociale" in str(table.currentIndex().siblingAtColumn(3).data()):
                break
            hand.press(Key.Key_Down)
        hand.push("Suivre")

    def cuts_it_into_two_lots(self) -> None:
        """The first lot came with the contract; a second is added, both get their hours and whom to call."""
        hand = self.hand
        hand.tab_to("En cours", back=True)
        hand.press(Key.Key_Space)
        self.stands_on_the_list_of_lots()
        hand.press(Key.Key_F2)
        hand.fill("Numéro", "1")
        hand.fill("Intitulé", "Gros œuvre")
        hand.choose("Rôle", "Mandataire")
        hand.push("Nouveau correspondant")
        hand.fill("Nom", "Laure Pignol")
        hand.fill("Téléphone", "0400000000")
        hand.save()
        hand.fill("Heures dues", "7560")
        hand.save()
        hand.tab_to("Marchés et lots")
        self.stands_on_the_list_of_lots()
        hand.press(Key.Key_Up)
        hand.press(Key.Key_Return)
        hand.push("Ajouter un lot")
        hand.fill("Intitulé", "Peinture")
        hand.fill("Heures dues", "320,5")
        hand.find("Entreprise", "55204599900869")
        hand.save()

    def registers(self, last_name: str, first_name: str, birth: str) -> None:
        hand = self.hand
        hand.press(Key.Key_N, CTRL)
        hand.fill("Nom, obligatoire", last_name)
        hand.fill("Prénom", first_name)
        hand.fill("Date de naissance", birth)
        hand.fill("Code postal et commune", "35000 Rennes")
        hand.tab_to("Demandeur")
        hand.press(Key.Key_Down)
        hand.press(Key.Key_Space)
        hand.fill("Date de la pièce", "15/09/2026")
        hand.push("Pièce vue")
        hand.find("Métiers visés", "F1704")
        hand.press(Key.Key_S, CTRL)
        assert self.page._registration.form.problems_shown() == []

    def notes_a_need(self) -> None:
        hand = self.hand
        hand.go_to("#gros")
        self.stands_on_the_list_of_lots()
        hand.press(Key.Key_Return)
        hand.press(Key.Key_Right, times=5)
        hand.push("Nouveau besoin")
        hand.fill("Poste", "Manœuvre gros œuvre")
        hand.fill("Métier", "F1704")
        hand.fill("Nombre de postes", "1")
        hand.fill("Début", "05/10/2026")
        hand.save()

    def proposes_three_and_notes_answers(self) -> None:
        hand = self.hand
        hand.go_to("appariement")
        assert self.page.needs.table.hasFocus()
        hand.press(Key.Key_Tab)
        assert self.page.view.people.model().rowCount() == 3
        for _ in range(3):
            hand.press(Key.Key_Space)
            hand.press(Key.Key_Down)
        hand.save()
        assert "Proposer 3 personnes" in self.said.asked[-1]
        hand.tab_to("Classement", back=True)
        hand.press(Key.Key_Right)
        hand.tab_to("Propositions de ce besoin")
        for answer in ("Acceptée", "Non retenue"):
            hand.press(Key.Key_Return)
            hand.choose("Réponse", answer)
            hand.save()
            hand.press(Key.Key_Down)
        hand.press(Key.Key_Home, CTRL)

    def starts_the_placement(self) -> None:
        hand = self.hand
        hand.tab_to("Démarrer le parcours")
        with hand.in_dialog(lambda: hand.save()):
            hand.press(Key.Key_Space)

    def types_the_hours_and_validates(self) -> None:
        hand = self.hand
        hand.press(Key.Key_H, CTRL)
        assert str(self.page.grid.month) == "2026-10"
        hand.type("119,5")
        hand.press(Key.Key_Return)
        hand.press(Key.Key_Return, CTRL)
        assert "1 salarié, 119,5" in self.said.asked[-1]
        assert self.page.grid.is_validated

    def saves_the_sheet_and_the_certificate(self, folder: Path) -> None:
        hand = self.hand
        self.said.saved_in = folder
        hand.press(Key.Key_S, ALT)
        hand.until(lambda: self.program.window.page_key() == "documents")
        hand.press(Key.Key_S, CTRL)
        hand.choose("Type de document", "Attestation")
        hand.push("Joindre la liste nominative")
        hand.press(Key.Key_S, CTRL)

    def stands_on_the_list_of_lots(self) -> None:
        for _ in range(5):
            if self.page.panel.view.hasFocus():
                return
            self.hand.press(Key.Key_F6)
        raise AssertionError("F6 never comes to the list")


def test_the_main_job_by_keyboard_alone(
    start_program: Callable[[Path], Opened], path: Path, said: Said, tmp_path: Path
) -> None:
    she = Facilitator(start_program(path), said)
    she.makes_the_first_settings()
    none = {"considerationSociale": ["Pas de considération sociale"]}
    other = raw_contract(id="B1", objet="Entretien des espaces verts", considerationsSociales=none)
    she.imports(written(tmp_path, envelope(raw_contract(id="A1", objet="Construction d’une école"), other)))
    she.follows_the_contract_with_a_clause()
    she.cuts_it_into_two_lots()
    she.hand.go_to("bénéficiaires")
    she.registers("Ferrandi", "Nadia", "12/03/1988")
    she.registers("Traoré", "Moussa", "02/07/1979")
    she.registers("Lefèvre", "Kévin", "30/11/2001")
    she.notes_a_need()
    she.proposes_three_and_notes_answers()
    she.starts_the_placement()
    she.types_the_hours_and_validates()
    she.saves_the_sheet_and_the_certificate(tmp_path)
    sheet, certificate = (text(file.read_bytes()) for file in said.saved)
    for words in ("Gros œuvre", "119,5", "Maison de l’emploi du Golfe"):
        assert words in sheet
        assert words in certificate
    assert "FERRANDI" in certificate.upper() or "TRAOR" in certificate.upper() or "LEF" in certificate.upper()
    before = shown_on_the_dashboard(she)
    she.program.window.close()
    she.program.close()

    again = Facilitator(start_program(path), said)
    assert shown_on_the_dashboard(again) == before


def shown_on_the_dashboard(she: Facilitator) -> list[str]:
    she.hand.go_to("tableau")
    labels = she.page.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def test_a_file_imported_again_changes_nothing_and_one_key_undoes_the_import(
    start_program: Callable[[Path], Opened], path: Path, said: Said, tmp_path: Path
) -> None:
    she = Facilitator(start_program(path), said)
    file = written(tmp_path, envelope(*(raw_contract(id=f"A{place}", objet=f"Voirie {place}") for place in range(3))))
    she.imports(file)
    she.hand.push("Importer un autre fichier")
    she.hand.press(Key.Key_Return)
    she.hand.until(lambda: she.page.step() == 1 and not she.page.background.busy)
    she.hand.press(Key.Key_Return)
    assert she.page.contracts.match.summary().replace("\u00a0", " ") == "Après import : 3 inchangés"
    assert not she.page.contracts.match.go.isEnabled()
    she.hand.go_to("marchés")
    assert not she.page.panel.isHidden()
    she.hand.press(Key.Key_Z, CTRL)
    assert she.program.window.status.said() == "Annulé\u00a0: Import de marches.json"
    she.hand.go_to("tableau")
    assert she.page.first_steps.isVisible()
