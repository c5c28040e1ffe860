/**
 * What a stranger on the network may try. The hub stays up, says in its flight records what happened, serves the next device,
 * and logs nothing: no peer fills a disk or leaves a stack trace.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setInterval } from 'node:timers/promises';

import { Device } from '../device/device.js';
import { Link } from '../device/link.js';
import { generate, seal } from '../device/themis.js';
import { bool, bytes, encode, frame, MAX_PAYLOAD, text, u8, uint } from '../device/wire.js';
import { Hub } from '../parts/hub.js';
import { exchangeKeys, pair } from '../parts/pairing.js';
import { Seeded } from '../parts/random.js';

/** Low where the attack is to come to its end within the test. */
const LINKS_PER_ADDRESS = 12;
const OPENS_PER_ADDRESS = 400;
const SETTINGS = {
  'limit.frame-seconds': '1',
  'limit.links-per-address': String(LINKS_PER_ADDRESS),
  'limit.opens-per-address': String(OPENS_PER_ADDRESS),
  'limit.links': '40',
  'limit.questions-per-address': '4',
  'direct-tcp.hello-timeout': '3s',
  'direct-tcp.check-timeout': '3s',
};
/** At a time, and from one address. */
const AT_ONCE = LINKS_PER_ADDRESS - 4;

/** @type {Hub} */
let hub;
let quiet = '';
let addresses = 0;

before(async () => {
  hub = await Hub.start({ settings: SETTINGS });
  quiet = hub.log;
});
afterEach(async () => {
  await idle();
  assert.equal(hub.log, quiet, 'the hub logged what a stranger did');
  const device = new Device();
  const contact = await device.dial(hub.devicePort, { from: anotherAddress() });
  assert.equal((await contact.greet()).paired, false, 'the hub does not serve the next device');
  contact.close();
});
after(() => hub.stop());

/** @returns {string} an address of this machine that the hub has not seen */
function anotherAddress() {
  addresses++;
  return `127.0.1.${addresses}`;
}

/** Waits until the hub has let go of every link and conversation. */
function idle() {
  return hub.admin.until(async () => {
    const { counts } = await hub.admin.hub();
    return counts.conversations === 0 && counts.links === 0 && counts.questions === 0 ? counts : undefined;
  });
}

/** @param {{ revision?: import('../device/wire.js').Revision, from?: string }} [how] */
function link({ revision = 'document', from = anotherAddress() } = {}) {
  return Link.to(hub.devicePort, revision, { from });
}

/** @param {string} address @returns {Promise<any>} how the newest conversation of that address ended */
function endOf(address) {
  return hub.admin.until(async () => {
    const { items } = await hub.admin.get('/conversations');
    const its = items.find((/** @type {any} */ c) => c.address === address);
    return its?.outcome === undefined ? undefined : its;
  });
}

/** @param {Link} stranger @returns {Promise<any>} how the conversation from its address ended */
function endOfLink(stranger) {
  return hub.admin.until(async () => {
    const { items } = await hub.admin.get('/conversations');
    const its = items.find((/** @type {any} */ c) => c.remote === stranger.name);
    return its?.outcome === undefined ? undefined : its;
  });
}

/**
 * Does something many times, some at once, from addresses that are changed before they have had enough.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T, from: string) => Promise<void>} act
 */
async function each(items, act) {
  const waiting = [...items.entries()];
  let from = anotherAddress();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [i, item] = next;
      if (i % (OPENS_PER_ADDRESS / 2) === 0 && i > 0) from = anotherAddress();
      await act(item, from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** @param {number} count @returns {number[]} 0 to count - 1 */
function upTo(count) {
  return Array.from({ length: count }, (_, i) => i);
}

/** @param {Link} stranger sends bytes, then nothing more, and sees the hub hang up @param {Uint8Array} raw */
async function sendAndFinish(stranger, raw) {
  stranger.sendBytes(raw);
  stranger.finish();
  await stranger.closed;
}

describe('frames', () => {
  test('that are announced too large are refused before a byte of them is read', async () => {
    for (const size of [MAX_PAYLOAD + 1, 10_000_000, 0xffff_ffff]) {
      const stranger = await link();
      stranger.sendBytes(uint(size));
      assert.deepEqual(await stranger.untilClosed(), []);
      assert.match((await endOfLink(stranger)).reason, new RegExp(`${size} bytes was announced`));
    }
  });

  test('of the largest size are read, and a name of 65 kB is cut', async () => {
    const device = new Device({ name: 'n'.repeat(MAX_PAYLOAD - 8) });
    const contact = await device.dial(hub.devicePort);
    await contact.greet();
    contact.ask({ commit: false });
    const question = await hub.admin.question(device.id, 'CONTACT');
    assert.equal(question.name, 'n'.repeat(64));
    contact.close();
    await endOf(device.id);
  });

  test('with a name of 10 MB end the link, however much of it is sent', async () => {
    const stranger = await link();
    const hello = encode({ type: 'Hello', device: new Device().id, paired: false }, 'document');
    stranger.sendBytes(frame(hello));
    await stranger.expect('Hello');
    stranger.sendBytes(frame(Buffer.concat([u8(0), u8(1), text('x'.repeat(10_000_000)), Buffer.from([0xc0])])));
    await stranger.closed;
  });

  test('that are no frames at all end the link', async () => {
    for (const mark of [0x80, 0xa3, 0xc0, 0xc3, 0xcf, 0xd0, 0xff]) {
      const stranger = await link();
      stranger.sendBytes(Buffer.from([mark, 0, 0, 0, 0]));
      assert.deepEqual(await stranger.untilClosed(), []);
      assert.match((await endOfLink(stranger)).reason, /does not begin with its length/);
    }
  });

  test('that drip in, a byte now and then, end when their time is over', async () => {
    const stranger = await link();
    const drip = frame(Buffer.alloc(MAX_PAYLOAD));
    let sent = 0;
    for await (const _ of setInterval(50)) {
      if (stranger.socket.destroyed || stranger.ended) break;
      stranger.sendBytes(drip.subarray(sent, sent + 1));
      sent++;
    }
    await stranger.closed;
    assert.ok(sent < drip.length);
    assert.match((await endOfLink(stranger)).reason, /not complete after 1 s/);
  });

  test('of random bytes, of any length, end the link', async () => {
    const random = new Seeded(1);
    await each(
      upTo(150).map(() => random.bytes(1 + random.below(400))),
      async (noise, from) => sendAndFinish(await link({ from }), noise),
    );
  });

  test('of random payloads end the link', async () => {
    const random = new Seeded(2);
    await each(
      upTo(150).map(() => frame(random.bytes(random.below(400)))),
      async (noise, from) => sendAndFinish(await link({ from }), noise),
    );
  });

  test('of Hello with any one byte changed pair nobody', async () => {
    const random = new Seeded(3);
    const whole = frame(encode({ type: 'Hello', device: new Device().id, paired: true }, 'later'));
    const changed = upTo(whole.length * 4).map((i) => {
      const copy = Buffer.from(whole);
      copy.writeUInt8(copy.readUInt8(i % whole.length) ^ (1 + random.below(255)), i % whole.length);
      return copy;
    });
    await each(changed, async (bytes_, from) => sendAndFinish(await link({ from }), bytes_));
  });
});

describe('a handshake that is cut off', () => {
  test('within Hello, at every byte', async () => {
    const hello = frame(encode({ type: 'Hello', device: new Device().id, paired: false }, 'document'));
    await each(upTo(hello.length), async (size, from) => {
      await sendAndFinish(await link({ from }), hello.subarray(0, size));
    });
  });

  test('within PairRequest, at every byte', async () => {
    const request = frame(encode({ type: 'PairRequest', name: 'Cut off', details: Buffer.alloc(36) }, 'document'));
    await each(upTo(request.length), async (size, from) => {
      const contact = await new Device().dial(hub.devicePort, { from });
      await contact.greet();
      await sendAndFinish(contact.link, request.subarray(0, size));
    });
    assert.deepEqual(await hub.admin.questions(), []);
  });

  test('within SendKey, at every byte', async () => {
    const size = frame(encode({ type: 'SendKey', key: Buffer.alloc(45) }, 'document')).length;
    for (const cut of upTo(size)) {
      const device = new Device();
      const contact = await device.dial(hub.devicePort, { from: '127.0.2.1' });
      await contact.greet();
      contact.ask();
      await hub.admin.decide(device.id, 'CONTACT', 'YES');
      await contact.takeKey();
      const key = frame(encode({ type: 'SendKey', key: contact.own?.publicKey ?? Buffer.alloc(0) }, 'document'));
      await sendAndFinish(contact.link, key.subarray(0, cut));
    }
    assert.deepEqual(await hub.admin.devices(), []);
  });

  test('within KeyCheck, at every byte, costs a trusted device nothing', async () => {
    const device = new Device({ name: 'Unharmed' });
    const contact = await pair(hub, device);
    contact.close();
    const check = frame(encode({ type: 'KeyCheck', message: contact.seal(Buffer.alloc(256, 7)) }, 'document'));
    await each(upTo(check.length), async (size, from) => {
      const cut = await device.dial(hub.devicePort, { from });
      assert.equal((await cut.greet()).paired, true);
      await sendAndFinish(cut.link, check.subarray(0, size));
    });
    (await device.reconnect(hub.devicePort)).close();
    assert.equal((await hub.admin.deviceAt(device.id)).device.trust, 'TRUSTED');
  });

  test('by silence, after each thing that it says, ends in its time', async () => {
    const silent = await link();
    assert.deepEqual(await silent.untilClosed(), []);
    assert.equal((await endOfLink(silent)).outcome, 'EXPIRED');

    const polite = await new Device().dial(hub.devicePort);
    await polite.greet();
    assert.deepEqual(await polite.link.untilClosed(), []);
    assert.equal((await endOf(polite.device.id)).outcome, 'EXPIRED');

    const keyless = await new Device().dial(hub.devicePort);
    await keyless.greet();
    keyless.ask();
    await hub.admin.decide(keyless.device.id, 'CONTACT', 'YES');
    await keyless.takeKey();
    assert.deepEqual(await keyless.link.untilClosed(), []);
    assert.equal((await endOf(keyless.device.id)).outcome, 'EXPIRED');
  });
});

describe('names', () => {
  /** @param {string} claimed @returns {Promise<string>} what the person reads */
  async function read(claimed) {
    const device = new Device({ name: claimed });
    const contact = await device.dial(hub.devicePort);
    await contact.greet();
    contact.ask();
    const { name } = await hub.admin.question(device.id, 'CONTACT');
    contact.close();
    await endOf(device.id);
    return name;
  }

  test('cannot be written from right to left', async () => {
    assert.equal(await read('Ada\u202egnp.exe\u202c'), 'Adagnp.exe');
    assert.equal(await read('\u2066\u200f\u061cEvil\u2069'), 'Evil');
  });

  test('cannot hold what nobody sees', async () => {
    assert.equal(await read('A\u0000d\u0007a\u001b[31m\u200b\ufeff'), 'Ada[31m');
    assert.equal(await read('  Ada\r\n\t\u2028 laptop  '), 'Ada laptop');
    assert.equal(await read('\u0001\u202e\u200d'), 'Unnamed device');
    assert.equal(await read(''), 'Unnamed device');
  });

  test('are cut between characters', async () => {
    assert.equal(await read('🦔'.repeat(100)), '🦔'.repeat(64));
  });

  test('in broken UTF-8 end the link', async () => {
    const contact = await new Device().dial(hub.devicePort);
    await contact.greet();
    contact.link.sendBytes(frame(Buffer.concat([u8(0), u8(1), Buffer.from([0xa2, 0xc3, 0x28, 0xc0])])));
    assert.deepEqual(await contact.link.untilClosed(), []);
    assert.equal((await endOf(contact.device.id)).outcome, 'FAILED');
  });
});

describe('floods', () => {
  /** @param {Link} stranger @returns {Promise<boolean>} true if the hub lets it say Hello */
  async function served(stranger) {
    stranger.send({ type: 'Hello', device: new Device().id, paired: false });
    return stranger.next().then(
      () => true,
      () => false,
    );
  }

  test('of links from one address leave room for others', async () => {
    const from = anotherAddress();
    const links = await Promise.all(upTo(3 * LINKS_PER_ADDRESS).map(() => link({ from })));
    const answers = await Promise.all(links.map(served));
    assert.equal(answers.filter(Boolean).length, LINKS_PER_ADDRESS);
    const other = await link();
    assert.equal(await served(other), true);
    [other, ...links].forEach((l) => l.close());
    await idle();
    const later = await link({ from });
    assert.equal(await served(later), true);
    later.close();
  });

  test('of links from everywhere leave the hub as many as it takes', async () => {
    const links = await Promise.all(upTo(60).map((i) => link({ from: `127.0.3.${(i % 20) + 1}` })));
    const answers = await Promise.all(links.map(served));
    assert.equal(answers.filter(Boolean).length, 40);
    links.forEach((l) => l.close());
    await idle();
  });

  test('of links opened one after the other end after so many a minute', async () => {
    const from = anotherAddress();
    let opened = 0;
    for (;;) {
      const stranger = await link({ from });
      const lets = await served(stranger);
      stranger.close();
      if (!lets) break;
      opened++;
      assert.ok(opened <= OPENS_PER_ADDRESS);
    }
    // Some are still open at the hub's end when the next one comes, so fewer is right too.
    assert.ok(opened > LINKS_PER_ADDRESS, `${opened} links`);
  });

  test('of questions from one address leave the person in peace', async () => {
    const contacts = [];
    for (const _ of upTo(4)) {
      const contact = await new Device().dial(hub.devicePort);
      await contact.greet();
      contact.ask();
      await hub.admin.question(contact.device.id, 'CONTACT');
      contacts.push(contact);
    }
    const fifth = await new Device({ revision: 'later' }).dial(hub.devicePort);
    await fifth.greet();
    fifth.ask();
    assert.equal((await fifth.link.expect('Error')).error, 2);
    assert.equal((await hub.admin.questions()).length, 4);
    contacts.forEach((c) => c.close());
  });
});

describe('a device that does not play by the rules', () => {
  /** @type {Device} */
  let trusted;
  /** @type {Buffer} a message that it once sent */
  let said;

  before(async () => {
    trusted = new Device({ name: 'Trusted' });
    const contact = await pair(hub, trusted);
    said = contact.seal(Buffer.alloc(256, 3));
    contact.close();
    const again = await trusted.dial(hub.devicePort);
    await again.greet();
    again.link.send({ type: 'KeyCheck', message: said });
    await again.link.expect('KeyCheck');
    again.close();
  });
  afterEach(async () => {
    assert.equal((await hub.admin.deviceAt(trusted.id)).device.trust, 'TRUSTED', 'an attack cost a device its trust');
    (await trusted.reconnect(hub.devicePort)).close();
  });

  /** @returns {Promise<import('../device/device.js').Contact>} to the trusted device, with its keys at hand */
  async function begin() {
    const contact = await trusted.dial(hub.devicePort);
    await contact.greet();
    contact.own = trusted.keys[0]?.own;
    contact.hubKey = trusted.keys[0]?.hub;
    return contact;
  }

  /** @param {import('../device/device.js').Contact} contact @param {RegExp} reason */
  async function endsBecause(contact, reason) {
    await contact.link.untilClosed();
    const { outcome, reason: why } = await hub.admin.until(async () => {
      const { items } = await hub.admin.get('/conversations');
      const its = items.find((/** @type {any} */ c) => c.remote === contact.link.name);
      return its?.outcome === undefined ? undefined : its;
    });
    assert.equal(outcome, 'FAILED');
    assert.match(why, reason);
  }

  test('cannot replay what was said before', async () => {
    const contact = await begin();
    contact.link.send({ type: 'KeyCheck', message: said });
    await endsBecause(contact, /sent before under these keys/);
  });

  test('cannot send the hub’s challenge back as it came', async () => {
    const contact = await begin();
    contact.challengeHub();
    await contact.takeProof();
    contact.vouch();
    const challenge = await contact.link.expect('KeyCheck');
    contact.link.send(challenge);
    await endsBecause(contact, /sent before under these keys/);
  });

  test('must prove itself, having done so once', async () => {
    const contact = await begin();
    contact.challengeHub();
    await contact.takeProof();
    contact.vouch();
    await contact.takeChallenge();
    await endsBecause(contact, /did not prove itself in time/);
  });

  test('must answer its challenge with the same bytes', async () => {
    const contact = await begin();
    contact.challengeHub();
    await contact.takeProof();
    contact.vouch();
    await contact.takeChallenge();
    contact.link.send({ type: 'KeyCheck', message: contact.seal(Buffer.alloc(256)) });
    await endsBecause(contact, /./);
    const { facts } = await hub.admin.deviceAt(trusted.id);
    assert.ok(
      facts.some((/** @type {any} */ fact) => fact.name === 'failed-key-checks'),
      'the failure is not counted',
    );
  });

  test('cannot be somebody who has other keys', async () => {
    const impostor = new Device({ id: trusted.id });
    impostor.keys = [{ own: generate(), hub: trusted.keys[0]?.hub ?? Buffer.alloc(0), established: true }];
    const contact = await impostor.dial(hub.devicePort);
    assert.equal((await contact.greet()).paired, true);
    contact.own = impostor.keys[0]?.own;
    contact.hubKey = impostor.keys[0]?.hub;
    contact.challengeHub();
    await endsBecause(contact, /does not open under the keys of the pairing/);
  });

  test('must choose challenges of 16 to 1,024 bytes', async () => {
    for (const size of [0, 15, 1025]) {
      const contact = await begin();
      if (size > 0) {
        contact.link.send({ type: 'KeyCheck', message: contact.seal(Buffer.alloc(size, size)) });
        await endsBecause(contact, /16 to 1024 bytes/);
      } else {
        contact.link.send({ type: 'KeyCheck', message: Buffer.alloc(0) });
        await endsBecause(contact, /does not open/);
      }
    }
    for (const size of [16, 1024]) {
      const contact = await begin();
      contact.ownChallenge = Buffer.alloc(size, size % 251);
      contact.link.send({ type: 'KeyCheck', message: contact.seal(contact.ownChallenge) });
      await contact.takeProof();
      contact.close();
    }
  });

  test('is forgiven one challenge too many, not two', async () => {
    const contact = await begin();
    contact.challengeHub();
    await contact.takeProof();
    contact.challengeHub();
    contact.challengeHub();
    await endsBecause(contact, /one challenge after the other/);
  });

  test('cannot judge a check that there was none of', async () => {
    const contact = await begin();
    contact.link.send({ type: 'KeyCheckResponse', same: true });
    await endsBecause(contact, /does not belong here/);
    const checking = await begin();
    checking.challengeHub();
    await checking.takeProof();
    checking.vouch();
    await checking.takeChallenge();
    checking.vouch();
    await endsBecause(checking, /judges a key check that there was none of/);
  });

  test('may say Hello once', async () => {
    const contact = await begin();
    contact.sayHello();
    await endsBecause(contact, /Hello is said once/);
  });

  test('may say nothing out of place', async () => {
    const key = generate().publicKey;
    const early = /** @type {const} */ ([
      { type: 'PairRequest', name: 'x' },
      { type: 'SendKey', key },
      { type: 'KeyCheck', message: Buffer.alloc(308) },
      { type: 'KeyCheckResponse', same: true },
    ]);
    for (const packet of early) {
      const stranger = await link();
      stranger.send(packet);
      await stranger.untilClosed();
      // The number of SendKey is that of the later revision's Hello, which it does not look like.
      const reason = packet.type === 'SendKey' ? /a number in its full width/ : /begins with Hello/;
      assert.match((await endOfLink(stranger)).reason, reason);
    }
    for (const packet of early.slice(1)) {
      const contact = await new Device().dial(hub.devicePort);
      await contact.greet();
      contact.link.send(packet);
      await endsBecause(contact, /does not belong here/);
    }
    const contact = await exchangeKeys(hub, new Device());
    contact.giveKey();
    await endsBecause(contact, /does not belong here/);
  });

  test('cannot bring an application’s packet before it is connected', async () => {
    const contact = await begin();
    contact.link.sendBytes(frame(Buffer.concat([u8(3), u8(0), bytes(Buffer.alloc(10))])));
    await endsBecause(contact, /does not belong here/);
    const strange = await begin();
    strange.link.sendBytes(frame(Buffer.concat([u8(2), u8(0), bool(true)])));
    await endsBecause(strange, /Protocol 2 is not spoken here/);
  });

  test('stays connected with what the hub does not serve', async () => {
    const later = new Device({ revision: 'later' });
    const contact = await pair(hub, later);
    contact.link.send({ type: 'Heartbeat' });
    contact.link.sendBytes(frame(Buffer.concat([u8(7), u8(1), bytes(Buffer.from('hello'))])));
    await hub.admin.until(async () => {
      const { device } = await hub.admin.deviceAt(later.id);
      const { entries } = await hub.admin.get(`/conversations/${device.connection.conversationId}`);
      return entries.find((/** @type {any} */ e) => e.code === 'application-data');
    });
    contact.close();
  });

  test('cannot pair with a key that is none, or somebody’s', async () => {
    const other = /** @type {any} */ (trusted.keys[0]).own.publicKey;
    const damaged = Buffer.from(generate().publicKey);
    damaged.writeUInt8(damaged.readUInt8(20) ^ 1, 20);
    const keys = [
      { key: /** @type {Buffer | undefined} */ (undefined), reason: /own key back/ },
      { key: other, reason: /registry holds already/ },
      { key: damaged, reason: /checksum is wrong|not a point/ },
      { key: generate().privateKey, reason: /not a P-256 public key/ },
      { key: Buffer.alloc(0), reason: /not a P-256 public key/ },
      { key: Buffer.alloc(60_000, 'UEC2'), reason: /not a P-256 public key/ },
    ];
    for (const { key, reason } of keys) {
      const device = new Device();
      const contact = await device.dial(hub.devicePort);
      await contact.greet();
      contact.ask({ commit: false });
      await hub.admin.decide(device.id, 'CONTACT', 'YES');
      const hubs = await contact.takeKey();
      contact.link.send({ type: 'SendKey', key: key ?? hubs });
      await endsBecause(contact, reason);
      assert.equal(await hub.admin.deviceAt(device.id), undefined);
    }
  });

  test('cannot go by the hub’s own id', async () => {
    const stranger = await new Device().dial(hub.devicePort);
    const { device: hubs } = await stranger.greet();
    stranger.close();
    const contact = await new Device({ id: hubs }).dial(hub.devicePort);
    contact.sayHello(false);
    await endsBecause(contact, /own device id/);
  });

  test('is not trusted before it has proven its key', async () => {
    const device = new Device();
    const contact = await exchangeKeys(hub, device);
    contact.approve();
    await hub.admin.decide(device.id, 'WORDS', 'YES');
    await contact.takeChallenge();
    contact.link.send({
      type: 'KeyCheck',
      message: seal(generate(), contact.hubKey ?? Buffer.alloc(0), Buffer.alloc(256)),
    });
    await endsBecause(contact, /does not open/);
    assert.notEqual((await hub.admin.deviceAt(device.id))?.device.trust, 'TRUSTED');
    // Those keys were made in a conversation that came to nothing, so they are gone.
    const again = await device.dial(hub.devicePort);
    assert.equal((await again.greet()).paired, false);
    again.close();
  });
});
