"""What a prescriber wrote fills the registration page: understood as an import is, and never over what was typed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EducationLevel, Sex
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.people_import.referral import referral
from tests.conftest import TODAY

MESSAGE = """De : Sophie Rossi <s.rossi@ml-gapeau.exemple>
Objet : Orientation clause
Bonjour,
je vous adresse :
Nom : MARTEL
Prénom : Lucie
Né(e) le : 14/06/2002
Tél. : 06 20 02 20 02
Adresse : 3 chemin des Mimosas
83220 Le Pradet
Niveau : CAP
- Permis B : oui
Critère : RSA
Freins : garde d’enfant
N° sécurité sociale : 2 84 05 83 137 001 85
Prescripteur : Mission locale du Gapeau
Conseillère : Sophie Rossi
Cordialement,
Mission locale, 12 rue Haute"""
BORN = dt.date(2002, 6, 14)


def test_a_message_fills_what_it_says_and_tells_the_rest(session: Session) -> None:
    found = referral(session, MESSAGE, TODAY)
    assert found.draft == BeneficiaryDraft(
        "MARTEL", "Lucie", BORN, phone="0620022002", address="3 chemin des Mimosas", postal_code="83220",
        town="Le Pradet", commune_code="83098", education=EducationLevel.LEVEL_3, referrer="Mission locale du Gapeau",
        advisor="Sophie Rossi", requirements=("Permis B",), proofs=(ProofDraft("RSA"),),
    )  # fmt: skip
    draft, filled = found.completing(BeneficiaryDraft())
    assert draft == found.draft
    assert filled == (
        "nom", "prénom", "date de naissance", "téléphone", "adresse", "code postal", "commune", "niveau",
        "prescripteur", "référent", "permis", "critères",
    )  # fmt: skip
    assert found.left == ("Freins", "N° sécurité sociale")


@pytest.mark.parametrize(
    "text",
    [
        "Nom\tPrénom\tDate de naissance\tSexe\r\nMartel\tLucie\t14/06/2002\tF\r\n",
        "Nom\nMartel\nPrénom\nLucie\nDate de naissance\n14 juin 2002\nSexe\nF",
        "NOM = Martel\n\nPRÉNOM = Lucie\nNée le : 14-06-2002\nCivilité\tMme",
        "Sexe : F\nNom et prénom : MARTEL Lucie\nDDN : 2002-06-14\n\nMerci de la recevoir.",
    ],
)
def test_each_usual_way_of_writing_it_is_understood(session: Session, text: str) -> None:
    draft = referral(session, text, TODAY).draft
    assert (draft.last_name.casefold(), draft.first_name, draft.birth_date, draft.sex) == (
        "martel", "Lucie", BORN, Sex.WOMAN,
    )  # fmt: skip


def test_what_was_typed_is_not_replaced(session: Session) -> None:
    typed = BeneficiaryDraft(
        "Martel-Roy", "", phone="0700000000", town="Toulon", postal_code="83000", commune_code="83137",
        advisor="Hélène Arnoux", proofs=(ProofDraft("RSA", seen_on=TODAY),),
    )  # fmt: skip
    full, filled = referral(session, MESSAGE, TODAY).completing(typed)
    assert filled == ("prénom", "date de naissance", "adresse", "niveau", "prescripteur", "permis")
    assert (full.last_name, full.first_name, full.phone) == ("Martel-Roy", "Lucie", "0700000000")
    assert (full.town, full.postal_code, full.commune_code) == ("Toulon", "83000", "83137")
    assert (full.advisor, full.proofs) == ("Hélène Arnoux", typed.proofs)


def test_a_date_that_cannot_be_is_told_and_left_to_type(session: Session) -> None:
    found = referral(session, "Nom : Martel\nPrénom : Lucie\nDate de naissance : 31/02/2002", TODAY)
    assert found.draft == BeneficiaryDraft("Martel", "Lucie")
    assert found.remarks == ("La date de naissance «\u00a031/02/2002\u00a0» n’est pas une date.",)


@pytest.mark.parametrize("text", ["", "  \n", "bonjour", "Nom : Martel", "https://exemple.fr", "x" * 20_001, "\0" * 50])
def test_what_says_nothing_of_anybody_is_refused(session: Session, text: str) -> None:
    with pytest.raises(Refusal, match="Rien de connu"):
        referral(session, text, TODAY)


def test_several_people_are_to_be_imported(session: Session) -> None:
    with pytest.raises(Refusal, match="parle de 2 personnes"):
        referral(session, "Nom\tPrénom\nMartel\tLucie\nRoy\tAna\n", TODAY)


SENTENCES = """De : Sophie Rossi <s.rossi@ml.exemple>
Bonjour Madame Arnoux,
je vous oriente Mme Lucie MARTEL née DURANT, née le 4 juin 1988, domiciliée au 3 chemin des Mimosas, 83220 Le Pradet.
Elle est joignable au 06.20.02.20.02 (lucie.martel@poste.exemple). Vous pouvez me joindre au 04 94 00 00 00.
Elle est suivie par la Mission locale du Gapeau et recherche un poste de maçon.
Bien cordialement,
Sophie Rossi 04 94 11 11 11"""


def test_sentences_are_read_for_what_they_say_beyond_doubt(session: Session) -> None:
    assert referral(session, SENTENCES, TODAY).draft == BeneficiaryDraft(
        "MARTEL", "Lucie", dt.date(1988, 6, 4), Sex.WOMAN, "0620022002", "lucie.martel@poste.exemple",
        "3 chemin des Mimosas", "83220", "Le Pradet", "83098", referrer="Mission locale du Gapeau",
        jobs_aimed=("F1703",), birth_name="DURANT",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "M. Karim Benali, né le 12/03/1990, suivi par la Mission locale, tél 06…, orienté pour un poste de maçon",
            BeneficiaryDraft("Benali", "Karim", dt.date(1990, 3, 12), Sex.MAN, referrer="Mission locale",
                             jobs_aimed=("F1703",)),
        ),
        # Which is the first name, whose is the number, nobody can say.
        (
            "Monsieur KARIM BENALI, né le 12.03.1990. Sa conseillère répond au 06 20 02 20 02.",
            BeneficiaryDraft(birth_date=dt.date(1990, 3, 12), sex=Sex.MAN),
        ),
        (
            "Karim BENALI né le 12/03/1990, demandeur d’emploi de longue durée, 06 20 02 20 02 ou 07 20 02 20 02, "
            "k.autre@exemple.fr",
            BeneficiaryDraft("BENALI", "Karim", dt.date(1990, 3, 12)),
        ),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_left_to_be_typed(session: Session, said: str, expected: BeneficiaryDraft) -> None:
    assert referral(session, said, TODAY).draft == expected


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Karim Benali, né le 12/03/1990, et Paul Durant, né le 13/04/1991", "2 personnes"),
        ("Avez-vous reçu ma demande du 12/03/2026 ? Tél. 06 20 02 20 02", "Rien de connu"),
    ],
)
def test_sentences_about_nobody_or_several_are_refused(session: Session, said: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        referral(session, said, TODAY)
