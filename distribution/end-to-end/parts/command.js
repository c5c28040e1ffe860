/** Commands of the bundle, run to their end as a person or a script runs them. */
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
