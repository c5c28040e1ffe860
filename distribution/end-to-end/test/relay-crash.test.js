/**
 * The hub is killed while users of its relay stand at each point of registering, exchanging, storing, delivering and
 * acknowledging, and started again on the same data. What was acknowledged is there, what was not is said again, everything
 * comes in order, and what comes twice is known by its id.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Hub } from '../parts/hub.js';
import { Relay } from '../parts/relay.js';
import { Client, exchange } from '../relay/client.js';
import { register } from '../relay/http.js';
import { User } from '../relay/keys.js';

/** @typedef {import('../relay/http.js').Place} Place */
/** @typedef {import('../relay/session.js').Session} Session */

/** @type {Hub} */
let hub;
/** @type {Relay} */
let relay;

/** A client that was there before, back at the hub that was started again. @param {Client} client */
async function back(client) {
  client.place.port = relay.port;
  await client.connect();
  client.resend();
}

/** @param {number} count @param {number} [from] @returns {string[]} */
function lines(count, from = 0) {
  return Array.from({ length: count }, (_, i) => `line ${from + i}`);
}

/** @param {Client} client waits until the relay has accepted all that it said */
async function allAccepted(client) {
  for (const id of client.outbox.keys()) await client.accepted(id);
}

/** Alice, who begins, and Bob. */
class Couple {
  /** @type {string[]} what Alice said */
  said = [];
  /** @type {string[]} what Bob heard */
  heard = [];
  /** @type {import('../relay/session.js').Initiator | undefined} */
  initiator;
  /** @type {import('../relay/frames.js').Frame | undefined} */
  asked;
  /** @type {Session | undefined} */
  alices;
  /** @type {Session | undefined} */
  bobs;

  /** @param {Client} alice @param {Client} bob */
  constructor(alice, bob) {
    this.alice = alice;
    this.bob = bob;
  }

  /** Both are registered, Alice is connected. */
  static async apart() {
    const [alice, bob] = [await relay.client(), new Client(relay.place)];
    await bob.register();
    return new Couple(alice, bob);
  }

  /** Both are connected. */
  static async together() {
    return new Couple(await relay.client(), await relay.client());
  }

  /** Both have the same keys. */
  static async paired() {
    const couple = await Couple.together();
    [couple.alices, couple.bobs] = await exchange(couple.alice, couple.bob);
    return couple;
  }

  /** Alice asks. */
  ask() {
    this.initiator = this.alice.begin(this.bob.code);
  }

  /** Bob has been asked. @param {{ acknowledge: boolean }} how */
  async hearAsked(how) {
    this.asked = await this.bob.hear('key_exchange', how);
  }

  /** @param {readonly string[]} texts */
  say(texts) {
    for (const text of texts) {
      this.said.push(text);
      this.alice.say(/** @type {Session} */ (this.alices), text);
    }
  }

  /** @param {number} count */
  async listen(count) {
    while (count-- > 0) this.heard.push(await this.bob.listen(/** @type {Session} */ (this.bobs)));
  }

  /** Whatever came of the exchange so far, it comes to an end now that both are back, and then they speak. */
  async finishesExchange() {
    await Promise.all([back(this.alice), back(this.bob)]);
    // What was acknowledged before is not said again, and what was said before is not heard again.
    this.asked ??= await this.bob.hear('key_exchange');
    this.bobs ??= await this.bob.answer(this.asked);
    const answer = await this.alice.hear('key_exchange_ack');
    this.alices = await this.alice.finish(/** @type {any} */ (this.initiator), answer);
    this.alice.confirm(this.alices);
    this.bob.confirm(this.bobs);
    this.bobs.takeConfirmation((await this.bob.hear('key_confirm')).payload);
    this.alices.takeConfirmation((await this.alice.hear('key_confirm')).payload);
    assert.deepEqual(this.alices.comparison, this.bobs.comparison);
    await this.speaks();
  }

  /** Bob hears all that Alice said, once and in order, and what she says next. */
  async finishesListening() {
    await Promise.all([back(this.alice), back(this.bob)]);
    await this.speaks();
  }

  async speaks() {
    this.say(['and now?']);
    await this.listen(this.said.length - this.heard.length);
    assert.deepEqual(this.heard, this.said);
    await allAccepted(this.alice);
    await Promise.all([this.alice.close(), this.bob.close()]);
  }
}

/**
 * How far two users come. What `last` sends is on its way when the hub dies, and nobody knows whether it arrives.
 *
 * @type {Record<string, { go: () => Promise<Couple>, last?: (couple: Couple) => unknown, then: (couple: Couple) => Promise<unknown> }>}
 */
const POINTS = {
  'one is connected': { go: () => Couple.apart(), then: begins },
  'one is asking': {
    go: () => Couple.apart(),
    last: (couple) => couple.ask(),
    then: (couple) => couple.finishesExchange(),
  },
  'one has asked': {
    go: async () => {
      const couple = await Couple.apart();
      couple.ask();
      await allAccepted(couple.alice);
      return couple;
    },
    then: async (couple) => {
      assert.equal(couple.alice.outbox.size, 0);
      await couple.finishesExchange();
    },
  },
  'one is being asked': {
    go: () => Couple.together(),
    last: (couple) => couple.ask(),
    then: (couple) => couple.finishesExchange(),
  },
  'one was asked, and has not acknowledged it': {
    go: () => wasAsked({ acknowledge: false }),
    then: (couple) => couple.finishesExchange(),
  },
  'one is acknowledging that it was asked': {
    go: () => wasAsked({ acknowledge: false }),
    last: ({ bob, asked }) => bob.acknowledge(/** @type {any} */ (asked)),
    then: (couple) => couple.finishesExchange(),
  },
  'one is answering': {
    go: () => wasAsked({ acknowledge: true }),
    last: async (couple) => (couple.bobs = await couple.bob.answer(/** @type {any} */ (couple.asked))),
    then: (couple) => couple.finishesExchange(),
  },
  'one has answered, and the other is away': {
    go: async () => {
      const couple = await wasAsked({ acknowledge: true });
      await allAccepted(couple.alice);
      await couple.alice.close();
      couple.bobs = await couple.bob.answer(/** @type {any} */ (couple.asked));
      await allAccepted(couple.bob);
      return couple;
    },
    then: async (couple) => {
      assert.equal(couple.bob.outbox.size, 0);
      await couple.finishesExchange();
    },
  },
  'both have the same keys': { go: () => Couple.paired(), then: (couple) => couple.finishesListening() },
  'twenty messages wait': {
    go: async () => {
      const couple = await Couple.paired();
      await couple.bob.close();
      couple.say(lines(20));
      await allAccepted(couple.alice);
      return couple;
    },
    then: async (couple) => {
      assert.equal(couple.alice.outbox.size, 0);
      // Alice never comes back: what the hub accepted is the hub's to deliver.
      couple.bob.place.port = relay.port;
      await couple.bob.connect();
      await couple.listen(20);
      assert.deepEqual(couple.heard, couple.said);
      await couple.bob.close();
    },
  },
  'messages are on their way to one who is not there': {
    go: async () => {
      const couple = await Couple.paired();
      await couple.bob.close();
      couple.say(lines(10));
      await allAccepted(couple.alice);
      return couple;
    },
    last: (couple) => couple.say(lines(30, 10)),
    then: (couple) => couple.finishesListening(),
  },
  'messages are on their way to one who listens': {
    go: async () => {
      const couple = await Couple.paired();
      couple.say(lines(10));
      await couple.listen(10);
      return couple;
    },
    last: (couple) => couple.say(lines(30, 10)),
    then: (couple) => couple.finishesListening(),
  },
  'messages were heard, and not acknowledged': {
    go: async () => {
      const couple = await Couple.paired();
      couple.say(lines(10));
      for (const _ of lines(10)) {
        const { payload } = await couple.bob.hear('message', { acknowledge: false });
        couple.heard.push(/** @type {Session} */ (couple.bobs).open(payload));
      }
      return couple;
    },
    then: (couple) => couple.finishesListening(),
  },
  'messages that waited are being delivered': {
    go: async () => {
      const couple = await Couple.paired();
      await couple.bob.close();
      couple.say(lines(30));
      await allAccepted(couple.alice);
      return couple;
    },
    last: async (couple) => {
      await couple.bob.connect();
      await couple.listen(15);
    },
    then: (couple) => couple.finishesListening(),
  },
  'a pairing was revoked, and nobody was there': {
    go: async () => {
      const couple = await Couple.paired();
      await relay.paired(couple.alice, couple.bob);
      await Promise.all([couple.alice.close(), couple.bob.close()]);
      await relay.revoke(couple.alice, couple.bob);
      return couple;
    },
    then: areTold,
  },
  'a pairing is being revoked': {
    go: async () => {
      const couple = await Couple.paired();
      await relay.paired(couple.alice, couple.bob);
      await Promise.all([couple.alice.close(), couple.bob.close()]);
      return couple;
    },
    last: ({ alice, bob }) => relay.revoke(alice, bob),
    then: async (couple) => {
      const stands = await relay.pairing(couple.alice, couple.bob);
      await (stands === undefined ? areTold(couple) : couple.finishesListening());
    },
  },
};

/** @param {Couple} couple */
async function begins(couple) {
  couple.alice.place.port = relay.port;
  await couple.alice.connect();
  couple.ask();
  await allAccepted(couple.alice);
  await couple.alice.close();
  await couple.finishesExchange();
}

/** @param {{ acknowledge: boolean }} how */
async function wasAsked(how) {
  const couple = await Couple.together();
  couple.ask();
  await couple.hearAsked(how);
  return couple;
}

/** @param {Couple} couple */
async function areTold({ alice, bob }) {
  for (const [one, other] of /** @type {const} */ ([
    [alice, bob],
    [bob, alice],
  ])) {
    one.place.port = relay.port;
    await one.connect();
    assert.ok(JSON.stringify((await one.hearServer('pairing_revoked')).payload).includes(other.code));
    await one.close();
  }
  assert.equal(await relay.pairing(alice, bob), undefined);
}

/** Of users who registered: with what, and what they were told, if they were. */
const registered = Array.from({ length: 40 }, () => ({ user: new User(), told: /** @type {any} */ (undefined) }));
/** @type {Map<string, Couple>} */
const couples = new Map();

before(async () => {
  hub = await Hub.start();
  relay = await Relay.of(hub);
  for (const [point, { go }] of Object.entries(POINTS)) couples.set(point, await go());
  for (const each of registered.slice(0, 20)) each.told = (await register(relay.place, each.user.registration)).body;

  const { place } = relay;
  const registering = registered.slice(20).map(async (each) => {
    each.told = (await register(place, each.user.registration)).body;
  });
  const underWay = Promise.allSettled([
    ...registering,
    ...Object.entries(POINTS).map(async ([point, { last }]) => last?.(/** @type {Couple} */ (couples.get(point)))),
  ]);
  await hub.kill();
  await underWay;
  for (const { alice, bob } of couples.values()) {
    for (const client of [alice, bob]) if (client.isConnected) await client.socket.closed;
  }
  hub = await hub.again();
  relay = await Relay.of(hub);
});
after(() => hub.stop());

test('after the hub was killed, everybody who was given a code has it, and nobody has two', async () => {
  assert.ok(registered.filter(({ told }) => told !== undefined).length >= 20);
  for (const { user, told } of registered) {
    const { status, body } = await register(relay.place, user.registration);
    assert.equal(status, 200);
    if (told !== undefined) assert.deepEqual(body, told);
    assert.deepEqual((await register(relay.place, user.registration)).body, body);
  }
});

describe('the hub was killed when', () => {
  for (const [point, { then }] of Object.entries(POINTS)) {
    test(`${point}, and nothing is lost, doubled or out of order`, async () => {
      await then(/** @type {Couple} */ (couples.get(point)));
    });
  }
});

test('what was signed before the hub was started is to be said anew', async () => {
  const couple = await Couple.paired();
  const { alice, bob, alices } = couple;
  await bob.close();
  const { id, recipient } = { id: 'from-before', recipient: bob.code };
  const message = { type: 'message', payload: /** @type {Session} */ (alices).seal('too early') };
  const early = alice.sign({ sender: alice.code, recipient, id, at: new Date().toISOString(), message });
  await hub.kill();
  hub = await hub.again();
  relay = await Relay.of(hub);
  await back(alice);
  alice.socket.send(early);
  assert.equal(await alice.complaint(), 'retry');
  alice.socket.send(alice.sign({ sender: alice.code, recipient, id, at: new Date().toISOString(), message }));
  await back(bob);
  assert.equal(await bob.listen(/** @type {Session} */ (couple.bobs)), 'too early');
  await Promise.all([alice.close(), bob.close()]);
});

test('a conversation goes on over one kill after the other', async () => {
  const couple = await Couple.paired();
  for (const round of [0, 1, 2]) {
    couple.say(lines(20, round * 20));
    await couple.listen(round * 20 + 7 - couple.heard.length);
    await hub.kill();
    hub = await hub.again();
    relay = await Relay.of(hub);
    await Promise.all([back(couple.alice), back(couple.bob)]);
  }
  await couple.speaks();
});

test('the audit log is whole', async () => {
  assert.equal((await hub.admin.get('/audit/verification')).intact, true);
});
