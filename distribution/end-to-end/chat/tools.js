/** What a client draws from outside, so that a test or a vector may fix it. */
import { randomBytes } from 'node:crypto';

/**
 * @typedef {object} Tools
 * @property {(size: number) => Uint8Array} random
 * @property {() => number} now milliseconds
 */

/** @type {Tools} */
export const REAL = { random: randomBytes, now: Date.now };

/** Where a chat is. @typedef {{ hubId: string, room: string }} Where */
