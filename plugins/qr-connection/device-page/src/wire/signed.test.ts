import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as signWithNode,
  verify as verifyWithNode,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';

import { seeded } from '@browser/testing/random';
import { fromHex, hex, utf8 } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';

import { BadJws, readJws, writeJws } from './jws';
import { pairIdOf } from './pairId';
import { initiatedBytes, isSignedByHub, ownershipBytes, proveOwnership, rekeyBytes } from './proofs';
import { signatureOf } from './request';
import { sign, signingKey, verify } from './signatures';
import { newUuid, uuidBytes } from './uuid';

const random = seeded('signed');
const SEED = random(32);
const KEY = signingKey(SEED);
const HUB = 'ab'.repeat(32);
const ACCOUNT = 'c0ffee00-1234-4abc-8def-0123456789ab';

const nodeKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED]),
  format: 'der',
  type: 'pkcs8',
});
const nodePublicKey = createPublicKey(nodeKey);

/** As the wire page has it, with nothing of ours. */
function lp(...fields: (Buffer | string)[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field as string);
      return [Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes];
    }),
  );
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

test('makes a pair id of the hash of the pair key', () => {
  const digest = createHash('sha256')
    .update(lp('handfast/qr-connection/pair-id/v1', Buffer.from(KEY)))
    .digest('hex');
  expect(pairIdOf(KEY)).toBe(digest.slice(0, 40));
});

test('signs a request so that Node verifies it', () => {
  const request = {
    hubId: HUB,
    method: 'POST',
    target: '/qr/sync?a=ü',
    body: '{"ä":1}',
    created: 1_750_000_000,
  };
  const header = signatureOf(request, { keyId: ACCOUNT, seed: SEED }, random);
  const [, keyId, created, nonce, sig] =
    /^keyid="([^"]+)", created=(\d+), nonce="([\w-]{22})", sig="([\w-]{86})"$/.exec(header) ?? [];

  expect([keyId, created]).toEqual([ACCOUNT, '1750000000']);
  const signed = lp(
    'handfast/request/v1',
    HUB,
    ACCOUNT,
    'POST',
    '/qr/sync?a=ü',
    u64(1_750_000_000),
    Buffer.from(nonce ?? '', 'base64url'),
    createHash('sha256').update('{"ä":1}').digest(),
  );
  expect(verifyWithNode(null, signed, nodePublicKey, Buffer.from(sig ?? '', 'base64url'))).toBe(true);
});

test('proves ownership, the hub its signature, and a rekey its key, over the bytes of the page', () => {
  const [a, b] = ['11'.repeat(20), '22'.repeat(20)];
  const account = Buffer.from(ACCOUNT.replaceAll('-', ''), 'hex');
  const ownership = { hubId: HUB, act: 'initiate', accountId: ACCOUNT, own: a, other: b } as const;
  const owned = lp(
    'handfast/qr-connection/own/v1',
    HUB,
    'initiate',
    account,
    Buffer.from(a, 'hex'),
    Buffer.from(b, 'hex'),
  );
  expect(hex(ownershipBytes(ownership))).toBe(owned.toString('hex'));
  expect(verifyWithNode(null, owned, nodePublicKey, proveOwnership(SEED, ownership))).toBe(true);

  const initiated = { hubId: HUB, senderId: a, recipientId: b, accountId: ACCOUNT, expires: 1_750_000_600 };
  const promised = lp(
    'handfast/qr-connection/v1',
    HUB,
    Buffer.from(a, 'hex'),
    Buffer.from(b, 'hex'),
    account,
    u64(1_750_000_600),
  );
  expect(hex(initiatedBytes(initiated))).toBe(promised.toString('hex'));
  const signature = signWithNode(null, promised, nodeKey);
  expect(isSignedByHub(KEY, initiated, signature)).toBe(true);
  expect(isSignedByHub(KEY, { ...initiated, senderId: b, recipientId: a }, signature)).toBe(false);
  expect(isSignedByHub(KEY, { ...initiated, expires: 1_750_000_601 }, signature)).toBe(false);

  const rekeyed = lp('handfast/qr-connection/rekey/v1', Buffer.from(a, 'hex'), Buffer.from(KEY));
  expect(hex(rekeyBytes(a, KEY))).toBe(rekeyed.toString('hex'));
});

test('takes no key or signature that is none', () => {
  expect(verify(new Uint8Array(31), utf8('x'), new Uint8Array(64))).toBe(false);
  expect(verify(KEY, utf8('x'), new Uint8Array(63))).toBe(false);
  expect(verify(new Uint8Array(32), utf8('x'), new Uint8Array(64))).toBe(false);
});

test('makes UUIDs of version 4', () => {
  expect(newUuid(random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(hex(uuidBytes(ACCOUNT))).toBe(ACCOUNT.replaceAll('-', ''));
  expect(() => uuidBytes(ACCOUNT.toUpperCase())).toThrow(RangeError);
  expect(() => fromHex(ACCOUNT)).toThrow(RangeError);
});

describe('a JWS', () => {
  const payload = { type: 5, subType: 3, aud: ACCOUNT };
  const encode = (value: unknown) => b64u(utf8(typeof value === 'string' ? value : JSON.stringify(value)));
  const made = (header: unknown, said: unknown) => {
    const signed = `${encode(header)}.${encode(said)}`;
    return `${signed}.${b64u(sign(SEED, utf8(signed)))}`;
  };
  const header = { alg: 'EdDSA', kid: 'hub', typ: 'handfast-qr+jws' };

  test('is read by whom it is written for, and by Node', () => {
    const jws = writeJws(SEED, 'hub', payload);
    expect(readJws(jws, 'hub', KEY)).toEqual(payload);
    const [first = '', second = '', third = ''] = jws.split('.');
    expect(verifyWithNode(null, Buffer.from(`${first}.${second}`), nodePublicKey, fromB64u(third))).toBe(
      true,
    );
    expect(JSON.parse(Buffer.from(first, 'base64url').toString())).toEqual(header);
  });

  test('may have its header in any order', () => {
    expect(readJws(made({ typ: header.typ, kid: 'hub', alg: 'EdDSA' }, payload), 'hub', KEY)).toEqual(
      payload,
    );
  });

  test.each([
    ['alg none', made({ ...header, alg: 'none' }, payload)],
    ['alg none and no signature', `${encode({ ...header, alg: 'none' })}.${encode(payload)}.`],
    ['another alg', made({ ...header, alg: 'HS256' }, payload)],
    ['another type', made({ ...header, typ: 'JWT' }, payload)],
    ['another kid', made({ ...header, kid: ACCOUNT }, payload)],
    ['one more member', made({ ...header, jwk: {} }, payload)],
    ['a crit', made({ ...header, crit: [] }, payload)],
    ['a member twice', made(`{"alg":"EdDSA","alg":"EdDSA","kid":"hub","typ":"handfast-qr+jws"}`, payload)],
    ['a header that is a list', made([], payload)],
    ['a payload that is a list', made(header, [])],
    ['a payload with a name twice', made(header, '{"a":1,"a":1}')],
    ['four parts', `${made(header, payload)}.x`],
    ['two parts', made(header, payload).split('.').slice(0, 2).join('.')],
    ['padding', `${made(header, payload)}=`],
    ['too much of it', made(header, { text: 'x'.repeat(20_000) })],
    ['nothing', ''],
  ])('is refused with %s', (_, jws) => {
    expect(() => readJws(jws, 'hub', KEY)).toThrow(BadJws);
  });

  test('is refused if altered, or of another key', () => {
    const jws = writeJws(SEED, 'hub', payload);
    const [first = '', , third = ''] = jws.split('.');
    expect(() => readJws(`${first}.${encode({ ...payload, subType: 5 })}.${third}`, 'hub', KEY)).toThrow(
      BadJws,
    );
    expect(() => readJws(jws, 'hub', signingKey(random(32)))).toThrow(BadJws);
  });
});
