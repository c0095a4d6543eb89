"""What a column of a list of people may hold, and the headings by which services name it."""

from __future__ import annotations

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.words import fold
from facilitator_app.exchange.headings import Headings


class Field(Labelled):
    """What a column may be taken for."""

    LAST_NAME = "last_name", "Nom"
    FIRST_NAME = "first_name", "Prénom"
    FULL_NAME = "full_name", "Nom et prénom"
    FULL_NAME_FIRST = "full_name_first", "Prénom et nom"
    BIRTH_NAME = "birth_name", "Nom de naissance"
    USED_NAME = "used_name", "Nom d’usage"
    BIRTH_DATE = "birth_date", "Date de naissance"
    SEX = "sex", "Sexe ou civilité"
    PHONE = "phone", "Téléphone"
    EMAIL = "email", "Adresse électronique"
    ADDRESS = "address", "Adresse"
    ADDRESS_MORE = "address_more", "Complément d’adresse"
    POSTAL_CODE = "postal_code", "Code postal"
    TOWN = "town", "Commune"
    POSTAL_TOWN = "postal_town", "Code postal et commune"
    IN_QPV = "in_qpv", "Réside en QPV (oui ou non)"
    EDUCATION = "education", "Niveau de formation"
    REFERRER = "referrer", "Prescripteur"
    ADVISOR = "advisor", "Référent"
    JOB = "job", "Métier visé"
    LICENCES = "licences", "Permis et habilitations"
    AVAILABLE_FROM = "available_from", "Disponible à partir du"
    CRITERION = "criterion", "Critère d’éligibilité"
    PROOF_DATE = "proof_date", "Date du justificatif"
    RSA = "rsa", "RSA (oui ou non)"
    ASS = "ass", "ASS (oui ou non)"
    AAH = "aah", "AAH (oui ou non)"
    DISABLED = "disabled", "RQTH (oui ou non)"
    DISABLED_UNTIL = "disabled_until", "Fin de la RQTH"
    LONG_UNEMPLOYED = "long_unemployed", "Chômage de longue durée (oui ou non)"
    PASS_IAE = "pass_iae", "Numéro de PASS IAE"
    PASS_START = "pass_start", "Début du PASS IAE"
    PASS_END = "pass_end", "Fin du PASS IAE"
    IDENTIFIER = "identifier", "Numéro de dossier (vérifié, non repris)"
    NOTE = "note", "Remarques"
    SOCIAL_SECURITY = "social_security", "Numéro de sécurité sociale (jamais repris)"


NAMES = frozenset({Field.LAST_NAME, Field.FIRST_NAME, Field.FULL_NAME, Field.FULL_NAME_FIRST, Field.BIRTH_NAME,
                   Field.USED_NAME})  # fmt: skip
SEVERAL = frozenset({Field.CRITERION, Field.NOTE, Field.LICENCES, Field.PHONE, Field.JOB})
"""What two columns of one file may both hold; of anything else only the first column is taken by itself."""

_SMALL_WORDS = """s e du de des la les le l d au a en son sa votre un une candidat candidate candidats beneficiaire
beneficiaires usager usagere participant participante salarie salariee personne demandeur jeune
adherent no num numero obligatoire format jj mm aaaa jjmmaaaa dd yyyy ou"""
_SPELLINGS: dict[Field, str] = {
    Field.LAST_NAME: "nom; noms; nom famille; nom patronymique; patronyme; last name; lastname; surname",
    Field.FIRST_NAME: "prenom; prenoms; first name; firstname; prenom usage; prenom usuel; 1er prenom",
    Field.FULL_NAME: """nom prenom; nom prenoms; nom et prenom; nom et prenoms; nom complet; nomprenom;
    identite; nom prenom et; noms prenoms; noms et prenoms; nom naissance prenom;
    personnes; stagiaire; intitule""",
    Field.FULL_NAME_FIRST: "prenom nom; prenom et nom; prenoms nom; prenoms et noms; full name; name",
    Field.BIRTH_NAME: "nom naissance; nom jeune fille; nom naiss; ne e sous nom; birth name; nom nais",
    Field.USED_NAME: """nom usage; nom usuel; nom marital; nom epouse; nom epoux; nom marie; nom mariee;
    epouse""",
    Field.BIRTH_DATE: """date naissance; date naiss; naissance; ne; nee; ne e; ne e le; ddn; datenaissance;
    dnaiss; date nais; date nee; dtnai; dtn; birth date; birthdate; date birth; date of
    birth; dob; d naissance; dt naissance; jour naissance""",
    Field.SEX: """sexe; civilite; civ; genre; titre; h f; f h; m f; m mme; mme m; qual; sex; gender;
    sexe h f; sexe f h; sexe m f""",
    Field.PHONE: """telephone; tel; telephones; tel portable; telephone portable; portable; mobile; tel
    mobile; gsm; telephone mobile; tel 1; telephone 1; tel 2; telephone 2; tel fixe;
    telephone fixe; phone; coordonnees telephoniques; telephone fixe portable; contact
    telephonique; tel fixe portable; telephone principal""",
    Field.EMAIL: """email; mail; e mail; courriel; adresse email; adresse mail; adresse e mail; adresse
    electronique; mel; adresse courriel; adresse messagerie""",
    Field.ADDRESS: """adresse; adresse postale; rue; voie; adresse 1; adresse ligne 1; adresse domicile;
    domicile; adresse complete; adresse personnelle; n et rue; libelle voie; address""",
    Field.ADDRESS_MORE: """adresse complement; complement adresse; complement; adresse 2; adresse ligne 2; cplt
    adresse; batiment; appartement""",
    Field.POSTAL_CODE: """code postal; cp; codepostal; code post; departement; zip; postal code; c p; code
    postal residence""",
    Field.TOWN: """ville; commune; localite; ville residence; commune residence; ville domicile; lieu
    residence; city; nom commune; commune domicile""",
    Field.POSTAL_TOWN: """cp ville; code postal ville; code postal et ville; cp et ville; cp commune; code
    postal commune; ville cp; code postal et commune; ville code postal; cp et commune""",
    Field.IN_QPV: """qpv; qpv oui non; quartier prioritaire; reside qpv; resident qpv; residence qpv;
    quartier politique ville; quartier; habite qpv; qpv o n; adresse qpv; zus; quartier
    prioritaire ville""",
    Field.EDUCATION: """niveau formation; niveau etudes; niveau scolaire; niveau; diplome; niveau diplome;
    niveau qualification; formation; niv formation; niv; qualification; dernier diplome;
    niveau etude; niveau scolarite""",
    Field.REFERRER: """prescripteur; nom prescripteur; organisme prescripteur; structure prescriptrice;
    orienteur; structure; nom organisation prescripteur; organisation prescripteur;
    oriente par; prescripteurs; organisme; structure orientation; structure
    accompagnement; structure referente; provenance; nom organisme prescripteur""",
    Field.ADVISOR: """referent; conseiller; referente; conseillere; accompagnateur; accompagnateurs; nom
    referent; nom conseiller; referent parcours; conseiller referent; suivi par; cip;
    charge insertion; nom utilisateur prescripteur; referent unique; referent social;
    conseiller insertion""",
    Field.JOB: """metier; metiers; metier vise; metiers vises; metier recherche; emploi recherche;
    emploi vise; code rome; rome; rome 1; rome 2; projet professionnel; projet; emploi;
    poste recherche; poste vise; metier souhaite; emploi recherche code rome; emploi
    souhaite; metier rome; secteur vise; projet pro; metier 1; metier 2; metiers
    recherches""",
    Field.LICENCES: """permis; permis b; caces; habilitations; permis conduire; permis caces; habilitation;
    certifications""",
    Field.AVAILABLE_FROM: """disponibilite; disponible; disponible partir; date disponibilite; disponible le;
    dispo; disponible des; date dispo""",
    Field.CRITERION: """critere; criteres; critere eligibilite; criteres eligibilite; eligibilite; public;
    statut; categorie; type public; critere 1; critere 2; critere 3; publics; categorie
    public; motif eligibilite; statut entree; critere administratif; criteres
    administratifs; statut entree parcours; critere clause""",
    Field.PROOF_DATE: """date justificatif; date preuve; date attestation; date piece; justificatif; date
    justif; attestation date; justificatif date; date document; date attestation
    eligibilite; date piece justificative""",
    Field.RSA: """rsa; brsa; droits rsa; beneficiaire rsa; allocataire rsa; rsa oui non; droit rsa;
    rsa o n; percoit rsa""",
    Field.ASS: "ass; droits ass; allocataire ass; ass oui non; droit ass; ass o n",
    Field.AAH: "aah; droits aah; allocataire aah; aah oui non; droit aah; aah o n",
    Field.DISABLED: """rqth; th; boe; travailleur handicape; handicap; rqth oui non; boeth; rqth o n;
    reconnaissance th; reconnaissance travailleur handicape; deth""",
    Field.DISABLED_UNTIL: """date fin rqth; fin rqth; rqth fin; validite rqth; rqth jusque; date fin validite
    rqth; fin validite rqth; echeance rqth; rqth date fin; rqth valable jusqu; rqth
    jusqu""",
    Field.LONG_UNEMPLOYED: """deld; ld; demandeur emploi longue duree; chomeur longue duree; chomage longue duree;
    dld; de longue duree; longue duree; emploi longue duree""",
    Field.PASS_IAE: "pass iae; pass; agrement; agrement iae; pass iae numero; agrement pass iae",
    Field.PASS_START: """debut pass iae; date debut pass iae; pass iae debut; debut pass; date debut pass;
    date debut agrement""",
    Field.PASS_END: """fin pass iae; date fin pass iae; pass iae fin; fin pass; date fin pass; date fin
    agrement; expiration pass iae; date expiration pass iae; validite pass iae; date
    validite pass iae""",
    Field.IDENTIFIER: """id; identifiant; identifiant si; identifiant dans si; dossier; matricule; id
    dossier; identifiant interne; identifiant unique; identifiant local; identifiant
    pole emploi; identifiant france travail; identifiant fp; id iodas; reference; ref;
    code; n dossier; identifiant ft; identifiant pe; allocataire; allocataire caf;
    allocataire caf msa; reference dossier; code dossier; id externe""",
    Field.NOTE: """remarque; remarques; observation; observations; commentaire; commentaires; note;
    notes; divers; informations complementaires; autres informations; infos""",
    Field.SOCIAL_SECURITY: """nir; securite sociale; n ss; secu; ss; insee; numero securite sociale; n secu; n
    securite sociale; ntt; nia; nir ntt; numss; nss; immatriculation""",
}


_HEADINGS = Headings(_SPELLINGS, _SMALL_WORDS)


def recognised(heading: str) -> Field | None:
    """What a heading announces, whatever its accents, stars, line breaks and small words; None when nothing known."""
    return _HEADINGS.meaning(fold(heading.replace("°", "o ").replace("º", "o ")))
