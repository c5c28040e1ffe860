import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { fromHex, fromUtf8, hex, utf8 } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';
import { agreementKey } from '@browser/wire/hpke';

import { comparisonOf } from '../room/comparing';
import { infoOf, openFrom, type Purpose, sealTo, type Self } from './boxes';
import { openBroadcast, sealBroadcast, senderKey } from './broadcasts';
import { identityOf } from './identity';
import { identityLine, readIdentityLine } from './identityLine';
import { proofOf, proveInfo } from './proof';
import {
  challenge,
  commitOf,
  greeting,
  newKey,
  readChallenge,
  readGreeting,
  readNewKey,
  readResponse,
  response,
} from './steps';

interface Someone {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly identity: string;
  readonly line: string;
}

interface Box {
  readonly from: string;
  readonly to: string;
  readonly info: string;
  readonly plaintext: string;
  readonly ephemeralPrivate: string;
  readonly box: string;
}

const VECTORS = JSON.parse(readFileSync('../../../api-spec/protocols/chat-join-vectors.json', 'utf8')) as {
  readonly hub: { readonly id: string; readonly x25519: string };
  readonly room: string;
  readonly member: Someone;
  readonly newcomer: Someone;
  readonly third: Someone;
  readonly prove: { readonly info: string; readonly nonce: string; readonly sealed: string };
  readonly commit: string;
  readonly sasNonce: string;
  readonly n: string;
  readonly nonce: string;
  readonly sessionKey: string;
  readonly step3: Box;
  readonly step4: Box;
  readonly step5: Box;
  readonly compared: { readonly words: string[]; readonly symbols: string[] };
  readonly rekey: Box & { readonly epoch: number; readonly members: string[] };
  readonly broadcasts: readonly {
    readonly sessionKey: string;
    readonly epoch: number;
    readonly seq: number;
    readonly from: string;
    readonly key: string;
    readonly nonce: string;
    readonly plaintext: string;
    readonly box: string;
  }[];
};

const WHERE = { hubId: VECTORS.hub.id, room: VECTORS.room };
const [MEMBER, NEWCOMER, THIRD] = [VECTORS.member, VECTORS.newcomer, VECTORS.third].map(selfOf) as [
  Self,
  Self,
  Self,
];

function selfOf({ privateKey, publicKey, identity, line }: Someone): Self {
  const key = fromHex(publicKey);
  return {
    secret: fromHex(privateKey),
    party: { id: identity, key },
    name: readIdentityLine(line).name,
  };
}

/** Whoever has that identity. */
function of(id: string): Self {
  const found = [MEMBER, NEWCOMER, THIRD].find(({ party }) => party.id === id);
  if (found === undefined) throw new Error(`nobody is ${id}`);
  return found;
}

test.each([VECTORS.member, VECTORS.newcomer, VECTORS.third])(
  'knows whose key it is, and hands it over: $line',
  (someone) => {
    const self = selfOf(someone);
    expect(hex(agreementKey(self.secret))).toBe(someone.publicKey);
    expect(identityOf(self.party.key)).toBe(someone.identity);
    expect(identityLine(self.party, self.name)).toBe(someone.line);
    expect(readIdentityLine(someone.line).party).toEqual(self.party);
  },
);

test('answers the hub that proves itself', () => {
  const { info, nonce, sealed } = VECTORS.prove;
  expect(hex(proveInfo(WHERE, NEWCOMER.party.id))).toBe(info);
  expect(hex(proofOf(NEWCOMER, fromHex(VECTORS.hub.x25519), WHERE, fromB64u(sealed)))).toBe(nonce);
});

const STEPS: readonly { readonly step: Purpose['step']; readonly vector: Box; readonly epoch?: number }[] = [
  { step: 'step3', vector: VECTORS.step3 },
  { step: 'step4', vector: VECTORS.step4 },
  { step: 'step5', vector: VECTORS.step5 },
  { step: 'session_key', vector: VECTORS.rekey, epoch: VECTORS.rekey.epoch },
];

test.each(STEPS)('seals and opens $step', ({ step, vector, epoch }) => {
  const purpose: Purpose = { ...WHERE, step, ...(epoch === undefined ? {} : { epoch }) };
  const [from, to] = [of(vector.from), of(vector.to)];
  expect(hex(infoOf(purpose, vector.from, vector.to))).toBe(vector.info);
  expect(fromUtf8(openFrom(to, from.party, purpose, fromB64u(vector.box)))).toBe(vector.plaintext);
  const box = sealTo(from, to.party, purpose, utf8(vector.plaintext), () => fromHex(vector.ephemeralPrivate));
  expect(b64u(box)).toBe(vector.box);
});

test('writes and reads what is in the boxes', () => {
  const { n, nonce, sasNonce, sessionKey, rekey } = VECTORS;
  const commit = commitOf(MEMBER.party, fromHex(sasNonce));
  expect(hex(commit)).toBe(VECTORS.commit);
  const step3 = greeting(MEMBER.party.id, fromHex(n), commit);
  expect(fromUtf8(step3)).toBe(VECTORS.step3.plaintext);
  expect(readGreeting(step3, MEMBER.party.id)).toEqual({ n: fromHex(n), commit });
  const step4 = challenge(fromHex(nonce), fromHex(n));
  expect(fromUtf8(step4)).toBe(VECTORS.step4.plaintext);
  expect(readChallenge(step4, fromHex(n))).toEqual(fromHex(nonce));
  const given = {
    sessionKey: fromHex(sessionKey),
    epoch: 1,
    members: [MEMBER.party.id, NEWCOMER.party.id],
    parties: [MEMBER.party, NEWCOMER.party],
  };
  const step5 = response(fromHex(nonce), given, fromHex(sasNonce));
  expect(fromUtf8(step5)).toBe(VECTORS.step5.plaintext);
  expect(readResponse(step5, fromHex(nonce), MEMBER.party.id, NEWCOMER.party.id)).toEqual({
    ...given,
    sasNonce: fromHex(sasNonce),
  });
  const { sessionKey: key, members } = readNewKey(utf8(rekey.plaintext), rekey.epoch);
  expect(members).toEqual(rekey.members);
  expect(fromUtf8(newKey(key, rekey.epoch, members))).toBe(rekey.plaintext);
});

test('shows the words that both compare', () => {
  const { words, symbols } = comparisonOf(
    { party: MEMBER.party, nonce: fromHex(VECTORS.sasNonce) },
    { party: NEWCOMER.party, nonce: fromHex(VECTORS.nonce) },
    fromHex(VECTORS.commit),
    VECTORS.hub.id,
  );
  expect(words).toEqual(VECTORS.compared.words);
  expect(symbols.map((symbol) => symbol.split(' ')[1])).toEqual(VECTORS.compared.symbols);
});

test.each(VECTORS.broadcasts)('seals and opens the broadcast $epoch/$seq', (vector) => {
  const place = { room: VECTORS.room, epoch: vector.epoch, seq: vector.seq, from: vector.from };
  const sessionKey = fromHex(vector.sessionKey);
  expect(hex(senderKey(sessionKey, place))).toBe(vector.key);
  expect(fromUtf8(openBroadcast(sessionKey, place, fromB64u(vector.box)))).toBe(vector.plaintext);
  expect(b64u(sealBroadcast(sessionKey, place, utf8(vector.plaintext), fromHex(vector.nonce)))).toBe(
    vector.box,
  );
});

test('opens no broadcast in another place', () => {
  const [vector] = VECTORS.broadcasts;
  if (vector === undefined) throw new Error('there is none');
  const { room } = VECTORS;
  const { epoch, seq, from } = vector;
  const place = { room, epoch, seq, from };
  const box = fromB64u(vector.box);
  for (const other of [{ room: 'kitchen' }, { epoch: 2 }, { seq: 2 }, { from: THIRD.party.id }]) {
    expect(() => openBroadcast(fromHex(vector.sessionKey), { ...place, ...other }, box)).toThrow();
  }
  expect(() => openBroadcast(fromHex(vector.sessionKey), place, box.subarray(0, 27))).toThrow();
});
