import { fromHex, same } from '@browser/wire/bytes';
import type { Random } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';
import { agreementKey, isAgreementKey } from '@browser/wire/hpke';
import { commitment, compare, type Comparison, type End } from '@browser/wire/words';

import type { KeyLine, Line, SignatureLine } from '../wire/lines';
import { writeLine } from '../wire/lines';
import { pairIdOf } from '../wire/pairId';
import { signingKey } from '../wire/signatures';
import type { OwnKeys, Pairing, PairingOfA, PairingOfB, Peer, PeerOfA } from './records';

const PROTOCOL = 'qr-connection';

/**
 * What two ends show each other, from the first code to the words: the part of a pairing that needs no hub. Each
 * function gives the pairing as it goes on.
 */

/**
 * - `own`: this end's own code
 * - `both-show`, `both-scan`: both persons chose the same
 * - `first-again`: the first code, where the second is due
 * - `second-first`: the second code, where the first is due
 * - `other-pair`: the second code of another pair
 * - `not-opened`: it does not open what the first code promised
 * - `expired`: older than ten minutes
 * - `weak-key`: a key that is none
 */
export type MisfitReason =
  | 'own'
  | 'both-show'
  | 'both-scan'
  | 'first-again'
  | 'second-first'
  | 'other-pair'
  | 'not-opened'
  | 'expired'
  | 'weak-key';

/** A code that does not belong here. */
export class Misfit extends Error {
  override name = 'Misfit';

  constructor(readonly reason: MisfitReason) {
    super(`the code does not fit: ${reason}`);
  }
}

const NONCE_SIZE = 16;

/** So many second codes that do not fit, and the pairing ends. */
export const MISFITS = 3;

/** A's beginning: its keys, and a code to show. */
export function show(label: string, host: string, random: Random): PairingOfA {
  const own = newKeys(random);
  const nonce = random(NONCE_SIZE);
  const commit = commitment(PROTOCOL, endOf(own, nonce));
  const line = writeLine({ ...publicOf(own), commit, host: host.toUpperCase() });
  return { role: 'A', step: 'showing', label, own, nonce: b64u(nonce), commit: b64u(commit), line };
}

/** B's beginning: A's code was scanned, and B's is to be shown. @throws Misfit */
export function answer(first: Line, label: string, host: string, random: Random): PairingOfB {
  if (first.kind === 'S') throw new Misfit('second-first');
  if (first.commit === undefined) throw new Misfit('both-scan');
  const own = newKeys(random);
  const nonce = random(NONCE_SIZE);
  const here = host.toUpperCase();
  return {
    role: 'B',
    step: 'showing',
    label,
    own,
    nonce: b64u(nonce),
    peer: peerOf(own, first),
    commit: b64u(first.commit),
    line: writeLine({ ...publicOf(own), nonce, host: here }),
    misfits: 0,
    ...(first.host === here ? {} : { elsewhere: first.host.toLowerCase() }),
  };
}

/** A scanned B's code: whom it is paired with. @throws Misfit */
export function peerOfA(pairing: PairingOfA, reply: Line): PeerOfA {
  if (reply.kind === 'S') throw new Misfit('second-first');
  const peer = peerOf(pairing.own, reply);
  if (reply.nonce === undefined) throw new Misfit('both-show');
  return { ...peer, nonce: b64u(reply.nonce) };
}

/** What A shows in words, once B's code is known. */
export function comparisonOfA({ own, nonce, commit }: PairingOfA, peer: PeerOfA, hubId: string): Comparison {
  return compare(
    PROTOCOL,
    endOf(own, fromB64u(nonce)),
    { id: fromHex(peer.id), key: fromB64u(peer.x25519), nonce: fromB64u(peer.nonce) },
    fromB64u(commit),
    hubId,
  );
}

/** B scanned A's second code. @param now Unix seconds @throws Misfit */
export function takeSecond(pairing: PairingOfB, line: Line, hubId: string, now: number): PairingOfB {
  const second = secondOf(pairing, line);
  if (second.expires <= now) throw new Misfit('expired');
  const { own, peer, commit } = pairing;
  const first: End = { id: fromHex(peer.id), key: fromB64u(peer.x25519), nonce: second.nonce };
  if (!same(commitment(PROTOCOL, first), fromB64u(commit))) throw new Misfit('not-opened');
  const comparison = compare(PROTOCOL, first, endOf(own, fromB64u(pairing.nonce)), fromB64u(commit), hubId);
  return {
    ...pairing,
    refusal: undefined,
    step: 'comparing',
    comparison,
    signature: b64u(second.signature),
    expires: second.expires,
  };
}

function secondOf({ own, peer }: PairingOfB, line: Line): SignatureLine {
  if (line.kind === 'K') {
    const { id } = peerOf(own, line);
    throw new Misfit(id === peer.id ? 'first-again' : 'other-pair');
  }
  if (line.senderId !== peer.id || line.recipientId !== own.id) throw new Misfit('other-pair');
  return line;
}

/** What of A's pairing stays the same from step to step. */
export function baseOfA({ role, label, own, nonce, commit, line }: PairingOfA) {
  return { role, label, own, nonce, commit, line };
}

/** What of B's pairing stays the same from step to step. */
export function baseOfB({ role, label, own, nonce, commit, line, peer, elsewhere, misfits }: PairingOfB) {
  return { role, label, own, nonce, commit, line, peer, elsewhere, misfits };
}

/** True if the hub may already hold something of it. */
export function isAtHub(pairing: Pairing): boolean {
  return pairing.step === 'initiating' || pairing.step === 'waiting' || pairing.step === 'confirming';
}

function newKeys(random: Random): OwnKeys {
  const pair = random(32);
  return { id: pairIdOf(signingKey(pair)), x25519: b64u(random(32)), pair: b64u(pair) };
}

function publicOf({ x25519, pair }: OwnKeys) {
  return {
    kind: 'K',
    x25519: agreementKey(fromB64u(x25519)),
    pairKey: signingKey(fromB64u(pair)),
  } as const;
}

function endOf({ id, x25519 }: OwnKeys, nonce: Uint8Array): End {
  return { id: fromHex(id), key: agreementKey(fromB64u(x25519)), nonce };
}

function peerOf(own: OwnKeys, { x25519, pairKey }: KeyLine): Peer {
  const id = pairIdOf(pairKey);
  if (id === own.id) throw new Misfit('own');
  if (!isAgreementKey(x25519)) throw new Misfit('weak-key');
  return { id, x25519: b64u(x25519), pair: b64u(pairKey) };
}
