/* eslint max-len: "off" -- a story's words */
// Second story: who sits close to the ministry, and what does sitting do to them?

import { inside, level } from "./lesson_outcomes.js";

const KEPT = "kept_beyond_lot";
const APART = "insiders_apart";
const SIZES = { kept: 0.1, apart: 0.01 };

/** @type {import("./lesson_stories.js").Story} */
export const circle = {
  name: "circle",
  title: { en: "The circle of proximity", fr: "Le cercle de proximité" },
  question: {
    en: "Who sits close to the ministry, and does sitting there change them?",
    fr: "Qui siège près du ministère, et est-ce que siéger change les organismes?",
  },
  situation: {
    en: "A few organisations have a seat at the ministry's table: a ring marks them. Whoever sits is better known, and whoever is known is invited again. The thesis adds that those inside come to resemble what the ministry looks for.",
    fr: "Quelques organismes siègent à la table du ministère : un anneau les marque. Qui siège est mieux connu, et qui est connu est réinvité. La thèse ajoute que ceux qui siègent en viennent à ressembler à ce que cherche le ministère.",
  },
  ask: { en: "Over ten years, who sits there?", fr: "Sur dix ans, qui y siège?" },
  options: [
    { en: "Seats go round, as in a random draw", fr: "Les sièges tournent, comme dans un tirage au sort" },
    { en: "The same ones, and they pursue less autonomy than the others", fr: "Les mêmes, et ils visent moins d'autonomie que les autres" },
    { en: "The same ones, no different from the others", fr: "Les mêmes, pareils aux autres" },
    { en: "The same ones, and they pursue more autonomy", fr: "Les mêmes, et ils visent plus d'autonomie" },
  ],
  sizes: [
    { en: "invited again: less than {kept} above the draw", fr: "réinvités : moins de {kept} de plus qu'au sort" },
    { en: "orientation lower by {apart} or more", fr: "orientation plus basse de {apart} ou plus" },
    { en: "less than {apart} apart, or the runs cannot tell", fr: "moins de {apart} d'écart, ou les simulations ne tranchent pas" },
    { en: "orientation higher by {apart} or more", fr: "orientation plus haute de {apart} ou plus" },
  ],
  cuts: (write) => ({ kept: write.size(KEPT, SIZES.kept), apart: write.size(APART, SIZES.apart) }),
  play: "quo",
  beside: null,
  watch: {
    en: "Play the ten years and follow the rings. Do the same ones keep them? Do they lie below the others, or above? How many are invited again is not in the lines: it stands here once the years are over.",
    fr: "Faites défiler les dix ans et suivez les anneaux. Restent-ils sur les mêmes organismes? Ceux-ci sont-ils plus bas que les autres, ou plus haut? Combien sont réinvités n'est pas dans les courbes : cela s'affiche ici une fois les années passées.",
  },
  outcome: (of) => inside(level(of("quo"), KEPT), level(of("quo"), APART), SIZES),
  found: {
    en: "Those who sat are invited again far more often than by a random draw: **{kept}** more ({kept_range}). Orientation of those who sit, less that of the others: **{apart}** ({apart_range}).",
    fr: "Ceux qui siégeaient sont réinvités bien plus souvent que par tirage au sort : **{kept}** de plus (de {kept_range}). Orientation de ceux qui siègent, moins celle des autres : **{apart}** (de {apart_range}).",
  },
  numbers: (of, write) => {
    const [kept, apart] = [level(of("quo"), KEPT), level(of("quo"), APART)];
    return {
      kept: write.size(KEPT, Math.round(100 * kept.mean) / 100), kept_range: write.range(KEPT, kept),
      apart: write.signed(APART, apart.mean), apart_range: write.range(APART, apart),
    };
  },
  lever: { en: "Door to consultation", fr: "Ouverture de la consultation" },
  base: "quo",
  stops: ["access_10", "quo", "access_80"],
  turned: "access_80",
  names: {
    access_10: { en: "10 % open", fr: "ouverte à 10 %" },
    quo: { en: "35 %, as it is", fr: "35 %, comme aujourd'hui" },
    access_80: { en: "80 % open", fr: "ouverte à 80 %" },
  },
  headlines: ["direct_access_share", "identity_mean"],
  lines: ["direct_access_share", "tie_mean", "participation", "identity_mean"],
  rows: ["direct_access_share", "access_excess", KEPT, APART, "identity_mean", "participation"],
  honest: {
    thesis: {
      en: "In this reading the circle shows as the thesis draws it: the same ones are invited again, far more often than by a random draw, and those inside pursue less autonomy. It shows because we looked for it; of all that is plausible, about one draw in eight shows it. And one link is missing. No rule makes a seat change who sits there; in a separate study, seats given at random left orientation where it was, in the mean.",
      fr: "Dans cette lecture, le cercle paraît comme la thèse le dessine : les mêmes sont réinvités, bien plus que par hasard, et ceux qui siègent visent moins d'autonomie. Il paraît parce qu'on l'a cherché; dans tout ce qui est plausible, il paraît environ une fois sur huit. Et un maillon manque. Aucune règle ne fait qu'un siège change qui l'occupe; dans une étude à part, des sièges donnés au hasard ont laissé l'orientation où elle était, en moyenne.",
    },
    prior: {
      en: "Over all that is plausible, half of the circle holds: the same ones are invited again, far more than by a random draw. The other half turns round: those inside pursue more autonomy than those outside. To come to a table takes free hours, and free hours are what a mission lives on.",
      fr: "Dans tout ce qui est plausible, la moitié du cercle tient : les mêmes sont réinvités, bien plus que par hasard. L'autre moitié se retourne : ceux qui siègent visent plus d'autonomie que les autres. Venir à une table demande des heures libres, et c'est d'heures libres que vit une mission.",
    },
  },
  prompts: [
    { en: "An officer has five minutes to make a list of guests. Who comes to mind, and why those?", fr: "Une conseillère a cinq minutes pour dresser une liste d'invités. Qui lui vient à l'esprit, et pourquoi ceux-là?" },
    { en: "Say that those inside differ from those outside. How would you find out whether they became so, or were so before?", fr: "Supposons que ceux qui siègent diffèrent des autres. Comment savoir s'ils le sont devenus, ou s'ils l'étaient déjà?" },
    { en: "A wider door, or a draw among all who would come: what would each change where you work?", fr: "Une porte plus large, ou un tirage au sort entre tous ceux qui viendraient : que changerait chacun dans votre milieu?" },
  ],
};
