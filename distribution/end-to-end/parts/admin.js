/** The admin API as a program uses it. Whatever it answers is held against the contract. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

import { contract } from './contract.js';

/**
 * @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, text: string, body: any }} Answer
 * @typedef {{ method?: string, headers?: import('node:http').OutgoingHttpHeaders, body?: string | Buffer | undefined, agent?: import('node:http').Agent }} Question
 */

/**
 * Sends a request with its path as it is written, and holds the answer against the contract.
 *
 * @param {string} origin
 * @param {string} path
 * @param {Question} [question]
 * @returns {Promise<Answer>}
 */
export async function ask(origin, path, { method = 'GET', headers = {}, body, agent } = {}) {
  const { hostname, port } = new URL(origin);
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const answer = await new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers: { ...length, ...headers }, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
  const isJson = /^application\/(problem\+)?json/.test(answer.headers['content-type'] ?? '');
  const whole = { ...answer, body: isJson && answer.text !== '' ? JSON.parse(answer.text) : undefined };
  contract.check(method, path, whole);
  return whole;
}

/** The API refused. */
export class Refused extends Error {
  /** @param {string} what @param {Answer} answer */
  constructor(what, { status, text, body }) {
    super(`${what}: ${status} ${text}`);
    this.status = status;
    /** @type {string | undefined} */
    this.code = body?.code;
  }
}

export class AdminApi {
  /** @param {string} origin @param {() => import('node:http').OutgoingHttpHeaders} credentials */
  constructor(origin, credentials) {
    this.origin = origin;
    this.credentials = credentials;
  }

  /** By the token of the hub's own machine, which is another after each start. @param {string} origin @param {string} file */
  static local(origin, file) {
    return new AdminApi(origin, () => ({ Authorization: `Bearer ${readFileSync(file, 'ascii')}` }));
  }

  /** @param {string} path below /api/v1 @param {Question} [question] @returns {Promise<Answer>} */
  ask(path, question = {}) {
    return ask(this.origin, `/api/v1${path}`, {
      ...question,
      headers: { ...this.credentials(), ...question.headers },
    });
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} what it answers with */
  async #want(method, path, body) {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const answer = await this.ask(path, { method, body: json, headers: { 'Content-Type': 'application/json' } });
    if (answer.status >= 400) throw new Refused(`${method} ${path}`, answer);
    return answer.body;
  }

  /** @param {string} path */
  get(path) {
    return this.#want('GET', path);
  }

  /** @param {string} path @param {unknown} body */
  post(path, body) {
    return this.#want('POST', path, body);
  }

  /** @param {string} path @param {unknown} body */
  put(path, body) {
    return this.#want('PUT', path, body);
  }

  /** @param {string} path */
  delete(path) {
    return this.#want('DELETE', path);
  }

  async hub() {
    return this.get('/hub');
  }

  /** @returns {Promise<any[]>} */
  async devices() {
    return (await this.get('/devices?limit=500')).items;
  }

  /** @param {string} address a device id of direct TCP @returns {Promise<any>} the device that has it, if one does */
  async deviceAt(address) {
    const found = (await this.get(`/devices?query=${address}`)).items;
    return found[0] === undefined ? undefined : this.get(`/devices/${found[0].id}`);
  }

  /** @returns {Promise<any[]>} */
  async questions() {
    return (await this.get('/questions')).items;
  }

  /** @param {any} question @param {'YES' | 'NO'} answer */
  async answer(question, answer) {
    await this.post(`/questions/${question.id}/answer`, { answer });
  }

  /** @returns {Promise<any[]>} */
  async audit() {
    return (await this.get('/audit?limit=500')).items;
  }

  /** @returns {Promise<News>} */
  listen() {
    return News.listen(this);
  }

  /**
   * Waits for something to become true of the hub: looked at first, and again whenever the hub has news.
   *
   * @template T
   * @param {() => Promise<T | undefined>} look
   * @returns {Promise<T>}
   */
  async until(look) {
    const news = await this.listen();
    try {
      for (;;) {
        const found = await look();
        if (found !== undefined) return found;
        await news.next();
      }
    } finally {
      news.close();
    }
  }

  /**
   * Waits for the question of a device.
   *
   * @param {string} address
   * @param {'CONTACT' | 'WORDS'} stage
   * @returns {Promise<any>}
   */
  question(address, stage) {
    return this.until(async () => (await this.questions()).find((q) => q.address === address && q.stage === stage));
  }

  /** @param {string} address @param {'CONTACT' | 'WORDS'} stage @param {'YES' | 'NO'} answer */
  async decide(address, stage, answer) {
    const question = await this.question(address, stage);
    await this.answer(question, answer);
    return question;
  }

  /** Waits for a device to be connected. @param {string} address @returns {Promise<any>} */
  connected(address) {
    return this.until(async () => {
      const detail = await this.deviceAt(address);
      return detail?.device.connected ? detail : undefined;
    });
  }

  /** Waits for a conversation to be over. @param {string} id @returns {Promise<any>} its flight record */
  ended(id) {
    return this.until(async () => {
      const flight = await this.get(`/conversations/${id}`);
      return flight.conversation.outcome === undefined ? undefined : flight;
    });
  }
}

/** The live events of a hub. */
export class News {
  #text = '';
  /** @type {{ event: string, data: any }[]} */
  #events = [];
  /** @type {(() => void)[]} */
  #waiting = [];
  #over = false;

  /** @param {import('node:http').IncomingMessage} response */
  constructor(response) {
    this.response = response;
    response.setEncoding('utf8');
    response.on('data', (chunk) => this.#take(chunk));
    response.on('error', () => undefined);
    response.on('close', () => {
      this.#over = true;
      this.#wake();
    });
  }

  /** @param {AdminApi} api @returns {Promise<News>} that hears everything from now on */
  static async listen(api) {
    const { hostname, port } = new URL(api.origin);
    /** @type {import('node:http').IncomingMessage} */
    const response = await new Promise((resolve, reject) => {
      request({ hostname, port, path: '/api/v1/events', headers: api.credentials(), agent: false }, resolve)
        .on('error', reject)
        .end();
    });
    if (response.statusCode !== 200) throw new Error(`the live events answer ${response.statusCode}`);
    const news = new News(response);
    await news.next('hello');
    return news;
  }

  /** @param {string} [name] only of this name @returns {Promise<{ event: string, data: any }>} */
  async next(name) {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined && (name === undefined || event.event === name)) return event;
      if (event === undefined) {
        if (this.#over) throw new Error('the live events ended');
        await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
      }
    }
  }

  close() {
    this.response.destroy();
  }

  /** @param {string} chunk */
  #take(chunk) {
    this.#text += chunk;
    const whole = this.#text.split('\n\n');
    this.#text = whole.pop() ?? '';
    for (const block of whole) {
      const [, event = '', data = ''] = /^event: (\S+)\ndata: (.*)$/.exec(block) ?? [];
      const parsed = JSON.parse(data);
      contract.checkNews(parsed);
      this.#events.push({ event, data: parsed });
    }
    this.#wake();
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
