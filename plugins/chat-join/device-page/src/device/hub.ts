import { sha256 } from '@noble/hashes/sha2.js';

import { fromHex, hex } from '@browser/wire/bytes';
import { members, parseJson, text } from '@browser/wire/json';

/** What a hub says of itself. */
export interface HubCard {
  readonly id: string;
  readonly name: string;
  /** X25519, hex */
  readonly agreementKey: string;
}

const PATIENCE_MS = 20_000;
const KEY_SIZE = 32;

/** @throws Error if it does not answer, or with a card that cannot be */
export async function meetHub(
  send: (target: string, init: RequestInit) => Promise<Response>,
): Promise<HubCard> {
  const response = await send('/hub', {
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) throw new Error(`the hub answers with ${response.status}`);
  const said = members(parseJson(await response.text()));
  const id = text(said, 'hub_id');
  if (hex(sha256(fromHex(text(said, 'ed25519_public_key')))) !== id) {
    throw new RangeError('its id is not the hash of its key');
  }
  const agreementKey = text(said, 'x25519_public_key');
  if (fromHex(agreementKey).length !== KEY_SIZE) throw new RangeError('its key has another size');
  return { id, name: text(said, 'name'), agreementKey };
}

/** True of one and the same hub: both keys are what they were. */
export function isSameHub(before: HubCard, now: HubCard): boolean {
  return before.id === now.id && before.agreementKey === now.agreementKey;
}
