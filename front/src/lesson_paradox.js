/* eslint max-len: "off" -- a story's words */
// Third story: is money for the mission enough on its own?

import { partOf } from "./lesson_outcomes.js";

const CHANGE = "change:identity_mean";
const SIZES = { hardly: 0.1, half: 0.5, nearly: 0.8 };

/**
 * Of what the policy in full brings, the part that money alone brings.
 * @param {import("./lesson_stories.js").Of} of
 * @param {string} measure
 * @returns {number}
 */
function part(of, measure) {
  const [quo, money, policy] = ["quo", "money", "policy"].map((name) => of(name).final(measure));
  return (money - quo) / (policy - quo);
}

/**
 * The same at both ends of the interval of what the policy in full adds to the money, and in the middle.
 * @param {import("./lesson_stories.js").Of} of
 * @param {string} measure
 * @returns {number[]}
 */
function parts(of, measure) {
  const [quo, money, policy] = ["quo", "money", "policy"].map((name) => of(name));
  const { mean, low, high } = policy.less(money, measure);
  return [mean, low, high].map((added) => 1 - added / (policy.final(measure) - quo.final(measure)));
}

/** @type {import("./lesson_stories.js").Story} */
export const paradox = {
  name: "paradox",
  title: { en: "The paradox of mission money", fr: "Le paradoxe du soutien à la mission" },
  question: {
    en: "Is money for the mission enough on its own?",
    fr: "L'argent de la mission suffit-il à lui seul?",
  },
  situation: {
    en: "Sixty of the ministry's hundred dollars now go to the mission, in place of nine, and to nine organisations in ten (in “Drift”: one in four). Accountability stays as it is, and the door is less open: 20 %, not 35 %. The thesis expects a paradox: the money comes, autonomy does not. The policy in full also lightens reports and asks for advice earlier, door at 60 %.",
    fr: "Sur cent dollars du ministère, soixante vont maintenant à la mission globale, au lieu de neuf, et à neuf organismes sur dix (dans « La dérive » : un sur quatre). La reddition de comptes reste, et la porte est moins ouverte : 20 %, non 35 %. La thèse attend un paradoxe : l'argent vient, pas l'autonomie. La politique en entier allège aussi les rapports et demande l'avis plus tôt, porte à 60 %.",
  },
  ask: {
    en: "Under the policy in full, orientation ends above the status quo. How much of that comes with the money alone?",
    fr: "Avec la politique en entier, l'orientation finit plus haut qu'au statu quo. Quelle part de cet écart vient avec l'argent seul?",
  },
  options: [
    { en: "Hardly any", fr: "Presque rien" },
    { en: "Less than half", fr: "Moins de la moitié" },
    { en: "More than half", fr: "Plus de la moitié" },
    { en: "Nearly all of it", fr: "Presque tout" },
  ],
  sizes: [
    { en: "less than {hardly} of the difference", fr: "moins de {hardly} de l'écart" },
    { en: "{hardly} to {half}", fr: "de {hardly} à {half}" },
    { en: "{half} to {nearly}", fr: "de {half} à {nearly}" },
    { en: "{nearly} or more", fr: "{nearly} ou plus" },
  ],
  cuts: (write) => Object.fromEntries(Object.entries(SIZES).map(([name, size]) =>
    [name, write.value("served_share", size)])),
  play: "money",
  beside: "quo",
  watch: {
    en: "Play the ten years. The black arrow is money alone, the dashed one the status quo. How far apart do they end? The policy in full stands here once the years are over, and you see it in step 3.",
    fr: "Faites défiler les dix ans. La flèche noire est l'argent seul; la flèche tiretée, le statu quo. À quelle distance l'une de l'autre finissent-elles? La politique en entier s'affiche ici une fois les années passées, et vous la verrez à l'étape 3.",
  },
  outcome: (of) => partOf(part(of, "identity_mean"), SIZES),
  among: (of) => [...new Set(parts(of, "identity_mean").map((part) => partOf(part, SIZES)))],
  found: {
    en: "Orientation changes in ten years by {quo} in the status quo, **{money}** with money alone, {policy} under the policy in full: money alone makes **{orientation}** of the difference between the first and the last.",
    fr: "En dix ans, l'orientation change de {quo} au statu quo, de **{money}** avec l'argent seul, de {policy} avec la politique en entier : l'argent seul fait **{orientation}** de l'écart entre le premier et la dernière.",
  },
  further: {
    en: "In the soft dimensions (who is recognised, represented, at the table and heard) it makes {soft}.",
    fr: "Dans les dimensions souples (qui est reconnu, représenté, à la table et entendu), il en fait {soft}.",
  },
  numbers: (of, write) => ({
    ...Object.fromEntries(["quo", "money", "policy"].map((name) =>
      [name, write.signed(CHANGE, of(name).final(CHANGE))])),
    orientation: write.value("served_share", part(of, "identity_mean")),
    soft: write.value("served_share", part(of, "soft_index")),
  }),
  lever: { en: "What comes with the money", fr: "Ce qui vient avec l'argent" },
  base: "money",
  stops: ["quo", "money", "policy"],
  turned: "policy",
  names: {
    quo: { en: "The status quo: no money either", fr: "Le statu quo : pas même l'argent" },
    money: { en: "Money alone", fr: "L'argent seul" },
    policy: { en: "Light reports, advice before the draft: the policy in full", fr: "Rapports légers, avis avant l'ébauche : la politique en entier" },
  },
  headlines: ["soft_index", "served_share"],
  caution: {
    policy: {
      en: "The same 60 % is decided; more organisations stay alive and more is paid for the mission (see “Table”), not reports and advice alone.",
      fr: "Mêmes 60 % décidés; mais plus d'organismes restent en activité et plus d'argent est versé à la mission (« Tableau »).",
    },
  },
  lines: ["identity_mean", "soft_index", "consultation", "served_share"],
  rows: [CHANGE, "soft_index", "consultation", "autonomy_index", "mission_hours", "served_share"],
  honest: {
    thesis: {
      en: "Even here the paradox does not show in what organisations pursue: where orientation falls in the status quo, it rises with money alone, and the policy in full adds the smaller part. The soft side hardly comes with the money, and that is no discovery: it comes with when the ministry asks for advice and how much it weighs it, which the scenario sets; how far the door is open moves it little. Counted in posts, over twenty years, the paradox shows in 7 of 20 runs here, drift and circle in all.",
      fr: "Même ici, le paradoxe ne paraît pas dans ce que visent les organismes : là où l'orientation baisse au statu quo, elle monte avec l'argent seul, et la politique en entier ajoute la plus petite part. Le côté souple vient à peine avec l'argent, et ce n'est pas une découverte : il vient du moment où le ministère demande l'avis du milieu et du poids qu'il lui donne, que le scénario fixe; l'ouverture de la porte y change peu. Compté en postes, sur vingt ans, le paradoxe paraît ici dans 7 simulations sur 20, la dérive et le cercle dans toutes.",
    },
    prior: {
      en: "Over all that is plausible the paradox does not come out either, if autonomy means what organisations pursue: orientation rises in all three settings, and money alone makes most of the difference. It comes out if autonomy means who listens to them; and that is set by the scenario. So, in what organisations pursue, this claim comes out in neither reading. Which of the two autonomies was it about?",
      fr: "Dans tout ce qui est plausible, le paradoxe ne ressort pas non plus, si l'autonomie est ce que visent les organismes : l'orientation monte dans les trois réglages, et l'argent seul fait l'essentiel de l'écart. Il ressort si l'autonomie est le fait d'être entendus; et cela est fixé par le scénario. Pour ce que visent les organismes, cette affirmation ne ressort donc dans aucune lecture. De laquelle des deux autonomies parlait-elle?",
    },
  },
  prompts: [
    { en: "Where would you look for the paradox: in what organisations pursue, or in who listens to them?", fr: "Où chercheriez-vous le paradoxe : dans ce que visent les organismes, ou dans qui les écoute?" },
    { en: "A claim of the thesis does not come out here. Is the thesis wrong, is the model wrong, or do they speak of different things? What would decide it?", fr: "Une affirmation de la thèse ne ressort pas ici. La thèse a-t-elle tort, le modèle a-t-il tort, ou parlent-ils de choses différentes? Qu'est-ce qui trancherait?" },
    { en: "You may have the money, or be asked before the draft is written, not both. Which do you take, and what do you give up?", fr: "On vous offre l'argent, ou d'être consultés avant l'ébauche, pas les deux. Que prenez-vous, et à quoi renoncez-vous?" },
  ],
};
