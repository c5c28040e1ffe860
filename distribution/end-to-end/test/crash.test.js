/**
 * The hub is killed while a device stands at each point of a pairing, and started again on the same data. Whoever was trusted
 * comes back by key checks alone; of everybody else, the next contact leaves nothing half paired on either side.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Device } from '../device/device.js';
import { Hub } from '../parts/hub.js';
import { exchangeKeys, pair } from '../parts/pairing.js';

/** @typedef {import('../device/device.js').Contact} Contact */

/** What may have come of a contact that the hub did not live to finish. */
const [NOTHING, TRUST, EITHER] = /** @type {const} */ (['nothing', 'trust', 'either']);

/**
 * How far a device comes. What `last` sends is on its way when the hub dies, and nobody knows whether it arrives.
 *
 * @type {Record<string, { leaves: 'nothing' | 'trust' | 'either', go: (device: Device) => Promise<Contact>, last?: (contact: Contact) => unknown }>}
 */
const POINTS = {
  'has said hello': { leaves: NOTHING, go: greets },
  'is asking to be paired': { leaves: NOTHING, go: greets, last: (contact) => contact.ask() },
  'waits at first contact': { leaves: NOTHING, go: waits },
  'is being let in': {
    leaves: NOTHING,
    go: waits,
    last: (contact) => hub.admin.decide(contact.device.id, 'CONTACT', 'YES'),
  },
  'is being turned away': {
    leaves: NOTHING,
    go: waits,
    last: (contact) => hub.admin.decide(contact.device.id, 'CONTACT', 'NO'),
  },
  'has the hub’s key': {
    leaves: NOTHING,
    go: async (device) => {
      const contact = await waits(device);
      await hub.admin.decide(device.id, 'CONTACT', 'YES');
      await contact.takeKey();
      return contact;
    },
  },
  'has given its key': { leaves: NOTHING, go: compares },
  'has been approved by its own person alone': {
    leaves: NOTHING,
    go: async (device) => {
      const contact = await compares(device);
      contact.approve();
      return contact;
    },
  },
  'is being approved by the hub’s person': {
    leaves: EITHER,
    go: async (device) => {
      const contact = await compares(device);
      contact.approve();
      return contact;
    },
    last: (contact) => hub.admin.decide(contact.device.id, 'WORDS', 'YES'),
  },
  'is challenged': { leaves: TRUST, go: isChallenged },
  'is answering its challenge': { leaves: TRUST, go: isChallenged, last: (contact) => contact.answerChallenge() },
  'is vouched for': { leaves: TRUST, go: isVouchedFor },
  'is challenging the hub': { leaves: TRUST, go: isVouchedFor, last: (contact) => contact.challengeHub() },
  'has the hub’s proof': {
    leaves: TRUST,
    go: async (device) => {
      const contact = await isVouchedFor(device);
      contact.challengeHub();
      await contact.takeProof();
      return contact;
    },
    last: (contact) => contact.vouch(),
  },
  'is connected': { leaves: TRUST, go: (device) => pair(hub, device) },
};

/** @type {Hub} */
let hub;
/** @type {Map<string, Device>} */
const devices = new Map();
/** A device that is trusted all along, and what it once said. */
const speaker = new Device({ name: 'Speaker' });
/** @type {Buffer} */
let said;

/** @param {Device} device that is trusted @returns {Promise<Contact>} that says what it likes next */
async function meets(device) {
  const contact = await greets(device);
  const keys = device.keys[0];
  contact.own = keys?.own;
  contact.hubKey = keys?.hub;
  return contact;
}

/** @param {Device} device */
async function greets(device) {
  const contact = await device.dial(hub.devicePort);
  await contact.greet();
  return contact;
}

/** @param {Device} device */
async function waits(device) {
  const contact = await greets(device);
  contact.ask();
  await hub.admin.question(device.id, 'CONTACT');
  return contact;
}

/** @param {Device} device */
async function compares(device) {
  const contact = await exchangeKeys(hub, device);
  await hub.admin.question(device.id, 'WORDS');
  return contact;
}

/** @param {Device} device */
async function isChallenged(device) {
  const contact = await compares(device);
  contact.approve();
  await hub.admin.decide(device.id, 'WORDS', 'YES');
  await contact.takeChallenge();
  return contact;
}

/** @param {Device} device */
async function isVouchedFor(device) {
  const contact = await isChallenged(device);
  contact.answerChallenge();
  await contact.takeVerdict();
  return contact;
}

/** @param {string} point @returns {Device} that had come so far */
function deviceThat(point) {
  return /** @type {Device} */ (devices.get(point));
}

before(async () => {
  hub = await Hub.start({ settings: { 'limit.questions-per-address': '40', 'limit.links-per-address': '80' } });
  /** @type {Contact[]} */
  const contacts = [];
  for (const [point, { go }] of Object.entries(POINTS)) {
    const device = new Device({ name: `It ${point}` });
    devices.set(point, device);
    contacts.push(await go(device));
  }
  (await pair(hub, speaker)).close();
  const speaking = await meets(speaker);
  said = speaking.seal(Buffer.alloc(256, 5));
  speaking.link.send({ type: 'KeyCheck', message: said });
  await speaking.link.expect('KeyCheck');
  speaking.close();

  const underWay = Promise.allSettled(
    Object.values(POINTS).map(({ last }, i) => last?.(/** @type {Contact} */ (contacts[i]))),
  );
  await hub.kill();
  await underWay;
  await Promise.all(contacts.map(({ link }) => link.closed));
  hub = await hub.again();
});
after(() => hub.stop());

describe('after the hub was killed, a device that', () => {
  for (const [point, { leaves }] of Object.entries(POINTS)) {
    test(`${point} is paired wholly, or not at all`, async () => {
      const device = deviceThat(point);
      const known = await hub.admin.deviceAt(device.id);
      const contact = await device.dial(hub.devicePort);
      const { paired } = await contact.greet();
      if (leaves === TRUST) assert.equal(paired, true, 'the hub forgot what was approved');
      if (leaves === NOTHING) {
        assert.equal(paired, false);
        assert.equal(known, undefined);
      }
      if (paired) {
        await contact.meetAgain(/** @type {any} */ (device.keys[0]));
      } else {
        // What its own person approved is of no use without the hub's.
        device.keys = [];
        contact.ask();
        await hub.admin.decide(device.id, 'CONTACT', 'YES');
        await contact.takeKey();
        contact.giveKey();
        contact.approve();
        await hub.admin.decide(device.id, 'WORDS', 'YES');
        await contact.checkKeys();
      }
      const now = await hub.admin.connected(device.id);
      assert.equal(now.device.trust, 'TRUSTED');
      assert.equal(now.pairings.length, 1);
      assert.deepEqual(
        device.keys.map((keys) => keys.established),
        [true],
      );
      assert.equal(now.pairings[0].publicKey, device.keys[0]?.own.publicKey.subarray(12).toString('hex'));
      contact.close();
    });
  }
});

test('nobody waits for an answer that nobody can give', async () => {
  await hub.admin.until(async () => ((await hub.admin.questions()).length === 0 ? true : undefined));
});

test('what was said before the hub was killed is still not said again', async () => {
  const contact = await meets(speaker);
  contact.link.send({ type: 'KeyCheck', message: said });
  assert.deepEqual(await contact.link.untilClosed(), []);
  const { reason } = await hub.admin.until(async () => {
    const { items } = await hub.admin.get('/conversations');
    const its = items.find((/** @type {any} */ c) => c.remote === contact.link.name);
    return its?.outcome === undefined ? undefined : its;
  });
  assert.match(reason, /sent before under these keys/);
});

test('killed and started again, everybody is back by key checks alone', async () => {
  const hubs = (await hub.admin.hub()).id;
  await hub.kill();
  hub = await hub.again();
  assert.equal((await hub.admin.hub()).id, hubs);
  for (const device of [speaker, ...devices.values()]) {
    const contact = await device.reconnect(hub.devicePort);
    assert.equal((await hub.admin.connected(device.id)).device.trust, 'TRUSTED');
    contact.close();
  }
  assert.deepEqual(await hub.admin.questions(), []);
});

test('the audit log is whole, and has each device approved once', async () => {
  assert.equal((await hub.admin.get('/audit/verification')).intact, true);
  const trusted = (await hub.admin.audit()).filter((row) => row.action === 'device-approved');
  assert.equal(new Set(trusted.map((row) => row.subject)).size, trusted.length);
  assert.equal(trusted.length, devices.size + 1);
});
