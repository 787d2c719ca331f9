/* eslint max-len: "off" -- a story's words */
// Fifth story: what does a crisis leave behind?

import { fallen } from "./lesson_outcomes.js";

const AUTONOMY = "autonomy_index";
const SIZES = { much: 0.03, hardly: 0.005 };

/** @type {import("./lesson_stories.js").Story} */
export const crisis = {
  name: "crisis",
  title: { en: "The crisis", fr: "La crise" },
  question: { en: "What does a crisis leave behind?", fr: "Que laisse une crise derrière elle?" },
  situation: {
    en: "Six years go by as usual. Then come two years of crisis: borders close and needs surge, public services send people over, rules are relaxed for six months and come back, emergency money comes once. Two more years follow.",
    fr: "Six ans passent comme d'habitude, puis viennent deux ans de crise : la frontière se ferme et les besoins bondissent, les services publics envoient des gens, les exigences s'assouplissent six mois puis reviennent, l'argent d'urgence vient une seule fois. Suivent deux ans.",
  },
  ask: {
    en: "Two years after the crisis, how autonomous are organisations (index from 0\u00a0to\u00a01), compared with years without it?",
    fr: "Deux ans après la crise, quelle est l'autonomie des organismes (indice de 0\u00a0à\u00a01), comparée à des années sans crise?",
  },
  options: [
    { en: "Much less autonomous", fr: "Beaucoup moins d'autonomie" },
    { en: "A little less", fr: "Un peu moins" },
    { en: "Hardly any difference", fr: "Presque pas de différence" },
    { en: "More autonomous", fr: "Davantage d'autonomie" },
  ],
  sizes: [
    { en: "index lower by {much} or more", fr: "indice plus bas de {much} ou plus" },
    { en: "lower by {hardly} to {much}", fr: "plus bas de {hardly} à {much}" },
    { en: "less than {hardly} apart, or the runs cannot tell", fr: "moins de {hardly} d'écart, ou les simulations ne tranchent pas" },
    { en: "higher by {hardly} or more", fr: "plus haut de {hardly} ou plus" },
  ],
  cuts: (write) => ({ much: write.size(AUTONOMY, SIZES.much), hardly: write.size(AUTONOMY, SIZES.hardly) }),
  play: "crisis",
  beside: "quo",
  watch: {
    en: "Play the ten years and watch the lines from 2016 on; dashed is the same sector without a crisis. The last line is newcomers: up is worse.",
    fr: "Faites défiler les dix ans et suivez les courbes à partir de 2016; en tirets, le même secteur sans crise. La dernière courbe, ce sont les personnes : plus haut, c'est pire.",
  },
  outcome: (of) => fallen(of("crisis").less(of("quo"), AUTONOMY), SIZES),
  found: {
    en: "Compared with years without a crisis, the autonomy index: **{difference}** ({range}). Newcomers' need left two years after arrival: **{need}** ({need_range}); more is worse.",
    fr: "Par rapport à des années sans crise, indice d'autonomie : **{difference}** (de {range}). Besoins restants des personnes, deux ans après leur arrivée : **{need}** (de {need_range}); plus, c'est pire.",
  },
  numbers: (of, write) => {
    const need = "need_after_24_months";
    const [autonomy, left] = [AUTONOMY, need].map((name) => of("crisis").less(of("quo"), name));
    return {
      difference: write.signed(AUTONOMY, autonomy.mean), range: write.range(AUTONOMY, autonomy),
      need: write.signed(need, left.mean), need_range: write.range(need, left),
    };
  },
  lever: { en: "What the crisis finds", fr: "Ce que trouve la crise" },
  base: "crisis",
  stops: ["quo", "crisis", "crisis_60"],
  turned: "crisis_60",
  names: {
    quo: { en: "No crisis", fr: "Pas de crise" },
    crisis: { en: "Crisis; the mission has 9 % of the money", fr: "Crise; la mission a 9 % de l'argent" },
    crisis_60: { en: "Crisis; the mission has 60 %", fr: "Crise; la mission a 60 %" },
  },
  headlines: [AUTONOMY, "served_share", "need_after_24_months"],
  lines: [AUTONOMY, "community_life_share", "reporting_share", "need_after_24_months"],
  rows: [AUTONOMY, "capacity", "crisis:community_life_share", "served_share", "trust_in_peers_mean", "need_after_24_months"],
  honest: {
    thesis: {
      en: "By the sector's own inquiry of 2021 one would expect less autonomy afterwards. The runs give a little more. The reason is plain: while the border is closed fewer people arrive, so that the same posts go further. Newcomers do not gain by it: those who came are left with more need.",
      fr: "L'enquête du secteur, en 2021, fait attendre moins d'autonomie par la suite. Les simulations en donnent un peu plus. La raison est simple : tant que la frontière est fermée, moins de gens arrivent, et les postes suffisent pour plus de ceux qui demandent. Les personnes n'y gagnent pas : celles qui sont venues gardent plus de besoins.",
    },
    prior: {
      en: "Over all that is plausible it is the same: a little more autonomy, against what was expected, and more trust among organisations, which does not fade. The claim fails in this model. Two things did come as told: during the crisis associative life gives way to services, and newcomers are left with more need.",
      fr: "Dans tout ce qui est plausible, c'est pareil : un peu plus d'autonomie, contre ce qu'on attendait, et plus de confiance entre organismes, qui ne s'efface pas. L'affirmation échoue dans ce modèle. Deux choses sont venues comme on les raconte : pendant la crise, la vie associative cède la place aux services, et les personnes gardent plus de besoins.",
    },
  },
  prompts: [
    { en: "What do you remember of 2020 that is missing here? Would it change the answer?", fr: "De quoi vous souvenez-vous de 2020 qui manque ici? Cela changerait-il la réponse?" },
    { en: "Autonomy rises because fewer people come. Would you still call that autonomy?", fr: "L'autonomie monte parce que moins de gens viennent. Appelleriez-vous encore cela de l'autonomie?" },
    { en: "For six months the rules were relaxed. Which one would you have kept, and with what argument?", fr: "Pendant six mois, les exigences étaient assouplies. Laquelle auriez-vous gardée, et avec quel argument?" },
  ],
};
