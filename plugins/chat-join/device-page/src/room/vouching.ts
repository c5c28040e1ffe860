import { b64u } from '@browser/wire/encodings';

import type { FromHub } from '../wire/frames';
import type { Given } from '../wire/steps';
import type { Context } from './context';
import type { Epochs } from './epochs';
import type { Roster } from './roster';
import { Voucher } from './voucher';

/** Those whom one was asked about: whom one trusts one vouches for, whom one does not one says so of. */
export class Vouching {
  private readonly asked = new Map<string, Voucher>();

  constructor(
    private readonly context: Context,
    private readonly roster: Roster,
    private readonly epochs: Epochs,
  ) {}

  ask({ identity, party }: Extract<FromHub, { type: 'new_user' }>): void {
    const { trust, send, tell } = this.context;
    const newcomer = trust.find(identity);
    if (newcomer === undefined) {
      send({ type: 'nack', identity });
      tell({ kind: 'stranger', identity, ...(party === undefined ? {} : { party }) });
      return;
    }
    const voucher = new Voucher(this.context, newcomer);
    this.asked.set(identity, voucher);
    this.relay(identity, voucher.greet());
  }

  /** @returns whether the box was for this: step 4 of somebody whom one was asked about */
  take(from: string, box: Uint8Array): boolean {
    const voucher = this.asked.get(from);
    if (voucher === undefined) return false;
    try {
      voucher.meet(box);
    } catch {
      this.context.tell({ kind: 'warned', warning: { code: 'bad-newcomer', identity: from } });
      return true;
    }
    this.roster.proved(from);
    this.give(voucher);
    return true;
  }

  /** There is a newer key, or the hub says that an older one was told of: all who wait are given the newest. */
  renew(): void {
    for (const voucher of this.asked.values()) if (voucher.isMet) this.give(voucher);
  }

  /** That one is a member now. @returns its voucher, if that is oneself */
  isAdded(id: string): Voucher | undefined {
    const voucher = this.asked.get(id);
    this.asked.delete(id);
    return voucher?.epoch === undefined ? undefined : voucher;
  }

  /** That one went, or somebody else is asked. @returns whether one was asked about it */
  forget(id: string): boolean {
    return this.asked.delete(id);
  }

  private give(voucher: Voucher): void {
    const { key, newest } = this.epochs;
    // Without a key the newcomer waits until there is one.
    if (key === undefined || voucher.epoch === newest) return;
    const { newcomer } = voucher;
    const others = this.roster.members.filter((id) => id !== newcomer.id);
    const given: Given = {
      sessionKey: key,
      epoch: newest,
      members: [...others, newcomer.id],
      parties: [...this.roster.knownParties, newcomer],
    };
    this.relay(newcomer.id, voucher.give(given));
    const { id, key: publicKey } = newcomer;
    this.context.send({ type: 'add_user', identity: id, epoch: newest, public_key: b64u(publicKey) });
  }

  private relay(to: string, box: Uint8Array): void {
    this.context.send({ type: 'relay', to, box: b64u(box) });
  }
}
