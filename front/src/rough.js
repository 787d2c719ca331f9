// Which estimates are too rough to be shown.

/** @typedef {import("./model.js").View} View */

/** An error smaller than what is shown is hidden from nobody, however narrow the band. */
const SHOWN = 0.005;
const DOOR = 2; // of the sliders

/** What a composite is a mean of: where one part is not shown, neither is the composite. */
const SOFT = ["recognition", "representation", "participation", "consultation"];
const HARD = ["funding", "accountability"];
/** @type {Record<string, string[]>} */
const PARTS = { soft_index: SOFT, hard_index: HARD, autonomy_index: [...SOFT, ...HARD] };

/**
 * What the lever itself sets. Below its second learnt place (5 %) only a wholly closed one was learnt, with the other
 * levers at their ends; there exact runs (`partnersim run mifi_status_quo --set ministries.mifi.consultation.access=0`,
 * 0.02 and 0.05) differ by up to 0.05 in consultation and 3 points in direct access.
 */
const BY_THE_DOOR = new Set(["consultation", "direct_access_share"]);

/**
 * Whether an estimate of a measure, by itself, is too rough: its error exceeds half of the band of 8 runs in 10.
 * @param {View} view
 * @param {string} measure
 * @returns {boolean}
 */
const uncertain = (view, measure) => view.model.data.years.some((_, year) => {
  const { low, high, error } = view.at(measure, year);
  return error > SHOWN * view.model.scaleOf(measure) && error > 0.5 * (high - low);
});

/**
 * Whether a setting's seats are fewer than any at which the emulator was taught, but all of them closed.
 * @param {View} view
 * @returns {boolean}
 */
function nearlyClosed({ model, setting }) {
  const points = model.bands?.scenarios[setting.start]?.points;
  if (!points) return false;
  const count = setting.levers.length;
  const learnt = Array.from({ length: points.length / count }, (_, n) => points[n * count + DOOR]);
  return model.unit(setting.levers)[DOOR] < Math.min(...learnt.filter((value) => value > 0));
}

/**
 * Whether no number of a measure may be shown for a setting.
 * @param {View} view
 * @param {string} measure
 * @returns {boolean}
 */
export const tooRough = (view, measure) => view.estimated && (uncertain(view, measure)
  || (BY_THE_DOOR.has(measure) && nearlyClosed(view))
  || (PARTS[measure] ?? []).some((part) => tooRough(view, part)));
