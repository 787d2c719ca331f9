/* eslint max-len: "off" -- a story's words */
// First story: do organisations become what the state pays for?

import { fallen, level } from "./lesson_outcomes.js";

const CHANGE = "change:identity_mean";
const ORIENTATION = "identity_mean";
const SIZES = { much: 0.05, hardly: 0.02 };
const rounded = (/** @type {number} */ value) => Math.round(1000 * value) / 1000;

/** @type {import("./lesson_stories.js").Story} */
export const drift = {
  name: "drift",
  title: { en: "Drift", fr: "La dérive" },
  question: {
    en: "Do organisations become what the state pays for?",
    fr: "Les organismes deviennent-ils ce que l'État finance?",
  },
  situation: {
    en: "The ministry pays by agreement: so many people served, so many reports. Less than a tenth of its money goes to the mission. **Orientation**, from 0 to 1, tells how far organisations pursue autonomy: in posts that do the mission's work, in seats of the board that members and allies hold.",
    fr: "Le ministère paie par entente : tant de personnes servies, tant de rapports. Moins d'un dixième de son argent va à la mission globale. L'**orientation**, de 0 à 1, dit à quel point les organismes visent l'autonomie : par les postes qui font le travail de la mission, par les sièges du conseil que tiennent les membres et les alliés.",
  },
  ask: {
    en: "After ten years of this, what do organisations pursue?",
    fr: "Après dix ans ainsi, que visent les organismes?",
  },
  options: [
    { en: "Much less autonomy", fr: "Beaucoup moins d'autonomie" },
    { en: "A little less", fr: "Un peu moins" },
    { en: "About the same as before", fr: "À peu près la même chose qu'avant" },
    { en: "More autonomy", fr: "Davantage d'autonomie" },
  ],
  sizes: [
    { en: "orientation falls by {much} or more", fr: "l'orientation baisse de {much} ou plus" },
    { en: "falls by {hardly} to {much}", fr: "baisse de {hardly} à {much}" },
    { en: "moves by less than {hardly}, or the runs cannot tell", fr: "bouge de moins de {hardly}, ou les simulations ne tranchent pas" },
    { en: "rises by {hardly} or more", fr: "monte de {hardly} ou plus" },
  ],
  cuts: (write) => ({ much: write.size(CHANGE, SIZES.much), hardly: write.size(CHANGE, SIZES.hardly) }),
  play: "quo",
  beside: null,
  watch: {
    en: "Play the ten years. The arrow is the mean of all runs; the dots are the organisations of one run. Above it, mean shares of what organisations call themselves.",
    fr: "Faites défiler les dix ans. La flèche est la moyenne de toutes les simulations; les points sont les organismes d'une seule. Au-dessus, en moyenne, ce que les organismes se disent.",
  },
  outcome: (of) => fallen(level(of("quo"), CHANGE), SIZES),
  found: {
    en: "In ten years orientation goes from {before} to **{after}**: a change of **{change}** ({range}). **{providers}** of organisations call themselves service providers.",
    fr: "En dix ans, l'orientation passe de {before} à **{after}** : un changement de **{change}** (de {range}). **{providers}** des organismes se disent prestataires de services.",
  },
  numbers: (of, write) => {
    const change = level(of("quo"), CHANGE);
    const before = rounded(of("quo").at(ORIENTATION, 0).mean);
    return {
      before: write.value(ORIENTATION, before),
      after: write.value(ORIENTATION, before + rounded(change.mean)), // so that what the eye subtracts is the change
      change: write.signed(CHANGE, change.mean),
      range: write.range(CHANGE, change),
      providers: write.value("service_provider_share", of("quo").final("service_provider_share")),
    };
  },
  lever: { en: "Money for the mission", fr: "Soutien à la mission globale" },
  base: "quo",
  stops: ["quo", "mission_30", "mission_60"],
  turned: "mission_60",
  names: {
    quo: { en: "9 % of the ministry's money, as it is", fr: "9 % de l'argent du ministère, comme aujourd'hui" },
    mission_30: { en: "30 %", fr: "30 %" },
    mission_60: { en: "60 %", fr: "60 %" },
  },
  headlines: [ORIENTATION, "served_share"],
  caution: Object.fromEntries(["mission_30", "mission_60"].map((name) => [name, {
    en: "The lever is the share that is decided; “Table” has the share that is paid, which can differ by a few points.",
    fr: "Le levier est la part décidée; « Tableau » donne la part versée, qui peut différer de quelques points.",
  }])),
  lines: [ORIENTATION, "service_provider_share", "served_share", "ineligible_served_share"],
  rows: [CHANGE, "service_provider_share", "mission_hours", "served_share", "ineligible_served_share", "autonomy_index"],
  honest: {
    thesis: {
      en: "In this reading the story holds: orientation falls, and most organisations call themselves service providers. It holds because we looked for it: the reading is one point of all that is not known, chosen because drift appears there. It shows how drift can come about. It does not show that it did.",
      fr: "Dans cette lecture, l'histoire tient : l'orientation baisse et la plupart des organismes se disent prestataires de services. Elle tient parce qu'on l'a cherchée : la lecture est un seul point de tout ce qu'on ignore, choisi parce que la dérive y paraît. Elle montre comment la dérive peut venir. Elle ne montre pas qu'elle est venue.",
    },
    prior: {
      en: "Over all that is plausible the story does not come out. Under the same rules and with the same money orientation rises in the mean, and those who call themselves service providers are a minority. What holds in both readings is the lever: more money for the mission, higher orientation.",
      fr: "Dans tout ce qui est plausible, l'histoire ne ressort pas. Sous les mêmes règles, avec le même argent, l'orientation monte en moyenne et ceux qui se disent prestataires de services sont une minorité. Ce qui tient dans les deux lectures, c'est le levier : plus d'argent pour la mission, plus d'orientation.",
    },
  },
  prompts: [
    { en: "Think of an organisation that you know. Where would its drift show first: in a post, in a seat on the board, in a report?", fr: "Pensez à un organisme que vous connaissez. Où sa dérive se verrait-elle d'abord : dans un poste, dans un siège au conseil, dans un rapport?" },
    { both: true, en: "Orientation falls in one reading and rises in the other. What would you have to measure, and where, to know which is ours?", fr: "L'orientation baisse dans une lecture et monte dans l'autre. Que faudrait-il mesurer, et où, pour savoir laquelle est la nôtre?" },
    { en: "With more money for the mission, fewer requests are served, but more of those of people not eligible for ministry services. Who should decide whether that is worth it?", fr: "Avec plus d'argent pour la mission, on sert moins de demandes, mais davantage de celles des personnes non admissibles. Qui devrait décider si cela en vaut la peine?" },
  ],
};
