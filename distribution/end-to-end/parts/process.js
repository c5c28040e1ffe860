/** A process that a test started: what it said so far, and how it ended. Nothing here waits for time to pass. */
import { spawn } from 'node:child_process';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Whatever a test left running goes with the tests. */
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => process.exit(1));

/** Kills what a test that failed left running, which would keep its file from ending. */
export function killTheRest() {
  running.forEach((child) => child.kill('SIGKILL'));
}

export class Started {
  stdout = '';
  stderr = '';
  /** @type {Exit | undefined} */
  exit;
  /** @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [how]
   */
  constructor(command, args, { cwd, env } = {}) {
    this.what = [command.replace(/^.*\//, ''), ...args].join(' ');
    this.child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(this.child);
    this.child.stdout.setEncoding('utf8').on('data', (text) => {
      this.stdout += text;
      this.#wake();
    });
    this.child.stderr.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
      this.#wake();
    });
    this.child.stdin.on('error', () => undefined);
    /** @type {Promise<Exit>} */
    this.exited = new Promise((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (code, signal) => {
        running.delete(this.child);
        this.exit = { code, signal };
        this.#wake();
        resolve(this.exit);
      });
    });
  }

  get pid() {
    if (this.child.pid === undefined) throw new Error(`${this.what} did not start`);
    return this.child.pid;
  }

  /** Everything it said. */
  get output() {
    return `${this.stdout}${this.stderr}`;
  }

  /**
   * Waits until it has said enough.
   *
   * @template T
   * @param {(process: this) => T | undefined} enough looked at after each word of its
   * @param {string} what that is
   * @returns {Promise<T>}
   * @throws {Error} with its words if it ends before
   */
  async until(enough, what) {
    for (;;) {
      const found = enough(this);
      if (found !== undefined) return found;
      if (this.exit !== undefined) {
        const { code, signal } = this.exit;
        throw new Error(`${this.what} ended (${signal ?? code}) before ${what}:\n${this.output}`);
      }
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    }
  }

  /** Says something to it. @param {string} line */
  type(line) {
    this.child.stdin.write(`${line}\n`);
  }

  /** @param {NodeJS.Signals} signal @returns {Promise<Exit>} how it ended */
  async end(signal) {
    if (this.exit === undefined) process.kill(this.pid, signal);
    return this.exited;
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
