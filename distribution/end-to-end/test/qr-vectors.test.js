/** The client of QR connections by itself, against the vectors of the page, which were made with another program as well. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { ROOT } from '../parts/places.js';
import { open, seal } from '../qr/blob.js';
import { b64, b64u, base32, fields, u64, unb64, unb64u, unbase32, uuid } from '../qr/bytes.js';
import { compare } from '../qr/connection.js';
import { freshJti, fromHub, headerOf, jws, parts } from '../qr/jws.js';
import { OwnEnd, Signer, verifies } from '../qr/keys.js';
import { checked, keyLine, readKeyLine, readSignatureLine, signatureLine, withCheck } from '../qr/lines.js';
import { keyidOf, now, signature, signedBytes } from '../qr/request.js';
import { Agreement, hex } from '../relay/keys.js';

const V = JSON.parse(readFileSync(join(ROOT, 'api-spec/protocols/qr-connection-vectors.json'), 'utf8'));

/** @param {string} digits @returns {Buffer} */
function bytes(digits) {
  return Buffer.from(digits, 'hex');
}

/** @param {any} end @returns {OwnEnd} */
function end({ x25519Private, pairPrivate, nonce }) {
  const [agreement, pair] = [new Agreement(bytes(x25519Private)), new Signer(bytes(pairPrivate))];
  return new OwnEnd({ agreement, pair, nonce: bytes(nonce) });
}

const [A, B] = [end(V.ends.a), end(V.ends.b)];
const [alice, bob] = [V.accounts.a, V.accounts.b].map(({ privateKey }) => new Signer(bytes(privateKey)));
const hub = new Signer(bytes(V.hub.privateKey));
assert.ok(alice !== undefined && bob !== undefined);

test('keys have the page’s ids', () => {
  for (const [own, { x25519, pairKey, pairId }] of /** @type {const} */ ([
    [A, V.ends.a],
    [B, V.ends.b],
  ])) {
    assert.deepEqual([hex(own.key), hex(own.pairKey), own.id], [x25519, pairKey, pairId]);
  }
  assert.equal(hex(A.commit), V.commit);
});

test('lines are the page’s, and are read back', () => {
  const { host, first, second, third } = V.lines;
  assert.equal(withCheck(keyLine(A, A.commit, host)), first);
  assert.equal(withCheck(keyLine(B, B.nonce, host)), second);
  const invitation = {
    signature: unb64u(V.signature, 64),
    expires: V.expires,
    senderID: A.id,
    recipientID: B.id,
    nonce: A.nonce,
  };
  assert.equal(withCheck(signatureLine(invitation)), third);
  for (const line of [first, second, third]) assert.match(line, /^[0-9A-Z $%*+\-./:]+$/, 'alphanumeric mode');

  const seen = readKeyLine(checked(first), 'first');
  assert.deepEqual([seen.id, seen.host, hex(seen.extra)], [A.id, host, V.commit]);
  assert.deepEqual(readKeyLine(checked(second), 'second').extra, B.nonce);
  assert.deepEqual(readSignatureLine(checked(third)), invitation);
});

test('the hub’s statement and its signature are the page’s', () => {
  const ids = [A.id, B.id].map(bytes);
  const statement = fields('handfast/qr-connection/v1', V.hub.id, ...ids, uuid(V.accounts.a.id), u64(V.expires));
  assert.equal(hex(statement), V.statement);
  assert.equal(b64u(hub.sign(statement)), V.signature);
  assert.ok(verifies(unb64u(V.signature), statement, hub.publicKey));
});

test('packets and proofs are the page’s', () => {
  for (const [step, signer, own, other, account] of /** @type {const} */ ([
    ['initiate', alice, A, B, V.accounts.a.id],
    ['confirm', bob, B, A, V.accounts.b.id],
  ])) {
    const { packet, pairProof } = V[step];
    const { header, payload } = parts(packet);
    assert.deepEqual(header, headerOf(account));
    assert.equal(jws(signer, header, payload), packet);
    assert.equal(b64u(own.proof(step, { hubId: V.hub.id, account: uuid(account), other: other.id })), pairProof);
  }
});

test('requests are signed as the page’s', () => {
  for (const { method, target, body, header, signed } of V.requests) {
    const keyid = /** @type {string} */ (target === '/qr/accounts' ? keyidOf(alice) : V.accounts.a.id);
    const [, created, nonce] = /created=(\d+), nonce="([^"]+)"/.exec(header) ?? [];
    const fresh = { created: Number(created), nonce: unb64u(nonce, 16) };
    const asked = { method, target, body };
    assert.equal(signature({ hubId: V.hub.id, keyid, signer: alice }, asked, fresh), header);
    if (signed !== undefined) {
      assert.equal(hex(signedBytes(V.hub.id, keyid, asked, fresh.created, fresh.nonce)), signed);
    }
  }
});

test('the words are the page’s', () => {
  const { words, symbols } = compare(A, B, A.commit, V.hub.id);
  assert.deepEqual(words, V.compared.words);
  assert.deepEqual(
    symbols.map((symbol) => symbol.replace(/^\S+ /, '')),
    V.compared.symbols,
  );
});

test('the blob is the page’s, and its reader opens it', async () => {
  const { packetID, plaintext, ephemeralIkm, blob } = V.blob;
  const address = { from: A.id, to: B.id, packetID };
  assert.equal(await seal(A.agreement, B.key, address, Buffer.from(plaintext), bytes(ephemeralIkm)), blob);
  assert.equal((await open(B.agreement, A.key, address, blob)).toString(), plaintext);

  const wrong = [
    { ...address, from: B.id, to: A.id },
    { ...address, packetID: 'ffffffff-89ab-4cde-8f01-23456789abcd' },
  ];
  for (const each of wrong) await assert.rejects(open(B.agreement, A.key, each, blob));
  await assert.rejects(open(B.agreement, B.key, address, blob), 'the sender is part of it');
  await assert.rejects(open(new Agreement(), A.key, address, blob));
});

test('the new key is signed as the page’s', () => {
  const { publicKey, sig } = V.rekey;
  const signed = fields('handfast/qr-connection/rekey/v1', bytes(A.id), bytes(publicKey));
  assert.equal(b64u(A.pair.sign(signed)), sig);
});

describe('text that is not written in the one right way is refused', () => {
  for (const [name, read, texts] of /** @type {const} */ ([
    ['b64u', unb64u, ['AA==', 'AB', 'A', 'A+AA', 'AAAA\n', ' AAAA']],
    ['base64', unb64, ['AA', 'AB==', 'A-AA', 'AAAA\n']],
    ['base32', unbase32, ['AA======', 'AB', 'aa', 'A1', 'A', 'AA\n']],
  ])) {
    test(name, () => {
      for (const text of texts) assert.throws(() => read(text), JSON.stringify(text));
    });
  }

  test('and all other text is read back', () => {
    const some = Buffer.from('any carnal pleasure');
    assert.deepEqual(unb64u(b64u(some)), some);
    assert.deepEqual(unb64(b64(some)), some);
    assert.deepEqual(unbase32(base32(some)), some);
  });
});

describe('a line is refused', () => {
  const { first, second, third } = V.lines;

  test('of which a character is missing, more, other, or in another place', () => {
    for (const line of [first, second, third]) {
      for (let i = 0; i < line.length; i++) {
        const [before, at, after] = [line.slice(0, i), line[i], line.slice(i + 1)];
        assert.throws(() => checked(`${before}${after}`), line);
        assert.throws(() => checked(`${before}${at === 'A' ? 'B' : 'A'}${after}`), line);
        if (after !== '' && after[0] !== at) {
          assert.throws(() => checked(`${before}${after[0]}${at}${after.slice(1)}`), line);
        }
      }
      assert.throws(() => checked(line.slice(0, -5)));
    }
  });

  test('of another app, of another version, of another step', () => {
    const k = checked(first);
    const s = checked(third);
    const others = [
      '',
      'HANDFAST',
      'https://example.org/',
      'WIFI:S:home;T:WPA;P:secret;;',
      'otpauth://totp/x?secret=A',
    ];
    const wrong = [...others, k.replace(':1:', ':2:'), k.replace(':K:', ':S:'), k.toLowerCase(), ` ${k}`, s];
    for (const line of wrong) {
      for (const which of /** @type {const} */ (['first', 'second']))
        assert.throws(() => readKeyLine(line, which), line);
    }
    for (const line of [...others, k, s.replace(':S:', ':K:'), `${s}:host`, `${s}A`, s.slice(0, -2)]) {
      assert.throws(() => readSignatureLine(line), line);
    }
    assert.throws(() => readKeyLine(k, 'second'));
    assert.throws(() => readKeyLine(checked(second), 'first'));
    assert.throws(() => readKeyLine(k.replace(':K:AH', ':K:AL'), 'first'), 'the first byte is 2');
  });

  test('that is longer than any', () => {
    assert.throws(() => readKeyLine(`${checked(first)}${'X'.repeat(512)}`, 'first'));
    assert.throws(() => readSignatureLine(`HANDFAST:1:S:${'A'.repeat(100_000)}`));
  });

  test('and a host of IPv6 is whole', () => {
    const line = keyLine(A, A.commit, '[2001:db8::1]:9081');
    assert.equal(readKeyLine(line, 'first').host, '[2001:db8::1]:9081');
  });
});

test('words are shown only if the first end sent what it had committed to', () => {
  const other = new OwnEnd();
  assert.throws(() => compare({ ...shown(A), nonce: other.nonce }, B, A.commit, V.hub.id), /committed/);
  assert.throws(() => compare({ ...shown(A), key: other.key, nonce: A.nonce }, B, A.commit, V.hub.id), /committed/);
  assert.throws(() => compare({ ...shown(A), id: other.id, nonce: A.nonce }, B, A.commit, V.hub.id), /committed/);
});

/** @param {OwnEnd} own @returns {import('../qr/keys.js').End} what others know of it */
function shown({ id, key, pairKey }) {
  return { id, key, pairKey };
}

describe('a message of the hub is refused', () => {
  const account = V.accounts.a.id;
  const payload = { aud: account, iat: now(), jti: freshJti(), type: 6, subType: 1, text: 'Back at noon' };

  test('but not the real one', () => {
    assert.deepEqual(fromHub(jws(hub, headerOf('hub'), payload), hub.publicKey, account), payload);
  });

  test('that another signed, or that says to be signed otherwise', () => {
    const header = headerOf('hub');
    const wrong = [
      jws(alice, header, payload),
      jws(hub, { ...header, alg: 'none' }, payload),
      jws(hub, { ...header, alg: 'HS256' }, payload),
      jws(hub, { ...header, kid: account }, payload),
      jws(hub, { ...header, crit: [] }, payload),
      jws(hub, { ...header, typ: 'JWT' }, payload),
      `${jws(hub, header, payload)}.`,
      `${jws(hub, header, payload).split('.').slice(0, 2).join('.')}.`,
    ];
    for (const each of wrong) assert.throws(() => fromHub(each, hub.publicKey, account), each);
  });

  test('that is for another, or from another time', () => {
    const wrong = [
      { ...payload, aud: V.accounts.b.id },
      { ...payload, iat: now() - 301 },
      { ...payload, iat: now() + 302 },
      { ...payload, jti: 'short' },
    ];
    for (const each of wrong) {
      assert.throws(() => fromHub(jws(hub, headerOf('hub'), each), hub.publicKey, account), JSON.stringify(each));
    }
  });
});
