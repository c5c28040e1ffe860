/** Commands of the bundle, run to their end as a person or a script runs them. */
import assert from 'node:assert/strict';

import { environment, script } from './hub.js';
import { Started } from './process.js';

/** @typedef {{ code: number | null, stdout: string, stderr: string }} Ended */

/**
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, input?: string }} [how] `input`: what is typed; nothing is the end of it
 * @returns {Promise<Ended>}
 */
export async function handfast(args, { env, input } = {}) {
  const started = new Started(script(), args, { env: environment(env) });
  started.child.stdin.end(input);
  const { code } = await started.exited;
  return { code, stdout: started.stdout, stderr: started.stderr };
}

/** Starts one that goes on. @param {readonly string[]} args @returns {Started} */
export function handfastStarted(...args) {
  return new Started(script(), args, { env: environment() });
}

/** @param {{ stdout: string }} command one with `--json` @returns {any[]} what it has told so far */
export function events({ stdout }) {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** @param {Started} started @param {string} event @param {Record<string, unknown>} [having] @returns {Promise<any>} */
export function told(started, event, having = {}) {
  return started.until(
    (s) => events(s).find((e) => e.event === event && Object.entries(having).every(([key, value]) => e[key] === value)),
    `it told '${event}' ${JSON.stringify(having)}`,
  );
}

/** @param {Started} started @param {number} code */
export async function ends(started, code) {
  assert.equal((await started.exited).code, code, started.output);
  assert.doesNotMatch(started.output, /^\s+at |Exception in /m, 'a stack trace is no sentence');
}
