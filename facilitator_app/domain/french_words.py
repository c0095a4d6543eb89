"""Common French words for generated passphrases: four to eight letters, typed without accent nor capital.

Chosen for this program. Left out: what hurts or worries, what another accent turns into another word (forme,
formé), and what only a plural or a feminine tells from a word already here (voisin, voisine).
"""

from __future__ import annotations

_WORDS = """
abbaye abeille abolir abondant abonder abordage aborder abricot abriter abrupt absolu absorber abstrait absurde acajou
accepter accoler accord accorder accourir accueil achat acheter achever acier acompte acteur actif action activer
actuel adapter addition adjoint admettre admirer adopter adorer adoucir adroit affable affectif affirmer affluent
agate agenda agent agile agir agiter agneau agricole aider aigle aigu aiguiser aimable aimant aimer ajouter ajuster
album alcool alezan algue alibi aligner aliment alliage alliance allonger allumage allumer alouette alpage alpestre
alphabet alpin alterner altier altitude amande amarrage amarrer amasser ambiance ambition amical amiral amont amorcer
amour amphore ample amusant amuser analyser ananas anatomie anchois ancien ancrer andante aneth angle angora animer
anis anneau annoncer annuaire annuel anorak antenne antidote antilope antique antre apaiser apex aplanir appel appeler
appoint apporter apprenti appui apte aquarium arborer arbre arbuste arcade archer archet archipel arctique ardent
ardeur ardoise argent argile argot aride armer armoire armure arnica arpenter arranger arriver arrondir arrosage
arroser arrosoir arsenal article artifice artisan artiste asile aspect aspirer aspirine assaut asseoir assidu assiette
assister associer assortir astral astre astuce atelier atlas atome atout attacher attelage atteler attendre attentif
attirail attirer attraper aubade auberge audace audience augure auguste aulne aune aurore auteur autobus autocar
automate automne autre autruche auvent aval avaler avancer avenant avenir avenue averse avertir aviateur avide aviron
avis avocat avoine avouer axiome azote azur babiller badge bagage baguette baie bail baisser balai balayer balcon
baliser ballade balle ballon bambin bambou banane banc bandeau banjo banlieue banquet banquier banquise baobab baratin
barbier barboter barbu barda barillet baron baroque barque barrage barreau barrer barrette baryton basalte basculer
basilic basset bassin bastion bateau batelier baudet baume bavard bavarder bavoir bazar beffroi beige beignet belette
bercail berceau berge bergerie berline bermuda besace bette biberon bidon bidule bielle bienfait bijou bilan bilingue
bille billet binocle biplan biscotte biscuit bison bisou bistouri bivouac bizarre blaireau blanc blanchir blason
blazer blette bleuet blinder bloc blond bloquer bobine bocage bocal boeuf boire bois boisson boiteux bolet bolide
bonbon bondir bonheur bonhomme bonjour bonnet bonsoir bord border bosquet bouc bouchon boucler bouclier boudoir
bouffant bouffon bouger bougie bouillir bouillon bouleau boulier boulon bouquet bouquin bourdon bourg bourgade
bourgeon bourse boussole bouton bouvier bowling boxeur bracelet brader brancard brancher bras brasero brassage
brassard brasseur bravade braver bravo brebis bref bretelle bretzel brevet breveter bribe bricoler bridge brillant
briller brio briquet brocante brochet brocoli broder brosser brouette brouhaha brousse brouter broyer bruine bruit
brume brumeux brun brunir brut budget buffet buffle buis buisson bulbe bulle bulletin bureau burin busard buste
butiner buvard buvette cabane cabaret cabestan cabine cabri cabriole cacao cachalot cacher cachet cactus cadeau
cadenas cadet cadran cadrer cageot cahier caillou caisse caissier cajoler calamar calcaire calcul calepin caler calmer
camarade camion camp campagne camper campeur camphre canal canard canari canasson candeur candidat candide canevas
caniche canicule cannelle cannette canot canotier cantate cantine canton canular canyon cape capital caporal capot
caprice capter capuche capucine caracole carafe caramel carapace caravane cargo carillon carmin carnaval carnet
carotide carpette carreau carrosse carrure cartable carton cartoon casier casino cassette cassis casting castor causer
causerie cavalier caverne cellier cendrier central cerceau cerf cerfeuil cerise cerisier cerner certain cerveau cesser
cession chacal chaise chalet chaleur chameau chamois champ chance chandail changer chanoine chanson chant chanter
chanteur chantier chanvre chapeau chapelet chapelle charabia charade chardon charger chariot charmant charmer charnu
charron charrue charte chasser chasseur chat chaud chaudron chauffer chausser chausson chauve chemin cheminot chemise
chenal cheptel chercher cheval chevalet cheveu chevron chic chiffon chignon chimie chimiste chiot choc chocolat
choisir choix choral chou chouette cidre ciel cigale cigare cigogne cime ciment cinglant cinq cirage circuit circuler
cirque ciseau citadin citer citerne citoyen citron civil clair clairon clameur clan clapet clapotis classer classeur
clavecin clavier clef client climat clin clinique clipper clocher cloison clou clouer clown club cobalt cobaye cobra
cocarde cocher cocktail cocon cocotier codage coeur coffret cognac cogner cohorte cohue coiffer coiffeur coin colibri
colis collage coller collier colline colombe colonne colorer coloris colosse colza combat combiner combler comique
commode commun comparer compas complet complice composer compote compter comptine comptoir concept concert concis
conclure concours concret condor conduire conduite confiant confier confit confort conjoint connu conseil consoler
constant constat contact contenir content contenu conter conteur contexte contour contrat convenu convexe convive
convoi copain copeau copier copieux copilote coquet coquille corail corbeau cordage cordeau cordial cordon cormoran
cornet corniche corolle correct corrida corriger corsage corsaire cosmos cosse costaud coteau coton couchant coucher
coucou coudre couenne couette couler couleur coulis couloir coup couper couplet coupole coupon cour courage courant
courber coureur courge courir courrier courroie courroux court courtois couscous cousin coussin couteau coutume
couvent couver couvert couvreur couvrir cowboy crabe crachin craie crampe crampon cran crapaud crawl crayeux crayon
cresson cretonne creuser creux cricket crieur crin crique criquet cristal crochet crocus croire croisade croiser croix
croquant croquer croquis croupe croupion crucial crue cube cubique cueillir cuiller cuir cuisson cultiver culture
cumin cumulus curieux cursus cuvette cyclamen cycle cycliste cyclo cyclone cyclope cygne cynique dactylo damier
dansant danser danseur dater dattier dauphin debout delta demander demeurer dent dentelle dentier dentiste derby derme
derrick descente dessein dessert dessin dessiner dessus destin devenir deviner devis deviser devoir diabolo diamant
diapason diaphane dicter dicton diffuser digestif digitale digue dilemme dimanche dire direct diriger disciple
discorde discours discret discuter disette disposer disque distinct district divan divers diviser docile docte docteur
doctrine dodo dodu doigt dollar dolmen domaine dominant dominer domino dompter donjon donner dorer dormir dortoir
dosage doser dosette dossard dossier douane doubler doublon doublure douceur douter douve doux douzaine doyen drachme
dragon drain drame drap drapeau draper draperie dressage dresser droit drone duchesse ductile duel dune duplex durable
durcir durer duvet dynamo effacer effectif effigie effluve effort emballer embellie embellir embrun emmener empereur
empiler emplette emploi emporter encadrer enclos enclume encolure endormir endroit enfant enfilade enfiler enfouir
engager engin engrais enjamber enjeu enlacer enlever ennoblir ennui enrichir enrouler ensemble entamer entasser
entendre entente entier entorse entourer entracte entrain entrer envahir envers envoi envol envoyer ermitage ermite
erreur escabeau escale escalier escalope escargot escarpin escrime espadon espoir esprit essai essaim essayer essence
essor essorer estimer estragon estuaire euphorie euro exact exalter examen examiner exaucer exemple exercer exergue
exigu exotique exotisme expert exploit explorer explosif export exporter exposer express exprimer exquis externe extra
extrait fable fabuleux facette facile facteur factice fagot faim faire faisan faisceau fakir falaise falbala fameux
familial famille fanal fanion fantoche farce farci fardeau farine farouche fastueux faubourg faucher faucheur faucille
faucon fauteuil fauve fauvette faux favela faveur favori feindre fendre fenouil ferment fermer fermier ferrer ferreux
ferry fertile ferveur festif festin festival feuille feuillet fiable fiacre ficeler ficelle fichier fictif fiction
fief fier fifre figue figuier figurant figurine filament filature filer filet filin filleul filmer filon filtrer final
financer finir fission fixation fixer fjord flacon flagrant flair flamant flambeau flamenco flanelle flaque flash
flatter flatteur flegme fleuret fleurir fleuve flexible flocon floral flore florin flot flotter flotteur flou fluide
fluvial flux foie foin foison folklore foncer fonction fond fondant fonder fondeur fondre fondue fontaine fonte
footing forage forain forfait forger forgeron format formel former fort fortin forum fossette fossile foudre fougue
fougueux fouiller foulard fouler four fourmi fourneau fournil fournir fourreau foyer fraction fragile fragment frais
franc franchir frangin frein freiner frelon fresque friche frigo frileux frimas fringale friperie frisquet frisson
friture frivole froid froidure fromage froncer front frontal fronton frotter frugal fruit fruitier fuchsia fuir fumer
fumet fumoir furet fusain fuseau fusion futaille futur gabarit gadget gagner gaiement gain gala galant galaxie galerie
galet galon galop galoper gamelle gamme gant garage garantie garantir garder gardien garer garnir garnison garrigue
gazelle gazeux gazon gencive gendarme genou gentiane gentil geste geyser gicler gigot gilet girafe girofle glacial
glacier glacis glaise glaive glaner glissade glisser global globe globule gloire glouton gluant glycine gnocchi goal
gobelet golfe golfeur gommer gonfler gong gorille gosier gothique gouache goudron gouffre goujon goulache goulot
gourde gourmand gourmet gousse goutte gracieux gradin graffiti grain gramme grand grandeur grange granit graphite gras
gratin gratuit gravats graver graveur gravier gravure greffer greffier grelot grenat grenier grenu griffon grillade
griller grillon grimoire grimper gris griserie grive groom gros grossir grotte grouper guetter guetteur guider guidon
guimauve guitare gymnase gymnaste habile habiller habit habitant habiter habitude habituel hacher hachette halage
haler halle halo halte hamac hameau hamster hanche hangar haras hardi hareng haricot harmonie harnais harpe harpon
hasard haubert hausser haut hautain hautbois herbe herbeux heure heureux hexagone hibou hisser hiver hivernal hobby
hochet holding homard hommage homme honneur honorer hoquet horaire horde horizon horloge hormone hospice hotte houblon
houille houppe housse houx hublot huissier humain humble humecter humer humide humour humus hurler hymne idiome idylle
igloo ignorer iguane illusion imaginer imiter immense immeuble imminent impact impasse imposant imposer imprimer
inclure inclus inconnu index indice indigo indiquer inertie infini informel informer infusion initiale innover
inscrire insecte insigne insister insolite instant intact intense intrus inutile inventer inverser inviter iris
ironique irriguer isard isoler issue isthme ivoire ivraie jabot jacinthe jade jaguar jaillir jaloux jambe jambon jante
jardin jarre jaser jasmin jatte jaune jaunir javel javelot jazz jersey jeter jeton jeudi jockey joie joindre joint
joli jonc jonction jongleur jouet joufflu jour journal jouvence jovial joyau joyeux jubiler judo juger juillet juin
julienne jumeau jumelle jument jungle junior jupe jupon jurer juriste juron jury juste justice juteux kaki kart kayak
kebab kermesse ketchup kilo kilt kimono kiosque kirsch klaxon krach label labeur labourer lacer lacet lacune lagon
lagune lainage laine laineux laisser lait laitance laiterie laiteux laitier laiton laitue lama lambris lamelle
laminoir lampion lancer landau lande langue languide languir lapereau lapin laps laquais lardon large larynx lasso
latent latin latitude laurier lavabo lavande laver lavoir layette leader lecteur lecture lent lenteur lentille lest
levain lever levier levure liaison libraire libre lichen lichette licol lien lier lierre lieu lifting ligament lignage
lilas limace limande limer limier limon limonade limpide linge lingerie lingot linotte linteau lion lionceau liqueur
lire liseuse lisible lisser literie litige litre littoral livrer livret livreur lobby local logement loger logiciel
logique logis lointain loisir long longer longueur loquace loquet lord lorgner lorgnon loterie lotion lotus louer loup
loupiote lourd lourdeur loutre louvoyer loyal loyer lucarne lucide luciole ludion lueur luge luisant lumignon lumineux
lunaire lunch lundi luron lustrer luth lutin lutrin lutter luxueux luzerne lynx lyre lyrique macadam macaque macaron
madrier magazine magicien magie magique magma magnat magnolia magot maigre maillage maillet maillon maillot main
mainate maire mairie maison majeur malice malin malle mambo mammouth manche manchon mandarin mandat manette manger
mangue manier manioc manoir manquer manteau manuel maquette maquis marais marathon marchand marcher mare marge mariage
marier marin marinade mariner marinier marmite marmot marotte marquant marquer marqueur marquis marraine marron mars
marsouin marteau marteler martinet martre mascotte massage massif massue mastic match matelas matelot maternel matinal
mauvais mauve maxime mazout mazurka meccano meeting meilleur melon membrane menhir menthe mention menton menu mercerie
merci mercier mercredi mercure merguez merlan merle message mesurer meubler meunier meute mica micro midi miel miette
mignon migrer mijoter milieu millet millier million mimer mimique mimosa minaret mince miner mineur minimal minimum
ministre minium minois minuit miracle mirador mirage mirer mirliton miroir miser mission missive mistral mixeur
mixture mobile mode moderne modeste modifier modiste moelleux moellon moindre moineau moiteur moka molaire mollet
molosse moment momie monde mondial moniteur monnaie monopole mont montage montagne montant monter montrer monture
monument moquer moqueur moral morceau morse mortier motard motel moteur motif motiver mouchoir moudre mouette moufle
mouler moulin moulinet mousse mousseux mousson mouton mouvant mouvoir moyen moyeu mucus muer muet mufle muguet mulet
mulot multiple munir muraille mural murette murmurer muscade muscat musette musical musicien musique mutation mutuel
myosotis myriade myrte myrtille mystique mythe nacelle nageoire nager nageur narine narratif narrer narval natal
natation natif nature naturel nautique naval navet naviguer navire nectar nerf nerveux nettoyer neuf neurone neutre
neutron neveu nicher nickel nier nitrate niveau noble noce nocturne noir noirceur noircir noisette noix nomade nombre
nommer nord nordique normal norme notable notaire notation noter notice notion notoire nouer nougat nourrice nourrir
nouveau nouvelle novembre novice noyau noyer nuage nuageux nuancer nuit nuque nymphe oasis objectif objet obliger
obole observer obstacle obtenir occasion occupant occuper octave octobre octogone odeur odorant odorat oeil oeillade
oeillet office officiel offrande offre offrir ogive ogre oiseau olive olivier ombrelle omelette omettre omnibus oncle
onction onde ondoyer ondulant onduler ongle onyx opale opaque opinion opossum opposer opter opticien option optique
opulent oracle orage orageux oral oranger orateur oratoire orbite ordonner ordre oreille organe orge orgelet orgue
orient origan original origine orme ornant ornement orner orque orteil ortie osciller oseille oser osier osseux otarie
oublier ouest ouragan ourler ourlet ours ourson outil ouvert ouvrier ouvrir ovale ovation ozone pacifier pacte
pactiser pagayer pagne pagode paillote pain paire paisible paix palais palan palette palier palmier palourde palpable
pancake panda pangolin panier panneau panoplie panorama panser pantalon pantin panure paon papaye papetier papier
papillon paprika papyrus paquebot paquet parabole parader paradis paradoxe parasol paravent parc parcelle pardon
parental parer parfait parfum parfumer pari parier parking parler parmesan parodie paroi parole parquet parrain part
partager parti partiel partisan parure parvenir parvis passage passant passer passif passion passoire pastel pasteur
pastille patate patelin paternel patience patient patin patinage patineur patio patrie patron patte pause pavage
pavaner pavillon pavois pavot payer pays paysan peau peignoir peintre pelage pelisse pelle peloton pelouse peluche
penalty penchant pencher penderie pendule penne penser pensif pension pensum pente percale percer perceuse perdrix
perlant permis perplexe perron perruche perruque persane persil peser petit peupler peuplier pharaon phare phase
phoque physique pianiste piano pichet picotin pied pierre pierrot pigment pignon piler pilier piloter pilule piment
pimpant pinceau pincer pincette pingouin pinson pintade piocher pionnier pipeau pipette piquant piquer piquet pirogue
piscine pistache pister piston pistou pitre pivert pivoine pivot pivoter pizza placard placer placette placide plafond
plage plaid plaider plaine plaire plaisir plan planer planeur planter plasma plastron plat platane plateau plein
pleureur plier plisser plomb plombier plongeon plonger plongeur pluie plumage plumeau plumier pluriel pluvieux
pochette pochoir podium poignet point pointage pointer pointu pointure poireau poirier pois poisson poivron poker
polaire polar polenta poli policier polka pollen polo polochon polygone pommier pomper pompier ponceuse poncho poncif
ponctuel poney pont ponton popcorn porche porphyre port portail portatif porter porteur portier portion portique porto
portrait poser positif possible postal poster posture potable potager poteau poterie poterne potiche potier potin
potion potiron poubelle pouce poudrer poulain poulet poulie poulpe poumon pourtour pousser poussin poutre pouvoir
prairie premier prendre presser prestige preuve prier primate primeur primitif prince principe priser prisme priver
prix prochain prodige produit profil profit profond projet projeter prologue promener promesse prompt pronom propice
propos proposer propre prose proue prouesse prouver proverbe province prudence prudent prune pruneau prunier public
puiser puissant puits pulpe puma pupille pupitre purifier puzzle python quai quart quartier quartz quatuor question
quiche quidam quille quintal quitter quiz quorum quota rabais rabat rabattre rabot racine raclette racontar raconter
radar rade radeau radical radieux radio radis radium radoter rafale raffut ragondin ragot raideur rail railler
rainette raisin raison ralentir rallumer rallye ramage ramasser rambarde rameau ramener ramer rameur ramure ranch rang
ranger ranimer rapide rappel rappeler rapport raquette rare raser rasoir rassurer ration ratisser ravi ravin ravioli
rayon rayonner rayure rebond rebondir recette recevoir recoin recoller recopier recours recrue recruter recteur
recueil reculade reculer redire redonner redoux refaire refermer reflet refrain refuge regagner regain regard regarder
registre regret rein relais relater relatif relever relief relier relieur relique relire reliure reluire remblai
remettre remonter remous remparts rempli remuer renard rendre renfort renifler renne renom renouer rente rentrer repas
repasser reporter repos reposer repriser respect respirer ressac ressort restant rester retable retard retenir retirer
retomber retors retour revanche revenir revivre revue rhubarbe riche richesse ricin ricochet rideau ridelle ridicule
rigoler rigolo rigueur rincer ringard rire risotto risquer rituel rivage rival river rivet robe robinet robot robuste
rocher rodage roman romarin ronce rond rondelle rondeur rondin ronflant ronfler ronfleur ronger rosace rosbif roseau
roseraie rosier rotin rotonde rotule roture rouage rouet rouge rouget rougir roulade rouleau rouler roulotte routier
routine rouvrir roux royal ruban rubis rubrique rude ruelle rugby rugueux ruisseau rumba rumeur runes rupture rural
ruser rustine rustique rutabaga sabot sabotier sachet sacoche safran sage sagesse saisir saison salade saladier
salaire saler salin salle salon salsa salsifis saluer salut samba samedi samovar sanction sandale sandwich sanglier
sangria santal sapajou saphir sapin sarcasme sardine sarrasin satin satire sauce saucisse sauge saule saumon sauter
sauvage sauver savane savant saveur savoir savon savourer scalpel scander sceau sceptre schiste science scier sciure
scolaire scoop scooter score scorpion scrupule scruter scrutin sculpter seau secourir secours secousse secret secteur
seigle seigneur sellette semaine semelle semence semer semestre semeur semis semoule sens sentier sentir serein serin
serment sermon serpe serpent serrer serrure servante service servir seuil seul sextant short show sierra sieste
siffler sifflet sigle signal signaler signer silence silex sillage sillon silo simili simple simuler sinueux sinus
siphon sirocco sirop sismique site situer skate skieur slalom slogan smoking snack sobre social socle sodium sofa
soierie soif soigner soin soir soja solaire soleil solennel solide soliste solo solstice soluble solution sombrero
sommaire sommeil sommet sommier sonar sonate songer songeur sonner sonnet sonore soprano sorbet sorbier sort sortir
sosie souche souci soucieux soucoupe souder soudeur soudure souffler soufflet souhait soulever soulier soupape
soupente souper soupeser soupirer souple source sourcil sourdine souriant sourire souris soute soutenir souvenir
soyeux spatial spatule sponsor sport sportif sprint square stable stade stage standard starter station statique steppe
sterling stimuler stock stocker store strict strophe stuc studieux studio stylet styliste stylo suave subtil succinct
sucette sucrier suffire suif suite suivre sujet superbe support supposer sureau surface surfer surfeur surgir surnom
surplomb surprise sursaut survie survoler sushi suspense sycomore syllabe symbole sympa syndic syntaxe tabac tableau
tablette tablier tabouret tact tactile taffetas taie tailler tailleur taillis talent talion talisman talon talus
tamaris tambour tamis tampon tanche tandem tangage tangible tango tanin tanner tanneur tapage taper tapioca tapis
taquin taquiner tarder tardif tarif tarmac tarot tarte tasser tatou tatouage taureau taverne taxi teindre tempe temple
tempo temporel temps tenace tendance tendon tendre tenir tension tenter tenture terme terminer termite terne ternir
terrain terreau terrier terrine terroir test tester texte textile texture thermal thermos thon thorax thym ticket
tiers tige tilleul timon timonier tinter tipi tirade tirage tirelire tirer tireur tiroir tisser tissu titan toast
toboggan tocsin tofu toit toiture tomate tomber tombola tondeuse tondre tonique tonneau tonnerre tonton topaze torchis
torchon tordre torero tornade torrent torride torse torsion tortue total totem touchant toucher touffu toundra toupie
tour tourbe tourelle touriste tournage tourner tournoi tournure tourte tousser tracas tracer tracteur traction
traduire trafic train trait traiter traiteur trajet tramer tramway trancher transat transept transi transit trappe
trappeur trapu traquer travail treillis trembler tremper tremplin tresser treuil triage triangle tribal tribord tribu
tribun tricot tricoter tricycle trident trier trio triton triturer trolley trombone tronc tropical tropique trot
trotter trottoir troupe troupeau trouver truc truelle truite tuba tuile tulipe tulle tunique tunnel tutelle tuteur
tuyau tympan typhon typique ultime unanime unifier uniforme union unique unir unisson univers uranium urbain urgence
urgent urne usager user usuel usure utile utiliser utopie vacance vacarme vaccin vaciller vagabond vague vaillant
vaincre vaisseau valable valence valet valeur valider vallon valoir valser valseur valve vanneau vantail vanter vapeur
vareuse variable variante varier vase vasque vaste vautour veau vedette veiller veilleur velours vendeur vendre
vendredi venir vent ventre verbal verbe verdeur verdict verdure verger verglas vermeil vernir verrou verrue vers
versant verser version vertical vertige vertu vertueux verveine veste veston veto viaduc vibrant vibrer victoire vider
vieillir vigie vigilant vigne vigneron vignette vignoble vigueur villa village ville violet violon virage virer
virgule virtuel virtuose visa visage viser visible vision visiter visiteur vison visuel vital vitesse vitrail vitrine
vitriol vivace vivant vivarium vivat vivier vivre vocable vocal vocation voeu voguer voie voilette voilier voir voisin
voix volaille volant volcan volet volley volte volume volute vouer vouloir voyager voyageur voyance voyant voyelle
vrac vrai wagon walkman water western wharf whisky yacht yaourt yoga yourte zapper zeste zinc zodiaque zoologie zoom
"""
FRENCH_WORDS = tuple(_WORDS.split())
