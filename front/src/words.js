/* eslint max-len: "off", max-lines: "off" -- a table of words */
// The page's words in both languages: every key in both, with the same {places}. `**` marks what is bold.

import { LESSON_WORDS } from "./lesson_words.js";

/** @typedef {import("./data.js").Language} Language */

/** @type {Record<string, Record<Language, string>>} */
export const WORDS = {
  // --- frame
  page: { en: "partnersim: what funding does to organisations", fr: "partnersim : ce que le financement fait aux organismes" },
  room: { en: "Room size", fr: "Grand écran" },
  share: { en: "Share", fr: "Partager" },
  game: { en: "Game", fr: "Jeu" },
  language: { en: "Language", fr: "Langue" },
  start_from: { en: "Start from", fr: "Partir de" },
  turn: { en: "Turn a lever", fr: "Essayer un levier" },
  pinned: { en: "pinned: {name}", fr: "épinglé : {name}" },
  pinned_mark: { en: "pinned: {value}", fr: "épinglé : {value}" },
  pin: { en: "Pin to compare", fr: "Épingler" },
  reproduce: { en: "Reproduce", fr: "Reproduire" },
  others: { en: "The other levers", fr: "Les autres leviers" },
  others_held: { en: "The other levers stay as in “{name}”", fr: "Les autres leviers restent ceux de « {name} »" },
  others_exact: { en: "No estimate knows these: exact runs are made once you stop.", fr: "Aucune estimation ne les connaît : des simulations exactes se font dès que vous vous arrêtez." },
  other_turned: { en: "rather than {own}", fr: "au lieu de {own}" },
  others_note: { en: "Starting from another scenario changes them.", fr: "Partir d'un autre scénario les change." },
  views: { en: "Views", fr: "Vues" },
  tab_organizations: { en: "Organisations", fr: "Organismes" },
  tab_dimensions: { en: "Six dimensions", fr: "Six dimensions" },
  tab_newcomers: { en: "Newcomers", fr: "Personnes" },
  tab_table: { en: "Table", fr: "Tableau" },
  play: { en: "Play the years", fr: "Faire défiler les années" },
  pause: { en: "Pause", fr: "Pause" },
  year: { en: "Year", fr: "Année" },
  close: { en: "Close", fr: "Fermer" },
  footer_runs: {
    en: "{runs} runs · each draws the unknowns anew · bands: 8 runs in 10",
    fr: "{runs} simulations · chacune tire de nouveau les inconnues · bandes : 8 simulations sur 10",
  },
  footer_estimate: {
    en: "Estimate of {runs} runs, learnt from {points} settings · bands: 8 runs in 10",
    fr: "Estimation de {runs} simulations, apprise de {points} réglages · bandes : 8 simulations sur 10",
  },
  footer_claim: {
    en: "Explores what follows from the rules; does not forecast.",
    fr: "Explore ce qui découle des règles; ne prédit pas.",
  },
  bad_link: {
    en: "A part of the link was not understood; the rest is shown.",
    fr: "Une partie du lien n'a pas été comprise; le reste est affiché.",
  },
  // --- levers
  lever_mission: { en: "Money for the mission", fr: "Soutien à la mission globale" },
  lever_mission_short: { en: "Mission", fr: "Mission" },
  lever_mission_low: { en: "nothing", fr: "rien" },
  lever_mission_high: { en: "nearly all", fr: "presque tout" },
  lever_burden: { en: "Weight of accountability", fr: "Poids de la reddition de comptes" },
  lever_burden_short: { en: "Reports", fr: "Comptes" },
  lever_burden_low: { en: "light", fr: "légère" },
  lever_burden_high: { en: "heavy", fr: "lourde" },
  lever_access: { en: "Door to consultation: seats filled", fr: "Ouverture de la consultation : sièges" },
  lever_access_short: { en: "Seats", fr: "Sièges" },
  lever_access_low: { en: "none", fr: "aucun" },
  lever_access_high: { en: "all", fr: "tous" },
  other_coverage: { en: "Share of organisations that receive mission support", fr: "Part des organismes soutenus à la mission" },
  other_conditionality: { en: "Conditions tied to mission support", fr: "Conditions rattachées au soutien à la mission" },
  other_term_years: { en: "Length of an agreement, years", fr: "Durée d'une entente, années" },
  other_timing: { en: "When advice is asked for", fr: "Moment de la consultation" },
  other_responsiveness: { en: "Weight of the sector's advice in the decision", fr: "Poids des avis du milieu dans la décision" },
  other_visits_a_year: { en: "Visits by an advisor, a year", fr: "Visites d'une conseillère ou d'un conseiller, par an" },
  other_nominative_data: { en: "Data on named persons asked for, times today's", fr: "Données nominatives exigées, par rapport à aujourd'hui" },
  other_attitude: { en: "Openness of ministers to organisations", fr: "Ouverture des ministres envers les organismes" },
  timing_after_draft: { en: "after the draft", fr: "après l'ébauche" },
  timing_before_draft: { en: "before the draft", fr: "avant l'ébauche" },
  timing_none: { en: "never", fr: "jamais" },
  minister: { en: "Openness of ministers {value}, not {usual}.", fr: "Ouverture des ministres {value}, non {usual}." },
  minister_moved: {
    en: "The openness of ministers moves seats, the weight of advice and conversations with officers. The lever above moves seats alone, so direct access moves less.",
    fr: "L'ouverture des ministres touche les sièges, le poids des avis et les échanges avec les agents. Le levier ci-dessus ne touche que les sièges : l'accès direct bouge moins.",
  },
  // --- scenarios
  scenario_mifi_status_quo: { en: "Status quo", fr: "Statu quo" },
  scenario_prsca_compliant: { en: "Policy in full", fr: "Politique en entier" },
  scenario_mission_money_only: { en: "Money alone, door less open", fr: "Argent seul, porte moins ouverte" },
  scenario_npm_tightening: { en: "Tighter management", fr: "Gestion resserrée" },
  scenario_open_door: { en: "Minister opens the door", fr: "Ministre : porte ouverte" },
  scenario_closed_door: { en: "Minister closes the door", fr: "Ministre : porte fermée" },
  changed: { en: "{name}, changed", fr: "{name}, modifié" },
  turned_one: { en: "{name}: {value}", fr: "{name} : {value}" },
  question_others: { en: "“{name}”, changed: {list}", fr: "« {name} », modifié : {list}" },
  question_others_more: { en: "“{name}”, changed: {list}…", fr: "« {name} », modifié : {list}…" },
  question_changed: {
    en: "What if the mission had {mission} of the money, accountability weighed {burden} and {access} of the table's seats were filled?",
    fr: "Et si la mission recevait {mission} de l'argent, que la reddition de comptes pesait {burden} et que {access} des sièges de la table étaient pourvus?",
  },
  // --- the answer
  answer_more: { en: "After ten years organisations pursue **more autonomy than under “{name}”**", fr: "Après dix ans, les organismes visent **davantage d'autonomie que dans « {name} »**" },
  answer_less: { en: "After ten years organisations pursue **less autonomy than under “{name}”**", fr: "Après dix ans, les organismes visent **moins d'autonomie que dans « {name} »**" },
  answer_hardly: {
    en: "After ten years there is **hardly any difference** from “{name}” in what organisations pursue",
    fr: "Après dix ans, **presque aucun écart** avec « {name} » dans ce que visent les organismes",
  },
  answer_same: {
    en: "After ten years the runs **cannot tell** whether organisations pursue more or less autonomy than under “{name}”",
    fr: "Après dix ans, les simulations **ne tranchent pas** : plus ou moins d'autonomie que dans « {name} »",
  },
  answer_against: {
    en: "{lead}: orientation **{value}** against {pinned} (difference {range}, run against run).",
    fr: "{lead} : orientation **{value}** contre {pinned} (écart de {range}, simulation contre simulation).",
  },
  answer_alone_up: {
    en: "In ten years the orientation of organisations goes **up**, from {before} to **{value}** (8 runs in 10: {low} to {high}).",
    fr: "En dix ans, l'orientation des organismes **monte** de {before} à **{value}** (8 simulations sur 10 : de {low} à {high}).",
  },
  answer_alone_down: {
    en: "In ten years the orientation of organisations goes **down**, from {before} to **{value}** (8 runs in 10: {low} to {high}).",
    fr: "En dix ans, l'orientation des organismes **baisse** de {before} à **{value}** (8 simulations sur 10 : de {low} à {high}).",
  },
  answer_alone_same: {
    en: "In ten years the orientation of organisations **hardly moves**: {before}, then **{value}** (8 runs in 10: {low} to {high}).",
    fr: "En dix ans, l'orientation des organismes **ne bouge guère** : {before}, puis **{value}** (8 simulations sur 10 : de {low} à {high}).",
  },
  answer_providers: {
    en: "In the mean of {runs} runs, **{value}** call themselves service providers{more}.",
    fr: "En moyenne, sur {runs} simulations, **{value}** se disent prestataires de services{more}.",
  },
  answer_providers_against: { en: ", against {pinned}", fr: ", contre {pinned}" },
  answer_providers_hardly: { en: ", against {pinned}: hardly any difference", fr: ", contre {pinned} : presque aucun écart" },
  answer_providers_untold: { en: ", against {pinned}: the runs cannot tell", fr: ", contre {pinned} : les simulations ne tranchent pas" },
  estimate: { en: "estimate ±\u00a0{error}", fr: "estimation ±\u00a0{error}" },
  estimate_word: { en: "estimate", fr: "estimation" },
  estimate_hidden: {
    en: "Too rough an estimate here, so no number. Exact runs tell: “partnersim app”, or the command under “Reproduce”.",
    fr: "Estimation trop grossière ici, donc aucun nombre. Des simulations exactes le disent : « partnersim app », ou la commande sous « Reproduire ».",
  },
  too_rough: { en: "too rough here", fr: "trop grossier ici" },
  estimate_others: {
    en: "No estimate for these levers; until exact runs are there: those of “{name}” as it is.",
    fr: "Pas d'estimation pour ces leviers; en attendant les simulations exactes : celles de « {name} » tel quel.",
  },
  estimate_none: {
    en: "No estimate for a scenario of one's own; until exact runs are there: those of “{name}” as it is.",
    fr: "Pas d'estimation pour un scénario à soi; en attendant les simulations exactes : celles de « {name} » tel quel.",
  },
  exact_word: { en: "exact", fr: "exact" },
  exact_progress: { en: "exact runs: {done} of {of}", fr: "simulations exactes : {done} sur {of}" },
  exact_runs: { en: "exact: {of} runs", fr: "exact : {of} simulations" },
  exact_lost: { en: "the server does not answer", fr: "le serveur ne répond pas" },
  hidden_of: {
    en: "{names}: too rough an estimate here, so no number. Exact runs tell: “partnersim app”, or the command under “Reproduce”.",
    fr: "{names} : estimation trop grossière ici, donc aucun nombre. Des simulations exactes le disent : « partnersim app », ou la commande sous « Reproduire ».",
  },
  hidden_some: {
    en: "“too rough here”: exact runs tell (“partnersim app”, or the command under “Reproduce”)",
    fr: "« trop grossier ici » : des simulations exactes le disent (« partnersim app », ou la commande sous « Reproduire »)",
  },
  // --- the picture
  dots: { en: "Call themselves, mean of {runs} runs:", fr: "Se disent, en moyenne de {runs} simulations :" },
  dots_nearest: { en: "faint dots: a run of “{name}”, with the nearest levers", fr: "points pâles : une simulation de « {name} », aux leviers les plus proches" },
  arrow_note: { en: "dots: one of {runs} runs · arrow: mean", fr: "points : 1 sur {runs} · flèche : moyenne" },
  count_provider: { en: "{count} service providers", fr: "{count} prestataires de services" },
  count_between: { en: "{count} in between", fr: "{count} entre les deux" },
  count_partner: { en: "{count} autonomous partners", fr: "{count} partenaires autonomes" },
  legend_seat: { en: "at the ministry’s table", fr: "à la table du ministère" },
  legend_letters: { en: "A–J: like the ten of the thesis", fr: "A–J : comme les dix de la thèse" },
  pursue: { en: "↑ pursue autonomy", fr: "↑ visent l'autonomie" },
  provide: { en: "↓ provide services", fr: "↓ offrent des services" },
  close_to: { en: "closer to the ministry →", fr: "plus près du ministère →" },
  mean_year: { en: "mean {year}", fr: "moyenne {year}" },
  picture: {
    en: "{count} organisations in {year}, by closeness to the ministry and orientation; their mean orientation is {value}. The list below the picture opens the story of each.",
    fr: "{count} organismes en {year}, selon leur proximité du ministère et leur orientation; orientation moyenne : {value}. La liste sous l'image ouvre l'histoire de chacun.",
  },
  choose: { en: "Follow one organisation", fr: "Suivre un organisme" },
  // --- a story
  organization: { en: "Organisation {name}", fr: "Organisme {name}" },
  story_whose: { en: "In a run of “{name}” as it is, the nearest stored: not of the levers as they stand.", fr: "Dans une simulation de « {name} » tel quel, la plus proche conservée : non des leviers actuels." },
  story_where: { en: "{place} · {staff} full-time {staff|post|posts}", fr: "{place} · {staff} {staff|poste|postes} à temps plein" },
  story_closed: { en: "Closed by {year}.", fr: "Fermé en {year}." },
  story_not_yet: { en: "Not founded yet in {year}.", fr: "Pas encore fondé en {year}." },
  story_provider: { en: "{year}: calls itself a service provider.", fr: "{year} : se dit prestataire de services." },
  story_between: { en: "{year}: calls itself something in between.", fr: "{year} : se voit entre les deux." },
  story_partner: { en: "{year}: calls itself an autonomous partner.", fr: "{year} : se dit partenaire autonome." },
  story_seat: { en: "Has a seat at the ministry's table.", fr: "Siège à la table du ministère." },
  story_access: { en: "No seat, but conversations with officers.", fr: "Pas de siège, mais des échanges avec l'agente ou l'agent." },
  story_no_seat: { en: "No seat and no conversations.", fr: "Ni siège ni échanges." },
  story_ministry: { en: "{share} of its money comes from the ministry.", fr: "{share} de son argent vient du ministère." },
  story_orientation: { en: "Orientation {before} → **{value}**", fr: "Orientation {before} → **{value}**" },
  story_board: { en: "Members and allies hold {share} of the board; {members} active {members|member|members}.", fr: "Membres et alliés : {share} du conseil; {members} {members|membre actif|membres actifs}." },
  story_less: { en: "**Less** than in {year}: {list}.", fr: "**Moins** qu'en {year} : {list}." },
  story_more: { en: "**More** than in {year}: {list}.", fr: "**Plus** qu'en {year} : {list}." },
  change_posts: { en: "{use} ({count} posts)", fr: "{use} ({count} postes)" },
  change_post: { en: "{use} ({count} posts)", fr: "{use} ({count} poste)" },
  change_members: { en: "{count} active members", fr: "{count} membres actifs" },
  change_member: { en: "an active member", fr: "un membre actif" },
  change_board: { en: "{points} points of members and allies on its board", fr: "{points} points de membres et alliés au conseil" },
  change_seat: { en: "a seat at the ministry's table", fr: "un siège à la table du ministère" },
  story_money: { en: "Where its money comes from", fr: "D'où vient son argent" },
  story_hours: { en: "Where its hours go", fr: "Où vont ses heures" },
  money_mission: { en: "mission grant", fr: "mission globale" },
  money_agreement: { en: "agreements", fr: "ententes de service" },
  money_project: { en: "projects", fr: "projets" },
  money_other: { en: "other funders, own income", fr: "autres sources" },
  hours_delivery: { en: "services", fr: "services" },
  hours_reporting: { en: "reports", fr: "reddition de comptes" },
  hours_community_life: { en: "associative life", fr: "vie associative" },
  hours_advocacy: { en: "advocacy", fr: "défense collective des droits" },
  hours_fundraising: { en: "applications, fundraising", fr: "demandes, collecte de fonds" },
  hours_other: { en: "tables, management", fr: "tables, gestion" },
  part: { en: "{name} {share}", fr: "{name} {share}" },
  place_montreal: { en: "Montreal", fr: "Montréal" },
  place_montreal_ring: { en: "Around Montreal", fr: "Couronne de Montréal" },
  place_quebec_city: { en: "Quebec City", fr: "Québec" },
  place_regions: { en: "Regions", fr: "Régions" },
  // --- dimensions, labels
  toward_npm: { en: "← New Public Management", fr: "← nouvelle gestion publique" },
  toward_aca: { en: "autonomous community action →", fr: "action communautaire autonome →" },
  label_set: { en: "set by the scenario", fr: "fixé par le scénario" },
  label_response: { en: "response", fr: "réponse" },
  origin_response: {
    en: "“response”: at least half of the difference is not there if no organisation changes its choices",
    fr: "« réponse » : au moins la moitié de l'écart disparaît si aucun organisme ne change ses choix",
  },
  star: { en: "★ set by the scenario", fr: "★ fixé par le scénario" },
  dimensions_label: { en: "Six dimensions of the relationship in {year}, 0 New Public Management to 1 autonomous community action", fr: "Les six dimensions de la relation en {year}, de 0, nouvelle gestion publique, à 1, action communautaire autonome" },
  line_label: { en: "{name}: from {before} in {first} to {value} in {last}", fr: "{name} : de {before} en {first} à {value} en {last}" },
  // --- newcomers
  newcomers_lead: {
    en: "Need left two years after arrival, by status on arrival. Left is better; within 0.001 there is hardly any difference. Requests served count everybody, need those who came two years before: the two can go opposite ways.",
    fr: "Besoins restants deux ans après l'arrivée, par statut. À gauche, c'est mieux; en deçà de 0,001, presque aucun écart. Les demandes servies comptent tout le monde, les besoins celles et ceux d'il y a deux ans : les deux peuvent aller en sens contraire.",
  },
  gain: { en: "less need", fr: "moins de besoins" },
  lose: { en: "more need", fr: "plus de besoins" },
  hardly: { en: "hardly any difference", fr: "presque aucun écart" },
  untold: { en: "cannot tell", fr: "non tranché" },
  served_more: { en: "{count} more {count|request|requests} served a month", fr: "{count} {count|demande servie|demandes servies} de plus par mois" },
  served_less: { en: "{count} fewer {count|request|requests} served a month", fr: "{count} {count|demande servie|demandes servies} de moins par mois" },
  served_hardly: { en: "requests served: hardly any difference", fr: "demandes servies : presque aucun écart" },
  served_untold: { en: "requests served: cannot tell", fr: "demandes servies : non tranché" },
  served_now: { en: "{count} {count|request|requests} served a month", fr: "{count} {count|demande servie|demandes servies} par mois" },
  not_paid: { en: "not eligible for ministry services", fr: "non admissibles aux services du ministère" },
  status_economic: { en: "Economic immigrants", fr: "Immigration économique" },
  status_family: { en: "Sponsored family", fr: "Famille parrainée" },
  status_refugee: { en: "Refugees", fr: "Personnes réfugiées" },
  status_asylum_seeker: { en: "Asylum seekers", fr: "Personnes demandeuses d'asile" },
  status_accepted_claimant: { en: "Accepted asylum seekers", fr: "Demande d'asile acceptée" },
  status_temporary_worker: { en: "Temporary workers", fr: "Personnes en travail temporaire" },
  status_student: { en: "Foreign students", fr: "Personnes aux études" },
  status_non_status: { en: "People without status", fr: "Personnes sans statut" },
  // --- table
  caption: {
    en: "Yearly means over {runs} runs; differences from “{name}”, run against run, with 95 % intervals",
    fr: "Moyennes annuelles de {runs} simulations; écarts avec « {name} », simulation contre simulation, et intervalles à 95 %",
  },
  hardly_size: {
    en: "“hardly any difference”: the whole interval is within 0.005 (need 0.001; shares half a point; counts 1 %)",
    fr: "« presque aucun écart » : tout l'intervalle tient en deçà de 0,005 (besoins 0,001; parts un demi-point; comptes 1 %)",
  },
  column_measure: { en: "Measure", fr: "Mesure" },
  column_difference: { en: "Difference", fr: "Écart" },
  column_band: { en: "8 runs in 10", fr: "8 simulations sur 10" },
  column_pinned: { en: "Pinned, {year}", fr: "Épinglé, {year}" },
  column_label: { en: "Origin", fr: "Origine" },
  none: { en: "—", fr: "—" },
  range: { en: "{low} to {high}", fr: "{low} à {high}" },
  // --- measures
  measure_identity_mean: { en: "Orientation of organisations", fr: "Orientation des organismes" },
  measure_service_provider_share: { en: "Call themselves service providers", fr: "Se disent prestataires de services" },
  measure_reporting_share: { en: "Hours that reporting takes", fr: "Heures de reddition de comptes" },
  measure_need_after_24_months: { en: "Newcomers' need left after two years", fr: "Besoins restants après deux ans" },
  measure_autonomy_index: { en: "Autonomy index", fr: "Indice d'autonomie" },
  measure_soft_index: { en: "Soft dimensions", fr: "Dimensions souples" },
  gloss_soft_index: { en: "who is recognised, represented, at the table and heard", fr: "qui est reconnu, représenté, à la table et entendu" },
  gloss_hard_index: { en: "funding and accountability", fr: "financement et reddition de comptes" },
  measure_hard_index: { en: "Hard dimensions", fr: "Dimensions dures" },
  measure_recognition: { en: "Recognition", fr: "Reconnaissance" },
  measure_representation: { en: "Representation", fr: "Représentation" },
  measure_participation: { en: "Participation", fr: "Participation" },
  measure_consultation: { en: "Consultation", fr: "Consultation" },
  measure_funding: { en: "Funding", fr: "Financement" },
  measure_accountability: { en: "Accountability", fr: "Reddition de comptes" },
  measure_autonomous_partner_share: { en: "Call themselves autonomous partners", fr: "Se disent partenaires autonomes" },
  measure_direct_access_share: { en: "Direct access to the ministry", fr: "Accès direct au ministère" },
  measure_tie_mean: { en: "Closeness to the ministry", fr: "Proximité du ministère" },
  measure_mission_share: { en: "Mission support, of the ministry's money", fr: "Soutien à la mission globale, part du ministère" },
  measure_ministry_dependence_mean: { en: "Receipts from the ministry", fr: "Revenus venant du ministère" },
  measure_community_life_share: { en: "Hours for associative life", fr: "Heures de vie associative" },
  measure_advocacy_share: { en: "Hours for advocacy", fr: "Heures de défense collective des droits" },
  measure_mission_posts: { en: "Posts of mission work", fr: "Postes de travail de mission" },
  measure_staff_total: { en: "Posts of all organisations", fr: "Postes de tous les organismes" },
  measure_organizations_alive: { en: "Organisations alive", fr: "Organismes en activité" },
  measure_served_share: { en: "Requests served", fr: "Demandes servies" },
  measure_ineligible_served_share: { en: "Requests served, people not eligible", fr: "Demandes servies, personnes non admissibles" },
  // --- sharing, reproducing
  share_title: { en: "This view as a link", fr: "Cette vue en lien" },
  share_note: {
    en: "The link holds what you see: scenario, levers, year, view, language, and a lesson's story, step and votes. Whoever opens it needs this page: put the file on any web site, or send it along.",
    fr: "Le lien contient ce que vous voyez : le scénario, les leviers, l'année, la vue, la langue, et l'histoire, l'étape et les votes d'une leçon. Qui l'ouvre a besoin de cette page : déposez le fichier sur un site web, ou joignez-le.",
  },
  share_scan: { en: "Scan to open this view on your phone", fr: "Balayez pour ouvrir cette vue sur votre téléphone" },
  share_part: { en: "Whoever has the page adds this to its address", fr: "Qui a déjà la page ajoute ceci à son adresse" },
  share_code: { en: "QR code of the link", fr: "Code QR du lien" },
  share_room: { en: "Or type {link} and the code", fr: "Ou tapez {link} et le code" },
  share_others: { en: "Other addresses of this machine:", fr: "Autres adresses de cet ordinateur :" },
  share_isolated: {
    en: "If nothing opens, this network keeps devices apart, as guest networks do. Take a phone's own hotspot, or send the file that “partnersim page” writes.",
    fr: "Si rien ne s'ouvre, ce réseau isole les appareils, comme le font les réseaux d'invités. Utilisez le partage de connexion d'un téléphone, ou envoyez le fichier qu'écrit « partnersim page ».",
  },
  share_alone: {
    en: "Only this machine can open this link. To open the page to the room, start it with: partnersim app --host 0.0.0.0",
    fr: "Seul cet ordinateur peut ouvrir ce lien. Pour ouvrir la page à la salle, lancez-la avec : partnersim app --host 0.0.0.0",
  },
  copy: { en: "Copy", fr: "Copier" },
  copied: { en: "Copied", fr: "Copié" },
  select_it: { en: "Selected: copy it with Ctrl+C", fr: "Sélectionné : copiez avec Ctrl+C" },
  reproduce_title: { en: "The same runs on your own machine", fr: "Les mêmes simulations chez vous" },
  reproduce_note: {
    en: "With partnersim installed, each of the three makes the runs of this page.",
    fr: "Avec partnersim installé, chacun des trois refait les simulations de cette page.",
  },
  reproduce_note_estimate: {
    en: "With partnersim installed, each of the three makes the runs that this page estimates.",
    fr: "Avec partnersim installé, chacun des trois fait les simulations que cette page estime.",
  },
  reproduce_command: { en: "Command", fr: "Commande" },
  reproduce_yaml: { en: "Scenario file, for partnersim run", fr: "Fichier de scénario, pour partnersim run" },
  reproduce_python: { en: "Python", fr: "Python" },
  ...LESSON_WORDS,
};

/**
 * Words in a language, with what stands in their places.
 * @param {Language} language
 * @param {string} key
 * @param {Record<string, string | number>} [places]
 * @returns {string}
 */
export function say(language, key, places = {}) {
  const words = WORDS[key];
  if (!words) throw new Error(`no words for ${key}`);
  return filled(language, words[language], places);
}

/**
 * The word that follows a number: in French nothing and one and a half are singular, in English only one is.
 * @param {Language} language
 * @param {string | number} count
 * @param {string} one
 * @param {string} more
 * @returns {string}
 */
const numbered = (language, count, one, more) =>
  new Intl.PluralRules(language).select(Number(String(count).replace(",", "."))) === "one" ? one : more;

/**
 * A text with what stands in its places, spaced as its language does. `{count|vote|votes}` is the word for that count.
 * @param {Language} language
 * @param {string} text
 * @param {Record<string, string | number>} places
 * @returns {string}
 */
export function filled(language, text, places) {
  const whole = text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, more) =>
    one === undefined ? String(places[name]) : numbered(language, places[name], one, more));
  return language === "fr" ? spaced(whole) : whole;
}

/**
 * French spacing as in Quebec: no-break before : » % and after «, none before ; ? !
 * @param {string} text
 * @returns {string}
 */
export function spaced(text) {
  return text
    .replace(/ ([?!;])/g, "$1")
    .replace(/ ([:»%])/g, "\u00a0$1")
    .replace(/« /g, "«\u00a0");
}
