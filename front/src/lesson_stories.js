// The six stories of the lesson, in the order in which they are told, and how their words are said.

import { consensus } from "./lesson_consensus.js";
import { circle } from "./lesson_circle.js";
import { crisis } from "./lesson_crisis.js";
import { door } from "./lesson_door.js";
import { drift } from "./lesson_drift.js";
import { paradox } from "./lesson_paradox.js";
import { filled } from "./words.js";

/** @typedef {import("./data.js").Language} Language */
/** @typedef {import("./lesson_cases.js").CaseView} CaseView */
/** @typedef {import("./model.js").Interval} Interval */
/** @typedef {Record<Language, string>} Text */
/** @typedef {(name: string) => CaseView} Of a case in the reading that is told */
/** @typedef {Text & {both?: true}} Prompt `both`: it speaks of both readings, and waits for the second */
/**
 * @typedef {object} Write numbers in the language of the page
 * @property {(measure: string, value: number) => string} value
 * @property {(measure: string, value: number) => string} signed
 * @property {(measure: string, value: number) => string} size of a difference, without a sign, as it is
 * @property {(measure: string, told: Interval & {tells: boolean}) => string} range and whether runs tell it
 */
/**
 * @typedef {object} Story
 * @property {string} name
 * @property {Text} title
 * @property {Text} question
 * @property {Text} situation
 * @property {Text} ask
 * @property {Text[]} options
 * @property {Text[]} sizes where each option begins and ends, said before the vote
 * @property {(write: Write) => Record<string, string>} cuts what stands in `sizes`
 * @property {string} play the case that is played
 * @property {string | null} beside the case it is played beside
 * @property {Text} watch
 * @property {(of: Of) => number} outcome which option the runs choose
 * @property {(of: Of) => number[]} [among] options between which the runs cannot tell, where an interval spans some
 * @property {Text} found
 * @property {(of: Of, write: Write) => Record<string, string>} numbers what stands in `found`
 * @property {Text} [further] what is told besides once the lever has been turned
 * @property {Text} lever
 * @property {string} base the case with which others are compared
 * @property {string[]} stops cases at which the lever can stand
 * @property {string} turned the one that is compared where the class has turned nothing
 * @property {Record<string, Text>} names of the stops
 * @property {Record<string, Text>} [short] names of cases beside the picture, where this story has its own
 * @property {string[]} headlines measures of which the turned lever is told: what moves, and what does not
 * @property {Record<string, Text>} [caution] what moves besides, by the stop
 * @property {string[]} lines measures beside the picture, year by year
 * @property {string[]} rows measures that are compared
 * @property {{thesis: Text, prior: Text}} honest what came out and what did not
 * @property {Prompt[]} prompts
 */

/** @type {Story[]} */
export const STORIES = [drift, circle, paradox, door, crisis, consensus];

/**
 * A story's text in a language.
 * @param {Language} language
 * @param {Text} text
 * @param {Record<string, string>} [places]
 * @returns {string}
 */
export const told = (language, text, places = {}) => filled(language, text[language], places);
