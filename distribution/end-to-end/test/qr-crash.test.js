/**
 * The hub is killed while users of QR connections stand at each point of registering, initiating, confirming, sending,
 * acknowledging and breaking, and started again on the same data. What was answered is there, what was not is asked again with
 * the same bytes, and nothing is there twice or by half.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Hub } from '../parts/hub.js';
import { assertConnected, heard, OPEN, Qr, refusal, refusedAsBroken } from '../parts/qr.js';
import { Client, Refused } from '../qr/client.js';
import { OwnEnd } from '../qr/keys.js';
import { readKeyLine } from '../qr/lines.js';
import { invited } from '../qr/meeting.js';
import { HEADER, signature } from '../qr/request.js';
import { ask } from '../relay/http.js';

/** @typedef {import('../parts/qr.js').Couple} Couple */
/** @typedef {import('../qr/live.js').Live} Live */

/** @type {Hub} */
let hub;
/** @type {Qr} */
let qr;

/** @param {readonly Client[]} clients that were there before, back at the hub that was started again */
function back(...clients) {
  for (const { place } of clients) place.port = qr.port;
}

/** @param {number} count @param {number} [from] @returns {string[]} */
function lines(count, from = 0) {
  return Array.from({ length: count }, (_, i) => `line ${from + i}`);
}

/** Alice has let the hub sign, and Bob has not confirmed. */
class Meeting {
  /** @param {Client} alice @param {Client} bob @param {Awaited<ReturnType<typeof invited>>} parts */
  constructor(alice, bob, parts) {
    this.alice = alice;
    this.bob = bob;
    this.parts = parts;
    const { bobs, seen, invitation } = parts;
    this.bobs = bob.consider(bobs, seen.atBob, invitation);
    this.step = bob.confirming(bobs, invitation);
  }

  static async begun() {
    const [alice, bob] = [await qr.client(), await qr.client()];
    return new Meeting(alice, bob, await invited(alice, bob));
  }

  confirm() {
    return this.bob.confirm(this.bobs, this.parts.invitation, this.step);
  }

  /** Confirms with the same bytes, whatever came of it before. @returns {Promise<boolean>} true if it had been confirmed */
  async confirmsAgain() {
    try {
      await this.confirm();
      return false;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      assert.equal(error.status, 409, error.message);
      assert.match(error.problem.code, /^(used|repeated)$/);
      this.bob.confirmed(this.bobs, error.problem.connectionId);
      return true;
    }
  }

  /** Alice is told, once, of the connection that Bob has, and it works. */
  async works() {
    const { alice, bob, bobs, parts } = this;
    await alice.settle();
    assert.equal(parts.alices.id, bobs.id);
    assert.equal(typeof bobs.id, 'string');
    assert.equal(alice.messages.filter(({ subType }) => subType === 3).length, 1);
    await assertConnected({ alice, bob, alices: parts.alices, bobs });
  }
}

/** Alice, who speaks, and Bob, who hears. */
class Talk {
  /** @type {string[]} */
  said = [];
  /** @type {string[]} */
  heard = [];

  /** @param {Couple} couple */
  constructor({ alice, bob, alices, bobs }) {
    this.alice = alice;
    this.bob = bob;
    this.alices = alices;
    this.bobs = bobs;
  }

  static async begun() {
    return new Talk(await qr.couple());
  }

  /** @param {readonly string[]} texts that the next sync sends */
  async say(texts) {
    for (const text of texts) {
      this.said.push(text);
      await this.alice.say(this.alices, text);
    }
  }

  /** Bob hears all that Alice said, once and in order, and then nothing waits. */
  async works() {
    const { alice, bob, alices, bobs } = this;
    await this.say(['and now?']);
    await alice.settle();
    await bob.settle();
    this.heard.push(...heard(bobs));
    assert.deepEqual(this.heard, this.said);
    assert.deepEqual((await bob.sync({})).data, []);
    await assertConnected({ alice, bob, alices, bobs });
  }
}

/**
 * How far two users come. What `last` does is under way when the hub dies, and nobody knows what becomes of it.
 *
 * @typedef {{ go: () => Promise<any>, last?: (it: any) => Promise<unknown>, then: (it: any) => Promise<unknown> }} Point
 */

/** @type {Record<string, Point>} */
const POINTS = {
  'one has registered': {
    go: () => qr.client(),
    then: async (/** @type {Client} */ client) => {
      const id = client.accountId;
      const { status, body } = await client.register();
      assert.deepEqual([status, body.account_id, body.state], [200, id, 'active']);
      await client.sync();
    },
  },
  'one is registering': {
    go: async () => new Client(qr.place),
    last: (/** @type {Client} */ client) => client.register(),
    then: async (/** @type {Client} */ client) => {
      const told = client.accountId;
      await client.register();
      assert.ok(told === '' || told === client.accountId);
      await client.sync();
    },
  },
  'one is letting the hub sign': {
    go: async () => {
      const [alice, bob] = [await qr.client(), await qr.client()];
      const [own, bobs] = [new OwnEnd(), new OwnEnd()];
      const seen = {
        atBob: readKeyLine(alice.showFirst(own), 'first'),
        atAlice: readKeyLine(bob.showSecond(bobs), 'second'),
      };
      return { alice, bob, own, bobs, seen, step: alice.initiating(own, bobs.id), told: undefined };
    },
    last: async (it) => (it.told = await it.alice.initiate(it.own, it.seen.atAlice, it.step)),
    then: async ({ alice, bob, own, bobs, seen, step, told }) => {
      const invitation = await alice.initiate(own, seen.atAlice, step);
      if (told !== undefined) assert.deepEqual(invitation, told);
      const connection = bob.consider(bobs, seen.atBob, invitation);
      const alices = alice.expect(own, seen.atAlice);
      await bob.confirm(connection, invitation);
      await alice.settle();
      await assertConnected({ alice, bob, alices, bobs: connection });
    },
  },
  'one has let the hub sign': {
    go: () => Meeting.begun(),
    then: async (/** @type {Meeting} */ meeting) => {
      const { alice, parts } = meeting;
      assert.deepEqual(await alice.initiate(parts.own, parts.seen.atAlice, parts.step), parts.invitation);
      assert.equal(await meeting.confirmsAgain(), false);
      await meeting.works();
    },
  },
  'one is confirming': {
    go: () => Meeting.begun(),
    last: (/** @type {Meeting} */ meeting) => meeting.confirm(),
    then: async (/** @type {Meeting} */ meeting) => {
      const told = meeting.bobs.id;
      const was = await meeting.confirmsAgain();
      if (told !== undefined) assert.deepEqual([was, meeting.bobs.id], [true, told]);
      await meeting.works();
    },
  },
  'one has confirmed': {
    go: async () => {
      const meeting = await Meeting.begun();
      await meeting.confirm();
      return meeting;
    },
    then: async (/** @type {Meeting} */ meeting) => {
      const told = meeting.bobs.id;
      assert.equal(await meeting.confirmsAgain(), true);
      assert.equal(meeting.bobs.id, told);
      await meeting.works();
    },
  },
  'the other is being told': {
    go: async () => {
      const meeting = await Meeting.begun();
      await meeting.confirm();
      return meeting;
    },
    last: (/** @type {Meeting} */ meeting) => meeting.alice.settle(),
    then: (/** @type {Meeting} */ meeting) => meeting.works(),
  },
  'twenty packets are stored': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(lines(20));
      await talk.alice.sync();
      assert.equal(talk.alice.outbox.size, 0);
      return talk;
    },
    then: async (/** @type {Talk} */ talk) => {
      // Alice never comes back: what the hub took is the hub's to deliver.
      await talk.bob.settle();
      assert.deepEqual(heard(talk.bobs), talk.said);
    },
  },
  'packets are being sent': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(lines(20));
      return talk;
    },
    last: (/** @type {Talk} */ talk) => talk.alice.sync(),
    then: (/** @type {Talk} */ talk) => talk.works(),
  },
  'packets were stored, and are sent again with others': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(lines(10));
      const body = talk.alice.body;
      await talk.alice.sync(body);
      body.data.forEach((packet) => talk.alice.put(packet));
      await talk.say(lines(10, 10));
      return talk;
    },
    then: (/** @type {Talk} */ talk) => talk.works(),
  },
  'packets were delivered, and not acknowledged': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(lines(10));
      await talk.alice.sync();
      await talk.bob.sync();
      talk.heard.push(...heard(talk.bobs));
      assert.deepEqual(talk.heard, talk.said);
      return talk;
    },
    then: async (/** @type {Talk} */ talk) => {
      assert.equal((await talk.bob.sync({})).data.length, 10);
      await talk.works();
    },
  },
  'packets are being acknowledged': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(lines(10));
      await talk.alice.sync();
      await talk.bob.sync();
      return talk;
    },
    last: (/** @type {Talk} */ talk) => talk.bob.sync(),
    then: (/** @type {Talk} */ talk) => talk.works(),
  },
  'packets were acknowledged': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(lines(10));
      await talk.alice.sync();
      await talk.bob.settle();
      talk.heard.push(...heard(talk.bobs));
      return talk;
    },
    then: async (/** @type {Talk} */ talk) => {
      assert.deepEqual((await talk.bob.sync({})).data, []);
      await talk.works();
    },
  },
  'packets go by the live stream': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(lines(20));
      return { talk, streams: [await talk.alice.live(), await talk.bob.live()] };
    },
    last: async ({ talk, streams: [one, two] }) => {
      const hearing = talk.bob.until(two, () => (talk.bobs.heard.length >= 10 ? true : undefined));
      await Promise.allSettled([talk.alice.push(one), hearing]);
    },
    then: async ({ talk, streams }) => {
      for (const /** @type {Live} */ live of streams) await live.closed;
      back(talk.alice, talk.bob);
      await talk.works();
    },
  },
  'a connection was broken': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.say(['dropped']);
      await talk.alice.sync();
      await talk.alice.break(talk.alices.own.id);
      return talk;
    },
    then: (/** @type {Talk} */ talk) => isBroken(talk),
  },
  'a connection is being broken': {
    go: () => Talk.begun(),
    last: (/** @type {Talk} */ { alice, alices }) => alice.break(alices.own.id),
    then: async (/** @type {Talk} */ talk) => {
      const { status, text } = await talk.alice.post(`/qr/connections/${talk.alices.own.id}/break`);
      assert.ok([204, 404, 409].includes(status), `${status} ${text}`);
      await isBroken(talk);
    },
  },
  'a connection was paused': {
    go: async () => {
      const talk = await Talk.begun();
      await talk.alice.pause(talk.alices.own.id);
      return talk;
    },
    then: async (/** @type {Talk} */ talk) => {
      const data = [await talk.bobs.say('now?')];
      refusal(await talk.bob.post('/qr/sync', { data }), 409, 'paused');
      await talk.alice.resume(talk.alices.own.id);
      await talk.works();
    },
  },
  'a request was answered': {
    go: async () => {
      const client = await qr.client();
      const header = signature(client.caller, { method: 'POST', target: '/qr/sync', body: '{}' });
      assert.equal((await replay(client, header)).status, 200);
      return { client, header };
    },
    then: async ({ client, header }) => {
      back(client);
      refusal(await replay(client, header), 401, 'bad-nonce');
    },
  },
};

/** @param {Client} client @param {string} header */
function replay({ place }, header) {
  const headers = { 'Content-Type': 'application/json', [HEADER]: header };
  return ask(place, '/qr/sync', { method: 'POST', headers, body: '{}' });
}

/** @param {Talk} talk */
async function isBroken({ alice, bob, alices, bobs }) {
  await bob.settle();
  assert.equal(bobs.hasEnded, true);
  assert.equal(bob.messages.filter(({ subType }) => subType === 5).length, 1);
  assert.deepEqual(heard(bobs), []);
  for (const [client, connection] of /** @type {const} */ ([
    [alice, alices],
    [bob, bobs],
  ])) {
    const data = [await connection.say('hello?')];
    refusedAsBroken(await client.post('/qr/sync', { data }));
  }
}

/** @param {any} it what a point made @returns {Client[]} whoever is in it */
function clientsOf(it) {
  if (it instanceof Client) return [it];
  return [it.alice, it.bob].filter((each) => each instanceof Client);
}

/** @type {Map<string, any>} */
const reached = new Map();

before(async () => {
  hub = await Hub.start({ settings: OPEN });
  qr = await Qr.of(hub);
  for (const [point, { go }] of Object.entries(POINTS)) reached.set(point, await go());
  const underWay = Promise.allSettled(
    Object.entries(POINTS).map(async ([point, { last }]) => last?.(reached.get(point))),
  );
  await hub.kill();
  await underWay;
  hub = await hub.again();
  qr = await Qr.of(hub);
  for (const it of reached.values()) back(...clientsOf(it));
});
after(() => hub.stop());

describe('the hub was killed when', () => {
  for (const [point, { then }] of Object.entries(POINTS)) {
    test(`${point}, and nothing is lost, doubled or halved`, async () => {
      await then(reached.get(point));
    });
  }
});

test('fifty couples confirm while the hub is killed, and each is connected at both ends or at none', async () => {
  const meetings = [];
  for (let i = 0; i < 50; i++) meetings.push(await Meeting.begun());
  const [first, ...others] = meetings.map((meeting) => meeting.confirm());
  const settled = Promise.allSettled([first, ...others]);
  await first;
  await hub.kill();
  const answered = (await settled).map(({ status }) => status === 'fulfilled');
  hub = await hub.again();
  qr = await Qr.of(hub);
  for (const [i, meeting] of meetings.entries()) {
    back(meeting.alice, meeting.bob);
    const told = meeting.bobs.id;
    await meeting.alice.settle();
    const isThere = meeting.parts.alices.id !== undefined;
    if (answered[i]) assert.ok(isThere, 'what was answered is there');
    assert.equal(await meeting.confirmsAgain(), isThere);
    if (told !== undefined) assert.equal(meeting.bobs.id, told);
    await meeting.works();
  }
});

test('two speak on over one kill after the other', async () => {
  const talk = await Talk.begun();
  for (const round of [0, 1, 2]) {
    await talk.say(lines(10, round * 10));
    const sending = Promise.allSettled([talk.alice.sync(), talk.bob.sync()]);
    await hub.kill();
    await sending;
    talk.heard.push(...heard(talk.bobs));
    hub = await hub.again();
    qr = await Qr.of(hub);
    back(talk.alice, talk.bob);
    await talk.alice.sync();
    await talk.bob.sync();
    talk.heard.push(...heard(talk.bobs));
  }
  await talk.works();
});

test('the audit log is whole', async () => {
  assert.equal((await hub.admin.get('/audit/verification')).intact, true);
});
