/** Terminals in a room of a hub: `device chat`, with each other and with a client of another make. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Peer } from '../chat/peer.js';
import { Chat, freshRoom } from '../parts/chat.js';
import { ends, handfast, handfastStarted, told } from '../parts/command.js';
import { Hub } from '../parts/hub.js';
import { freshFolder } from '../parts/places.js';
import { killTheRest } from '../parts/process.js';

/** @typedef {import('../parts/process.js').Started} Started */

const [DONE, USAGE, NO_HUB, REFUSED] = [0, 2, 3, 4];
/** Moves the cursor, turns the direction of reading, and would pass for a message of another. */
const HOSTILE = 'one\u001b[2J\u202e\r12:00 bob: two';

/** @type {Hub} */
let hub;
/** @type {Chat} */
let chat;
let url = '';

before(async () => {
  hub = await Hub.start();
  chat = await Chat.of(hub);
  url = `http://127.0.0.1:${chat.port}`;
});
after(async () => {
  await hub.stop();
  killTheRest();
});

/** A device with a folder of its own. */
class Terminal {
  folder = freshFolder('device');
  identity = '';
  line = '';

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {...string} names @returns {Promise<Terminal[]>} who have not heard of each other */
  static async named(...names) {
    const terminals = names.map((name) => new Terminal(name));
    for (const terminal of terminals) {
      const { stdout } = await terminal.run('identity', '--name', terminal.name, '--json');
      ({ identity: terminal.identity, line: terminal.line } = JSON.parse(stdout));
    }
    return terminals;
  }

  /** @param {...string} args */
  run(...args) {
    return handfast(['device', 'chat', ...args, '--device', this.folder]);
  }

  /** @param {{ line: string }} other */
  async trusts({ line }) {
    const { code, stderr } = await this.run('trust', 'add', line);
    assert.equal(code, DONE, stderr);
  }

  /** @param {string} room @param {...string} args @returns {Started} */
  joins(room, ...args) {
    return this.joinsAt(url, room, ...args);
  }

  /** @param {string} at @param {string} room @param {...string} args @returns {Started} */
  joinsAt(at, room, ...args) {
    return handfastStarted('device', 'chat', 'join', room, '--hub', at, '--json', '--device', this.folder, ...args);
  }
}

/** Lets both trust each other. @param {Terminal} one @param {Terminal} other */
async function acquaint(one, other) {
  await one.trusts(other);
  await other.trusts(one);
}

describe('three terminals', () => {
  test('come one after the other, talk, and go', async () => {
    const [ann, bob, cat] = /** @type {[Terminal, Terminal, Terminal]} */ (await Terminal.named('ann', 'bob', 'cat'));
    await acquaint(ann, bob);
    await acquaint(bob, cat);
    const room = freshRoom();

    const first = ann.joins(room);
    await told(first, 'opened');
    const second = bob.joins(room, '--lines', `127.0.0.1:${chat.linesPort}`);
    assert.equal((await told(second, 'vouched')).name, 'ann');
    assert.equal((await told(second, 'joined')).members.length, 2);
    const [here, there] = [await told(first, 'compare'), await told(second, 'compare')];
    assert.deepEqual([here.check_words, here.check_symbols], [there.check_words, there.check_symbols]);
    assert.equal((await told(first, 'came', { name: 'bob' })).by, ann.identity);

    const third = cat.joins(room);
    assert.equal((await told(third, 'vouched')).name, 'bob');
    assert.equal((await told(first, 'knocked', { identity: cat.identity })).known, false);
    await told(first, 'introduced', { identity: cat.identity, claim: 'cat' });

    third.type('Grüße an alle');
    for (const one of [first, second]) {
      const message = await told(one, 'message', { text: 'Grüße an alle' });
      assert.deepEqual([message.name, message.trusted], ['cat', one === second]);
    }
    await told(third, 'introduced', { claim: 'ann' });
    third.type('/who');
    assert.deepEqual(
      (await told(third, 'who')).members.map((/** @type {any} */ { name, trusted }) => [name, trusted]),
      [
        ['ann', false],
        ['bob', true],
        ['cat', true],
      ],
    );

    first.type('/leave');
    await ends(first, DONE);
    for (const one of [second, third]) {
      assert.equal((await told(one, 'went', { identity: ann.identity })).reason, 'left');
      await told(one, 'rekeyed', { epoch: 2 });
    }
    second.type('just us');
    await told(third, 'message', { text: 'just us' });
    await second.end('SIGINT');
    await told(third, 'went', { name: 'bob', reason: 'left' });
    third.child.stdin.end();
    await ends(third, DONE);
    assert.equal(statSync(join(cat.folder, 'chat.json')).mode & 0o777, 0o600);
  });

  test('come again when the hub does', async () => {
    const [ann] = /** @type {[Terminal]} */ (await Terminal.named('ann'));
    const own = await Hub.start();
    const { port, linesPort } = await Chat.of(own);
    const joined = ann.joinsAt(`http://127.0.0.1:${port}`, 'lobby');
    await told(joined, 'opened');
    await own.kill();
    await told(joined, 'note');
    joined.type('said while it was away');
    const again = await own.again({ settings: { 'http.port': `${port}`, 'chat-join.port': `${linesPort}` } });
    await told(joined, 'said', { text: 'said while it was away' });
    joined.type('/leave');
    await ends(joined, DONE);
    await again.stop();
  });
});

describe('whoever is not let in is told what to do', () => {
  test('a stranger', async () => {
    const [ann, eve] = /** @type {[Terminal, Terminal]} */ (await Terminal.named('ann', 'eve'));
    const room = freshRoom();
    const inside = ann.joins(room);
    await told(inside, 'opened');
    const { code, stdout } = await handfast(['device', 'chat', 'join', room, '--hub', url, '--device', eve.folder], {
      input: 'is anybody there?\n',
    });
    assert.equal(code, REFUSED, stdout);
    assert.match(stdout, /Nobody in 'room-\d+' knows you\./);
    assert.match(stdout, /handfast device chat trust add LINE/);
    assert.ok(stdout.includes(eve.line));

    await eve.trusts(ann);
    inside.type(`/trust ${eve.line}`);
    await told(inside, 'trusted', { name: 'eve' });
    const again = eve.joins(room);
    await told(again, 'joined');
    assert.ok((await ann.run('trust', 'list')).stdout.includes(eve.identity), 'it is kept');
    again.type('/leave');
    await ends(again, DONE);
    await inside.end('SIGTERM');
  });

  test('a newcomer that does not know its voucher', async () => {
    const [ann, bob] = /** @type {[Terminal, Terminal]} */ (await Terminal.named('ann', 'bob'));
    const room = freshRoom();
    await ann.trusts(bob);
    const inside = ann.joins(room);
    await told(inside, 'opened');
    const outside = bob.joins(room);
    assert.equal((await told(outside, 'stranger-vouches')).identity, ann.identity);
    await ends(outside, REFUSED);
    inside.type('/who');
    assert.equal((await told(inside, 'who')).members.length, 1);

    // Trusted in another terminal, while the room is open.
    const [cat] = /** @type {[Terminal]} */ (await Terminal.named('cat'));
    await acquaint(ann, cat);
    await told(inside, 'note');
    const known = cat.joins(room);
    await told(known, 'joined');
    await known.end('SIGTERM');
    await inside.end('SIGTERM');
  });

  test('whoever comes to another hub than before', async () => {
    const [ann] = /** @type {[Terminal]} */ (await Terminal.named('ann'));
    const joined = ann.joins(freshRoom());
    joined.type('/leave');
    await ends(joined, DONE);
    const other = await Hub.start();
    const elsewhere = `http://127.0.0.1:${(await Chat.of(other)).port}`;
    const { code, stderr } = await ann.run('join', 'lobby', '--hub', elsewhere);
    assert.equal(code, REFUSED);
    assert.match(stderr, /--trust-new-hub/);
    const trusting = ann.joinsAt(elsewhere, 'lobby', '--trust-new-hub');
    await told(trusting, 'opened');
    trusting.type('/leave');
    await ends(trusting, DONE);
    await other.stop();
  });

  test('whoever finds no hub, or names no room', async () => {
    const terminal = new Terminal('nobody');
    const { code, stderr } = await terminal.run('join', 'lobby', '--hub', 'http://127.0.0.1:1');
    assert.equal(code, NO_HUB);
    assert.match(stderr, /no hub answers at/);
    assert.equal((await terminal.run('join', 'No Room', '--hub', url)).code, USAGE);
  });
});

test('a terminal and a client of another make let each other in', async () => {
  const [terminal] = /** @type {[Terminal]} */ (await Terminal.named('terminal'));
  const [older, newer] = [new Peer({ name: 'Older' }), new Peer({ name: 'Newer' })];
  for (const peer of [older, newer]) {
    peer.trust.add(terminal.line);
    await terminal.trusts(peer);
  }
  const room = freshRoom();
  await chat.enter(older, room);
  await older.joined();
  const joined = terminal.joins(room);
  assert.equal((await told(joined, 'vouched')).name, 'Older');
  await chat.enter(newer, room, 'lines');
  await newer.joined();
  assert.equal((await told(joined, 'came', { name: 'Newer' })).by, terminal.identity);
  joined.type('from the terminal');
  for (const peer of [older, newer]) assert.equal((await peer.hears()).text, 'from the terminal');
  newer.say('to the terminal');
  assert.equal((await told(joined, 'message', { name: 'Newer' })).text, 'to the terminal');
  await older.leave();
  await told(joined, 'rekeyed', { epoch: 2 });
  await newer.joined(2);
  joined.type('under a new key');
  assert.equal((await newer.hears()).text, 'under a new key');
  await joined.end('SIGTERM');
  await newer.leave();
});

test('what others say does nothing to the terminal', async () => {
  const [terminal] = /** @type {[Terminal]} */ (await Terminal.named('terminal'));
  const peer = new Peer({ name: HOSTILE });
  peer.trust.add(terminal.line);
  await terminal.run('trust', 'add', peer.line, '--name', 'peer');
  const room = freshRoom();
  const joined = handfastStarted('device', 'chat', 'join', room, '--hub', url, '--device', terminal.folder);
  await joined.until(({ stdout }) => stdout.includes('You opened the room') || undefined, 'it opened the room');
  await chat.enter(peer, room);
  await peer.joined();
  peer.say(HOSTILE);
  await joined.until(({ stdout }) => /peer: one/.test(stdout) || undefined, 'it said it');
  assert.doesNotMatch(joined.stdout, /[\u001b\u202e\r]/);
  assert.doesNotMatch(joined.stdout, /^\d\d:\d\d bob/m);
  joined.child.stdin.end();
  await ends(joined, DONE);
});
