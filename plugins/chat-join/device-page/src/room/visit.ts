import { type FromHub, readFrame } from '../wire/frames';
import type { Context } from './context';
import { Door } from './door';
import { type Fault, Leave } from './happenings';
import { type Kept, NOTHING_KEPT } from './roster';
import { Seat } from './seat';

/** Why a visit is over. */
export type Ending =
  | { readonly by: 'hub'; readonly code: string; readonly reason: string }
  | { readonly by: 'self'; readonly fault: Fault; readonly identity?: string }
  /** one said goodbye */
  | { readonly by: 'person' };

/** One connection to one room, from the first frame to the last: at the door, then in a seat. */
export class Visit {
  private readonly atDoor: Door;
  private inSeat: Seat | undefined;
  private end: Ending | undefined;

  constructor(
    private readonly context: Context,
    kept: Kept = NOTHING_KEPT,
  ) {
    this.atDoor = new Door(context, kept);
  }

  /** Until one is a member. */
  get door(): Door | undefined {
    return this.inSeat === undefined ? this.atDoor : undefined;
  }

  /** Once one is a member. */
  get seat(): Seat | undefined {
    return this.inSeat;
  }

  /** Once there is nothing more to hear: the connection is to be closed. */
  get ending(): Ending | undefined {
    return this.end;
  }

  /** The connection is open. */
  begin(): void {
    this.atDoor.knock();
  }

  /** @param said a frame of the hub */
  hear(said: string): void {
    if (this.end !== undefined) return;
    try {
      const frame = read(said);
      if (frame !== undefined) this.take(frame);
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
      const { fault, identity } = error;
      this.end = { by: 'self', fault, ...(identity === undefined ? {} : { identity }) };
    }
  }

  /** Goes for good, from a room that keeps its members too. */
  leave(): void {
    if (this.end !== undefined) return;
    this.context.send({ type: 'bye' });
    this.end = { by: 'person' };
  }

  private take(frame: FromHub): void {
    if (frame.type === 'nack') {
      this.end = { by: 'hub', code: frame.code, reason: frame.reason };
    } else if (this.inSeat === undefined) {
      const entered = this.atDoor.take(frame);
      if (entered !== undefined) this.inSeat = new Seat(this.context, entered);
    } else this.inSeat.take(frame);
  }
}

function read(said: string): FromHub | undefined {
  try {
    return readFrame(said);
  } catch (cause) {
    throw new Leave('nonsense', undefined, { cause });
  }
}
