import type { Random } from '@browser/wire/bytes';
import { fromB64u } from '@browser/wire/encodings';
import type { Members } from '@browser/wire/json';

import type { Signer } from '../wire/request';
import type { HubClock } from './clock';
import type { Hub } from './hub';
import type { HubCard } from './records';
import type { Vault } from './vault';

/** What all parts of a device share. */
export class Context {
  constructor(
    readonly card: HubCard,
    readonly vault: Vault,
    readonly hub: Hub,
    readonly clock: HubClock,
    readonly random: Random,
    /** host, and port if any, that this page was loaded from */
    readonly host: string,
  ) {}

  /** The account that the hub knows. @throws Error if there is none yet */
  get account(): { readonly id: string; readonly seed: Uint8Array } {
    const { id, seed } = this.vault.account ?? {};
    if (id === undefined || seed === undefined) throw new Error('there is no account yet');
    return { id, seed: fromB64u(seed) };
  }

  get signer(): Signer {
    const { id, seed } = this.account;
    return { keyId: id, seed };
  }

  get hubKey(): Uint8Array {
    return fromB64u(this.card.key);
  }

  /** Signed by the account. @throws Problem @throws Unreachable */
  post(target: string, body?: Members): Promise<Members> {
    return this.hub.post(this.card.id, this.signer, target, body === undefined ? '' : JSON.stringify(body));
  }
}
