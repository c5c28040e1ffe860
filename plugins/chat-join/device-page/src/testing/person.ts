import { seeded } from '@browser/testing/random';
import { hash } from '@browser/wire/bytes';
import { agreementKey } from '@browser/wire/hpke';

import type { Happening, Warning } from '../room/happenings';
import { type Kept, NOTHING_KEPT } from '../room/roster';
import type { Seat } from '../room/seat';
import { Visit } from '../room/visit';
import type { Self } from '../wire/boxes';
import { identityOf, type Party } from '../wire/identity';
import { type Entrance, type FakeRoom, HUB } from './fakeRoom';

/** The hub's time in tests, in milliseconds. */
export const clock = { now: 1_800_000_000_000 };

/** Somebody with a client of their own. */
export class Person {
  readonly self: Self;
  readonly trusted = new Map<string, Party>();
  happenings: Happening[] = [];
  closedWith: number | undefined;
  visit!: Visit;
  entrance!: Entrance;
  private kept: Kept = NOTHING_KEPT;
  private visits = 0;

  constructor(readonly name: string) {
    const secret = hash('secret', name);
    const key = agreementKey(secret);
    this.self = { secret, name, party: { id: identityOf(key), key } };
  }

  get id(): string {
    return this.self.party.id;
  }

  trusts(...others: readonly Person[]): this {
    for (const { self } of others) this.trusted.set(self.party.id, self.party);
    return this;
  }

  /** Comes for the first time or again. Frames are dealt with one after the other. */
  enter(room: FakeRoom, hubKey = HUB.key): this {
    const entrance = room.enter(
      (frame) => {
        visit.hear(frame);
        this.kept = visit.seat?.kept ?? this.kept;
        if (visit.ending?.by === 'self') entrance.drop();
      },
      (code) => {
        this.closedWith = code;
      },
    );
    const visit = new Visit(
      {
        self: this.self,
        where: { hubId: HUB.id, room: room.name },
        hubKey,
        trust: { find: (id) => this.trusted.get(id) },
        random: seeded(`${this.name} ${this.visits++}`),
        now: () => clock.now,
        send: (frame) => {
          entrance.send(JSON.stringify(frame));
        },
        tell: (happening) => this.happenings.push(happening),
      },
      this.kept,
    );
    this.visit = visit;
    this.entrance = entrance;
    visit.begin();
    return this;
  }

  get seat(): Seat {
    const { seat } = this.visit;
    if (seat === undefined)
      throw new Error(`${this.name} is no member: ${JSON.stringify(this.visit.ending)}`);
    return seat;
  }

  say(text: string): void {
    this.seat.say(text);
  }

  /** What it heard, and from whom. */
  get said(): readonly string[] {
    return this.happenings.flatMap((one) => (one.kind === 'said' ? [one.text] : []));
  }

  get warnings(): readonly Warning[] {
    return this.happenings.flatMap((one) => (one.kind === 'warned' ? [one.warning] : []));
  }

  of<Kind extends Happening['kind']>(kind: Kind): readonly Extract<Happening, { kind: Kind }>[] {
    return this.happenings.filter((one): one is Extract<Happening, { kind: Kind }> => one.kind === kind);
  }
}

/** Each trusts all others. */
export function friends(...people: readonly Person[]): void {
  for (const one of people) one.trusts(...people.filter((other) => other !== one));
}
