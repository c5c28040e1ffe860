import { b64u } from '@browser/wire/encodings';
import type { Comparison } from '@browser/wire/words';

import type { FromHub } from '../wire/frames';
import { proofOf } from '../wire/proof';
import type { Context } from './context';
import { Epochs } from './epochs';
import { Leave } from './happenings';
import { Newcomer } from './newcomer';
import { type Kept, Roster } from './roster';

const KEY_SIZE = 32;

/** How one became a member. */
export interface Entered {
  readonly roster: Roster;
  readonly epochs: Epochs;
  /** who vouched, if anybody */
  readonly by?: string;
  /** with whoever vouched */
  readonly comparison?: Comparison;
  /** what one had when one was here last, until a key agrees with what the hub says now */
  readonly before?: Kept;
}

/** How somebody comes to a seat: says who it is, shows its key to the hub, and is met by a member that it trusts. */
export class Door {
  private readonly newcomer: Newcomer;
  private hasProved = false;
  private until: number | undefined;

  constructor(
    private readonly context: Context,
    private readonly kept: Kept,
  ) {
    this.newcomer = new Newcomer(context);
  }

  /** Who vouches, if anybody does by now. */
  get voucher(): string | undefined {
    return this.newcomer.voucher;
  }

  /** Until when the hub lets one wait for somebody, in milliseconds since 1970. */
  get waitsUntil(): number | undefined {
    return this.until;
  }

  knock(): void {
    const { id, key } = this.context.self.party;
    this.context.send({ type: 'identity', identity: id, public_key: b64u(key) });
  }

  /** @returns what came of it, once one is a member @throws Leave */
  take(frame: FromHub): Entered | undefined {
    switch (frame.type) {
      case 'prove':
        this.prove(frame.sealed);
        return undefined;
      case 'waiting':
        this.until = this.context.now() + frame.seconds * 1000;
        return undefined;
      case 'relay':
        this.meet(frame.from, frame.box);
        return undefined;
      case 'error':
        this.context.tell({
          kind: 'warned',
          warning: { code: 'hub-error', error: frame.code, detail: frame.detail },
        });
        return undefined;
      case 'ack':
        return this.first();
      case 'seat':
        return this.back(frame);
      case 'user_added':
        return this.added(frame);
      default:
        throw new Leave('nonsense');
    }
  }

  /** Shows the key to the hub that is known, once, and to no other. */
  private prove(sealed: Uint8Array): void {
    if (this.hasProved) throw new Leave('nonsense');
    this.hasProved = true;
    const { self, hubKey, where, send } = this.context;
    let nonce: Uint8Array;
    try {
      nonce = proofOf(self, hubKey, where, sealed);
    } catch (cause) {
      throw new Leave('false-hub', undefined, { cause });
    }
    send({ type: 'proof', nonce: b64u(nonce) });
  }

  private meet(from: string, box: Uint8Array): void {
    const answer = this.newcomer.take(from, box);
    if (answer !== undefined) this.context.send({ type: 'relay', to: from, box: b64u(answer) });
  }

  /** The room was empty: one makes its first key. */
  private first(): Entered {
    const { self, random } = this.context;
    const roster = new Roster();
    roster.take([self.party.id]);
    roster.learn([self.party]);
    const epochs = new Epochs(this.context);
    epochs.begin(1);
    epochs.give(random(KEY_SIZE));
    return { roster, epochs };
  }

  /** One has one's seat again; a new key is ordered next. */
  private back({ roster: ids, parties }: Extract<FromHub, { type: 'seat' }>): Entered {
    const { self } = this.context;
    if (!ids.includes(self.party.id)) throw new Leave('nonsense');
    const roster = new Roster([...this.kept.members, self.party.id]);
    roster.takeBack(ids);
    roster.learn(parties);
    return { roster, epochs: new Epochs(this.context, this.kept.epoch), before: this.kept };
  }

  private added({ party, by, epoch, members }: Extract<FromHub, { type: 'user_added' }>): Entered {
    const { self } = this.context;
    const { given, voucher, comparison } = this.newcomer;
    if (party.id !== self.party.id || given === undefined || by !== voucher) throw new Leave('nonsense');
    if (!members.includes(self.party.id) || !members.includes(by)) throw new Leave('nonsense');
    const roster = new Roster();
    roster.take(members);
    roster.learn(given.parties);
    roster.learn([self.party]);
    roster.vouched(self.party.id, by);
    roster.proved(by);
    const epochs = new Epochs(this.context);
    epochs.begin(epoch);
    if (epoch === given.epoch) epochs.give(given.sessionKey);
    return { roster, epochs, by, ...(comparison === undefined ? {} : { comparison }) };
  }
}
