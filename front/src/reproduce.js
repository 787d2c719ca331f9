// The same runs elsewhere: a command, a scenario file, a few lines of Python.

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./model.js").Setting} Setting */

/** @param {number} value */
const four = (value) => String(Number(value.toFixed(4)));

/**
 * What `--set` takes: each path with its value, those alone that the scenario does not have itself.
 * @param {Data} data
 * @param {Setting} setting
 * @returns {[string, string][]}
 */
export function settings(data, { start, levers, others = {} }) {
  const scenario = data.scenarios[start];
  const agreement = Number(((1 - levers[0]) * scenario.agreements).toFixed(4));
  const split =
    `{mission: ${four(levers[0])}, service_agreement: ${four(agreement)}, ` +
    `project: ${four(1 - Number(levers[0].toFixed(4)) - agreement)}}`;
  const values = [split, four(levers[1]), four(levers[2])];
  const sliders = data.levers.flatMap(({ path }, n) =>
    levers[n] === scenario.levers[n] ? [] : [/** @type {[string, string]} */ ([path, values[n]])],
  );
  const besides = (data.turnable ?? []).flatMap(({ name, path }) =>
    name in others ? [/** @type {[string, string]} */ ([path, String(others[name])])] : [],
  );
  return [...sliders, ...besides];
}

/**
 * @param {Data} data
 * @param {Setting} setting
 * @returns {string}
 */
export function command(data, setting) {
  const sets = settings(data, setting).map(([path, value]) => ` --set "${path}=${value}"`);
  const name = data.scenarios[setting.start].name;
  return `partnersim run ${name} --runs ${data.runs} --seed ${data.seed}${sets.join("")}`;
}

/**
 * The command of a case of the lesson.
 * @param {Data} data
 * @param {import("./data.js").LessonCase} packed
 * @returns {string}
 */
export function commandOf(data, { scenario, sets, reading }) {
  const under = reading === "prior" ? "" : ` --reading ${reading}`;
  const given = sets.map((set) => ` --set "${set}"`).join("");
  return `partnersim run ${scenario} --runs ${data.runs} --seed ${data.seed}${under}${given}`;
}

/**
 * A scenario file.
 * @param {Data} data
 * @param {Setting} setting
 * @returns {string}
 */
export function yaml(data, setting) {
  const { name, title } = data.scenarios[setting.start];
  const set = settings(data, setting).map(([path, value]) => /** @type {const} */ ([path.split(".").slice(2), value]));
  if (set.length === 0) return `extends: ${name}\n`;
  const words = `title: {en: ${quoted(`${title.en}, changed`)}, fr: ${quoted(`${title.fr}, modifié`)}}`;
  const [kind, ministry] = data.levers[0].path.split(".");
  return `${[words, `extends: ${name}`, `${kind}:`, `  ${ministry}:`, ...nested(set)].join("\n")}\n`;
}

/**
 * Lines of YAML below a ministry: what shares its first key stands under it once.
 * @param {(readonly [string[], string])[]} set keys, value
 * @returns {string[]}
 */
function nested(set) {
  const groups = new Set(set.map(([[first]]) => first));
  return [...groups].flatMap((group) => {
    const own = set.filter(([[first]]) => first === group);
    const [[keys, value]] = own;
    return keys.length === 1 ? [`    ${group}: ${value}`]
      : [`    ${group}:`, ...own.map(([[, key], each]) => `      ${key}: ${each}`)];
  });
}

/** @param {string} text */
const quoted = (text) => JSON.stringify(text);

/**
 * @param {Data} data
 * @param {Setting} setting
 * @returns {string}
 */
export function python(data, setting) {
  const name = data.scenarios[setting.start].name;
  const sets = settings(data, setting).map(([path, value]) => `    "${path}=${value}",\n`);
  const load =
    sets.length === 0
      ? `partnersim.load("${name}")`
      : `partnersim.load("${name}", [\n${sets.join("")}])`;
  return [
    "import partnersim",
    "",
    `scenario = ${load}`,
    `results = partnersim.run(scenario, runs=${data.runs}, seed=${data.seed})`,
    'last = results.sector[results.sector["month"] >= "2019-04"]',
    'print(last["identity_mean"].mean())',
    "",
  ].join("\n");
}
