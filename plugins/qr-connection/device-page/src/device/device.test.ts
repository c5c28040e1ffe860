import { beforeEach, describe, expect, test } from 'vitest';

import { FakeHub } from '../testing/fakeHub';
import { pair, Person, showCodes } from '../testing/person';
import { BadLine } from '../wire/lines';
import { DAY } from './connection';
import { Problem, Unreachable } from './hub';
import { Misfit, type MisfitReason } from './pairing';

let hub: FakeHub;
let ada: Person;
let bob: Person;

beforeEach(async () => {
  hub = new FakeHub();
  ada = await new Person('Ada', hub).join();
  bob = await new Person('Bob', hub).join();
});

function misfitOf(act: () => void): MisfitReason | 'none' {
  try {
    act();
  } catch (error) {
    if (error instanceof Misfit) return error.reason;
    throw error;
  }
  return 'none';
}

async function exchange(...people: readonly Person[]): Promise<void> {
  for (const person of people) await person.device.turn();
}

describe('joining', () => {
  test('waits for a person at the hub, and goes on', async () => {
    hub.policy = 'approval';
    const eve = await new Person('Eve', hub).join();
    expect(eve.device.account?.state).toBe('waiting');
    hub.decide('Eve', 'active');
    eve.reload();
    await eve.device.turn();
    expect(eve.device.isActive).toBe(true);
  });

  test('can be refused', async () => {
    hub.policy = 'approval';
    const eve = await new Person('Eve', hub).join();
    hub.decide('Eve', 'refused');
    await eve.device.turn();
    expect(eve.device.account?.state).toBe('refused');
  });

  test('brings an invite once', async () => {
    hub.policy = 'invite';
    hub.invites.add('ticket');
    const eve = new Person('Eve', hub);
    eve.device.join('Eve', 'wrong');
    await expect(eve.device.turn()).rejects.toThrow(Problem);
    eve.device.join('Eve', 'ticket');
    await eve.device.turn();
    expect(eve.device.isActive).toBe(true);
    expect(eve.device.account?.invite).toBeUndefined();
  });

  test('makes one account though the answer is lost', async () => {
    const eve = new Person('Eve', hub);
    hub.network = 'lost';
    eve.device.join('Eve', '');
    await expect(eve.device.turn()).rejects.toThrow(Unreachable);
    hub.network = 'up';
    eve.reload();
    await eve.device.turn();
    expect([...hub.accounts.values()].filter(({ name }) => name === 'Eve')).toHaveLength(1);
    expect(eve.device.isActive).toBe(true);
  });

  test('is undone when the hub no longer serves the account', async () => {
    hub.decide('Ada', 'waiting');
    await expect(ada.device.turn()).rejects.toThrow(Problem);
    await ada.device.turn();
    expect(ada.device.account?.state).toBe('waiting');
  });

  test('is not mistaken by a clock that is off', async () => {
    const eve = new Person('Eve', hub);
    hub.time += 3_600_000;
    const clockOfEve = hub.time;
    hub.time = clockOfEve;
    await eve.join();
    expect(eve.device.isActive).toBe(true);
  });
});

describe('pairing', () => {
  test('connects two, who see the same words', async () => {
    await showCodes(ada, bob);
    const shown = [ada, bob].map(({ device: { pairing } }) =>
      pairing !== undefined && 'comparison' in pairing ? pairing.comparison : undefined,
    );
    expect(shown[0]?.words).toHaveLength(4);
    expect(shown[1]).toEqual(shown[0]);
    ada.device.decide(true);
    bob.device.decide(true);
    await exchange(bob, ada);
    expect([ada.only.peerId, ada.only.compared, ada.only.label]).toEqual([bob.only.id, true, 'Bob']);
    expect([bob.only.peerId, bob.only.compared, bob.only.label]).toEqual([ada.only.id, true, 'Ada']);
    expect(ada.only.connectionId).toBe(bob.only.connectionId);
    expect([ada.device.pairing, bob.device.pairing]).toEqual([undefined, undefined]);
  });

  test('survives a reload at each step, with every answer lost once', async () => {
    const reload = () => {
      ada.reload();
      bob.reload();
    };
    const stubborn = async (person: Person) => {
      hub.network = 'lost';
      await expect(person.device.turn()).rejects.toThrow(Unreachable);
      hub.network = 'up';
      reload();
      await person.device.turn();
    };
    ada.device.show('Bob');
    reload();
    bob.device.pasted(ada.first, 'Ada');
    reload();
    ada.device.pasted(bob.first, '');
    reload();
    await stubborn(ada);
    reload();
    bob.device.pasted(ada.second, '');
    reload();
    ada.device.decide(true);
    bob.device.decide(true);
    reload();
    await stubborn(bob);
    await stubborn(ada);
    expect(ada.only.connectionId).toBe(bob.only.connectionId);
    expect(hub.connections).toHaveLength(1);
    expect(hub.asked.filter(({ target }) => target.endsWith('/initiate')).map(({ body }) => body)).toSatisfy(
      ([first, second]: string[]) => first === second,
    );
  });

  test('asks A about the words afterwards if B was faster', async () => {
    await showCodes(ada, bob);
    bob.device.decide(true);
    await exchange(bob, ada);
    expect(ada.only.compared).toBe(false);
    ada.device.compared(ada.only.id, true);
    expect(ada.only.compared).toBe(true);
  });

  test('tells the hub nothing when B sees other words', async () => {
    await showCodes(ada, bob);
    bob.device.decide(false);
    await exchange(bob);
    expect(bob.device.pairing).toBeUndefined();
    expect(hub.asked.some(({ target }) => target.endsWith('/confirm'))).toBe(false);
  });

  test('breaks what B confirms after A saw other words', async () => {
    await showCodes(ada, bob);
    ada.device.decide(false);
    await exchange(ada);
    bob.device.decide(true);
    await exchange(bob);
    ada.reload();
    await exchange(ada, ada, bob);
    expect(ada.device.connections).toEqual([]);
    expect(bob.only.state).toBe('broken');
  });

  test('breaks afterwards if A sees other words', async () => {
    await showCodes(ada, bob);
    bob.device.decide(true);
    await exchange(bob, ada);
    ada.device.compared(ada.only.id, false);
    await exchange(ada, bob);
    expect([ada.only.state, bob.only.state, bob.only.brokenBy]).toEqual(['broken', 'broken', 'them']);
  });

  test('says what is wrong with a code that does not belong', async () => {
    const eve = await new Person('Eve', hub).join();
    ada.device.show('Bob');
    eve.device.show('Bob');
    expect(
      misfitOf(() => {
        ada.device.pasted(ada.first, '');
      }),
    ).toBe('own');
    expect(
      misfitOf(() => {
        ada.device.pasted(eve.first, '');
      }),
    ).toBe('both-show');
    bob.device.pasted(ada.first, 'Ada');
    expect(
      misfitOf(() => {
        bob.device.pasted(bob.first, '');
      }),
    ).toBe('own');
    expect(
      misfitOf(() => {
        bob.device.pasted(ada.first, '');
      }),
    ).toBe('first-again');
    expect(
      misfitOf(() => {
        bob.device.pasted(eve.first, '');
      }),
    ).toBe('other-pair');
    const fay = await new Person('Fay', hub).join();
    expect(
      misfitOf(() => {
        fay.device.pasted(bob.first, '');
      }),
    ).toBe('both-scan');
    ada.device.pasted(bob.first, '');
    await ada.device.turn();
    expect(
      misfitOf(() => {
        fay.device.pasted(ada.second, '');
      }),
    ).toBe('second-first');
    expect(
      misfitOf(() => {
        ada.device.pasted(ada.second, '');
      }),
    ).toBe('second-first');
    expect(() => {
      ada.device.pasted(bob.first.slice(0, -9), '');
    }).toThrow(BadLine);
  });

  test('takes no second code of another pair, and gives up after three', async () => {
    const eve = await new Person('Eve', hub).join();
    const fay = await new Person('Fay', hub).join();
    await showCodes(eve, fay);
    ada.device.show('Bob');
    bob.device.pasted(ada.first, 'Ada');
    for (let i = 0; i < 3; i++) {
      expect(bob.device.pairing?.step).toBe('showing');
      expect(
        misfitOf(() => {
          bob.device.pasted(eve.second, '');
        }),
      ).toBe('other-pair');
    }
    expect(bob.device.pairing).toBeUndefined();
  });

  test('gives a stranger who photographed all codes nothing', async () => {
    const eve = await new Person('Eve', hub).join();
    ada.device.show('Bob');
    eve.device.pasted(ada.first, 'Ada');
    bob.device.pasted(ada.first, 'Ada');
    ada.device.pasted(bob.first, '');
    await ada.device.turn();
    expect(
      misfitOf(() => {
        eve.device.pasted(ada.second, '');
      }),
    ).toBe('other-pair');
    bob.device.pasted(ada.second, '');
    bob.device.decide(true);
    await exchange(bob, ada);
    expect(ada.only.peerId).toBe(bob.only.id);
  });

  test('expires, and goes on with a new code for the same two', async () => {
    await showCodes(ada, bob);
    hub.time += 601_000;
    bob.device.decide(true);
    await exchange(bob, ada);
    expect(bob.device.pairing).toMatchObject({ step: 'showing', refusal: { code: 'expired' } });
    expect(ada.device.pairing?.step).toBe('expired');
    ada.device.renew();
    await ada.device.turn();
    bob.device.pasted(ada.second, '');
    ada.device.decide(true);
    bob.device.decide(true);
    await exchange(bob, ada);
    expect(ada.only.connectionId).toBe(bob.only.connectionId);
  });

  test('does not show B the words of a code that is too old', async () => {
    ada.device.show('Bob');
    bob.device.pasted(ada.first, 'Ada');
    ada.device.pasted(bob.first, '');
    await ada.device.turn();
    hub.time += 600_000;
    expect(
      misfitOf(() => {
        bob.device.pasted(ada.second, '');
      }),
    ).toBe('expired');
  });

  test('shows A why the hub refused', async () => {
    ada.device.show('Bob');
    bob.device.pasted(ada.first, 'Ada');
    ada.device.pasted(bob.first, '');
    hub.refuseNext = { target: '/initiate', status: 409, code: 'in-use' };
    await ada.device.turn();
    expect(ada.device.pairing).toMatchObject({ step: 'showing', refusal: { code: 'in-use' } });
  });

  test('tries again what the hub had no time for', async () => {
    ada.device.show('Bob');
    bob.device.pasted(ada.first, 'Ada');
    ada.device.pasted(bob.first, '');
    hub.refuseNext = { target: '/initiate', status: 429, code: 'too-fast', retryAfter: 3 };
    await expect(ada.device.turn()).rejects.toThrow(Problem);
    expect(ada.device.pairing?.step).toBe('initiating');
    hub.time += 301_000;
    await ada.device.turn();
    expect(ada.device.pairing?.step).toBe('waiting');
  });

  test('tells A when the hub asks for more patience than one has', async () => {
    ada.device.show('Bob');
    bob.device.pasted(ada.first, 'Ada');
    ada.device.pasted(bob.first, '');
    hub.refuseNext = { target: '/initiate', status: 429, code: 'too-fast', retryAfter: 600 };
    await ada.device.turn();
    expect(ada.device.pairing).toMatchObject({ step: 'showing', refusal: { code: 'too-fast' } });
  });

  test('asks with another packet where the hub had this one, and its answer was lost', async () => {
    await showCodes(ada, bob);
    bob.device.decide(true);
    hub.refuseNext = { target: '/confirm', status: 409, code: 'repeated' };
    await bob.device.turn();
    expect(bob.device.pairing?.step).toBe('confirming');
    await exchange(bob, ada);
    expect(bob.only.connectionId).toBe(ada.only.connectionId);
  });

  test('notes another hub in the first code', () => {
    ada.device.show('Bob');
    const line = ada.device.pairing?.line.replace('HUB.EXAMPLE:9081', 'ELSEWHERE') ?? '';
    bob.device.scanned(line, '');
    expect(bob.device.pairing).toMatchObject({ elsewhere: 'elsewhere' });
  });
});

describe('a connection', () => {
  beforeEach(() => pair(ada, bob));

  test('keeps the newest messages of one that talks much, and room for others', async () => {
    for (let n = 0; n < 40; n += 1) {
      bob.say(`${String(n)} ${'x'.repeat(7_000)}`);
      await exchange(bob, ada);
    }
    expect(ada.said.at(-1)).toMatch(/^39 x/);
    expect(JSON.stringify(ada.only.messages).length).toBeLessThan(210_000);
    expect(ada.only.messages.length).toBeGreaterThan(20);
  });

  test('carries what is said, and tells how far it came', async () => {
    ada.say('hello');
    expect(ada.only.messages[0]).toMatchObject({ state: 'waiting' });
    await exchange(ada);
    expect(ada.only.messages[0]).toMatchObject({ state: 'stored' });
    await exchange(bob, ada);
    expect(bob.said).toEqual(['hello']);
    expect(bob.only.unread).toBe(1);
    expect(ada.only.messages[0]).toMatchObject({ state: 'received' });
    expect(hub.connections[0]?.ends[1].queue.size).toBe(0);
  });

  test('says delivered while the receipt is on its way', async () => {
    ada.say('hello');
    await exchange(ada);
    hub.network = 'lost';
    await expect(bob.device.turn()).rejects.toThrow();
    hub.network = 'up';
    await exchange(ada);
    expect(ada.only.messages[0]).toMatchObject({ state: 'delivered' });
  });

  test('loses nothing and says nothing twice, whatever answers are lost', async () => {
    ada.say('one');
    ada.reload();
    hub.network = 'lost';
    await expect(ada.device.turn()).rejects.toThrow();
    ada.reload();
    ada.say('two');
    await expect(ada.device.turn()).rejects.toThrow();
    await expect(bob.device.turn()).rejects.toThrow();
    hub.network = 'up';
    bob.reload();
    ada.reload();
    await exchange(ada, bob, bob, ada);
    expect(bob.said).toEqual(['one', 'two']);
    expect(ada.only.messages).toMatchObject([{ state: 'received' }, { state: 'received' }]);
  });

  test('sends the same bytes until they are there', async () => {
    ada.say('one');
    const { blob } = ada.only.outbox[0] ?? {};
    hub.network = 'lost';
    await expect(ada.device.turn()).rejects.toThrow();
    ada.reload();
    expect(ada.only.outbox[0]?.blob).toBe(blob);
  });

  test('drops what comes a second time', async () => {
    ada.say('once');
    await exchange(ada);
    const [packetID, blob] = [...(hub.connections[0]?.ends[1].queue ?? [])][0] ?? [];
    await exchange(bob);
    bob.reload();
    bob.device.hear(JSON.stringify({ data: [{ pairID: bob.only.id, packetID, blob }] }));
    expect(bob.said).toEqual(['once']);
  });

  test('shows that something could not be opened', () => {
    const packet = { pairID: bob.only.id, packetID: crypto.randomUUID(), blob: btoa('x'.repeat(80)) };
    bob.device.hear(JSON.stringify({ data: [packet] }));
    expect(bob.said).toEqual(['unreadable']);
  });

  test('brings many at once in bodies that the hub takes', async () => {
    for (let i = 0; i < 130; i++) ada.say(`${i}`);
    await exchange(ada, bob);
    const sizes = hub.asked
      .filter(({ target }) => target === '/qr/sync')
      .map(({ body }) => (JSON.parse(body) as { data: unknown[] }).data.length);
    expect(Math.max(...sizes)).toBe(100);
    expect(bob.said).toHaveLength(130);
    expect(bob.said[129]).toBe('129');
  });

  test('tells a place at most four times a minute', () => {
    const place = { type: 'location', lat: 52.5, lon: 13.4, accuracy: 20 } as const;
    for (let i = 0; i < 4; i++) expect(ada.device.tellPlace(ada.only.id, place)).toBe(0);
    expect(ada.device.tellPlace(ada.only.id, place)).toBe(60);
    hub.time += 60_000;
    expect(ada.device.tellPlace(ada.only.id, place)).toBe(0);
  });

  test('is broken by either, and both know', async () => {
    ada.say('never sent');
    ada.device.break(ada.only.id);
    ada.reload();
    await exchange(ada, bob);
    expect([ada.only.state, ada.only.brokenBy]).toEqual(['broken', 'me']);
    expect([bob.only.state, bob.only.brokenBy]).toEqual(['broken', 'them']);
    expect([ada.only.generations, ada.only.pair, ada.only.outbox]).toEqual([[], '', []]);
    expect(ada.only.messages[0]).toMatchObject({ state: 'failed' });
    ada.device.forget(ada.only.id);
    expect(ada.device.connections).toEqual([]);
  });

  test('is known to be broken by a packet that the hub refuses', async () => {
    const eve = await new Person('Eve', hub).join();
    await pair(eve, ada);
    const [withBob, withEve] = [bob, eve].map(({ only }) =>
      ada.device.connections.find((c) => c.peerId === only.id),
    );
    if (hub.connections[0] !== undefined) hub.connections[0].broken = true;
    ada.device.say(withBob?.id ?? '', 'lost');
    ada.device.say(withEve?.id ?? '', 'found');
    await exchange(ada, eve);
    expect(ada.device.connection(withBob?.id ?? '')?.state).toBe('broken');
    expect(eve.said).toEqual(['found']);
  });

  test('is over when the hub says so of what is sent', async () => {
    ada.say('lost');
    hub.refuseNext = { target: '/qr/sync', status: 409, code: 'broken' };
    await exchange(ada);
    expect([ada.only.state, ada.only.brokenBy]).toEqual(['broken', 'them']);
  });

  test('holds what cannot be sent while the other has paused', async () => {
    await bob.device.pause(bob.only.id);
    expect(bob.only.paused).toBe(true);
    ada.say('later');
    await exchange(ada);
    expect(ada.only.held?.code).toBe('paused');
    expect(ada.only.messages[0]).toMatchObject({ state: 'waiting' });
    await bob.device.resume(bob.only.id);
    hub.time += 31_000;
    await exchange(ada, bob);
    expect(bob.said).toEqual(['later']);
    expect(ada.only.held).toBeUndefined();
  });

  test('holds nothing any more once the other writes', async () => {
    await bob.device.pause(bob.only.id);
    ada.say('later');
    await exchange(ada);
    await bob.device.resume(bob.only.id);
    bob.say('here I am');
    await exchange(bob, ada, bob);
    expect(bob.said).toEqual(['here I am', 'later']);
  });

  test('sends nothing while this end has paused', async () => {
    await ada.device.pause(ada.only.id);
    ada.say('later');
    await exchange(ada);
    expect(ada.only.outbox).toHaveLength(1);
    await ada.device.resume(ada.only.id);
    await exchange(ada, bob);
    expect(bob.said).toEqual(['later']);
  });

  test('marks the one packet that the hub will not have', async () => {
    ada.say('one');
    ada.say('two');
    await exchange(ada);
    const [, stored] = [...(hub.connections[0]?.ends[0].stored ?? [])];
    if (stored === undefined) throw new Error('nothing was stored');
    hub.connections[0]?.ends[0].stored.set(stored[0], 'AAAA');
    const vaultName = ada.store.names().find((name) => name.includes('/connection/')) ?? '';
    const kept = JSON.parse(ada.store.read(vaultName) ?? '') as { outbox: unknown[] };
    kept.outbox = [{ packetId: stored[0], blob: stored[1] }];
    ada.store.write(vaultName, JSON.stringify(kept));
    ada.reload();
    ada.say('three');
    await exchange(ada, bob);
    expect(ada.only.messages.map((message) => message.from === 'me' && message.state)).toEqual([
      'stored',
      'failed',
      'stored',
    ]);
    expect(bob.said).toEqual(['one', 'two', 'three']);
  });

  test('has new keys after ninety days, and nothing is lost meanwhile', async () => {
    const before = [ada.only.generations[0], bob.only.generations[0]];
    hub.time += 90 * DAY * 1000;
    bob.say('under the old keys');
    await exchange(ada, bob, ada);
    expect(ada.only.generations[0]?.mine).not.toBe(before[0]?.mine);
    expect(bob.only.generations[0]?.mine).not.toBe(before[1]?.mine);
    ada.say('under the new keys');
    bob.say('likewise');
    await exchange(ada, bob, ada);
    expect(ada.said).toEqual(['under the old keys', 'under the new keys', 'likewise']);
    expect(bob.said).toEqual(['under the old keys', 'likewise', 'under the new keys']);
    hub.time += 8 * DAY * 1000;
    await exchange(ada, bob);
    expect([ada.only.generations.length, bob.only.generations.length]).toEqual([1, 1]);
  });

  test('has new keys though one end begins, or both at once', async () => {
    hub.time += 90 * DAY * 1000;
    hub.network = 'down';
    await expect(ada.device.turn()).rejects.toThrow();
    await expect(bob.device.turn()).rejects.toThrow();
    hub.network = 'up';
    ada.say('a');
    bob.say('b');
    await exchange(ada, bob, ada, bob);
    ada.say('c');
    bob.say('d');
    await exchange(ada, bob, ada, bob);
    expect(ada.said).toEqual(['a', 'b', 'c', 'd']);
    expect([...bob.said].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(ada.only.generations[0]).toMatchObject({ proven: true });
  });
});

describe('messages of the hub', () => {
  const maintenance = { type: 6, subType: 1, text: 'New disks.', startsAt: 1_800_000_000 };

  test('are shown once, and confirmed', async () => {
    hub.announce(maintenance);
    await exchange(ada);
    expect(ada.device.notices).toMatchObject([{ kind: 'maintenance', text: 'New disks.', read: false }]);
    ada.device.readNotices();
    ada.reload();
    await exchange(ada);
    expect(ada.device.notices).toMatchObject([{ read: true }]);
    expect(hub.accountNamed('Ada').announcements).toEqual([]);
  });

  test('are not shown again when the hub did not hear', async () => {
    hub.announce(maintenance);
    hub.network = 'lost';
    await expect(ada.device.turn()).rejects.toThrow();
    hub.network = 'up';
    await exchange(ada, ada);
    expect(ada.device.notices).toHaveLength(1);
  });

  test('that came before are refused when they come again', () => {
    const account = hub.accountNamed('Ada');
    const jws = hub.message(account, 'A'.repeat(22), maintenance);
    for (let i = 0; i < 2; i++) ada.device.hear(JSON.stringify({ serverMessages: [jws] }));
    expect(ada.device.notices).toHaveLength(1);
  });

  test('are worth nothing if the hub did not sign them, for this account, just now', async () => {
    await pair(ada, bob);
    const { id, peerId } = ada.only;
    const account = hub.accountNamed('Ada');
    const over = { type: 5, subType: 5, senderID: id, recipientID: peerId, connectionId: '' };
    const another = new FakeHub('Another', 'another');
    another.time = hub.time;
    const old = hub.message(account, 'B'.repeat(22), over);
    const forged = [
      another.message(account, 'A'.repeat(22), over),
      hub.message(hub.accountNamed('Bob'), 'A'.repeat(22), over),
      hub.message(account, 'short', over),
      'x.y.z',
    ];
    for (const jws of forged) ada.device.hear(JSON.stringify({ serverMessages: [jws] }));
    hub.time += 301_000;
    ada.device.hear(JSON.stringify({ serverMessages: [old] }));
    expect(ada.only.state).toBe('open');
    expect(ada.device.notices).toMatchObject([{ kind: 'forged' }]);
  });

  test('that this page does not know are confirmed and not shown', async () => {
    hub.announce({ type: 6, subType: 4, text: 'Pay.' });
    hub.announce({ type: 5, subType: 5 });
    await exchange(ada);
    expect(ada.device.notices).toEqual([]);
    expect(hub.accountNamed('Ada').announcements).toEqual([]);
  });
});

test('a frame that is a problem, or nothing, is not mail', () => {
  expect(ada.device.hear('{"code":"bad-signature","status":401}')).toBe(false);
  expect(ada.device.hear('nothing')).toBe(false);
  expect(ada.device.hear('{"data":[],"syncMeta":[],"serverMessages":[]}')).toBe(true);
});
