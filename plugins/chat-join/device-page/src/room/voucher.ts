import type { Comparison } from '@browser/wire/words';

import { openFrom, type Purpose, sealTo } from '../wire/boxes';
import type { Party } from '../wire/identity';
import { commitOf, type Given, greeting, newKey, readChallenge, response } from '../wire/steps';
import { comparisonOf } from './comparing';
import type { Context } from './context';

const N_SIZE = 16;
const NONCE_SIZE = 32;

/** Steps 3 to 5 as a member has them that was asked about somebody whom it trusts. */
export class Voucher {
  private readonly n: Uint8Array;
  private readonly sasNonce: Uint8Array;
  private nonce: Uint8Array | undefined;
  private answered: number | undefined;

  constructor(
    private readonly context: Context,
    readonly newcomer: Party,
  ) {
    this.n = context.random(N_SIZE);
    this.sasNonce = context.random(NONCE_SIZE);
  }

  /** Whether the newcomer has shown that it holds its key. */
  get isMet(): boolean {
    return this.nonce !== undefined;
  }

  /** The last epoch whose key the newcomer was given. */
  get epoch(): number | undefined {
    return this.answered;
  }

  /** @returns the box of step 3 */
  greet(): Uint8Array {
    return this.seal({ step: 'step3' }, greeting(this.context.self.party.id, this.n, this.commit));
  }

  /** @param box of step 4 @throws Error if the newcomer did not seal it, or for another greeting */
  meet(box: Uint8Array): void {
    if (this.nonce !== undefined) throw new RangeError('it has answered before');
    const purpose: Purpose = { ...this.context.where, step: 'step4' };
    this.nonce = readChallenge(openFrom(this.context.self, this.newcomer, purpose, box), this.n);
  }

  /** What the newcomer needs to be added: step 5, or a key that is newer than that. @throws Error before it was met */
  give(given: Given): Uint8Array {
    if (this.nonce === undefined) throw new Error('nobody was met');
    const isFirst = this.answered === undefined;
    this.answered = given.epoch;
    if (isFirst) return this.seal({ step: 'step5' }, response(this.nonce, given, this.sasNonce));
    const { sessionKey, epoch, members } = given;
    return this.seal({ step: 'session_key', epoch }, newKey(sessionKey, epoch, members));
  }

  /** What the two people compare. @throws Error before it was met */
  get comparison(): Comparison {
    if (this.nonce === undefined) throw new Error('nobody was met');
    return comparisonOf(
      { party: this.context.self.party, nonce: this.sasNonce },
      { party: this.newcomer, nonce: this.nonce },
      this.commit,
      this.context.where.hubId,
    );
  }

  private get commit(): Uint8Array {
    return commitOf(this.context.self.party, this.sasNonce);
  }

  private seal(purpose: Pick<Purpose, 'step' | 'epoch'>, content: Uint8Array): Uint8Array {
    const { self, where, random } = this.context;
    return sealTo(self, this.newcomer, { ...where, ...purpose }, content, random);
  }
}
