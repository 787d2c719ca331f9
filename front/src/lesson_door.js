/* eslint max-len: "off" -- a story's words */
// Fourth story: what is lost when a minister closes the door?

import { fallen } from "./lesson_outcomes.js";

const SIZES = { much: 0.05, hardly: 0.01 };

/** @type {import("./lesson_stories.js").Story} */
export const door = {
  name: "door",
  title: { en: "The closed door", fr: "La porte fermée" },
  question: {
    en: "What is lost when a minister closes the door?",
    fr: "Que perd-on quand une ou un ministre ferme la porte?",
  },
  situation: {
    en: "Money, agreements and reports stay as they are. But for ten years the ministers in office receive hardly anybody, and make their policies without asking.",
    fr: "L'argent, les ententes et les rapports restent les mêmes. Mais pendant dix ans, les ministres en poste ne reçoivent presque personne et font leurs politiques sans consulter.",
  },
  ask: {
    en: "After ten years of this, what do organisations pursue, compared with ten years of the usual ministers?",
    fr: "Après dix ans de porte fermée, que visent les organismes, comparé à dix ans de ministres habituels?",
  },
  options: [
    { en: "Much less autonomy", fr: "Beaucoup moins d'autonomie" },
    { en: "A little less", fr: "Un peu moins" },
    { en: "Hardly any difference", fr: "Presque pas de différence" },
    { en: "More autonomy", fr: "Davantage d'autonomie" },
  ],
  sizes: [
    { en: "orientation lower by {much} or more", fr: "orientation plus basse de {much} ou plus" },
    { en: "lower by {hardly} to {much}", fr: "plus basse de {hardly} à {much}" },
    { en: "less than {hardly} apart, or the runs cannot tell", fr: "moins de {hardly} d'écart, ou les simulations ne tranchent pas" },
    { en: "higher by {hardly} or more", fr: "plus haute de {hardly} ou plus" },
  ],
  cuts: (write) => ({
    much: write.size("identity_mean", SIZES.much), hardly: write.size("identity_mean", SIZES.hardly),
  }),
  play: "closed",
  beside: "quo",
  watch: {
    en: "Play the ten years. The dashed arrow is the status quo. Look at two things: up or down, and how far to the left organisations move, away from the ministry.",
    fr: "Faites défiler les dix ans. La flèche tiretée est le statu quo. Regardez deux choses : vers le haut ou vers le bas, et jusqu'où les organismes vont vers la gauche, loin du ministère.",
  },
  outcome: (of) => fallen(of("closed").less(of("quo"), "identity_mean"), SIZES),
  found: {
    en: "Orientation, compared with the usual ministers: **{difference}** ({range}). But only **{access}** of organisations have direct access to the ministry, against {usual}.",
    fr: "Orientation, comparée à celle des ministres habituels : **{difference}** (de {range}). Mais seulement **{access}** des organismes ont un accès direct au ministère, contre {usual}.",
  },
  numbers: (of, write) => {
    const difference = of("closed").less(of("quo"), "identity_mean");
    const access = "direct_access_share";
    return {
      difference: write.signed("identity_mean", difference.mean),
      range: write.range("identity_mean", difference),
      access: write.value(access, of("closed").final(access)),
      usual: write.value(access, of("quo").final(access)),
    };
  },
  lever: { en: "Who is minister", fr: "Qui est ministre" },
  base: "closed",
  stops: ["closed", "quo", "open"],
  turned: "quo",
  names: {
    closed: { en: "Closes the door", fr: "Ferme la porte" },
    quo: { en: "As usual", fr: "Comme d'habitude" },
    open: { en: "Receives everybody", fr: "Reçoit tout le monde" },
  },
  headlines: ["direct_access_share", "identity_mean"],
  lines: ["identity_mean", "direct_access_share", "consultation", "participation"],
  rows: ["identity_mean", "direct_access_share", "tie_mean", "participation", "consultation", "policy_need_congruence"],
  honest: {
    thesis: {
      en: "The door does not visibly move what organisations pursue. It moves who is known, who sits and who is heard, and policy moves a little further from what newcomers need. That they are heard less is no finding: a closed door means just that.",
      fr: "La porte ne fait pas bouger visiblement ce que visent les organismes. Elle fait bouger qui est connu, qui siège et qui est entendu, et la politique s'éloigne un peu des besoins des personnes. Qu'ils soient moins entendus n'est pas un résultat : c'est ce que veut dire une porte fermée.",
    },
    prior: {
      en: "Over all that is plausible the door does not move orientation either. It takes away access, participation and advice, and again policy moves a little further from what newcomers need. That so little follows is a finding.",
      fr: "Dans tout ce qui est plausible, la porte ne fait pas bouger l'orientation non plus. Elle enlève l'accès, la participation et les avis, et là aussi la politique s'éloigne un peu des besoins des personnes. Que si peu de choses en découlent est un résultat.",
    },
  },
  prompts: [
    { en: "The door has just closed. What do you do in the first month, and whom can you still see?", fr: "La porte vient de se fermer. Que faites-vous le premier mois, et qui pouvez-vous encore voir?" },
    { en: "What you lose is a voice, not money. Would your members notice? Would newcomers?", fr: "Ce que vous perdez est une voix, pas de l'argent. Vos membres s'en apercevraient-ils? Et les personnes nouvelles arrivantes?" },
    { en: "The door closes and organisations stay what they were. Are they that strong, or was the open door worth that little?", fr: "La porte se ferme et les organismes restent ce qu'ils étaient. Sont-ils si solides, ou la porte ouverte valait-elle si peu?" },
  ],
};
