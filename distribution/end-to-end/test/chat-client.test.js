/** Clients of chats with each other, in a room of the test's own, that may lie to them; and what they refuse. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as boxes from '../chat/boxes.js';
import * as broadcasts from '../chat/broadcasts.js';
import { Channel } from '../chat/channel.js';
import { Identity, Trust } from '../chat/identity.js';
import { Peer } from '../chat/peer.js';
import { prove } from '../chat/proof.js';
import { sessionKey, step3, step5 } from '../chat/steps.js';
import { REAL } from '../chat/tools.js';
import { b64u } from '../qr/bytes.js';
import { Agreement } from '../relay/keys.js';

const HUB = new Agreement();
const KNOWN = { hubId: '5e'.repeat(32), key: HUB.publicKey };
const ROOM = 'garden';
const WHERE = { hubId: KNOWN.hubId, room: ROOM };

/** Seconds of a test's own. */
class Clock {
  at = 1_800_000_000_000;
  tools = { ...REAL, now: () => this.at };

  /** @param {number} seconds */
  pass(seconds) {
    this.at += seconds * 1000;
  }
}

/** A way to the room. */
class Way extends Channel {
  /** @param {Room} room */
  constructor(room) {
    super();
    this.room = room;
  }

  /** @override @param {string} text */
  sendText(text) {
    if (this.ended === undefined) this.room.take(this, JSON.parse(text));
  }

  /** @override */
  hangUp() {
    if (this.ended !== undefined) return;
    this.over({ code: 1000, reason: '' });
    this.room.gone(this);
  }

  /** @param {any} frame */
  tell(frame) {
    this.came(JSON.stringify(frame));
  }
}

/** As much of a hub as members need, which believes everything. */
class Room {
  /** @type {{ id: string, key: string, way: Way }[]} */
  members = [];
  /** @type {{ id: string, key: string, way: Way, asked: string[] }[]} */
  newcomers = [];
  /** @type {any[]} what was said to it, and by whom */
  said = [];
  epoch = 1;
  ordered = 1;
  /** @type {((frame: any, from: string) => boolean) | undefined} true if the test deals with the frame */
  intercept;

  /** @param {Peer} peer @returns {Peer} that has come to the room */
  enter(peer) {
    peer.enter(new Way(this), KNOWN, ROOM);
    return peer;
  }

  /** @param {any} frame */
  tellAll(frame) {
    for (const { way } of this.members) way.tell(frame);
  }

  /** @param {string} id @returns {Way} */
  wayOf(id) {
    const found = [...this.members, ...this.newcomers].find((each) => each.id === id);
    assert.ok(found !== undefined, `${id} is not here`);
    return found.way;
  }

  get ids() {
    return this.members.map(({ id }) => id);
  }

  /** @param {Way} way @param {any} frame */
  take(way, frame) {
    const from = [...this.members, ...this.newcomers].find((each) => each.way === way)?.id ?? '';
    this.said.push({ ...frame, from });
    if (this.intercept?.(frame, from)) return;
    switch (frame.type) {
      case 'identity':
        return this.#meet(way, frame);
      case 'nack':
        return this.#ask(frame.identity);
      case 'relay':
        return this.wayOf(frame.to).tell({ type: 'relay', from, box: frame.box });
      case 'add_user':
        return this.#add(from, frame);
      case 'broadcast':
        for (const { id, way: other } of this.members) if (id !== from) other.tell({ ...frame, from });
    }
  }

  /** @param {Way} way */
  gone(way) {
    const member = this.members.find((each) => each.way === way);
    if (member !== undefined) this.leave(member.id, 'left');
  }

  /** @param {Way} way @param {any} frame */
  #meet(way, { identity: id, public_key: key }) {
    if (this.members.length === 0) {
      this.members.push({ id, key, way });
      return way.tell({ type: 'ack', members: 1 });
    }
    this.newcomers.push({ id, key, way, asked: [] });
    this.#ask(id);
  }

  /** @param {string} id of a newcomer */
  #ask(id) {
    const newcomer = this.newcomers.find((each) => each.id === id);
    const next = this.members.find((member) => !newcomer?.asked.includes(member.id));
    if (next === undefined) {
      newcomer?.way.tell({ type: 'nack', reason: 'nobody here knows you', code: 'unknown_here' });
      newcomer?.way.over({ code: 1000, reason: '' });
      return;
    }
    newcomer?.asked.push(next.id);
    next.way.tell({ type: 'new_user', identity: id });
  }

  /** @param {string} by @param {any} frame */
  #add(by, { identity, epoch, public_key }) {
    if (epoch !== this.epoch) {
      return this.wayOf(by).tell({ type: 'error', code: 'stale_epoch', detail: 'too old', epoch: this.epoch });
    }
    const found = this.newcomers.find((each) => each.id === identity);
    assert.ok(found !== undefined);
    this.newcomers = this.newcomers.filter((each) => each !== found);
    this.members.push(found);
    this.tellAll({ type: 'user_added', identity, by, epoch, members: this.ids, public_key });
  }

  /** @param {string} id @param {string} reason */
  leave(id, reason) {
    this.members = this.members.filter((member) => member.id !== id);
    this.tellAll({ type: 'user_left', identity: id, reason });
    if (this.members.length > 0) this.order();
  }

  /** @param {string | undefined} [by] */
  order(by = this.ids[0]) {
    this.epoch++;
    this.tellAll({ type: 'rekey', epoch: this.epoch, by, members: this.ids });
  }
}

/** @param {readonly string[]} names @param {Partial<ConstructorParameters<typeof Peer>[0]>} [how] @returns {Peer[]} who trust each other */
function friends(names, how) {
  const peers = names.map((name) => new Peer({ name, ...how }));
  for (const peer of peers) for (const other of peers) if (other !== peer) peer.trust.add(other.line);
  return peers;
}

/** @param {Room} room @param {readonly Peer[]} peers who come one after the other */
async function enter(room, ...peers) {
  for (const peer of peers) {
    await room.enter(peer).joined();
    for (const other of peers.slice(0, peers.indexOf(peer))) {
      await other.until(() => other.names.get(peer.id) === peer.name, `a greeting of ${peer.name}`);
    }
  }
}

/** @param {Partial<ConstructorParameters<typeof Peer>[0]>} [how] */
async function three(how) {
  const room = new Room();
  const [ada, bob, eve] = friends(['Ada', 'Bob', 'Eve'], how);
  assert.ok(ada !== undefined && bob !== undefined && eve !== undefined);
  await enter(room, ada, bob, eve);
  return { room, ada, bob, eve };
}

/** @param {readonly Peer[]} peers of whom each hears what each other says, with no warnings */
async function talk(...peers) {
  for (const speaker of peers) {
    speaker.say(`this is ${speaker.name}`);
    for (const peer of peers) if (peer !== speaker) assert.equal((await peer.hears()).text, `this is ${speaker.name}`);
  }
  for (const peer of peers) assert.deepEqual([peer.warnings, peer.errors], [[], []], peer.name);
}

/** @param {Peer} peer @param {RegExp} warning that it has made, and nothing else */
async function warned(peer, warning) {
  await peer.until(() => peer.warnings.length > 0, `a warning ${warning}`);
  assert.equal(peer.warnings.length, 1, `${peer}`);
  assert.match(peer.warnings.splice(0)[0] ?? '', warning);
}

/** @param {Peer} peer @param {RegExp} fault for which it leaves */
async function leaves(peer, fault) {
  await peer.running;
  assert.equal(peer.state, 'gone');
  assert.match(peer.fault?.message ?? '', fault);
}

describe('a room', () => {
  test('of three is one in which all hear each other, and have one roster', async () => {
    const { ada, bob, eve } = await three();
    for (const peer of [ada, bob, eve]) assert.deepEqual(peer.roster.members, [ada.id, bob.id, eve.id]);
    await talk(ada, bob, eve);
    assert.deepEqual([...eve.roster.parties.keys()].sort(), [ada.id, bob.id, eve.id].sort());
  });

  test('shows the same words to who came and who vouched', async () => {
    const { ada, bob, eve } = await three();
    for (const peer of [bob, eve]) {
      assert.deepEqual(peer.compared.get(ada.id), ada.compared.get(peer.id));
      assert.equal(peer.compared.get(ada.id)?.words.length, 4);
    }
    assert.notDeepEqual(ada.compared.get(bob.id), ada.compared.get(eve.id));
  });

  test('asks the next member where one does not know the newcomer', async () => {
    const { room, ada, bob } = await three();
    const zoe = new Peer({ name: 'Zoe', trust: new Trust(ada.line, bob.line) });
    bob.trust.add(zoe.line);
    await room.enter(zoe).joined();
    assert.ok(zoe.compared.has(bob.id) && !zoe.compared.has(ada.id));
    await bob.until(() => bob.names.has(zoe.id), 'a greeting');
    await talk(ada, bob, zoe);
  });

  test('has nobody whom nobody knows', async () => {
    const { room, ada } = await three();
    const zoe = room.enter(new Peer({ trust: new Trust(ada.line) }));
    await zoe.running;
    assert.equal(zoe.turnedAway?.code, 'unknown_here');
  });

  test('makes a new key when somebody leaves, which who left cannot read', async () => {
    const { room, ada, bob, eve } = await three();
    await eve.hangUp();
    await Promise.all([ada.joined(2), bob.joined(2)]);
    await talk(ada, bob);
    const said = room.said.filter(({ type, epoch }) => type === 'broadcast' && epoch === 2);
    assert.equal(said.length, 2);
    const { key } = eve.epochs.current ?? {};
    assert.ok(key !== undefined);
    for (const { epoch, seq, from, box } of said) {
      assert.throws(() => broadcasts.open(key, { room: ROOM, epoch, seq, from }, box));
    }
  });

  test('whose oldest member leaves has its key from the next', async () => {
    const { ada, bob, eve } = await three();
    await ada.hangUp();
    await Promise.all([bob.joined(2), eve.joined(2)]);
    assert.deepEqual(
      bob.orders.map(({ by }) => by),
      [bob.id],
    );
    await talk(bob, eve);
  });

  test('gives a newcomer the newer key, if there is one by the time that it is added', async () => {
    const { room, ada, bob, eve } = await three();
    const zoe = new Peer({ name: 'Zoe', trust: new Trust(ada.line) });
    ada.trust.add(zoe.line);
    room.intercept = ({ type }) => {
      if (type !== 'add_user') return false;
      room.intercept = undefined;
      room.order(bob.id);
      return false;
    };
    await room.enter(zoe).joined(2);
    assert.equal(zoe.epochs.current?.epoch, 2);
    await ada.until(() => ada.names.has(zoe.id), 'a greeting');
    assert.deepEqual(
      ada.errors.splice(0).map(({ code }) => code),
      ['stale_epoch'],
    );
    await talk(ada, bob, eve, zoe);
  });
});

describe('a newcomer', () => {
  test('leaves if it does not know who greets it', async () => {
    const { room, ada } = await three();
    const zoe = new Peer({ name: 'Zoe' });
    ada.trust.add(zoe.line);
    room.enter(zoe);
    await leaves(zoe, /is not known here/);
  });

  test('gives its proof to its own hub alone, once, and if it offered one', async () => {
    for (const [hub, proves, times] of /** @type {const} */ ([
      [HUB, true, 1],
      [HUB, true, 2],
      [HUB, false, 1],
      [new Agreement(), true, 1],
    ])) {
      const room = new Room();
      const zoe = new Peer({ habits: { proves } });
      const sealed = await prove(hub, WHERE, zoe.identity, Buffer.alloc(32, 9), Buffer.alloc(32, 8));
      room.intercept = () => true;
      room.enter(zoe);
      const way = /** @type {Way} */ (zoe.channel);
      for (let i = 0; i < times; i++) way.tell({ type: 'prove', sealed });
      if (hub === HUB && proves && times === 1) {
        way.tell({ type: 'ack', members: 1 });
        await zoe.joined();
        assert.equal(room.said.at(-1).nonce, b64u(Buffer.alloc(32, 9)));
      } else await leaves(zoe, /./);
    }
  });

  const [ada, bob, mallory] = friends(['Ada', 'Bob', 'Mallory']);
  assert.ok(ada !== undefined && bob !== undefined && mallory !== undefined);
  const given = {
    sessionKey: Buffer.alloc(32, 1),
    epoch: 1,
    members: [ada.id, bob.id],
    parties: new Map([ada, bob].map(({ identity }) => [identity.id, identity])),
  };

  /** @param {import('../chat/boxes.js').Step} step @param {unknown} content @param {Identity} [from] */
  function sealed(step, content, from = ada?.identity ?? new Identity()) {
    return boxes.seal(from, bob?.identity ?? from, { ...WHERE, step }, content, REAL.random(32));
  }

  /** @returns {Promise<{ way: Way, nonce: Buffer }>} Bob has been greeted by Ada, and has answered */
  async function greeted() {
    const room = new Room();
    room.intercept = () => true;
    room.enter(/** @type {Peer} */ (bob));
    const way = /** @type {Way} */ (bob?.channel);
    const n = Buffer.alloc(16, 3);
    way.tell({ type: 'relay', from: ada?.id, box: await sealed('step3', step3(ada?.id ?? '', n)) });
    const { box } = await bob?.until(() => room.said.find(({ type }) => type === 'relay'), 'an answer');
    const text = await boxes.open(
      ada?.identity ?? new Identity(),
      bob?.identity ?? new Identity(),
      { ...WHERE, step: 'step4' },
      box,
    );
    return { way, nonce: Buffer.from(JSON.parse(text.toString()).nonce, 'base64url') };
  }

  test('takes step 5 from who greeted it', async () => {
    const { way, nonce } = await greeted();
    way.tell({ type: 'relay', from: ada.id, box: await sealed('step5', step5(nonce, given)) });
    const public_key = b64u(bob.identity.publicKey);
    way.tell({ type: 'user_added', identity: bob.id, by: ada.id, epoch: 1, members: given.members, public_key });
    await bob.joined();
    assert.equal(bob.compared.size, 0, 'there are no words where nobody committed');
    await bob.hangUp();
  });

  test('leaves if step 5 is not of its step 4, or of another', async () => {
    const { parties } = given;
    const other = {
      ...given,
      members: [ada.id, mallory.id],
      parties: new Map(parties).set(mallory.id, mallory.identity),
    };
    for (const make of [
      (/** @type {Buffer} */ _) => sealed('step5', step5(Buffer.alloc(32), given)),
      (/** @type {Buffer} */ nonce) => sealed('step5', step5(nonce, other)),
      (/** @type {Buffer} */ nonce) => sealed('step4', step5(nonce, given)),
      (/** @type {Buffer} */ nonce) => sealed('step5', step5(nonce, given), mallory.identity),
    ]) {
      const { way, nonce } = await greeted();
      way.tell({ type: 'relay', from: ada.id, box: await make(nonce) });
      await leaves(bob, /./);
    }
  });

  test('leaves if it is added before it was given a key, or by another', async () => {
    const public_key = b64u(bob.identity.publicKey);
    const added = { type: 'user_added', identity: bob.id, by: ada.id, epoch: 1, members: given.members, public_key };
    (await greeted()).way.tell(added);
    await leaves(bob, /not who met it/);

    const { way, nonce } = await greeted();
    way.tell({ type: 'relay', from: ada.id, box: await sealed('step5', step5(nonce, given)) });
    way.tell({ ...added, by: mallory.id, members: [ada.id, mallory.id, bob.id] });
    await leaves(bob, /not who met it/);
  });

  test('hears nothing before it is a member', async () => {
    for (const frame of [
      { type: 'broadcast', from: ada.id, epoch: 1, seq: 1, box: 'AAAA' },
      { type: 'rekey', epoch: 2, by: ada.id, members: [ada.id, bob.id] },
      { type: 'new_user', identity: mallory.id },
      { type: 'user_left', identity: ada.id, reason: 'left' },
    ]) {
      const { way } = await greeted();
      way.tell(frame);
      await leaves(bob, /for members/);
    }
  });
});

describe('a member', () => {
  test('turns a newcomer away who answers with something else, and the next is asked', async () => {
    const { room, ada, bob } = await three();
    const zoe = new Peer({ name: 'Zoe', trust: new Trust(ada.line, bob.line) });
    for (const peer of [ada, bob]) peer.trust.add(zoe.line);
    room.intercept = (frame, from) => {
      if (frame.type !== 'relay' || from !== zoe.id) return false;
      room.intercept = undefined;
      room.wayOf(ada.id).tell({ type: 'relay', from, box: 'AAAA' });
      return true;
    };
    await room.enter(zoe).joined();
    await warned(ada, /is not who it says/);
    assert.ok(zoe.compared.has(bob.id));
  });

  test('takes a key from who was to make it, for all who are there, and from nobody else', async () => {
    const { room, ada, bob, eve } = await three({ habits: { rekeys: false } });
    room.order(ada.id);
    await bob.until(() => bob.orders.length === 1, 'an order');

    /** @param {Peer} from @param {number} epoch @param {string[]} members @param {number} [said] */
    async function keyFrom(from, epoch, members, said = epoch) {
      const content = sessionKey(Buffer.alloc(32, 7), said, members);
      const purpose = { ...WHERE, step: /** @type {const} */ ('session_key'), epoch };
      const box = await boxes.seal(from.identity, bob.identity, purpose, content, REAL.random(32));
      room.wayOf(bob.id).tell({ type: 'relay', from: from.id, box });
    }
    await keyFrom(eve, 2, room.ids);
    await warned(bob, /was not to give a key/);
    await keyFrom(ada, 3, room.ids);
    await warned(bob, /was not to give a key/);
    await keyFrom(ada, 2, room.ids, 3);
    await warned(bob, /gave no key/);
    await keyFrom(ada, 2, [ada.id, bob.id]);
    await warned(bob, /gave no key/);
    await keyFrom(new Peer(), 2, room.ids);
    await warned(bob, /not one to take a key from/);
    assert.equal(bob.epochs.current?.epoch, 1);

    await keyFrom(ada, 2, room.ids);
    await bob.joined(2);
    await keyFrom(ada, 2, room.ids);
    await warned(bob, /was not to give a key/);
    assert.equal(room.said.filter(({ type, epoch }) => type === 'ack' && epoch === 2).length, 1);
  });

  test('takes no key from who was removed', async () => {
    const { room, ada, bob } = await three();
    room.leave(ada.id, 'removed');
    await bob.joined(2);
    const way = room.wayOf(bob.id);
    way.tell({ type: 'rekey', epoch: 3, by: ada.id, members: [ada.id, ...room.ids] });
    await warned(bob, /a new key was ordered for/);
    const purpose = { ...WHERE, step: /** @type {const} */ ('session_key'), epoch: 3 };
    const content = sessionKey(Buffer.alloc(32, 7), 3, [ada.id, ...room.ids]);
    const box = await boxes.seal(ada.identity, bob.identity, purpose, content, REAL.random(32));
    way.tell({ type: 'relay', from: ada.id, box });
    await warned(bob, /not one to take a key from/);
  });

  test('makes no key for somebody who was never added, nor without somebody who is there, nor twice', async () => {
    const { room, ada, bob, eve } = await three();
    const way = room.wayOf(ada.id);
    const stranger = new Identity().id;
    for (const [members, warning] of /** @type {const} */ ([
      [[ada.id, bob.id, eve.id, stranger], /and not for/],
      [[ada.id, bob.id], /and not for/],
      [[bob.id, eve.id], /./],
    ])) {
      room.epoch++;
      way.tell({ type: 'rekey', epoch: room.epoch, by: members[0], members });
      await warned(ada, warning);
    }
    way.tell({ type: 'rekey', epoch: 3, by: ada.id, members: room.ids });
    await warned(ada, /epoch 3 was ordered after/);
    assert.ok(!room.said.some(({ type, epoch }) => type === 'ack' && epoch !== undefined));
  });

  test('holds what comes before its key, for twenty seconds', async () => {
    for (const [seconds, heard] of /** @type {const} */ ([
      [20, 1],
      [21, 0],
    ])) {
      const clock = new Clock();
      const { room, ada, bob, eve } = await three({ tools: clock.tools });
      /** @type {any} */
      let late;
      room.intercept = (frame, from) => {
        if (frame.type !== 'relay' || from !== ada.id || frame.to !== bob.id) return false;
        late = { type: 'relay', from, box: frame.box };
        return true;
      };
      room.order(ada.id);
      await eve.joined(2);
      eve.say('early');
      assert.equal((await ada.hears()).text, 'early');
      await bob.until(() => bob.orders.length === 1, 'the order');
      bob.say('still in the old one');
      assert.equal((await eve.hears()).text, 'still in the old one');
      clock.pass(seconds);
      room.intercept = undefined;
      room.wayOf(bob.id).tell(late);
      await bob.joined(2);
      assert.equal(bob.heard.length, heard);
      assert.deepEqual(bob.warnings, []);
    }
  });

  test('hears the old epoch for ten seconds, and who was removed not at all', async () => {
    const clock = new Clock();
    const { room, ada, bob, eve } = await three({ tools: clock.tools });
    /** @param {Peer} from @param {string} text */
    function old(from, text) {
      const frame = from.epochs.seal(from.id, { type: 'chat', text, at: 1 });
      room.wayOf(ada.id).tell({ type: 'broadcast', from: from.id, ...frame });
    }
    // Only Ada is told.
    room.members = room.members.map((member) =>
      member.id === ada.id ? member : { ...member, way: new Way(new Room()) },
    );
    room.leave(eve.id, 'removed');
    await ada.joined(2);
    clock.pass(10);
    old(bob, 'just in time');
    assert.equal((await ada.hears()).text, 'just in time');
    old(eve, 'I was here');
    await warned(ada, /not a member/);
    clock.pass(1);
    old(bob, 'too late');
    await warned(ada, /epoch 1 ended/);
  });

  test('hears nothing twice, nothing of an epoch that nobody ordered, nothing changed, and nobody from outside', async () => {
    const { room, ada, bob, eve } = await three();
    const way = room.wayOf(ada.id);
    bob.say('one');
    await Promise.all([ada.hears(), eve.hears()]);
    const { box, seq } = room.said.at(-1);
    const frame = { type: 'broadcast', from: bob.id, epoch: 1, seq, box };
    way.tell(frame);
    await warned(ada, /before/);
    way.tell({ ...frame, seq: seq + 1 });
    await warned(ada, /did not say that/);
    way.tell({ ...frame, from: eve.id, seq: 9 });
    await warned(ada, /did not say that/);
    way.tell({ ...frame, epoch: 2 });
    await warned(ada, /nobody ordered/);
    way.tell({ ...frame, from: new Identity().id });
    await warned(ada, /not a member/);
    way.tell({ ...frame, from: ada.id });
    await warned(ada, /not a member/);
    await talk(ada, bob, eve);
  });

  test('believes no greeting of somebody else’s identity or key', async () => {
    const { ada, bob, eve } = await three();
    for (const changed of [{ identity: ada.id }, { public_key: b64u(ada.identity.publicKey) }, { name: 7 }]) {
      bob.broadcast({ ...bob.hello, ...changed });
      for (const peer of [ada, eve]) await warned(peer, /says that it is|another key/);
    }
  });

  test('that comes back takes a key from whom it had met before, or trusts', async () => {
    const { room, ada, bob, eve } = await three();
    await eve.hangUp();
    const keys = [ada, bob, eve].map(({ identity }) => b64u(identity.publicKey));
    const roster = [ada.id, bob.id, eve.id];
    const fresh = () => new Peer({ name: 'Eve', identity: eve.identity });
    const trusting = fresh();
    trusting.trust.add(ada.line);
    for (const [peer, takes] of /** @type {const} */ ([
      [fresh(), false],
      [trusting, true],
      [eve, true],
    ])) {
      const other = new Room();
      other.intercept = () => true;
      const way = new Way(other);
      peer.enter(way, KNOWN, ROOM);
      way.tell({ type: 'ack', members: 3, roster, keys });
      way.tell({ type: 'rekey', epoch: 9, by: ada.id, members: roster });
      const purpose = { ...WHERE, step: /** @type {const} */ ('session_key'), epoch: 9 };
      const content = sessionKey(Buffer.alloc(32, 7), 9, roster);
      const box = await boxes.seal(ada.identity, eve.identity, purpose, content, REAL.random(32));
      way.tell({ type: 'relay', from: ada.id, box });
      if (takes) await peer.joined(9);
      else await warned(peer, /not one to take a key from/);
    }
    assert.ok(room.ids.length === 2);
  });

  test('that comes back leaves if the hub has a false key of somebody, or no seat for it', async () => {
    const { ada, bob } = await three();
    const back = { type: 'ack', members: 2, roster: [ada.id, bob.id] };
    const [adas, bobs] = [ada, bob].map(({ identity }) => b64u(identity.publicKey));
    for (const frame of [
      { ...back, keys: [bobs, adas] },
      { ...back, keys: [adas] },
      { ...back, roster: [ada.id, new Identity().id], keys: [adas, null] },
    ]) {
      const peer = new Peer({ identity: bob.identity });
      const other = new Room();
      other.intercept = () => true;
      other.enter(peer);
      /** @type {Way} */ (peer.channel).tell(frame);
      await leaves(peer, /./);
    }
  });
});

test('what a hub does not say is not listened to', async () => {
  for (const text of [
    '',
    'hello',
    '[]',
    '{"type":"hello"}',
    '{"type":"__proto__"}',
    '{"type":"ack"}',
    '{"type":"ack","members":2}',
    '{"type":"ack","members":"1"}',
    '{"type":"ack","type":"ack","members":1}',
    '{"type":"nack","code":"blocked"}',
    '{"type":"waiting"}',
    '{"type":"relay","from":"x","box":"AAAA"}',
    '{"type":"error","code":"stale_epoch","detail":"x"}',
    `{"type":"relay","from":"${new Identity().id}","box":"AA=="}`,
  ]) {
    const room = new Room();
    room.intercept = () => true;
    const peer = room.enter(new Peer());
    /** @type {Way} */ (peer.channel).came(text);
    await leaves(peer, /./);
  }
});
