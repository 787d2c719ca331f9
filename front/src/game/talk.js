// What a server says of a game.

/** @typedef {import("../data.js").Language} Language */
/** @typedef {Record<Language, string>} Both */
/** @typedef {{name: string, title: Both, taken: boolean, handed_in: boolean, times: number}} TeamState */
/** @typedef {{title: Both, from: Both | number, to: Both | number}} Move */
/** @typedef {{title: Both, moves: Move[], name: string, handed_in: boolean, keeps: boolean, chosen: Move[]}} Told */
/**
 * @typedef {object} State
 * @property {number} version
 * @property {number} round rounds that are closed
 * @property {number} rounds
 * @property {boolean} over
 * @property {number} others other runs that are made: once all are, forecasts can be asked for
 * @property {number} others_wanted
 * @property {Both} scenario
 * @property {number} world its number
 * @property {number | null} asked the number that was typed, where it is another
 * @property {number} first_year
 * @property {TeamState[]} teams
 * @property {Record<string, number>} before the year before the first round
 * @property {Record<string, number[]>} measures
 * @property {boolean} revealed
 * @property {Record<string, number[]>} alone nothing until the lecturer reveals it
 * @property {Told[]} happened
 * @property {string} [latest] the code of the game that was begun last
 * @property {string[]} closed
 * @property {string[]} founded
 */
/** @typedef {{title: Both, form: string, higher: boolean, stands: boolean, years: number[]}} AnyAim */
/** @typedef {AnyAim & {before: number, reached: number | null}} Aim */
/** @typedef {{low: number, middle: number, high: number, yes: number}} Spread */
/** @typedef {{with: Spread, without: Spread, differences: number[]}} Forecast */
/**
 * A game that the lecturer may go on with.
 * @typedef {{code: string, begun: string, round: number, rounds: number, scenario: Both, world: number,
 *   resumed: boolean}} ToGoOnWith
 * @typedef {{lecturer: boolean, code: string | null, to_go_on_with: ToGoOnWith | null}} Latest
 */
/**
 * @typedef {object} Decision
 * @property {string} key
 * @property {Both} title
 * @property {number} low
 * @property {number} high
 * @property {[string | number, Both][]} choices
 * @property {number | string} stands
 * @property {number} months_left that an agreement goes on, before which nothing is asked for anew
 */
/**
 * @typedef {object} TeamView
 * @property {string} name
 * @property {Both} title
 * @property {Both} brief
 * @property {Record<string, number | string> | null} handed_in
 * @property {number} times how often the team handed in, over all rounds
 * @property {boolean} keeps whether its levers stay where nothing is handed in
 * @property {number | null} free_posts that no agreement ties; null where the team plays no organisation
 * @property {boolean} alive
 * @property {Decision[]} decisions
 * @property {Aim[]} aims
 * @property {string} [word]
 */
/**
 * @typedef {AnyAim & {alone: number[], reached: number, reached_alone: number, differences: number[]}} RevealedAim
 * @typedef {{name: string, title: Both, played: boolean, aims: RevealedAim[]}} Revealed
 */

/** Whether forecasts can be asked for. @param {State} state */
export const ready = (state) => state.others >= state.others_wanted;
