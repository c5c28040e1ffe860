import { type Random, lp, u64 } from '@browser/wire/bytes';
import { open, seal } from '@browser/wire/hpke';

import type { Party } from './identity';

/** Where something is said: whatever is sealed is bound to it. */
export interface Where {
  /** hex, 64 characters */
  readonly hubId: string;
  readonly room: string;
}

export type Step = 'step3' | 'step4' | 'step5' | 'session_key';

/** What a box is for; a session key names its epoch. */
export interface Purpose extends Where {
  readonly step: Step;
  readonly epoch?: number;
}

/** Oneself. */
export interface Self {
  readonly party: Party;
  /** X25519 */
  readonly secret: Uint8Array;
  readonly name: string;
}

const NOTHING = new Uint8Array(0);

/** HPKE's info: who says it to whom, where, and in which step. */
export function infoOf({ hubId, room, step, epoch }: Purpose, from: string, to: string): Uint8Array {
  const last = epoch === undefined ? [] : [u64(epoch)];
  return lp('handfast/chat-join/v1', hubId, room, step, from, to, ...last);
}

/** From one to one: HPKE in mode auth, between the keys of their identities. */
export function sealTo(
  self: Self,
  to: Party,
  purpose: Purpose,
  content: Uint8Array,
  random: Random,
): Uint8Array {
  const info = infoOf(purpose, self.party.id, to.id);
  return seal(self.secret, to.key, { info, aad: NOTHING }, content, random);
}

/** @throws Error unless that party sealed it, for oneself and for that purpose */
export function openFrom(self: Self, from: Party, purpose: Purpose, box: Uint8Array): Uint8Array {
  return open(self.secret, from.key, { info: infoOf(purpose, from.id, self.party.id), aad: NOTHING }, box);
}
