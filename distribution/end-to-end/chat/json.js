/** JSON as it is between peers: UTF-8 without a mark in front, no name twice in an object, and not deep. */

export const DEPTH = 16;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @param {string | Uint8Array} text @returns {Record<string, any>} the object that it is @throws {Error} if it is anything else */
export function readObject(text) {
  const whole = typeof text === 'string' ? text : utf8.decode(text);
  const value = JSON.parse(whole);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('expected a JSON object');
  refuseRepeats(whole);
  return value;
}

/** @param {string} text that is JSON */
function refuseRepeats(text) {
  /** @type {(Set<string> | undefined)[]} the names in each object that is open, nothing for an array */
  const open = [];
  let before = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = /** @type {Set<string>} */ (open.at(-1));
      const name = JSON.parse(before);
      if (names.has(name)) throw new Error(`${before} is there twice`);
      names.add(name);
    }
    if (open.length > DEPTH) throw new Error(`deeper than ${DEPTH}`);
    before = token;
  }
}
