import { b64u, fromB64u } from '@browser/wire/encodings';
import { text } from '@browser/wire/json';

import { signingKey } from '../wire/signatures';
import type { Context } from './context';
import { Problem, Unreachable } from './hub';
import type { Account } from './records';

const STATES: readonly string[] = ['waiting', 'active', 'refused'] satisfies readonly Account['state'][];

/** Makes the keys of an account; the hub hears of it at the next {@link register}. */
export function join({ vault, random }: Context, name: string, invite: string): void {
  // Someone who was turned away tries again with the same key.
  const seed = vault.account?.seed ?? b64u(random(32));
  vault.account = { seed, name, state: 'new', ...(invite === '' ? {} : { invite }) };
}

/**
 * Tells the hub of the account, and hears how it stands. The same may be told as often as one likes.
 *
 * @throws Problem @throws Unreachable
 */
export async function register({ card, vault, hub }: Context): Promise<void> {
  const { account } = vault;
  if (account === undefined) return;
  const seed = fromB64u(account.seed);
  const key = b64u(signingKey(seed));
  const invite = account.invite === undefined ? {} : { invite: account.invite };
  const body = JSON.stringify({ public_key: key, name: account.name, ...invite });
  const said = await hub.post(card.id, { keyId: `ed25519:${key}`, seed }, '/qr/accounts', body);
  const id = text(said, 'account_id');
  const state = text(said, 'state');
  if (text(said, 'hub_key') !== card.key) {
    throw new Problem(
      0,
      'another-hub',
      'The hub that answered has another key than the one this page knows.',
    );
  }
  if (!STATES.includes(state)) throw new Unreachable(`The hub says that the account is ${state}.`);
  if (vault.account?.id === id && vault.account.state === state) return;
  vault.account = { seed: account.seed, name: account.name, id, state: state as Account['state'] };
}
