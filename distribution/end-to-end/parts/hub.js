/** A real hub: the bundle's own script, started in the foreground as a person would. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';

import { AdminApi } from './admin.js';
import { BUNDLE, freshFolder } from './places.js';
import { Started } from './process.js';

/** @typedef {{ data?: string, settings?: Record<string, string>, bundle?: string, env?: NodeJS.ProcessEnv }} HubOptions */

/** As much of a log as an error message bears. */
const TAIL = 60;

/**
 * The environment of everything that is started from the bundle. A start takes half the CPU without the second compiler, and
 * tests start many.
 *
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(more = {}) {
  const { HANDFAST_DATA, HANDFAST_DEVICE, ...rest } = process.env;
  return {
    ...rest,
    HANDFAST_START_CACHE: 'off',
    HANDFAST_JAVA_OPTS: '-XX:TieredStopAtLevel=1',
    ...more,
  };
}

/** @param {string} [bundle] @returns {string} its script */
export function script(bundle = BUNDLE) {
  return join(bundle, 'bin/handfast');
}

/** @param {Record<string, string>} settings @returns {string[]} any free ports, and nothing said to the network of this machine, unless they say otherwise */
export function startArguments(data = '', settings = {}) {
  const ports = ['admin.port', 'direct-tcp.port', 'http.port', 'chat-join.port', 'libp2p.port'];
  const all = { ...Object.fromEntries(ports.map((port) => [port, '0'])), 'libp2p.mdns': 'false', ...settings };
  return ['start', '--data', data, ...Object.entries(all).flatMap(([key, value]) => ['--set', `${key}=${value}`])];
}

export class Hub {
  /** @type {RegExp[]} */
  #expected = [];

  /**
   * @param {Started} started
   * @param {Required<HubOptions>} options
   */
  constructor(started, options) {
    this.process = started;
    this.options = options;
    const { stdout } = started;
    this.data = options.data;
    this.banner = stdout;
    this.origin = find(stdout, /^ {2}Console +(http:\/\/\S+)\/$/m);
    this.devicePort = Number(find(stdout, /^ {2}Direct TCP +port (\d+)$/m));
    /** Undefined once a password is chosen. */
    this.setUpLink = /^ {2}(http:\S+\/setup#token=\S+)$/m.exec(stdout)?.[1];
    this.admin = AdminApi.local(this.origin, join(this.data, 'run/admin.token'));
  }

  /**
   * Starts a hub and waits until it says that it is ready.
   *
   * @param {HubOptions} [options]
   * @returns {Promise<Hub>}
   */
  static async start(options = {}) {
    const all = { data: options.data ?? freshFolder('data'), settings: {}, bundle: BUNDLE, env: {}, ...options };
    const started = new Started(script(all.bundle), startArguments(all.data, all.settings), {
      env: environment(all.env),
    });
    try {
      await started.until((p) => p.stdout.includes('Ctrl-C stops the hub.') || undefined, 'it was ready');
    } catch (error) {
      throw new Error(`${/** @type {Error} */ (error).message}\n${tail(logOf(all.data))}`);
    }
    return new Hub(started, all);
  }

  get pid() {
    return this.process.pid;
  }

  /** @param {string} protocol @returns {Promise<number>} where devices find it */
  async portOf(protocol) {
    const { listeners } = await this.admin.hub();
    const its = listeners.find((/** @type {any} */ listener) => listener.protocol === protocol);
    if (its === undefined) throw new Error(`nobody listens for ${protocol}: ${JSON.stringify(listeners)}`);
    return its.port;
  }

  /** Everything it has logged on this data folder. */
  get log() {
    return logOf(this.data);
  }

  /** Lines with this are a test's own doing. @param {RegExp} line */
  expectInLog(line) {
    this.#expected.push(line);
  }

  /** Fails if the log has anything in it that nobody asked for: errors, stack traces, secrets. */
  assertQuiet() {
    const unexpected = [...this.log.split('\n'), ...this.process.stderr.split('\n')].filter(
      (line) => isAlarming(line) && !this.#expected.some((expected) => expected.test(line)),
    );
    assert.deepEqual(unexpected, [], `the log of ${this.data} has what nobody expected:\n${tail(this.log)}`);
  }

  /** Stops it as Ctrl-C or a service manager does, and looks at what it logged. */
  async stop() {
    const { code, signal } = await this.process.end('SIGTERM');
    assert.equal(
      signal ?? code,
      143,
      `it was stopped, and ended otherwise:\n${this.process.output}\n${tail(this.log)}`,
    );
    this.assertQuiet();
  }

  /** Kills it, as if somebody had pulled the plug on the process. */
  async kill() {
    await this.process.end('SIGKILL');
    this.assertQuiet();
  }

  /** Starts it again on the same data. @param {Partial<HubOptions>} [changed] @returns {Promise<Hub>} */
  async again(changed = {}) {
    const hub = await Hub.start({ ...this.options, ...changed });
    this.#expected.forEach((line) => hub.expectInLog(line));
    return hub;
  }
}

/** @param {string} text @param {RegExp} pattern @returns {string} its first group */
function find(text, pattern) {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`there is no ${pattern} in what the hub said:\n${text}`);
  return found;
}

/** @param {string} data @returns {string} */
function logOf(data) {
  const file = join(data, 'logs/handfast.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** @param {string} log @returns {string} */
function tail(log) {
  return log.split('\n').slice(-TAIL).join('\n');
}

/** What Payara says at every start, and no hub can help. */
const PAYARAS_OWN = /registered the JDBC driver \[\S+\] but failed to unregister it/;

/** @param {string} line @returns {boolean} */
function isAlarming(line) {
  return (
    !PAYARAS_OWN.test(line) &&
    (/^\S+ (WARNING|SEVERE) /.test(line) || /^\s+at [\w.$/]+\(/.test(line) || /^(Caused by: |Exception in )/.test(line))
  );
}
