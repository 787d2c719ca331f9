/* eslint max-len: "off" -- a table of words */
// The game's words in both languages, beside those that the server tells.

import { filled } from "../words.js";

/** @typedef {import("../data.js").Language} Language */

/** @type {Record<string, Record<Language, string>>} */
export const WORDS = {
  page: { en: "partnersim: the game", fr: "partnersim : le jeu" },
  back: { en: "Back to the page", fr: "Retour à la page" },
  none: { en: "No game is on yet. This screen opens it when the lecturer begins one.", fr: "Aucune partie n'est commencée. Cet écran s'ouvrira quand la personne enseignante en lancera une." },
  new_title: { en: "Begin a game", fr: "Lancer une partie" },
  new_note: { en: "Five teams decide, a budget year at a time; the model lives the year. Teams that nobody plays are left to the model. Count three or four minutes a round.", fr: "Cinq équipes décident, un budget à la fois; le modèle fait passer l'année. Les équipes sans joueurs sont laissées au modèle. Comptez trois ou quatre minutes par tour." },
  new_from: { en: "The world it begins from", fr: "Le monde de départ" },
  new_rounds: { en: "Budget rounds", fr: "Tours de budget" },
  new_begin: { en: "Begin", fr: "Lancer" },
  preparing: { en: "The game is being prepared. The first one takes a minute or two, the next ones a few seconds.", fr: "La partie se prépare. La première prend une minute ou deux, les suivantes quelques secondes." },
  others: { en: "Other worlds for forecasts and the reveal: {count} of {all} are ready.", fr: "Autres mondes pour les prévisions et le dévoilement : {count} sur {all} sont prêts." },
  working: { en: "The model is at work …", fr: "Le modèle travaille…" },
  round: { en: "Round {round} of {rounds}", fr: "Tour {round} de {rounds}" },
  budget: { en: "April {year}: the budget", fr: "Avril {year} : le budget" },
  over: { en: "The game is over", fr: "La partie est terminée" },
  join: { en: "Join", fr: "Rejoindre" },
  word_ask: { en: "The team's word", fr: "Le mot de l'équipe" },
  word_note: { en: "Teammates on other phones join with this word:", fr: "Vos coéquipiers rejoignent l'équipe avec ce mot :" },
  free: { en: "nobody plays it", fr: "sans équipe" },
  deciding: { en: "deciding", fr: "décide" },
  decided: { en: "✓ decided", fr: "✓ a décidé" },
  scan: { en: "Scan to join", fr: "Numériser pour rejoindre la partie" },
  invite: { en: "Open this on a phone, or scan. Room code: ", fr: "À ouvrir sur un téléphone, ou à numériser. Code de la salle : " },
  invite_alone: { en: "Only this computer can open the game. For phones, start it with --host 0.0.0.0.", fr: "Seul cet ordinateur peut ouvrir la partie. Pour les téléphones, lancez-la avec --host 0.0.0.0." },
  close_none: { en: "No team has joined yet.", fr: "Aucune équipe encore." },
  code: { en: "Code {code}", fr: "Code {code}" },
  room_size: { en: "Room size", fr: "Grand écran" },
  do_reveal: { en: "Reveal what the model does alone", fr: "Dévoiler ce que le modèle fait seul" },
  reveal_soon: { en: "First guess: what would have happened if nobody had decided? What was each team after? The lecturer reveals it.", fr: "D'abord, devinez : que se serait-il passé si personne n'avait décidé? Que visait chaque équipe? La personne enseignante dévoile la suite." },
  lines_both: { en: "Each point is one year. Solid: your decisions. Dashed: the model alone, with the same newcomers and the same luck.", fr: "Chaque point est une année. Trait plein : vos décisions. Tirets : le modèle seul, avec les mêmes personnes et les mêmes hasards." },
  release: { en: "Free the seat", fr: "Libérer la place" },
  close: { en: "Close the round", fr: "Clore le tour" },
  close_note: { en: "{count} of {taken} teams have decided.", fr: "Ont décidé : {count} sur {taken}." },
  happened: { en: "What happened in {year}", fr: "Ce qui s'est passé en {year}" },
  nothing_kept: { en: "{team} handed nothing in: its choices stood.", fr: "{team} n'a rien remis : ses choix sont restés." },
  nothing_model: { en: "{team} handed nothing in: the model decided for it.", fr: "{team} n'a rien remis : le modèle a décidé à sa place." },
  leave_sure: { en: "Leave this game and begin another? This one cannot be taken up again from this screen.", fr: "Laisser cette partie et en lancer une autre? On ne pourra pas la reprendre à partir de cet écran." },
  nothing_moved: { en: "{team}: no change.", fr: "{team} : aucun changement." },
  moved: { en: "{title}: {from} → {to}", fr: "{title} : {from} → {to}" },
  shut: { en: "Organisations that closed: {count}.", fr: "Organismes qui ont fermé : {count}." },
  opened: { en: "Organisations founded: {count}.", fr: "Organismes fondés : {count}." },
  alone: { en: "{value} alone", fr: "{value} seul" },
  charted: { en: "{measure}: {before} before, {value} now", fr: "{measure} : {before} avant, {value} maintenant" },
  identity_mean: { en: "Orientation of organisations", fr: "Orientation des organismes" },
  needs_met_eligible: { en: "Needs met a year, people paid for", fr: "Besoins comblés par an, personnes financées" },
  needs_met_ineligible: { en: "Needs met a year, people nobody pays for", fr: "Besoins comblés par an, personnes non financées" },
  months_waited_eligible: { en: "Months waited, people paid for", fr: "Mois d'attente, personnes financées" },
  you_are: { en: "Round {round} of {rounds} · you are", fr: "Tour {round} de {rounds} · vous êtes" },
  aims: { en: "What you are after (yours alone to know)", fr: "Ce que vous visez (à garder pour vous)" },
  higher: { en: "the more the better", fr: "le plus possible" },
  lower: { en: "the less the better", fr: "le moins possible" },
  mean_of: { en: "mean of the years", fr: "moyenne des années" },
  end_of: { en: "last year", fr: "dernière année" },
  all_years: { en: "all years", fr: "toutes les années" },
  year_before: { en: "before", fr: "avant" },
  year_now: { en: "in {year}", fr: "en {year}" },
  mean_so_far: { en: "mean so far", fr: "moyenne jusqu'ici" },
  so_far: { en: "so far", fr: "jusqu'ici" },
  years_of: { en: "{count} of {all} years", fr: "{count} sur {all} ans" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
  free_posts: { en: "Your free posts, tied to no agreement: {posts} now. Shares of free posts are of these.", fr: "Vos postes libres, liés à aucune entente : {posts} en ce moment. Les parts des postes libres se prennent là-dessus." },
  of_free_posts: { en: "{share} of your free posts", fr: "{share} de vos postes libres" },
  of_nothing: { en: "of nothing for now: no post is left for it", fr: "de rien pour l'instant : il ne reste aucun poste pour cela" },
  this_year: { en: "You decide for {year}", fr: "Vous décidez pour {year}" },
  hand_in: { en: "Hand in", fr: "Remettre" },
  hand_in_again: { en: "Hand in again", fr: "Remettre de nouveau" },
  handed: { en: "Handed in. You may change it until the round is closed.", fr: "C'est remis. Vous pouvez changer d'avis jusqu'à la clôture du tour." },
  handed_other: { en: "Another phone of your team handed this in: what you see is its choice. You may change it until the round is closed.", fr: "Un autre téléphone de votre équipe a remis ceci : vous voyez son choix. Vous pouvez le changer jusqu'à la clôture du tour." },
  if_not_keeps: { en: "Not handed in yet. If you hand nothing in, last year's choices stand.", fr: "Rien n'est remis encore. Si vous ne remettez rien, les choix de l'an dernier restent." },
  if_not_model: { en: "Not handed in yet. If you hand nothing in, the model decides for you this year.", fr: "Rien n'est remis encore. Si vous ne remettez rien, le modèle décide pour vous cette année." },
  gone: { en: "Your organisation has closed. The model has nothing more to decide for it.", fr: "Votre organisme a fermé. Il n'y a plus rien à décider pour lui." },
  forecast: { en: "What would it bring?", fr: "Qu'est-ce que ça donnerait?" },
  forecast_title: { en: "With these decisions rather than last year's, next March", fr: "Avec ces décisions plutôt que celles de l'an dernier, en mars prochain" },
  forecast_range: { en: "{title}: {middle} ({low} to {high})", fr: "{title} : {middle} (de {low} à {high})" },
  forecast_note: { en: "Difference in eight other worlds, middle and ends, the other teams deciding as last year. It knows the rules, not your luck.", fr: "Écart dans huit autres mondes, milieu et extrêmes, les autres équipes décidant comme l'an dernier. Il connaît les règles, pas votre hasard." },
  forecast_wait: { en: "Other worlds are still being made; try again in a moment.", fr: "Les autres mondes se préparent encore; réessayez dans un instant." },
  reveal: { en: "What you did, beside what the model does alone", fr: "Ce que vous avez fait, à côté de ce que le modèle fait seul" },
  reveal_note: { en: "As wanted: in how many of eight other worlds these decisions moved it the way the team wanted. Around half: no difference told. Coloured: at least seven, and this world.", fr: "Dans le sens voulu : dans combien de huit autres mondes ces décisions l'ont fait bouger ainsi. Vers la moitié : non tranché. En couleur : au moins sept, et ce monde-ci." },
  reveal_of: { en: "{count} of {all}", fr: "{count} sur {all}" },
  reveal_of_same: { en: "{count} of {all}, {same} the same", fr: "{count} sur {all}, {same} sans écart" },
  reveal_no: { en: "no difference", fr: "aucune différence" },
  by_model: { en: "Teams that nobody played: {count}", fr: "Équipes sans joueurs : {count}" },
  class_word: { en: "class", fr: "classe" },
  model_word: { en: "model alone", fr: "modèle seul" },
  wanted: { en: "As wanted", fr: "Dans le sens voulu" },
  aim_word: { en: "Aim", fr: "Objectif" },
  save: { en: "The game as a scenario file", fr: "La partie en fichier de scénario" },
  again: { en: "Another game", fr: "Une autre partie" },
  lost: { en: "The connection is lost; this screen comes back by itself.", fr: "La connexion est perdue; cet écran revient de lui-même." },
  wrong: { en: "That did not work: {why}", fr: "Ça n'a pas marché : {why}" },
  language: { en: "Language", fr: "Langue" },
};

/**
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

