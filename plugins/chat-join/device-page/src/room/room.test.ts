import { beforeEach, describe, expect, test } from 'vitest';

import { seeded } from '@browser/testing/random';
import { hash } from '@browser/wire/bytes';
import { b64u } from '@browser/wire/encodings';
import { agreementKey } from '@browser/wire/hpke';

import { sealTo } from '../wire/boxes';
import { newKey } from '../wire/steps';
import { FakeRoom, HUB, proveAs } from '../testing/fakeRoom';
import { clock, friends, Person } from '../testing/person';

let room: FakeRoom;
let ada: Person;
let bob: Person;
let eve: Person;

beforeEach(() => {
  room = new FakeRoom();
  [ada, bob, eve] = [new Person('Ada'), new Person('Bob'), new Person('Eve')];
});

/** Ada and Bob, who trust each other, and are in the room. */
function two() {
  friends(ada, bob);
  ada.enter(room);
  bob.enter(room);
}

/** All three, where Ada has added both. */
function three() {
  two();
  ada.trusts(eve);
  eve.trusts(ada);
  eve.enter(room);
}

const frames = (type: string) => room.heard.filter((frame) => frame.type === type);

describe('coming', () => {
  test('the first proves its key, makes the first key, and is alone', () => {
    ada.enter(room);
    expect(frames('proof')).toHaveLength(1);
    expect(ada.seat.roster.members).toEqual([ada.id]);
    expect(ada.seat.canSpeak).toBe(true);
    expect(ada.warnings).toEqual([]);
  });

  test('a member vouches by itself for whom it trusts, and both talk', () => {
    two();
    expect(bob.seat.roster.members).toEqual([ada.id, bob.id]);
    expect(ada.of('joined')).toEqual([{ kind: 'joined', identity: bob.id, by: ada.id }]);
    expect(bob.seat.roster.voucherOf(bob.id)).toBe(ada.id);
    ada.say('hello Bob');
    bob.say('hello Ada');
    expect([ada.said, bob.said]).toEqual([['hello Ada'], ['hello Bob']]);
    expect([ada.warnings, bob.warnings]).toEqual([[], []]);
  });

  test('both see the same words to compare', () => {
    two();
    const [adas, bobs] = [ada.of('compared')[0], bob.of('compared')[0]];
    expect(adas?.with).toBe(bob.id);
    expect(adas?.comparison).toEqual(bobs?.comparison);
    expect(adas?.comparison.words).toHaveLength(4);
    expect(ada.seat.comparisonWith(bob.id)).toEqual(bob.seat.comparisonWith(ada.id));
  });

  test('each has shown the other that it holds its key', () => {
    two();
    expect([ada.seat.roster.isProven(bob.id), bob.seat.roster.isProven(ada.id)]).toEqual([true, true]);
  });

  test('all learn what the others call themselves', () => {
    three();
    expect(ada.seat.roster.claimOf(eve.id)).toBe('Eve');
    expect(eve.seat.roster.claimOf(bob.id)).toBe('Bob');
    expect(bob.seat.roster.claimOf(ada.id)).toBe('Ada');
  });

  test('the key of a third is known to all, and makes no trust', () => {
    three();
    expect(eve.seat.roster.party(bob.id)?.key).toEqual(bob.self.party.key);
    expect(bob.seat.roster.voucherOf(eve.id)).toBe(ada.id);
    expect(bob.trusted.has(eve.id)).toBe(false);
  });

  test('a stranger is not vouched for, and the member is told of it with its key', () => {
    ada.enter(room);
    bob.trusts(ada).enter(room);
    expect(bob.visit.ending).toMatchObject({ by: 'hub', code: 'unknown_here' });
    expect(ada.of('stranger')).toEqual([{ kind: 'stranger', identity: bob.id, party: bob.self.party }]);
    expect(ada.seat.roster.members).toEqual([ada.id]);
  });

  test('once it is trusted it may come again', () => {
    ada.enter(room);
    bob.trusts(ada).enter(room);
    ada.trusts(bob);
    bob.enter(room);
    bob.say('thank you');
    expect(ada.said).toEqual(['thank you']);
  });

  test('leaves when the member that would add it is not known to it', () => {
    ada.trusts(bob).enter(room);
    bob.enter(room);
    expect(bob.visit.ending).toEqual({ by: 'self', fault: 'unknown-voucher', identity: ada.id });
    expect(ada.seat.roster.members).toEqual([ada.id]);
  });

  test('is met by the next member where the first does not know it', () => {
    two();
    friends(bob, eve);
    eve.enter(room);
    expect(eve.seat.roster.voucherOf(eve.id)).toBe(bob.id);
    expect(ada.of('stranger')).toHaveLength(1);
    eve.say('hello');
    expect([ada.said, bob.said]).toEqual([['hello'], ['hello']]);
  });

  test('is met anew by the next member where the first takes too long', () => {
    two();
    friends(bob, eve);
    ada.trusts(eve);
    eve.trusts(ada);
    // What Ada says to Eve after the greeting is lost.
    let greetings = 0;
    room.forge = (frame, to) =>
      frame.type === 'relay' && frame.from === eve.id && to === ada.id && greetings++ === 0
        ? undefined
        : frame;
    eve.enter(room);
    expect(eve.visit.door?.voucher).toBe(ada.id);
    room.visitorsTimeIsUp();
    expect(eve.seat.roster.voucherOf(eve.id)).toBe(bob.id);
    eve.say('hello');
    expect(ada.said).toEqual(['hello']);
  });

  test('shows until when it waits', () => {
    room.forge = (frame) => (frame.type === 'ack' ? { type: 'waiting', seconds: 600 } : frame);
    ada.enter(room);
    expect(ada.visit.door?.waitsUntil).toBe(clock.now + 600_000);
  });

  test('shows its key to no hub but the one it knows', () => {
    ada.enter(room, agreementKey(hash('another hub')));
    expect(ada.visit.ending).toEqual({ by: 'self', fault: 'false-hub' });
    expect(frames('proof')).toEqual([]);
  });

  test('does not prove for another room', () => {
    const secret = hash('the hub agrees');
    room.forge = (frame) =>
      frame.type === 'prove'
        ? { ...frame, sealed: proveAs(secret, 'kitchen', ada.id, ada.self.party.key, seeded('p')) }
        : frame;
    ada.enter(room);
    expect(ada.visit.ending).toEqual({ by: 'self', fault: 'false-hub' });
  });

  test('proves once', () => {
    room.forge = (frame, to) => {
      if (frame.type === 'ack') room.forge = undefined;
      return frame.type === 'ack' && to === ada.id
        ? { type: 'prove', sealed: b64u(new Uint8Array(80)) }
        : frame;
    };
    ada.enter(room);
    expect(ada.visit.ending).toEqual({ by: 'self', fault: 'nonsense' });
  });

  test('leaves where the voucher’s box was altered on the way', () => {
    friends(ada, bob);
    ada.enter(room);
    room.forge = (frame, to) =>
      frame.type === 'relay' && to === bob.id ? { ...frame, box: flipped(String(frame.box)) } : frame;
    bob.enter(room);
    expect(bob.visit.ending).toEqual({ by: 'self', fault: 'false-voucher', identity: ada.id });
  });

  test('is not added by somebody else than who met it', () => {
    friends(ada, bob);
    ada.enter(room);
    room.forge = (frame) =>
      frame.type === 'user_added' ? { ...frame, by: eve.id, members: [eve.id, bob.id] } : frame;
    bob.enter(room);
    expect(bob.visit.ending).toMatchObject({ fault: 'nonsense' });
  });

  test('a newcomer whose answer was altered is not added', () => {
    friends(ada, bob);
    ada.enter(room);
    room.forge = (frame, to) =>
      frame.type === 'relay' && to === ada.id ? { ...frame, box: flipped(String(frame.box)) } : frame;
    bob.enter(room);
    expect(ada.warnings).toEqual([{ code: 'bad-newcomer', identity: bob.id }]);
    expect(ada.seat.roster.members).toEqual([ada.id]);
    expect(frames('add_user')).toEqual([]);
  });

  test('is told why it was turned away', () => {
    room.forge = (frame) =>
      frame.type === 'prove' ? { type: 'nack', code: 'blocked', reason: 'no' } : frame;
    ada.enter(room);
    expect(ada.visit.ending).toEqual({ by: 'hub', code: 'blocked', reason: 'no' });
  });

  test.each([
    '',
    '[]',
    '{"type":"ack","type":"ack"}',
    '{"type":"nack","code":"blocked"}',
    '{"type":"relay","from":"x","box":"AAAA"}',
    `{"type":"user_added","identity":"${'a'.repeat(52)}"}`,
    '{"type":"rekey","epoch":2,"by":"x","members":[]}',
    '{"type":"broadcast"}',
  ])('leaves where the hub says %s', (said) => {
    ada.enter(room);
    const other = new Person('Other').enter(new FakeRoom());
    other.visit.hear(said);
    expect(other.visit.ending).toEqual({ by: 'self', fault: 'nonsense' });
  });

  test('passes over what it does not know', () => {
    ada.enter(room);
    ada.visit.hear('{"type":"weather","is":"fine"}');
    expect(ada.visit.ending).toBeUndefined();
  });
});

describe('a new key', () => {
  test('is made by the oldest when somebody leaves, and used by all who stay', () => {
    three();
    bob.visit.leave();
    expect(room.epoch).toBe(2);
    expect(ada.of('key').at(-1)).toEqual({ kind: 'key', epoch: 2, by: ada.id });
    expect(eve.of('key').at(-1)).toEqual({ kind: 'key', epoch: 2, by: ada.id });
    eve.say('without Bob');
    expect(ada.said).toEqual(['without Bob']);
    expect(bob.said).toEqual([]);
    expect(ada.of('left')).toEqual([{ kind: 'left', identity: bob.id, reason: 'left' }]);
  });

  test('is made by the next when the oldest leaves', () => {
    three();
    ada.visit.leave();
    expect(eve.of('key').at(-1)).toEqual({ kind: 'key', epoch: 2, by: bob.id });
    bob.say('to Eve');
    expect(eve.said).toEqual(['to Eve']);
    expect(eve.seat.roster.isProven(bob.id)).toBe(true);
  });

  test('is not shared with one that was removed', () => {
    three();
    room.remove(eve.id);
    expect(eve.visit.ending).toMatchObject({ code: 'removed' });
    const relays = frames('relay').filter(({ to }) => to === eve.id);
    ada.say('without Eve');
    expect(bob.said).toEqual(['without Eve']);
    expect(relays).toHaveLength(2);
  });

  test('what is said meanwhile waits for it, and goes out under it', () => {
    two();
    let held: (() => void) | undefined;
    room.forge = (frame, to) => {
      if (frame.type !== 'relay' || to !== bob.id) return frame;
      held = () => {
        room.forge = undefined;
        bob.visit.hear(JSON.stringify(frame));
      };
      return undefined;
    };
    room.rekey();
    expect([bob.seat.canSpeak, bob.seat.maker]).toEqual([false, ada.id]);
    const id = bob.seat.say('patience');
    expect([ada.said, bob.of('sent')]).toEqual([[], []]);
    ada.say('under the new key');
    expect(bob.said).toEqual([]);
    held?.();
    expect(bob.said).toEqual(['under the new key']);
    expect(ada.said).toEqual(['patience']);
    expect(bob.of('sent')).toEqual([{ kind: 'sent', id }]);
  });

  test('what waited for longer than twenty seconds is passed over', () => {
    two();
    let held: (() => void) | undefined;
    room.forge = (frame, to) => {
      if (frame.type !== 'relay' || to !== bob.id) return frame;
      held = () => {
        bob.visit.hear(JSON.stringify(frame));
      };
      return undefined;
    };
    room.rekey();
    ada.say('too early');
    clock.now += 20_001;
    held?.();
    expect(bob.said).toEqual([]);
  });

  test('what was said under the old one is heard for ten seconds more', () => {
    two();
    const late: string[] = [];
    room.forge = (frame, to) => {
      if (frame.type !== 'broadcast' || to !== bob.id) return frame;
      late.push(JSON.stringify(frame));
      return undefined;
    };
    ada.say('one');
    ada.say('two');
    room.forge = undefined;
    room.rekey();
    clock.now += 10_000;
    bob.visit.hear(late[0] ?? '');
    clock.now += 1;
    bob.visit.hear(late[1] ?? '');
    expect(bob.said).toEqual(['one']);
    expect(bob.warnings).toEqual([{ code: 'not-heard', identity: ada.id, why: 'late' }]);
  });

  test('is taken from nobody but whom it was ordered of, only for its epoch and its members', () => {
    three();
    room.forge = (frame, to) => (frame.type === 'relay' && to === bob.id ? undefined : frame);
    room.rekey(ada.id);
    const where = { hubId: HUB.id, room: room.name };
    const give = (from: Person, epoch: number, members: readonly string[]) => {
      const box = sealTo(
        from.self,
        bob.self.party,
        { ...where, step: 'session_key', epoch },
        newKey(hash('k'), epoch, members),
        seeded('x'),
      );
      bob.visit.hear(JSON.stringify({ type: 'relay', from: from.id, box: b64u(box) }));
    };
    give(eve, 2, room.roster);
    give(ada, 3, room.roster);
    give(ada, 2, [ada.id, bob.id]);
    expect(bob.seat.canSpeak).toBe(false);
    expect(bob.warnings).toEqual([
      { code: 'bad-key', identity: eve.id },
      { code: 'bad-key', identity: ada.id },
      { code: 'bad-key', identity: ada.id },
    ]);
    give(ada, 2, room.roster);
    expect(bob.seat.canSpeak).toBe(true);
  });

  test('is ordered of the next where not all acknowledge the first', () => {
    two();
    room.forge = (frame, to) => (frame.type === 'relay' && to === bob.id ? undefined : frame);
    room.rekey();
    room.forge = undefined;
    room.keyTimeIsUp();
    expect([room.epoch, ada.of('key').at(-1)?.by]).toEqual([3, bob.id]);
    ada.say('again');
    expect(bob.said).toEqual(['again']);
  });

  test('of an epoch that is over is nothing that a hub orders', () => {
    two();
    bob.visit.hear(JSON.stringify({ type: 'rekey', epoch: 1, by: ada.id, members: room.roster }));
    expect(bob.visit.ending).toMatchObject({ fault: 'nonsense' });
  });

  test('a newcomer is given the one that was ordered while it was met', () => {
    two();
    friends(ada, eve);
    // The room goes on to another key between step 5 and the adding.
    room.forge = (frame, to) => {
      if (frame.type === 'relay' && frame.from === eve.id && to === ada.id) {
        room.forge = undefined;
        room.rekey(bob.id);
      }
      return frame;
    };
    eve.enter(room);
    expect(eve.seat.canSpeak).toBe(true);
    eve.say('hello');
    expect([ada.said, bob.said]).toEqual([['hello'], ['hello']]);
  });

  test('comes with each newcomer where the hub wants it so', () => {
    room.rekeysOnJoin = true;
    three();
    expect(room.epoch).toBe(3);
    eve.say('hello');
    expect([ada.said, bob.said]).toEqual([['hello'], ['hello']]);
    expect([ada, bob, eve].flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});

describe('a hub that lies', () => {
  test('a roster with somebody whom no member added is warned of, and nothing is sent', () => {
    two();
    const forged = new Person('Mallory').id;
    room.forge = (frame) =>
      frame.type === 'rekey' ? { ...frame, members: [...(frame.members as string[]), forged] } : frame;
    room.rekey();
    const warning = { code: 'roster-differs', extra: [forged], missing: [] };
    expect([ada.warnings, bob.warnings]).toEqual([[warning], [warning]]);
    expect(ada.seat.canSpeak).toBe(false);
    ada.say('secret');
    expect(frames('broadcast').filter(({ epoch }) => epoch === 2)).toEqual([]);
    expect(frames('relay').filter(({ to }) => to === forged)).toEqual([]);
    room.forge = undefined;
    room.rekey();
    expect(bob.said).toEqual(['secret']);
    expect(ada.seat.disputed).toBeUndefined();
  });

  test('a roster without somebody who has not left is warned of', () => {
    three();
    room.forge = (frame, to) =>
      frame.type === 'rekey' && to === bob.id ? { ...frame, members: [ada.id, bob.id] } : frame;
    room.rekey();
    expect(bob.warnings[0]).toEqual({ code: 'roster-differs', extra: [], missing: [eve.id] });
    expect(bob.seat.canSpeak).toBe(false);
  });

  test('somebody whom one is said to have added, and did not, gets nothing', () => {
    two();
    const { id, self } = new Person('Mallory');
    const added = {
      type: 'user_added',
      identity: id,
      by: ada.id,
      epoch: 1,
      public_key: b64u(self.party.key),
    };
    ada.visit.hear(JSON.stringify({ ...added, members: [ada.id, bob.id, id] }));
    expect(ada.warnings).toEqual([{ code: 'forged-vouch', identity: id }]);
    expect(ada.seat.canSpeak).toBe(false);
    expect(ada.seat.roster.has(id)).toBe(false);
  });

  test('what is repeated, altered, of a stranger or of an epoch that nobody ordered is not heard', () => {
    two();
    let kept = '';
    room.forge = (frame, to) => {
      if (frame.type === 'broadcast' && to === bob.id) kept = JSON.stringify(frame);
      return frame;
    };
    ada.say('once');
    const frame = JSON.parse(kept) as Record<string, unknown>;
    const tell = (more: object) => {
      bob.visit.hear(JSON.stringify({ ...frame, ...more }));
    };
    tell({});
    tell({ seq: 99 });
    tell({ seq: 99, box: flipped(String(frame.box)) });
    tell({ from: eve.id });
    tell({ epoch: 7 });
    tell({ from: bob.id });
    expect(bob.said).toEqual(['once']);
    expect(bob.warnings.map((warning) => (warning.code === 'not-heard' ? warning.why : ''))).toEqual([
      'repeated',
      'unreadable',
      'unreadable',
      'stranger',
      'epoch',
      'stranger',
    ]);
    ada.say('again');
    expect(bob.said).toEqual(['once', 'again']);
  });

  test('one that was removed is not heard any more, one that left is, for a while', () => {
    three();
    const late: string[] = [];
    room.forge = (frame, to) => {
      if (frame.type !== 'broadcast' || to !== bob.id) return frame;
      late.push(JSON.stringify(frame));
      return undefined;
    };
    eve.say('on the way');
    room.forge = undefined;
    room.remove(eve.id);
    bob.visit.hear(late[0] ?? '');
    expect(bob.said).toEqual([]);
    expect(bob.warnings).toEqual([{ code: 'not-heard', identity: eve.id, why: 'removed' }]);
  });

  test('an error that a person can do something about is told', () => {
    ada.enter(room);
    ada.visit.hear('{"type":"error","code":"rate_limited","detail":"slow down"}');
    ada.visit.hear('{"type":"error","code":"not_asked","detail":"too late"}');
    expect(ada.warnings).toEqual([{ code: 'hub-error', error: 'rate_limited', detail: 'slow down' }]);
  });

  test('an epoch that one knows nothing of is asked for', () => {
    ada.enter(room);
    ada.visit.hear('{"type":"error","code":"stale_epoch","detail":"no","epoch":5}');
    expect(frames('need_key')).toHaveLength(1);
    ada.visit.hear('{"type":"error","code":"stale_epoch","detail":"no","epoch":6}');
    expect(frames('need_key')).toHaveLength(1);
    clock.now += 60_000;
    ada.visit.hear('{"type":"error","code":"stale_epoch","detail":"no","epoch":7}');
    expect(frames('need_key')).toHaveLength(2);
  });
});

describe('coming back', () => {
  beforeEach(() => {
    room.isPersistent = true;
  });

  test('by another connection takes the seat, and the older one is told', () => {
    two();
    const older = bob.visit;
    bob.enter(room);
    expect(older.ending).toMatchObject({ code: 'replaced' });
    expect(bob.closedWith).toBe(4001);
    expect(bob.seat.roster.members).toEqual([ada.id, bob.id]);
    bob.say('back');
    expect(ada.said).toEqual(['back']);
  });

  test('to a room that keeps its members finds its seat, and takes the key of whom it knew', () => {
    three();
    bob.entrance.drop();
    expect(ada.of('left').at(-1)).toMatchObject({ identity: bob.id, reason: 'offline' });
    expect([ada.seat.roster.has(bob.id), ada.seat.roster.isAway(bob.id)]).toEqual([true, true]);
    bob.enter(room);
    expect(ada.seat.roster.isAway(bob.id)).toBe(false);
    ada.say('welcome back');
    expect(bob.said).toEqual(['welcome back']);
    expect([ada, bob, eve].flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  test('takes no key of somebody who came since, unless it trusts them', () => {
    two();
    const carl = new Person('Carl');
    friends(ada, carl);
    bob.entrance.drop();
    carl.enter(room);
    ada.entrance.drop();
    bob.enter(room);
    room.rekey(carl.id);
    expect(bob.warnings.at(-1)).toEqual({ code: 'bad-key', identity: carl.id });
    expect(bob.seat.canSpeak).toBe(false);
    bob.trusts(carl);
    room.rekey(carl.id);
    expect(bob.seat.canSpeak).toBe(true);
  });

  test('makes no key for somebody of whom only the hub has said that it is here', () => {
    two();
    const mallory = new Person('Mallory');
    ada.entrance.drop();
    const members = [ada.id, bob.id, mallory.id];
    room.forge = (frame, to) => {
      if (to !== ada.id) return frame;
      if (frame.type === 'ack') {
        return { ...frame, roster: members, keys: [null, null, b64u(mallory.self.party.key)] };
      }
      return frame.type === 'rekey' ? { ...frame, members } : frame;
    };
    const before = frames('relay').length;
    ada.enter(room);
    expect(ada.warnings.at(-1)).toEqual({ code: 'roster-differs', extra: [mallory.id], missing: [] });
    expect(frames('relay')).toHaveLength(before);
    expect(ada.seat.kept.members).toEqual([ada.id, bob.id]);
  });

  test('believes those whom a key was given to by somebody it knew', () => {
    two();
    const carl = new Person('Carl');
    friends(ada, carl);
    bob.entrance.drop();
    carl.enter(room);
    bob.enter(room);
    expect(bob.seat.kept.members).toEqual([ada.id, bob.id, carl.id]);
    room.rekey(carl.id);
    carl.say('hello Bob');
    expect(bob.said).toEqual(['hello Bob']);
    room.rekey(bob.id);
    bob.say('hello Carl');
    expect(carl.said).toEqual(['hello Carl']);
  });

  test('a hub that has no seat for who comes back, or a false key, is left', () => {
    for (const forged of [
      { roster: [ada.id], keys: [b64u(ada.self.party.key)] },
      { roster: [ada.id, bob.id], keys: [b64u(bob.self.party.key), b64u(ada.self.party.key)] },
      { roster: [bob.id], keys: [] },
    ]) {
      const person = new Person('Bob');
      const own = new FakeRoom();
      own.forge = (frame) => (frame.type === 'ack' ? { type: 'ack', members: 2, ...forged } : frame);
      person.enter(own);
      expect(person.visit.ending).toMatchObject({ fault: 'nonsense' });
    }
  });

  test('waits where nobody is online, and is met when somebody is', () => {
    friends(ada, bob);
    ada.enter(room);
    ada.entrance.drop();
    bob.enter(room);
    expect(bob.visit.door?.waitsUntil).toBe(clock.now + 600_000);
    ada.enter(room);
    expect(bob.seat.roster.members).toEqual([ada.id, bob.id]);
    bob.say('at last');
    expect(ada.said).toEqual(['at last']);
  });
});

test('a room of eight talks, and goes on without each of them', () => {
  const people = Array.from({ length: 8 }, (_, i) => new Person(`Person ${i}`));
  friends(...people);
  for (const person of people) person.enter(room);
  const last = people.at(-1);
  people.slice(0, -2).forEach((person, i) => {
    person.visit.leave();
    people[i + 1]?.say(`without ${person.name}`);
    expect(last?.said.at(-1)).toBe(`without ${person.name}`);
  });
  expect(people.flatMap(({ warnings }) => warnings)).toEqual([]);
});

function flipped(box: string): string {
  const at = Math.floor(box.length / 2);
  return `${box.slice(0, at)}${box.charAt(at) === 'A' ? 'B' : 'A'}${box.slice(at + 1)}`;
}
