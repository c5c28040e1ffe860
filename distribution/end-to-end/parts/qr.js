/** QR connections of a hub: its users, and what it refuses them. */
import assert from 'node:assert/strict';

import { Client } from '../qr/client.js';
import { connect } from '../qr/meeting.js';
import { PROTOCOL } from '../qr/keys.js';
import { anotherAddress } from './relay.js';

/** @typedef {import('./hub.js').Hub} Hub */
/** @typedef {import('../relay/http.js').Answer} Answer */
/** @typedef {import('../relay/http.js').Place} Place */
/** @typedef {import('../qr/connection.js').Connection} Connection */
/** @typedef {{ alice: Client, bob: Client, alices: Connection, bobs: Connection }} Couple */

/** Accounts as a hub of a test has them, which no person looks after. */
export const OPEN = { 'qr-connection.accounts': 'open' };

export class Qr {
  /** @param {Hub} hub @param {number} port */
  constructor(hub, port) {
    this.hub = hub;
    this.port = port;
  }

  /** @param {Hub} hub @returns {Promise<Qr>} */
  static async of(hub) {
    return new Qr(hub, await hub.portOf(PROTOCOL));
  }

  /** @returns {Place} as somebody new sees it, from an address that has asked for nothing yet */
  get place() {
    return { port: this.port, from: anotherAddress() };
  }

  /** @param {ConstructorParameters<typeof Client>[1]} [who] @returns {Promise<Client>} with an account */
  client(who) {
    return Client.registered(this.place, who);
  }

  /** @returns {Promise<Couple>} who are connected */
  async couple() {
    const [alice, bob] = [await this.client(), await this.client()];
    const [alices, bobs] = await connect(alice, bob);
    return { alice, bob, alices, bobs };
  }
}

/**
 * Holds an answer to be a problem, as all of this protocol are.
 *
 * @param {Answer} answer
 * @param {number | readonly number[]} expected
 * @param {string | RegExp} [code]
 * @returns {any} the problem
 */
export function refusal({ status, headers, text, body }, expected, code = /./) {
  const wanted = [expected].flat();
  assert.ok(wanted.includes(status), `expected ${wanted}, not ${status} ${text}`);
  assert.match(headers['content-type'] ?? '', /^application\/problem\+json/, text);
  assert.equal(body.type, 'about:blank');
  assert.equal(body.status, status);
  assert.ok(body.title !== '' && body.detail !== '', text);
  if (typeof code === 'string') assert.equal(body.code, code, text);
  else assert.match(body.code, code, text);
  if (status === 429) assert.match(headers['retry-after'] ?? '', /^[1-9]\d*$/, text);
  return body;
}

/** The codes of who claims a pair id without its key. */
export const NOT_OWN = /^(not-yours|wrong-key)$/;

/** Holds a sync to be refused because the connection has ended. @param {Answer} answer */
export function refusedAsBroken(answer) {
  refusal(answer, 409, 'broken');
}

/** Holds both ends to work: what each says the other hears. @param {Couple} couple */
export async function assertConnected({ alice, bob, alices, bobs }) {
  await alice.say(alices, 'to Bob');
  await alice.settle();
  await bob.say(bobs, 'to Alice');
  await bob.settle();
  await alice.settle();
  assert.deepEqual([heard(bobs), heard(alices)], [['to Bob'], ['to Alice']]);
}

/** @param {Connection} connection @returns {string[]} the texts that came since this was asked last */
export function heard(connection) {
  return connection.heard.splice(0).map(({ text }) => text);
}
