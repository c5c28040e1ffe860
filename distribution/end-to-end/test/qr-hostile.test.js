/**
 * What a stranger, a member of the public with a camera, or an account may try at QR connections. Each is refused with a problem,
 * nothing of it is kept or reserved, the hub serves the next couple, and logs nothing.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';

import { Hub } from '../parts/hub.js';
import { assertConnected, heard, NOT_OWN, OPEN, Qr, refusal, refusedAsBroken } from '../parts/qr.js';
import { b64, b64u, unb64u } from '../qr/bytes.js';
import { Client } from '../qr/client.js';
import { freshJti, headerOf, jws, parts } from '../qr/jws.js';
import { OwnEnd, Signer } from '../qr/keys.js';
import { readSignatureLine, signatureLine } from '../qr/lines.js';
import { LIVE, Live } from '../qr/live.js';
import { connect, invited } from '../qr/meeting.js';
import { HEADER, keyidOf, now, signature } from '../qr/request.js';
import { ask } from '../relay/http.js';

/** @typedef {import('../qr/client.js').Step} Step */
/** @typedef {import('../relay/http.js').Answer} Answer */

const INITIATE = '/qr/connections/initiate';
const CONFIRM = '/qr/connections/confirm';
const SYNC = '/qr/sync';
const MIB = 1_048_576;
const LARGEST_BLOB = 8_192;
const A_MINUTE = 60;
const IN_ONE_BODY = 100;
/** How far clocks may be apart, in seconds. */
const SKEW = 300;

/** Of small order, and no keys (RFC 8032): 1, -1 and 0 as y, and what is above p. */
const WEAK_KEYS = [
  Buffer.from(`01${'00'.repeat(31)}`, 'hex'),
  Buffer.from(`ec${'ff'.repeat(30)}7f`, 'hex'),
  Buffer.alloc(32),
  Buffer.from(`ee${'ff'.repeat(30)}7f`, 'hex'),
  Buffer.alloc(32, 0xff),
];

/** @type {Hub} */
let hub;
/** @type {Qr} */
let qr;
let quiet = '';

before(async () => {
  hub = await Hub.start({ settings: OPEN });
  qr = await Qr.of(hub);
  quiet = hub.log;
});
afterEach(async () => {
  assert.equal(hub.log, quiet, 'the hub logged what a stranger did');
  await assertConnected(await qr.couple());
});
after(() => hub.stop());

/** @param {number} count @returns {number[]} 0 to count - 1 */
function upTo(count) {
  return Array.from({ length: count }, (_, i) => i);
}

/** @returns {Promise<[Client, Client]>} who are to meet */
async function two() {
  return [await qr.client(), await qr.client()];
}

/** Holds a pending connection to be there still, and nobody's but theirs. @param {{ alice: Client, bob: Client }} who @param {Awaited<ReturnType<typeof invited>>} meeting */
async function assertPending({ alice, bob }, { bobs, seen, alices, invitation }) {
  const connection = bob.consider(bobs, seen.atBob, invitation);
  await bob.confirm(connection, invitation);
  await alice.settle();
  await assertConnected({ alice, bob, alices, bobs: connection });
}

describe('a request is refused', () => {
  /** @type {Client} */
  let client;
  /** @type {Signer} */
  let stranger;

  before(async () => {
    client = await qr.client();
    stranger = new Signer();
  });

  /** @param {string | undefined} header @param {{ target?: string, body?: string, method?: string }} [asked] @returns {Promise<Answer>} */
  function send(header, { target = SYNC, body = '{}', method = 'POST' } = {}) {
    const headers = { 'Content-Type': 'application/json', ...(header !== undefined && { [HEADER]: header }) };
    return ask(client.place, target, { method, headers, body });
  }

  /** @param {import('../qr/request.js').Fresh} [fresh] @param {Partial<import('../qr/request.js').Caller>} [who] @returns {string} */
  function header(fresh, who) {
    return signature({ ...client.caller, ...who }, { method: 'POST', target: SYNC, body: '{}' }, fresh);
  }

  test('but not a good one', async () => {
    assert.equal((await send(header())).status, 200);
  });

  test('that is not signed, or not in the one right way', async () => {
    const good = header();
    const wrong = [
      undefined,
      '',
      'keyid',
      'Basic dTpw',
      good.replace('keyid=', 'kid='),
      good.replace(/created=\d+/, 'created=now'),
      good.replace(/created=\d+/, 'created=-1'),
      good.replace(/created=\d+/, 'created=99999999999999999999'),
      good.replace(/created=/, 'created=0'),
      good.replace(/, created=\d+/, ''),
      good.replace(/nonce="[^"]*"/, 'nonce=""'),
      good.replace(/nonce="[^"]*"/, `nonce="${b64u(randomBytes(15))}"`),
      good.replace(/nonce="[^"]*"/, `nonce="${b64u(randomBytes(17))}"`),
      good.replace(/sig="[^"]*"/, 'sig=""'),
      good.replace(/"$/, '=="'),
      `${good}, ${good}`,
      `${good}, alg="none"`,
      'x'.repeat(4_000),
    ];
    for (const each of wrong) refusal(await send(each), 401, 'bad-signature');
  });

  test('whose signature is of something else', async () => {
    const good = header();
    const sig = unb64u(/sig="([^"]*)"/.exec(good)?.[1], 64);
    sig[5] = /** @type {number} */ (sig[5]) ^ 1;
    refusal(await send(good.replace(/sig="[^"]*"/, `sig="${b64u(sig)}"`)), 401, 'bad-signature');
    refusal(await send(header(), { body: '{ }' }), 401, 'bad-signature');
    refusal(await send(header(), { body: '' }), 401, 'bad-signature');
    refusal(await send(header(), { target: `${SYNC}?x=1` }), [401, 400], /^bad-/);
    refusal(await send(header(), { target: CONFIRM }), 401, 'bad-signature');
    const { place } = client;
    const cut = await ask(place, SYNC, { method: 'GET', headers: { [HEADER]: header() } });
    assert.ok(cut.status >= 400 && cut.status < 500, `${cut.status}`);
  });

  test('of another hub', async () => {
    refusal(await send(header({}, { hubId: '00'.repeat(32) })), 401, 'bad-signature');
  });

  test('of another account, of none, and by another key', async () => {
    const other = await qr.client();
    refusal(await send(header({}, { signer: stranger })), 401, 'bad-signature');
    refusal(await send(header({}, { keyid: other.accountId })), 401, 'bad-signature');
    refusal(await send(header({}, { keyid: randomUUID() })), 401, 'unknown-key');
    refusal(await send(header({}, { keyid: keyidOf(stranger), signer: stranger })), 401, 'unknown-key');
    refusal(await send(header({}, { keyid: client.accountId.toUpperCase() })), 401, /^(unknown-key|bad-signature)$/);
  });

  test('from another time', async () => {
    for (const created of [now() - SKEW - 5, now() + SKEW + 5]) {
      refusal(await send(header({ created })), 401, 'bad-created');
    }
    for (const created of [0, 1, now() * 1_000]) {
      refusal(await send(header({ created })), 401, /^bad-(created|signature)$/);
    }
    for (const created of [now() - SKEW + 20, now() + SKEW - 20]) {
      assert.equal((await send(header({ created }))).status, 200);
    }
  });

  test('that was made before, whatever it was for', async () => {
    const again = header();
    assert.equal((await send(again)).status, 200);
    refusal(await send(again), 401, 'bad-nonce');
    const nonce = randomBytes(16);
    assert.equal((await send(header({ nonce }))).status, 200);
    refusal(await send(header({ nonce, created: now() - 1 })), 401, 'bad-nonce');
    const other = await qr.client();
    const theirs = await other.post(SYNC, {}, { fresh: { nonce } });
    assert.equal(theirs.status, 200, 'another account may use the same nonce');
  });

  test('that was made before, if fifty come at once: one is taken', async () => {
    const again = header();
    const answers = await Promise.all(upTo(50).map(() => send(again)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...upTo(49).map(() => 401)]);
  });

  test('whose body is not JSON, or not its JSON', async () => {
    const bodies = [
      '',
      'hello',
      'null',
      '[]',
      '7',
      '"text"',
      '{',
      '{}{}',
      '{"data":{}}',
      '{"data":"x"}',
      '{"data":[7]}',
      '{"data":[{}]}',
      '{"data":[],"data":[]}',
      '{"lastPacketsReceived":[{"pairID":7,"packetIDs":[]}]}',
      '{"lastPacketsReceived":[{"pairID":"x"}]}',
      '{"serverMessagesReceived":[7]}',
      '{"serverMessagesReceived":"x"}',
      '\ufeff{}',
      `{"x":${'['.repeat(17)}${']'.repeat(17)}}`,
      `{"x":${'['.repeat(7_000)}${']'.repeat(7_000)}}`,
    ];
    for (const target of [SYNC, INITIATE, CONFIRM]) {
      for (const body of bodies) refusal(await client.post(target, body), 400, /^bad-/);
    }
    for (const target of [INITIATE, CONFIRM]) refusal(await client.post(target, '{}'), 400, /^bad-/);
  });

  test('whose body is larger than any', async () => {
    for (const target of ['/qr/accounts', SYNC, INITIATE, CONFIRM]) {
      const body = `${' '.repeat(2 * MIB)}{}`;
      const answer = await client.post(target, body).catch((error) => error);
      // Who has heard enough may also just hang up.
      assert.ok(answer.status === 413 || ['ECONNRESET', 'EPIPE'].includes(answer.code), `${answer.status ?? answer}`);
    }
  });
});

describe('an account is refused', () => {
  /** @param {any} body @param {Signer} [signer] @param {string} [keyid] @returns {Promise<Answer>} */
  async function register(body, signer = new Signer(), keyid = keyidOf(signer)) {
    const client = new Client(qr.place, { signer });
    await client.meetHub();
    return client.post('/qr/accounts', body, { caller: { hubId: client.hubId, keyid, signer } });
  }

  test('to a key that is none', async () => {
    for (const key of WEAK_KEYS) {
      const signer = new Signer();
      const body = { public_key: b64u(key), name: 'x' };
      refusal(await register(body, signer, `ed25519:${b64u(key)}`), [400, 401], /^bad-/);
    }
    for (const public_key of [undefined, null, 7, '', 'AA', `${b64u(randomBytes(32))}=`, 'ab'.repeat(32)]) {
      refusal(await register({ public_key, name: 'x' }), [400, 401], /^bad-/);
    }
  });

  test('to somebody else’s key', async () => {
    const victim = new Signer();
    const body = { public_key: b64u(victim.publicKey), name: 'x' };
    const mallory = new Signer();
    refusal(await register(body, mallory), [400, 401, 403]);
    refusal(await register(body, mallory, keyidOf(victim)), 401, 'bad-signature');
    const client = await qr.client({ signer: victim });
    assert.equal((await client.sync()).data.length, 0);
  });

  test('with a name that is none', async () => {
    const signer = new Signer();
    for (const name of [7, {}, [], 'x'.repeat(10_000)]) {
      const answer = await register({ public_key: b64u(signer.publicKey), name }, signer);
      assert.equal(answer.status, 400, `${JSON.stringify(name).slice(0, 50)} was answered ${answer.text}`);
    }
  });
});

describe('a packet is refused', () => {
  /** @type {Client} */
  let alice;
  /** @type {Client} */
  let bob;

  before(async () => {
    [alice, bob] = await two();
  });

  /** @param {OwnEnd} own @param {string} other @param {string} packet @returns {Step} */
  function step(own, other, packet) {
    return { ...alice.initiating(own, other), packet };
  }

  /**
   * Sends a packet in place of a good one, and holds that it left nothing behind.
   *
   * @param {(payload: any, other: string) => string} make of a good payload
   * @param {number | readonly number[]} status
   * @param {string | RegExp} [code]
   */
  async function refused(make, status = 400, code = 'bad-packet') {
    const [own, bobs] = [new OwnEnd(), new OwnEnd()];
    const { payload } = parts(alice.initiating(own, bobs.id).packet);
    refusal(await alice.post(INITIATE, step(own, bobs.id, make(payload, bobs.id))), status, code);
    // Nobody initiates that often: another account has the next try.
    const next = await qr.client();
    assert.equal((await next.post(INITIATE, next.initiating(own, bobs.id))).status, 200, 'it is reserved');
  }

  /** @param {any} header @returns {Promise<void>} */
  function headerRefused(header) {
    return refused((payload) => jws(alice.signer, header, payload), [400, 401, 403], /./);
  }

  test('whose algorithm is none, or another', async () => {
    const good = headerOf(alice.accountId);
    for (const alg of ['none', 'None', 'NONE', '', null, 'HS256', 'ES256', 'RS256', 'Ed25519', 'eddsa', ['EdDSA']]) {
      await headerRefused({ ...good, alg });
    }
    const unsigned = (/** @type {any} */ payload) => jws(alice.signer, { ...good, alg: 'none' }, payload);
    await refused((payload) => `${unsigned(payload).split('.').slice(0, 2).join('.')}.`);
  });

  test('whose header has more, less or other members', async () => {
    const good = headerOf(alice.accountId);
    const { publicKey } = alice.signer;
    const more = [
      { jwk: { kty: 'OKP', crv: 'Ed25519', x: b64u(publicKey) } },
      { jku: 'http://127.0.0.1/keys' },
      { x5u: 'http://127.0.0.1/keys' },
      { crit: ['exp'] },
      { b64: false },
      { cty: 'JWT' },
      { x: 1 },
    ];
    for (const each of more) await headerRefused({ ...good, ...each });
    for (const name of Object.keys(good)) {
      const { [name]: _, ...less } = good;
      await headerRefused(less);
    }
    for (const typ of ['JWT', 'handfast-qr+JWS', '', 7]) await headerRefused({ ...good, typ });
    const twice = JSON.stringify(good).replace('{', '{"alg":"none",');
    for (const text of [twice, 'null', '[]', '7', '{', '', `${JSON.stringify(good)} x`]) await headerRefused(text);
  });

  test('whose key is another’s', async () => {
    await headerRefused(headerOf(bob.accountId));
    await headerRefused(headerOf(randomUUID()));
    await headerRefused(headerOf('hub'));
    await headerRefused(headerOf(keyidOf(alice.signer)));
    await headerRefused({ ...headerOf(''), kid: 7 });
    await refused((payload) => jws(bob.signer, headerOf(bob.accountId), payload), [400, 401, 403], /./);
    await refused((payload) => jws(bob.signer, headerOf(alice.accountId), payload), [400, 401, 403], /./);
  });

  test('that is not of three parts, or not of b64u', async () => {
    /** @type {((whole: string) => string)[]} */
    const damages = [
      () => '',
      () => '..',
      () => 'x',
      (whole) => whole.split('.').slice(0, 2).join('.'),
      (whole) => `${whole}.`,
      (whole) => `${whole}.${whole}`,
      (whole) => `${whole}=`,
      (whole) => ` ${whole}`,
      (whole) => `${whole}\n`,
      (whole) => whole.replace('.', '=.'),
      (whole) => whole.slice(0, -3),
      (whole) => `${whole.slice(0, -1)}${whole.endsWith('h') ? 'i' : 'h'}`,
      (whole) => whole.replace(/\.(.)/, (_, first) => `.${first === 'e' ? 'f' : 'e'}`),
    ];
    for (const damage of damages) {
      await refused((payload) => damage(jws(alice.signer, headerOf(alice.accountId), payload)), [400, 401, 403], /./);
    }
  });

  test('that is huge', async () => {
    const header = headerOf(alice.accountId);
    for (const x of ['x'.repeat(5_000), 'x'.repeat(11_000)]) {
      await refused((payload) => jws(alice.signer, header, { ...payload, x }), [400, 413], /^(bad-packet|too-large)$/);
    }
    const deep = `${'['.repeat(1_000)}${']'.repeat(1_000)}`;
    await refused((payload) => jws(alice.signer, header, JSON.stringify(payload).replace('{', `{"x":${deep},`)));
    const [own, other] = [new OwnEnd(), new OwnEnd()];
    const { payload } = parts(alice.initiating(own, other.id).packet);
    for (const x of ['x'.repeat(20_000), 'x'.repeat(700_000)]) {
      const answer = await alice.post(INITIATE, step(own, other.id, jws(alice.signer, header, { ...payload, x })));
      assert.equal(answer.status, 413, answer.text);
    }
  });

  test('whose payload is not what it should be', async () => {
    const header = headerOf(alice.accountId);
    const wrong = [
      { aud: undefined },
      { aud: '00'.repeat(32) },
      { aud: alice.accountId },
      { aud: [alice.hubId] },
      { iat: undefined },
      { iat: `${now()}` },
      { iat: now() + 0.5 },
      { jti: undefined },
      { jti: '' },
      { jti: 7 },
      { jti: b64u(randomBytes(15)) },
      { jti: `${freshJti()}=` },
      { type: 6 },
      { type: '5' },
      { type: undefined },
      { subType: 2 },
      { subType: 3 },
      { subType: undefined },
      { senderID: undefined },
      { senderID: 'x' },
      { recipientID: undefined },
      { recipientID: 7 },
    ];
    for (const each of wrong) {
      await refused((payload) => jws(alice.signer, header, { ...payload, ...each }), [400, 403], /^(bad-|wrong-)/);
    }
    for (const upper of ['senderID', 'recipientID']) {
      const loud = (/** @type {any} */ payload) => ({ ...payload, [upper]: payload[upper].toUpperCase() });
      await refused((payload) => jws(alice.signer, header, loud(payload)), [400, 403], /^(bad-|wrong-)/);
    }
    for (const text of ['null', '[]', '{', '', '7']) await refused(() => jws(alice.signer, header, text));
    await refused((payload) => jws(alice.signer, header, JSON.stringify(payload).replace('{', '{"type":5,')));
  });

  test('from another time', async () => {
    const header = headerOf(alice.accountId);
    for (const iat of [0, now() - SKEW - 5, now() + SKEW + 5, now() * 1_000]) {
      await refused((payload) => jws(alice.signer, header, { ...payload, iat }), [400, 401, 403], /^bad-/);
    }
  });

  test('whose jti was used', async () => {
    const [own, other] = [new OwnEnd(), new OwnEnd()];
    const first = alice.initiating(own, other.id);
    assert.equal((await alice.post(INITIATE, first)).status, 200);
    const { jti } = parts(first.packet).payload;
    await refused((payload) => jws(alice.signer, headerOf(alice.accountId), { ...payload, jti }), 409, 'repeated');
    const others = new OwnEnd();
    const theirs = { ...bob.initiating(others, other.id) };
    const same = jws(bob.signer, headerOf(bob.accountId), { ...parts(theirs.packet).payload, jti });
    assert.equal((await bob.post(INITIATE, { ...theirs, packet: same })).status, 200, 'another account may use it');
  });

  test('that confirms, for the same reasons', async () => {
    const meeting = await invited(alice, bob);
    const { bobs, invitation } = meeting;
    const good = bob.confirming(bobs, invitation);
    const { payload } = parts(good.packet);
    const header = headerOf(bob.accountId);
    const wrong = [
      jws(bob.signer, { ...header, alg: 'none' }, payload),
      jws(bob.signer, { ...header, x: 1 }, payload),
      jws(bob.signer, header, { ...payload, aud: '00'.repeat(32) }),
      jws(bob.signer, header, { ...payload, iat: now() - SKEW - 5 }),
      jws(bob.signer, header, { ...payload, subType: 1 }),
      jws(bob.signer, header, { ...payload, subType: 4 }),
      jws(bob.signer, header, { ...payload, signature: undefined }),
      jws(bob.signer, header, { ...payload, signature: '' }),
      jws(alice.signer, header, payload),
      jws(alice.signer, headerOf(alice.accountId), payload),
    ];
    for (const packet of wrong) refusal(await bob.post(CONFIRM, { ...good, packet }), [400, 401, 403]);
    await assertPending({ alice, bob }, meeting);
  });
});

describe('initiating is refused', () => {
  test('with a pair id that is not one’s own, and nothing is reserved', async () => {
    const [alice, mallory] = await two();
    const [own, bobs] = [new OwnEnd(), new OwnEnd()];
    const good = alice.initiating(own, bobs.id);
    const mine = new OwnEnd();
    const proof = (/** @type {Partial<Parameters<OwnEnd['proof']>[1]>} */ more, step = 'initiate') =>
      b64u(
        own.proof(/** @type {any} */ (step), {
          hubId: alice.hubId,
          account: Buffer.from(alice.accountId.replaceAll('-', ''), 'hex'),
          other: bobs.id,
          ...more,
        }),
      );
    assert.equal(proof({}), good.pairProof);
    const wrong = [
      { ...alice.initiating(own, bobs.id), pairKey: b64u(mine.pairKey) },
      { ...alice.initiating(own, bobs.id), pairProof: b64u(mine.pair.sign(Buffer.from('x'))) },
      { ...alice.initiating(own, bobs.id), pairProof: proof({}, 'confirm') },
      { ...alice.initiating(own, bobs.id), pairProof: proof({ hubId: '00'.repeat(32) }) },
      { ...alice.initiating(own, bobs.id), pairProof: proof({ other: mine.id }) },
      { ...alice.initiating(own, bobs.id), pairProof: proof({ account: randomBytes(16) }) },
      // Mallory has seen all of it, but for the keys.
      { ...mallory.initiating(mine, bobs.id, { senderID: own.id }), pairKey: b64u(own.pairKey) },
      { ...mallory.initiating(mine, bobs.id, { senderID: own.id }) },
    ];
    for (const [i, step] of wrong.entries()) {
      const who = i < 6 ? alice : mallory;
      refusal(await who.post(INITIATE, step), 403, NOT_OWN);
    }
    const stolen = { ...mallory.initiating(mine, bobs.id, { senderID: own.id }) };
    const proofs = { pairKey: good.pairKey, pairProof: good.pairProof };
    refusal(await mallory.post(INITIATE, { ...stolen, ...proofs }), 403, NOT_OWN);
    for (const part of ['pairKey', 'pairProof']) {
      for (const value of [undefined, '', 7, `${good.pairProof}=`, 'AA']) {
        refusal(await alice.post(INITIATE, { ...alice.initiating(own, bobs.id), [part]: value }), 400, /^bad-/);
      }
    }
    for (const key of WEAK_KEYS) {
      const step = { ...alice.initiating(own, bobs.id), pairKey: b64u(key) };
      refusal(await alice.post(INITIATE, step), [400, 403]);
    }
    assert.equal((await alice.post(INITIATE, good)).status, 200);
  });

  test('by whoever recorded it', async () => {
    const [alice, mallory] = await two();
    const [own, bobs] = [new OwnEnd(), new OwnEnd()];
    const step = alice.initiating(own, bobs.id);
    refusal(await mallory.post(INITIATE, step), [400, 403]);
    assert.equal((await alice.post(INITIATE, step)).status, 200);
    refusal(await mallory.post(INITIATE, step), [400, 403]);
  });

  test('while it is pending, but the same bytes have the same answer', async () => {
    const [alice, other] = await two();
    const own = new OwnEnd();
    const peer = new OwnEnd();
    const step = alice.initiating(own, peer.id);
    const first = await alice.post(INITIATE, step);
    assert.deepEqual((await alice.post(INITIATE, step)).body, first.body);
    refusal(await alice.post(INITIATE, alice.initiating(own, peer.id)), 409, 'pending');
    refusal(await alice.post(INITIATE, alice.initiating(own, new OwnEnd().id)), 409, 'pending');
    refusal(await other.post(INITIATE, other.initiating(own, peer.id)), 409, 'pending');
    assert.equal((await other.post(INITIATE, other.initiating(new OwnEnd(), peer.id))).status, 200, 'is not reserved');
    assert.equal((await other.post(INITIATE, other.initiating(peer, own.id))).status, 200, 'is not reserved');
  });

  test('fifty times at once by two accounts with the same keys: one has it', async () => {
    const [alice, other] = await two();
    const own = new OwnEnd();
    const peer = new OwnEnd();
    const steps = upTo(50).map((i) => /** @type {const} */ ([i % 2 === 0 ? alice : other, peer.id]));
    const answers = await Promise.all(steps.map(([who, id]) => who.post(INITIATE, who.initiating(own, id))));
    const taken = answers.filter(({ status }) => status === 200);
    assert.equal(taken.length, 1);
    for (const answer of answers) if (answer.status !== 200) refusal(answer, 409, 'pending');
  });

  test('with ids of a connection that is there', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const ends = /** @type {OwnEnd[]} */ ([alices.own, bobs.own]);
    for (const own of ends) {
      for (const who of [alice, bob]) {
        refusal(await who.post(INITIATE, who.initiating(own, new OwnEnd().id)), 409, /^(in-use|used)$/);
        refusal(await who.post(INITIATE, who.initiating(new OwnEnd(), own.id)), 409, /^(in-use|used)$/);
      }
    }
  });

  test('with oneself', async () => {
    const client = await qr.client();
    const own = new OwnEnd();
    refusal(await client.post(INITIATE, client.initiating(own, own.id)), [400, 403, 409]);
  });
});

describe('confirming is refused', () => {
  test('to a stranger who photographed every code', async () => {
    const [alice, bob] = await two();
    const mallory = await qr.client();
    const meeting = await invited(alice, bob);
    const { own, bobs, invitation, step } = meeting;
    const mine = new OwnEnd();
    const confirming = (/** @type {any} */ more) => {
      const { payload } = parts(mallory.confirming(mine, invitation).packet);
      const packet = jws(mallory.signer, headerOf(mallory.accountId), { ...payload, ...more });
      return { ...mallory.confirming(mine, invitation), packet };
    };
    // As herself, as Bob, and with the proof that Alice gave.
    refusal(await mallory.post(CONFIRM, confirming({})), 403, NOT_OWN);
    refusal(await mallory.post(CONFIRM, confirming({ recipientID: mine.id })), 403, 'wrong-signature');
    refusal(await mallory.post(CONFIRM, { ...confirming({}), pairKey: b64u(bobs.pairKey) }), 403, NOT_OWN);
    const alices = { pairKey: step.pairKey, pairProof: step.pairProof };
    refusal(await mallory.post(CONFIRM, { ...confirming({}), ...alices }), 403, NOT_OWN);
    const swapped = { senderID: invitation.recipientID, recipientID: invitation.senderID };
    refusal(await mallory.post(CONFIRM, { ...confirming(swapped), ...alices }), [403, 404]);
    await assertPending({ alice, bob }, meeting);
    refusal(await mallory.post(CONFIRM, confirming({})), [403, 409]);
    for (const id of [own.id, bobs.id]) {
      for (const verb of ['break', 'pause', 'resume']) {
        refusal(await mallory.post(`/qr/connections/${id}/${verb}`), 404, 'unknown');
      }
      const data = [{ pairID: id, packetID: randomUUID(), blob: b64(Buffer.from('x')) }];
      refusal(await mallory.post(SYNC, { data }), 403, 'not-yours');
    }
  });

  test('to whoever recorded it', async () => {
    const [alice, bob] = await two();
    const mallory = await qr.client();
    const meeting = await invited(alice, bob);
    const { bobs, seen, alices, invitation } = meeting;
    const connection = bob.consider(bobs, seen.atBob, invitation);
    const step = bob.confirming(bobs, invitation);
    refusal(await mallory.post(CONFIRM, step), [400, 403]);
    await bob.confirm(connection, invitation, step);
    refusal(await mallory.post(CONFIRM, step), [400, 403, 409]);
    refusal(await alice.post(CONFIRM, step), [400, 403, 409]);
    await alice.settle();
    await assertConnected({ alice, bob, alices, bobs: connection });
  });

  test('with a signature of another pair, of another hub, or with a changed bit', async () => {
    const [alice, bob] = await two();
    const meeting = await invited(alice, bob);
    const { bobs, invitation } = meeting;
    const another = await invited(alice, bob);
    const changed = Buffer.from(invitation.signature);
    changed[40] = /** @type {number} */ (changed[40]) ^ 4;
    const forged = new Signer().sign(alice.statement(invitation));
    for (const sig of [another.invitation.signature, changed, forged]) {
      const step = bob.confirming(bobs, { ...invitation, signature: sig });
      refusal(await bob.post(CONFIRM, step), 403, 'wrong-signature');
    }
    await assertPending({ alice, bob }, meeting);
    await assertPending({ alice, bob }, another);
  });

  test('with swapped ids, or with one of another pair', async () => {
    const [alice, bob] = await two();
    const meeting = await invited(alice, bob);
    const { own, bobs, invitation } = meeting;
    const another = await invited(alice, bob);
    const { senderID, recipientID } = invitation;
    for (const [end, ids] of /** @type {[OwnEnd, any][]} */ ([
      [bobs, { senderID: recipientID, recipientID: senderID }],
      [own, { senderID: recipientID, recipientID: senderID }],
      [bobs, { senderID: another.invitation.senderID }],
      [another.bobs, { recipientID: another.invitation.recipientID }],
      [bobs, { senderID: new OwnEnd().id }],
    ])) {
      refusal(await bob.post(CONFIRM, bob.confirming(end, { ...invitation, ...ids })), [403, 404]);
    }
    await assertPending({ alice, bob }, meeting);
    await assertPending({ alice, bob }, another);
  });

  test('to the account that initiated, which then is still free to meet another', async () => {
    const [alice, bob] = await two();
    const { seen, bobs, invitation } = await invited(alice, alice);
    const connection = alice.consider(bobs, seen.atBob, invitation);
    refusal(await alice.post(CONFIRM, alice.confirming(connection.own, invitation)), 403, 'one-account');
    const answer = await bob.post(CONFIRM, bob.confirming(bobs, invitation));
    assert.equal(answer.status, 200, 'the code is not used up');
  });

  test('of what was never initiated', async () => {
    const [alice, bob] = await two();
    const [own, bobs] = [new OwnEnd(), new OwnEnd()];
    const invitation = {
      senderID: own.id,
      recipientID: bobs.id,
      signature: randomBytes(64),
      expires: 0,
      nonce: own.nonce,
    };
    refusal(await bob.post(CONFIRM, bob.confirming(bobs, invitation)), [403, 404]);
    await connect(alice, bob);
  });

  test('fifty times at once by two accounts with the same keys: one has it, once', async () => {
    for (const _ of upTo(3)) {
      const [alice, bob] = await two();
      const carol = await qr.client();
      const { bobs, seen, alices, invitation } = await invited(alice, bob);
      const callers = upTo(50).map((i) => (i % 2 === 0 ? bob : carol));
      const steps = callers.map((who) => /** @type {const} */ ([who, who.confirming(bobs, invitation)]));
      const answers = await Promise.all(
        steps.map(async ([who, step]) => ({ who, answer: await who.post(CONFIRM, step) })),
      );
      const [winner, ...more] = answers.filter(({ answer }) => answer.status === 200);
      assert.ok(winner !== undefined && more.length === 0, `${more.length + 1} confirmed it`);
      const { who, answer: won } = winner;
      for (const { who: other, answer } of answers) {
        if (answer === won) continue;
        const { connectionId } = refusal(answer, 409, 'used');
        assert.equal(connectionId, other === who ? won.body.connectionId : undefined);
      }
      const connection = who.consider(bobs, seen.atBob, invitation);
      who.confirmed(connection, won.body.connectionId);
      await alice.settle();
      assert.equal(alice.messages.filter(({ subType }) => subType === 3).length, 1);
      await assertConnected({ alice, bob: who, alices, bobs: connection });
      const loser = who === bob ? carol : bob;
      const data = [{ pairID: alices.own.id, packetID: randomUUID(), blob: b64(Buffer.from('x')) }];
      refusal(await loser.post(SYNC, { data }), 403, 'not-yours');
    }
  });
});

describe('the third code', () => {
  test('of another pair, or not whole, is seen through by the second end', async () => {
    const [alice, bob] = await two();
    const meeting = await invited(alice, bob);
    const another = await invited(alice, bob);
    const { bobs, seen, third } = meeting;
    assert.throws(() => bob.consider(bobs, seen.atBob, another.invitation), /another pair/);
    assert.throws(() => bob.consider(bobs, seen.atBob, { ...meeting.invitation, nonce: randomBytes(16) }), /committed/);
    assert.throws(() => readSignatureLine(third.slice(0, -8)));
    const invitation = { ...meeting.invitation, expires: meeting.invitation.expires + 1 };
    assert.notEqual(signatureLine(invitation), third);
    await assertPending({ alice, bob }, meeting);
  });

  test('with keys that somebody in between put into the codes gives other words', async () => {
    const [alice, bob] = await two();
    const mallory = await qr.client();
    const [one, two_] = [await invited(alice, mallory), await invited(mallory, bob)];
    const bobs = bob.consider(two_.bobs, two_.seen.atBob, two_.invitation);
    assert.notDeepEqual(one.alices.comparison.words, bobs.comparison.words);
  });
});

describe('breaking, pausing and resuming are refused', () => {
  test('of what is not there, or is not an id', async () => {
    const client = await qr.client();
    for (const id of [new OwnEnd().id, 'x', 'AB'.repeat(20), '00'.repeat(21), '%00', '..']) {
      for (const verb of ['break', 'pause', 'resume']) {
        const answer = await client.post(`/qr/connections/${id}/${verb}`);
        assert.ok(answer.status === 404 || answer.status === 400, `${id} was answered ${answer.status}`);
      }
    }
  });

  test('of what is pending, or broken', async () => {
    const [alice, bob] = await two();
    const meeting = await invited(alice, bob);
    refusal(await bob.post(`/qr/connections/${meeting.bobs.id}/break`), 404, 'unknown');
    await assertPending({ alice, bob }, meeting);
    await alice.break(meeting.own.id);
    for (const who of [alice, bob]) {
      for (const verb of ['pause', 'resume']) {
        refusal(await who.post(`/qr/connections/${meeting.own.id}/${verb}`), [403, 404, 409]);
      }
    }
  });
});

describe('a sync is refused', () => {
  test('as a whole, if one packet of it is for nobody, for another, or to oneself', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const others = await qr.couple();
    for (const pairID of [new OwnEnd().id, others.bobs.own.id, others.alices.own.id, alices.own.id]) {
      const good = await alices.say('good');
      const foreign = { ...(await alices.say('foreign')), pairID };
      for (const data of [
        [good, foreign],
        [foreign, good],
      ]) {
        refusal(await alice.post(SYNC, { data }), 403, 'not-yours');
      }
    }
    assert.deepEqual((await bob.sync()).data, []);
    assert.deepEqual((await others.bob.sync()).data, []);
    assert.deepEqual(heard(bobs), []);
  });

  test('as a whole, if it acknowledges what is another’s', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const others = await qr.couple();
    const { packetID } = await alice.say(alices, 'Hello');
    await alice.sync();
    const receipts = (/** @type {string} */ pairID) => ({ lastPacketsReceived: [{ pairID, packetIDs: [packetID] }] });
    refusal(await others.bob.post(SYNC, receipts(bobs.own.id)), 403, 'not-yours');
    const data = [await others.bobs.say('good')];
    refusal(await others.bob.post(SYNC, { ...receipts(bobs.own.id), data }), 403, 'not-yours');
    assert.deepEqual((await others.alice.sync()).data, []);
    await bob.settle();
    assert.deepEqual(heard(bobs), ['Hello']);
  });

  test('if a packet is not one', async () => {
    const { alice, bob, alices } = await qr.couple();
    const good = await alices.say('good');
    const wrong = [
      { pairID: undefined },
      { pairID: good.pairID.toUpperCase() },
      { pairID: 'x' },
      { packetID: undefined },
      { packetID: '' },
      { packetID: 'x' },
      { packetID: good.packetID.slice(1) },
      { packetID: good.packetID.replaceAll('-', '') },
      { packetID: `{${good.packetID}}` },
      { blob: undefined },
      { blob: 7 },
      { blob: good.blob.replace(/.{4}$/, '====') },
      { blob: 'AA' },
      { blob: 'AB==' },
      { blob: 'A-_A' },
      { blob: ' AAAA' },
      { blob: 'AAAA\n' },
    ];
    for (const each of wrong) {
      const { status, text } = await alice.post(SYNC, { data: [good, { ...good, packetID: randomUUID(), ...each }] });
      assert.ok(status === 400 || status === 403, `${JSON.stringify(each)} was answered ${status} ${text}`);
    }
    assert.deepEqual((await bob.sync()).data, []);
  });

  test('if a blob is too large, or the body is', async () => {
    const { alice, bob, alices } = await qr.couple();
    const packet = (/** @type {number} */ size) => ({
      pairID: alices.peer.id,
      packetID: randomUUID(),
      blob: b64(Buffer.alloc(size)),
    });
    refusal(await alice.post(SYNC, { data: [packet(LARGEST_BLOB + 1)] }), 413, 'too-large');
    refusal(await alice.post(SYNC, { data: [packet(1), packet(100_000)] }), 413, 'too-large');
    const many = upTo(IN_ONE_BODY + 1).map(() => packet(1));
    refusal(await alice.post(SYNC, { data: many }), [400, 413], /^(bad-request|too-large)$/);
    assert.deepEqual((await bob.sync()).data, []);
    const answer = await alice.post(SYNC, { data: [packet(LARGEST_BLOB)] });
    assert.equal(answer.status, 200, answer.text);
  });

  test('if more packets come than a minute has room for, and what was taken is delivered', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const packets = [];
    for (const i of upTo(A_MINUTE + 1)) packets.push(await alices.say(`${i}`));
    refusal(await alice.post(SYNC, { data: packets }), 429, 'too-fast');
    await alice.sync({ data: packets.slice(0, 50) });
    refusal(await alice.post(SYNC, { data: packets.slice(50) }), 429, 'too-fast');
    await alice.sync({ data: packets.slice(50, A_MINUTE) });
    refusal(await alice.post(SYNC, { data: packets.slice(A_MINUTE) }), 429, 'too-fast');
    await alice.sync({ data: packets.slice(0, 10) });
    await bob.say(bobs, 'the other direction is free');
    await bob.settle();
    await alice.settle();
    assert.deepEqual(heard(alices), ['the other direction is free']);
    assert.deepEqual(
      heard(bobs),
      upTo(A_MINUTE).map((i) => `${i}`),
    );
  });

  test('if a packet comes again with other bytes, and the first is kept', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const packet = await alice.say(alices, 'the first');
    await alice.sync();
    const other = { ...packet, blob: (await alices.say('the second')).blob };
    refusal(await alice.post(SYNC, { data: [other] }), 409, 'other-bytes');
    const good = await alices.say('not stored');
    refusal(await alice.post(SYNC, { data: [good, other] }), 409, 'other-bytes');
    const fresh = await alices.say('twice');
    const twice = [fresh, { ...(await alices.say('twice')), packetID: fresh.packetID }];
    refusal(await alice.post(SYNC, { data: twice }), 409, 'other-bytes');
    await bob.settle();
    assert.deepEqual(heard(bobs), ['the first']);
  });

  test('to a connection that is broken', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    await bob.break(bobs.own.id);
    refusedAsBroken(await alice.post(SYNC, { data: [await alices.say('hello?')] }));
    refusedAsBroken(await bob.post(SYNC, { data: [await bobs.say('hello?')] }));
    assert.deepEqual([(await alice.sync()).data, (await bob.sync()).data], [[], []]);
  });

  test('but what it acknowledges and was never sent is passed over', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const { packetID } = await alice.say(alices, 'Hello');
    await alice.sync();
    const never = randomUUID();
    await bob.sync({
      lastPacketsReceived: [{ pairID: bobs.own.id, packetIDs: [never] }],
      serverMessagesReceived: [freshJti()],
    });
    // The sender cannot acknowledge for the other end.
    await alice.sync({ lastPacketsReceived: [{ pairID: alices.own.id, packetIDs: [packetID] }] });
    const again = await bob.sync({});
    assert.deepEqual(
      again.data.map((/** @type {any} */ each) => each.packetID),
      [packetID],
    );
    alice.meta.splice(0);
    await alice.sync();
    assert.ok(!alice.meta.some(({ deletedPackets }) => deletedPackets.length > 0));
    assert.ok(!JSON.stringify(alice.meta).includes(never));
    await bob.settle();
    assert.deepEqual(heard(bobs), ['Hello']);
  });

  test('and a message of the hub is acknowledged by nobody else', async () => {
    const [alice, bob] = await two();
    const mallory = await qr.client();
    const { bobs, seen, alices, invitation } = await invited(alice, bob);
    await bob.confirm(bob.consider(bobs, seen.atBob, invitation), invitation);
    const [text] = (await alice.sync({})).serverMessages;
    const { jti } = parts(text).payload;
    const { status } = await mallory.post(SYNC, { serverMessagesReceived: [jti] });
    assert.ok(status === 200 || status === 403, `${status}`);
    assert.equal((await alice.sync({})).serverMessages.length, 1);
    await alice.settle();
    assert.equal(alices.id !== undefined, true);
  });
});

describe('a live stream is refused', () => {
  /** @param {Client} client @param {string} target @param {Record<string, string>} [headers] @returns {Promise<void>} */
  async function refused(client, target, headers) {
    /** @type {Live} */
    let live;
    try {
      live = await Live.open(client.place, target, headers);
    } catch (error) {
      assert.match(`${error}`, /Unexpected server response: 4\d\d/);
      return;
    }
    await live.closed;
    assert.equal(live.arrived.length, 1, JSON.stringify(live.arrived));
    const [problem] = live.arrived;
    assert.equal(problem.status, 401, JSON.stringify(problem));
    assert.match(problem.code, /^(bad-signature|bad-created|bad-nonce|unknown-key)$/);
  }

  test('that is not signed, or signed by another, for another, or before', async () => {
    const [client, other] = await two();
    const asked = { method: 'GET', target: LIVE };
    const good = signature(client.caller, asked);
    const wrong = [
      '',
      'x',
      signature({ ...client.caller, signer: other.signer }, asked),
      signature({ ...client.caller, keyid: randomUUID() }, asked),
      signature({ ...client.caller, hubId: '00'.repeat(32) }, asked),
      signature(client.caller, { ...asked, method: 'POST' }),
      signature(client.caller, { ...asked, target: SYNC }),
      signature(client.caller, asked, { created: now() - SKEW - 5 }),
    ];
    await refused(client, LIVE);
    await refused(client, `${LIVE}?auth=`);
    for (const each of wrong) {
      await refused(client, LIVE, { [HEADER]: each });
      await refused(client, `${LIVE}?auth=${encodeURIComponent(each)}`);
    }
    const before_ = encodeURIComponent(good);
    await refused(client, `${LIVE}?auth=${before_}&x=1`);
    const live = await Live.open(client.place, `${LIVE}?auth=${before_}`);
    live.send({});
    assert.equal((await live.next()).status, undefined);
    await refused(client, `${LIVE}?auth=${before_}`);
    await refused(client, LIVE, { [HEADER]: good });
    await live.close();
  });

  test('frame by frame, with a problem for each, if they are no syncs', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const foreign = [{ ...(await alices.say('x')), pairID: new OwnEnd().id }];
    for (const [frame, code] of /** @type {[unknown, RegExp][]} */ ([
      ['hello', /^bad-request$/],
      ['[]', /^bad-request$/],
      [{ data: 7 }, /^bad-request$/],
      [{ data: foreign }, /^not-yours$/],
      [{ data: [{ ...(await alices.say('x')), blob: b64(Buffer.alloc(LARGEST_BLOB + 1)) }] }, /^too-large$/],
    ])) {
      const live = await alice.live();
      live.send(frame);
      for (;;) {
        const answer = await live.next();
        if (answer.status === undefined) continue;
        assert.match(answer.code, code, JSON.stringify(answer));
        break;
      }
      live.terminate();
    }
    assert.deepEqual((await bob.sync()).data, []);
    assert.deepEqual(heard(bobs), []);
  });

  test('and a huge frame ends it', async () => {
    const client = await qr.client();
    const live = await client.live();
    live.send('x'.repeat(4 * MIB));
    await live.closed;
  });
});
