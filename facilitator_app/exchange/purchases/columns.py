"""What a column of a plan may hold, and the headings buyers give it."""

from __future__ import annotations

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.words import fold
from facilitator_app.exchange.headings import Headings


class Field(Labelled):
    """What a column is taken for."""

    BUYER = "buyer", "Acheteur"
    YEAR = "year", "Année"
    TITLE = "title", "Achat"
    SEGMENT = "segment", "Segment"
    FAMILY = "family", "Famille"
    AMOUNT = "amount", "Montant"
    LOTS = "lots", "Lots"
    CONSULTATION = "consultation", "Consultation"
    NOTIFICATION = "notification", "Notification"
    DURATION = "duration", "Durée"
    HOURS = "hours", "Heures"
    CLAUSE = "clause", "Clause"
    NOTE = "note", "Remarques"


_SMALL_WORDS = """de du des la le les l d en et ou a au ht eur euros euro prevu prevue prevus estime estimee
previsionnel previsionnelle estimatif estimative envisage envisagee total totale date mois lancement"""
_SPELLINGS: dict[Field, str] = {
    Field.BUYER: """acheteur; pouvoir adjudicateur; maitre ouvrage; donneur ordre; collectivite; entite;
    commanditaire; moa""",
    Field.YEAR: """annee; exercice; millesime; annee plan""",
    Field.TITLE: """achat; objet; intitule; libelle; objet marche; designation; projet; operation;
    intitule marche; marche; besoin; intitule achat; objet achat; nature besoin; description;
    consultation objet; libelle marche""",
    Field.SEGMENT: """segment; type; nature; categorie; type marche; nature marche; type achat; segment achat;
    categorie achat""",
    Field.FAMILY: """famille; famille achat; code famille; domaine; secteur; famille achats; domaine achat;
    sous famille""",
    Field.AMOUNT: """montant; budget; estimation; valeur; cout; montant marche; valeur besoin; enveloppe;
    estimation financiere""",
    Field.LOTS: """lots; nombre lots; nb lots; nbre lots; n lots; allotissement; lot""",
    Field.CONSULTATION: """consultation; publication; avis; consultation le; debut consultation; publication avis;
    aapc; mise en ligne; dce; envoi avis; procedure; consultation entreprises; dce publication""",
    Field.NOTIFICATION: """notification; attribution; debut marche; demarrage; notification marche; debut execution;
    debut""",
    Field.DURATION: """duree; duree marche; duree mois; duree totale; duree execution;
    duree reconductions comprises""",
    Field.HOURS: """heures; heures insertion; heures clause; volume horaire; nombre heures; nb heures;
    heures clauses""",
    Field.CLAUSE: """clause; clause sociale; clause insertion; insertion; consideration sociale; clausable;
    considerations sociales; clauses sociales""",
    Field.NOTE: """remarque; remarques; observation; observations; commentaire; commentaires; note; notes""",
}


_ALSO = {"date consultation": Field.CONSULTATION, "lancement": Field.CONSULTATION}
_HEADINGS = Headings(_SPELLINGS, _SMALL_WORDS, _ALSO)


def recognised(heading: str) -> Field | None:
    """What a heading announces, whatever its accents, units and small words."""
    return _HEADINGS.meaning(fold(heading))
