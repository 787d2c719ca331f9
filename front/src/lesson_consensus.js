/* eslint max-len: "off" -- a story's words */
// Sixth story: who is left out when everyone must agree?

import { fallen } from "./lesson_outcomes.js";

const SMALL = "small_members_carried";
const SIZES = { much: 0.1, hardly: 0.01 };

/** @type {import("./lesson_stories.js").Story} */
export const consensus = {
  name: "consensus",
  title: { en: "Who is left out by consensus", fr: "Qui le consensus laisse de côté" },
  question: {
    en: "Who is left out when everyone must agree?",
    fr: "Qui reste de côté quand tout le monde doit être d'accord?",
  },
  situation: {
    en: "The umbrella speaks for its members. By consensus it asks only for what a large majority can live with: a need that a few members put first drops out. By vote it asks for everything, in proportion to those who want it.",
    fr: "Le regroupement parle pour ses membres. Par consensus, il ne demande que ce avec quoi une large majorité peut vivre : un besoin que peu de membres mettent en tête tombe. Par vote, il demande tout, en proportion de ceux qui le veulent.",
  },
  ask: {
    en: "Does consensus bring the demand nearer to its small members than a vote does, or further away?",
    fr: "Le consensus met-il la demande plus près des petits membres qu'un vote, ou plus loin?",
  },
  options: [
    { en: "Much further away", fr: "Beaucoup plus loin" },
    { en: "A little further", fr: "Un peu plus loin" },
    { en: "Hardly any difference", fr: "Presque pas de différence" },
    { en: "Nearer", fr: "Plus près" },
  ],
  sizes: [
    { en: "nearness (0 to 1) lower by {much} or more", fr: "proximité (0 à 1) plus basse de {much} ou plus" },
    { en: "lower by {hardly} to {much}", fr: "plus basse de {hardly} à {much}" },
    { en: "less than {hardly} apart, or the runs cannot tell", fr: "moins de {hardly} d'écart, ou les simulations ne tranchent pas" },
    { en: "higher by {hardly} or more", fr: "plus haute de {hardly} ou plus" },
  ],
  cuts: (write) => ({ much: write.size(SMALL, SIZES.much), hardly: write.size(SMALL, SIZES.hardly) }),
  play: "quo",
  beside: "vote",
  watch: {
    en: "Play the ten years. Do the two arrows part, and do the lines? What the table asks for is not in the picture: it stands here once the years are over.",
    fr: "Faites défiler les dix ans. Les deux flèches se séparent-elles, et les courbes? Ce que la table demande n'est pas dans l'image : cela s'affiche ici une fois les années passées.",
  },
  outcome: (of) => fallen(of("quo").less(of("vote"), SMALL), SIZES),
  found: {
    en: "Nearness of the demand to small members' priorities: **{ours}** by consensus, {theirs} by vote (difference {range}). Orientation of organisations: difference {orientation}.",
    fr: "Proximité de la demande et des priorités des petits membres : **{ours}** par consensus, {theirs} par vote (écart de {range}). Orientation des organismes : écart de {orientation}.",
  },
  numbers: (of, write) => ({
    ours: write.value(SMALL, of("quo").final(SMALL)),
    theirs: write.value(SMALL, of("vote").final(SMALL)),
    range: write.range(SMALL, of("quo").less(of("vote"), SMALL)),
    orientation: write.range("identity_mean", of("quo").less(of("vote"), "identity_mean")),
  }),
  lever: { en: "How the table decides", fr: "Comment décide la table" },
  base: "quo",
  stops: ["quo", "vote", "equal_vote"],
  turned: "vote",
  names: {
    quo: { en: "By consensus; larger members weigh more", fr: "Par consensus; les grands membres pèsent plus" },
    vote: { en: "By vote; larger members weigh more", fr: "Par vote; les grands membres pèsent plus" },
    equal_vote: { en: "By vote, one member one voice", fr: "Par vote, un membre une voix" },
  },
  short: { quo: { en: "Consensus", fr: "Consensus" } },
  headlines: [SMALL, "identity_mean"],
  lines: ["identity_mean", "representation", "consultation", "participation"],
  rows: [SMALL, "small_less_large_carried", "demand_concentration", "mobilized_share", "policy_need_congruence", "identity_mean"],
  honest: {
    thesis: {
      en: "In the thesis's own reading this story does not come out. Members there can live with needs that are not their own, so that nearly everything passes: the table asks by consensus for what it would ask for by vote, and leaves nobody out.",
      fr: "Dans la lecture même de la thèse, cette histoire ne ressort pas. Les membres y vivent bien avec des besoins qui ne sont pas les leurs, si bien que presque tout passe : la table demande par consensus ce qu'elle demanderait par vote, et ne laisse personne de côté.",
    },
    prior: {
      en: "Over all that is plausible it comes out, weakly: in the mean, and not in every run, the demand stands further from the small members, and it concentrates on fewer needs. Whether they lose against the large members is not told. And next to nothing follows: neither what organisations pursue nor what the policy becomes visibly changes. Whoever is left out is left out of a demand, and of little else.",
      fr: "Dans tout ce qui est plausible, elle ressort, faiblement : en moyenne, et pas à chaque simulation, la demande s'éloigne des petits membres et se concentre sur moins de besoins. Qu'ils perdent face aux grands membres ne se distingue pas. Et il ne s'ensuit presque rien : ni ce que visent les organismes ni ce que devient la politique ne se distingue. Qui est laissé de côté l'est d'une demande, et de peu d'autre chose.",
    },
  },
  prompts: [
    { en: "Think of the last common position that you signed. What was taken out so that everyone could sign?", fr: "Pensez à la dernière position commune que vous avez signée. Qu'a-t-on retiré pour que tout le monde signe?" },
    { en: "A table that asks for less may be heard more. When would you rather have consensus, and when a vote?", fr: "Une table qui demande moins est peut-être mieux entendue. Quand préférez-vous le consensus, et quand le vote?" },
    { both: true, en: "The rule changes what is asked for, and hardly anything that follows. Is it worth a quarrel all the same?", fr: "La règle change ce qui est demandé, et presque rien de ce qui s'ensuit. Vaut-elle quand même une dispute?" },
  ],
};
