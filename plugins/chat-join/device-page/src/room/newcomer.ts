import { same } from '@browser/wire/bytes';
import type { Comparison } from '@browser/wire/words';

import { openFrom, sealTo, type Purpose } from '../wire/boxes';
import type { Party } from '../wire/identity';
import {
  challenge,
  commitOf,
  type Given,
  type Greeting,
  readGreeting,
  readNewKey,
  readResponse,
} from '../wire/steps';
import { comparisonOf } from './comparing';
import type { Context } from './context';
import { Leave } from './happenings';

/** How many epochs a room may go on while one is added to it: a box does not say of which it is. */
const AHEAD = 32;
const NONCE_SIZE = 32;

interface Meeting {
  readonly member: Party;
  readonly nonce: Uint8Array;
  readonly greeting: Greeting;
}

/** Steps 3 to 5 as somebody has them who is not added yet, with the member that was asked last. */
export class Newcomer {
  private meeting: Meeting | undefined;
  private its: Given | undefined;
  private words: Comparison | undefined;

  constructor(private readonly context: Context) {}

  /** Who vouches, if anybody. */
  get voucher(): string | undefined {
    return this.meeting?.member.id;
  }

  /** What the voucher gave. */
  get given(): Given | undefined {
    return this.its;
  }

  get comparison(): Comparison | undefined {
    return this.words;
  }

  /** @returns the answer, if there is one @throws Leave */
  take(from: string, box: Uint8Array): Uint8Array | undefined {
    const member = this.context.trust.find(from);
    if (member === undefined) throw new Leave('unknown-voucher', from);
    try {
      if (this.meeting?.member.id !== from) return this.meet(member, box);
      if (this.its === undefined) this.accept(this.meeting, box);
      else this.its = this.renewed(this.its, member, box);
      return undefined;
    } catch (cause) {
      throw new Leave('false-voucher', from, { cause });
    }
  }

  private meet(member: Party, box: Uint8Array): Uint8Array {
    const { self, random } = this.context;
    const greeting = readGreeting(openFrom(self, member, this.purpose('step3'), box), member.id);
    const nonce = random(NONCE_SIZE);
    this.meeting = { member, nonce, greeting };
    this.its = this.words = undefined;
    return sealTo(self, member, this.purpose('step4'), challenge(nonce, greeting.n), random);
  }

  private accept({ member, nonce, greeting: { commit } }: Meeting, box: Uint8Array): void {
    const { self, where } = this.context;
    const content = openFrom(self, member, this.purpose('step5'), box);
    const { sasNonce, ...given } = readResponse(content, nonce, member.id, self.party.id);
    if (commit !== undefined) {
      if (sasNonce === undefined || !same(commitOf(member, sasNonce), commit)) {
        throw new RangeError('the member committed to something else');
      }
      this.words = comparisonOf(
        { party: member, nonce: sasNonce },
        { party: self.party, nonce },
        commit,
        where.hubId,
      );
    }
    this.its = given;
  }

  /** The room went on to another key before one was added. */
  private renewed(given: Given, member: Party, box: Uint8Array): Given {
    for (let epoch = given.epoch + 1; epoch <= given.epoch + AHEAD; epoch++) {
      const content = this.tried(member, epoch, box);
      if (content === undefined) continue;
      const { sessionKey, members } = readNewKey(content, epoch);
      if (!members.includes(member.id)) throw new RangeError('who gives the key is not in the room');
      return { ...given, sessionKey, epoch };
    }
    throw new RangeError('there is no newer key in the box');
  }

  private tried(member: Party, epoch: number, box: Uint8Array): Uint8Array | undefined {
    try {
      return openFrom(this.context.self, member, { ...this.purpose('session_key'), epoch }, box);
    } catch {
      return undefined;
    }
  }

  private purpose(step: Purpose['step']): Purpose {
    return { ...this.context.where, step };
  }
}
