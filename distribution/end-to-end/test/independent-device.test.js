/** A device that shares no code with the hub pairs with it, meets it again, and is refused, in both revisions. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { after, before, describe, test } from 'node:test';

import { Device } from '../device/device.js';
import { Closed } from '../device/link.js';
import { generate } from '../device/themis.js';
import { DENIED } from '../device/wire.js';
import { deviceIdOf, isPhrase } from '../device/words.js';
import { Hub } from '../parts/hub.js';
import { exchangeKeys, pair, shown } from '../parts/pairing.js';

/** @type {Hub} */
let hub;
/** Fast where the hub would wait for a peer that stays silent. */
const SETTINGS = { 'direct-tcp.check-timeout': '3s', 'direct-tcp.answer-timeout': '30s' };
const REVISIONS = /** @type {const} */ (['document', 'later']);

before(async () => {
  hub = await Hub.start({ settings: SETTINGS });
});
after(() => hub.stop());

/** @param {import('../device/device.js').Contact} contact @param {string} revision fails unless the hub said no as it allows */
async function saysNo(contact, revision) {
  const last = await contact.link.untilClosed();
  const no = { type: 'Error', reference: undefined, error: DENIED, text: undefined };
  assert.deepEqual(last, revision === 'later' ? [no] : []);
}

/** @param {Device} device @returns {Promise<any>} the newest conversation of it, once it is over */
async function flightOf(device) {
  return hub.admin.until(async () => {
    const { items } = await hub.admin.get('/conversations');
    const its = items.find((/** @type {any} */ c) => c.address === device.id);
    return its?.outcome === undefined ? undefined : its;
  });
}

for (const revision of REVISIONS) {
  describe(`the ${revision} revision`, () => {
    test('pairs with check words that both ends compute by themselves', async () => {
      const device = new Device({ name: "Ada's laptop", revision });
      const contact = await exchangeKeys(hub, device);
      const question = await hub.admin.question(device.id, 'WORDS');
      assert.deepEqual(shown(question, 'CHECK_WORDS'), contact.comparison.words);
      assert.deepEqual(shown(question, 'CHECK_SYMBOLS'), contact.comparison.symbols);
      assert.equal(question.name, "Ada's laptop");
      assert.equal(question.remote, contact.link.name);
      assert.equal(question.replaces, undefined);

      contact.approve();
      await hub.admin.answer(question, 'YES');
      await contact.checkKeys();
      const { device: known, pairings } = await hub.admin.connected(device.id);
      assert.equal(known.trust, 'TRUSTED');
      assert.equal(known.approvedBy, 'local');
      assert.equal(known.connection.label, 'Connected');
      assert.deepEqual(pairings[0].fingerprint, contact.comparison.own);
      assert.deepEqual(pairings[0].ownFingerprint, contact.comparison.hub);
      // The compressed point in the container.
      assert.equal(pairings[0].publicKey, contact.own?.publicKey.subarray(12).toString('hex'));
      contact.close();
    });

    test('pairs with fingerprints where there is no commitment', async () => {
      const device = new Device({ revision });
      const contact = await exchangeKeys(hub, device, { commit: false });
      const question = await hub.admin.question(device.id, 'WORDS');
      assert.deepEqual(shown(question, 'PEER_FINGERPRINT'), contact.comparison.own);
      assert.deepEqual(shown(question, 'OWN_FINGERPRINT'), contact.comparison.hub);
      assert.equal(shown(question, 'CHECK_WORDS'), undefined);
      contact.approve();
      await hub.admin.answer(question, 'YES');
      await contact.checkKeys();
      await hub.admin.connected(device.id);
      contact.close();
    });

    test('takes other details for no commitment', async () => {
      const device = new Device({ revision });
      const contact = await exchangeKeys(hub, device, { commit: false, details: Buffer.from('HFC1 and so on') });
      const question = await hub.admin.question(device.id, 'WORDS');
      assert.deepEqual(shown(question, 'PEER_FINGERPRINT'), contact.comparison.own);
      contact.close();
      await flightOf(device);
    });

    test('meets again by key checks alone, both ways, as often as it likes', async () => {
      const device = new Device({ revision });
      (await pair(hub, device)).close();
      for (let times = 0; times < 3; times++) {
        const contact = await device.reconnect(hub.devicePort);
        const { device: known } = await hub.admin.connected(device.id);
        assert.equal(known.connection.remote, contact.link.name);
        contact.close();
      }
      const waiting = (await hub.admin.questions()).filter((q) => q.address === device.id);
      assert.deepEqual(waiting, []);
    });

    test('is turned away at first contact', async () => {
      const device = new Device({ revision });
      const contact = await device.dial(hub.devicePort);
      await contact.greet();
      contact.ask();
      await hub.admin.decide(device.id, 'CONTACT', 'NO');
      await saysNo(contact, revision);
      assert.equal((await flightOf(device)).outcome, 'REJECTED');
      assert.equal(await hub.admin.deviceAt(device.id), undefined);
    });

    test('is turned away when the words differ, and leaves nothing', async () => {
      const device = new Device({ revision });
      const contact = await exchangeKeys(hub, device);
      await hub.admin.decide(device.id, 'WORDS', 'NO');
      await saysNo(contact, revision);
      assert.equal((await flightOf(device)).outcome, 'REJECTED');
      assert.equal(await hub.admin.deviceAt(device.id), undefined);
      const again = await device.dial(hub.devicePort);
      assert.equal((await again.greet()).paired, false);
      again.close();
    });

    test('is refused a key that does not open its commitment', async () => {
      const device = new Device({ revision });
      const contact = await device.dial(hub.devicePort);
      await contact.greet();
      contact.ask();
      await hub.admin.decide(device.id, 'CONTACT', 'YES');
      await contact.takeKey();
      contact.own = generate();
      contact.giveKey();
      await saysNo(contact, revision);
      assert.match((await flightOf(device)).reason, /another key than the one it had committed to/);
      assert.equal(await hub.admin.deviceAt(device.id), undefined);
    });

    test('is told how the hub sees the two of them', async () => {
      const stranger = new Device({ revision });
      const contact = await stranger.dial(hub.devicePort);
      const hello = await contact.greet(true);
      assert.equal(hello.paired, false);
      assert.equal(hello.device, deviceIdOf((await hub.admin.hub()).id));
      contact.close();

      const device = new Device({ revision });
      (await pair(hub, device)).close();
      const doubtful = await device.dial(hub.devicePort);
      assert.equal((await doubtful.greet(false)).paired, true);
      doubtful.close();
    });

    test('pairs by a phrase, and nobody compares', async () => {
      const { shown: made } = await hub.admin.post('/protocols/direct-tcp/commands/phrase', { arguments: {} });
      const phrase = made[0].values;
      assert.equal(made[0].kind, 'PHRASE');
      assert.ok(isPhrase(phrase), `${phrase.join(' ')} is no phrase`);
      const device = new Device({ revision });
      const contact = await exchangeKeys(hub, device, { phrase });
      contact.approve();
      await contact.checkKeys();
      assert.equal((await hub.admin.connected(device.id)).device.trust, 'TRUSTED');
      contact.close();

      // Good once: the next device is asked about as ever.
      const next = new Device({ revision });
      const second = await exchangeKeys(hub, next);
      assert.deepEqual(shown(await hub.admin.question(next.id, 'WORDS'), 'CHECK_WORDS'), second.comparison.words);
      second.close();
      await flightOf(next);
    });

    test('is refused without the phrase that is set, and a phrase bears three failures', async () => {
      const { shown: made } = await hub.admin.post('/protocols/direct-tcp/commands/phrase', { arguments: {} });
      const wrong = [...made[0].values].reverse();
      for (const phrase of [undefined, wrong, undefined]) {
        const device = new Device({ revision });
        const contact = await device.dial(hub.devicePort);
        await contact.greet();
        contact.ask();
        await hub.admin.decide(device.id, 'CONTACT', 'YES');
        const sent = await contact.link.expect('SendKey');
        contact.hubKey = sent.key;
        assert.equal(sent.test?.length, 32);
        const own = contact.own?.publicKey ?? Buffer.alloc(0);
        contact.link.send({ type: 'SendKey', key: own, test: phrase === undefined ? undefined : randomBytes(32) });
        await saysNo(contact, revision);
        assert.equal((await flightOf(device)).outcome, 'REJECTED');
      }
      const device = new Device({ revision });
      const contact = await exchangeKeys(hub, device);
      await hub.admin.question(device.id, 'WORDS');
      contact.close();
      await flightOf(device);
    });

    test('pairs anew beside its old keys, which are good until the new ones are proven', async () => {
      const device = new Device({ name: 'Old name', revision });
      (await pair(hub, device)).close();
      const before = await hub.admin.deviceAt(device.id);
      const old = device.keys;

      // Set up anew: it has forgotten everything but its id.
      device.keys = [];
      device.name = 'New name';
      const contact = await exchangeKeys(hub, device);
      const question = await hub.admin.question(device.id, 'WORDS');
      assert.deepEqual(question.replaces, { id: before.device.id, name: 'Old name', trust: 'TRUSTED' });

      // Meanwhile whoever has the old keys is still the device.
      const holder = new Device({ revision, id: device.id });
      holder.keys = old;
      const other = await holder.reconnect(hub.devicePort);
      other.close();
      contact.close();
      await flightOf(device);

      device.keys = [];
      const again = await pair(hub, device);
      const now = await hub.admin.deviceAt(device.id);
      assert.equal(now.device.id, before.device.id);
      assert.equal(now.device.name, 'New name');
      assert.equal(now.pairings.length, 1);
      assert.deepEqual(now.pairings[0].fingerprint, again.comparison.own);
      again.close();
      holder.keys = old;
      await assert.rejects(holder.reconnect(hub.devicePort), Closed);
      const still = await device.reconnect(hub.devicePort);
      still.close();
    });

    test('is cut off when it is revoked, refused when it comes back, and a stranger once it is forgotten', async () => {
      const device = new Device({ name: 'Lost phone', revision });
      const contact = await pair(hub, device);
      const { device: known } = await hub.admin.deviceAt(device.id);
      const { consequences } = await hub.admin.get(`/devices/${known.id}/revocation`);
      assert.match(consequences.join(' '), /connected now and will be disconnected at once/);
      await hub.admin.put(`/devices/${known.id}/revocation`, { reason: 'lost on a train' });
      await saysNo(contact, revision);
      const revoked = await hub.admin.deviceAt(device.id);
      assert.equal(revoked.device.trust, 'REVOKED');
      assert.match(revoked.device.trustReason, /revoked by local: lost on a train/);
      assert.deepEqual(revoked.pairings, []);

      const back = await device.dial(hub.devicePort);
      back.sayHello(true);
      const last = await back.link.untilClosed();
      assert.equal(last.length, 1);
      if (revision === 'later') assert.equal(/** @type {any} */ (last[0]).error, DENIED);
      else assert.equal(/** @type {any} */ (last[0]).paired, false);

      await hub.admin.delete(`/devices/${known.id}`);
      device.keys = [];
      (await pair(hub, device)).close();
      assert.notEqual((await hub.admin.deviceAt(device.id)).device.id, known.id);
    });
  });
}

test('pairs over IPv6, where the machine has it', async () => {
  const loopback = networkInterfaces().lo ?? [];
  const host = loopback.some(({ address }) => address === '::1') ? '::1' : '127.0.0.1';
  const device = new Device();
  const contact = await device.dial(hub.devicePort, { host });
  await contact.greet();
  contact.ask();
  const question = await hub.admin.question(device.id, 'CONTACT');
  assert.ok(question.remote.includes(`:${contact.link.socket.localPort}`), question.remote);
  contact.close();
  await flightOf(device);
});
