import { claimedName } from '@browser/claims';

import type { Vault } from '../device/vault';
import type { Roster } from '../room/roster';
import { shortIdentity } from '../wire/identity';

/** What a person calls somebody, or else the beginning of the identity. A name that one gives oneself is never taken for it. */
export function nameOf(id: string, vault: Vault): string {
  if (id === vault.self.party.id) return 'You';
  const { name } = vault.find(id) ?? {};
  return name === undefined || name === '' ? shortIdentity(id) : claimedName(name);
}

/** What somebody unknown calls itself, if it does. */
export function claimOf(id: string, vault: Vault, roster: Roster | undefined): string | undefined {
  if (vault.find(id) !== undefined || id === vault.self.party.id) return undefined;
  const claim = roster?.claimOf(id);
  return claim === undefined || claim === '' ? undefined : claimedName(claim);
}

export function namesOf(ids: readonly string[], vault: Vault): string {
  return ids.map((id) => nameOf(id, vault)).join(', ');
}
