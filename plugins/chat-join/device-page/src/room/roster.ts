import type { LeavingReason } from '../wire/frames';
import type { Party } from '../wire/identity';

/** What is kept of a room for when one comes back. */
export interface Kept {
  /** who was there */
  readonly members: readonly string[];
  /** the last epoch that one knew of */
  readonly epoch: number;
}

export const NOTHING_KEPT: Kept = { members: [], epoch: 0 };

export interface Difference {
  readonly extra: readonly string[];
  readonly missing: readonly string[];
}

/** Who is in a room, as one member has it. */
export class Roster {
  private ids: readonly string[] = [];
  private readonly parties = new Map<string, Party>();
  private readonly gone = new Map<string, 'left' | 'removed'>();
  private readonly away = new Set<string>();
  private readonly believed = new Set<string>();
  private readonly vouchers = new Map<string, string>();
  private readonly claims = new Map<string, string>();
  private readonly proofs = new Set<string>();

  /** @param before those who were there when one was there last */
  constructor(before: readonly string[] = []) {
    for (const id of before) this.believed.add(id);
  }

  /** Oldest first. */
  get members(): readonly string[] {
    return this.ids;
  }

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  /** Members of whom a member has said that they are. */
  get known(): readonly string[] {
    return this.ids.filter((id) => this.believed.has(id));
  }

  /** @param ids from a member, or of the hub when somebody was added */
  take(ids: readonly string[]): void {
    this.ids = [...ids];
    for (const id of ids) {
      this.believed.add(id);
      this.gone.delete(id);
    }
  }

  /** @param ids that the hub has when one takes one's seat again: nobody is believed for that */
  takeBack(ids: readonly string[]): void {
    this.ids = [...ids];
    this.gone.clear();
  }

  vouched(id: string, by: string): void {
    this.vouchers.set(id, by);
  }

  voucherOf(id: string): string | undefined {
    return this.vouchers.get(id);
  }

  /** One that is only offline stays a member. */
  leave(id: string, reason: LeavingReason): void {
    if (reason === 'offline') {
      this.away.add(id);
      return;
    }
    this.ids = this.ids.filter((member) => member !== id);
    this.gone.set(id, reason);
    this.away.delete(id);
    this.believed.delete(id);
  }

  /** Something came of that one: it is not away, or not any more. */
  heard(id: string): void {
    this.away.delete(id);
  }

  isAway(id: string): boolean {
    return this.away.has(id);
  }

  /** Keys whose hashes were checked. */
  learn(parties: Iterable<Party>): void {
    for (const party of parties) this.parties.set(party.id, party);
  }

  party(id: string): Party | undefined {
    return this.parties.get(id);
  }

  /** All whose keys are known. */
  get knownParties(): readonly Party[] {
    return this.ids.flatMap((id) => this.parties.get(id) ?? []);
  }

  /** Whether a key for the room is taken from it, unless it is not trusted anyway. */
  isBelieved(id: string): boolean {
    return this.has(id) && this.believed.has(id);
  }

  /** A member that is believed has given a key to these. */
  believe(ids: readonly string[]): void {
    for (const id of ids) if (this.has(id)) this.believed.add(id);
  }

  /** A box of that one was opened: it holds its key. */
  proved(id: string): void {
    this.proofs.add(id);
  }

  isProven(id: string): boolean {
    return this.proofs.has(id);
  }

  /** What somebody calls itself. */
  claim(id: string, name: string): void {
    this.claims.set(id, name);
  }

  claimOf(id: string): string | undefined {
    return this.claims.get(id);
  }

  /** Why that one is not there any more; nothing if it was never. */
  reasonOf(id: string): 'left' | 'removed' | undefined {
    return this.gone.get(id);
  }

  /** How the hub's list differs from what one knows. */
  difference(ordered: readonly string[]): Difference | undefined {
    const extra = ordered.filter((id) => !this.has(id));
    const missing = this.ids.filter((id) => !ordered.includes(id));
    return extra.length === 0 && missing.length === 0 ? undefined : { extra, missing };
  }
}
