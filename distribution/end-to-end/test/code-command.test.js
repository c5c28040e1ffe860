/** Twelve words between a terminal and a hub, and between two hubs: `device code`, `admin invite` and `admin join`. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { addressOf, agree, invite, join, peerOf } from '../parts/challenge-response.js';
import { ends, events, handfast, handfastStarted, told } from '../parts/command.js';
import { Hub } from '../parts/hub.js';
import { freshFolder } from '../parts/places.js';
import { killTheRest } from '../parts/process.js';

const [DONE, USAGE] = [0, 2];

/** @type {Hub} */
let hub;
/** @type {Hub} */
let other;
/** Where the hub is. */
let at = '';

before(async () => {
  hub = await Hub.start();
  at = addressOf(await invite(hub));
  // It knows the first by its address alone, and finds through it whoever else is there.
  other = await Hub.start({ settings: { 'libp2p.bootstrap': at } });
});
after(async () => {
  await Promise.all([hub.stop(), other.stop()]);
  killTheRest();
});

/** @param {string} folder @param {readonly string[]} words @returns {string[]} a command of a device that says nothing to the network of this machine */
function device(folder, ...words) {
  const [command = '', ...rest] = words;
  return [
    'device',
    'code',
    command,
    '--device',
    folder,
    '--listen=127.0.0.1',
    '--no-mdns',
    `--bootstrap=${at}`,
    ...rest,
  ];
}

/** @param {Hub} of @param {string} peer @returns {Promise<any[]>} the messages with a device */
async function messages(of, peer) {
  const { device: found } = await of.admin.deviceAt(peer);
  const { code, stdout, stderr } = await handfast(['admin', 'messages', found.id, '--json', '--data', of.data]);
  assert.equal(code, DONE, stderr);
  const all = JSON.parse(stdout);
  return all.items ?? all;
}

describe('a device and a hub', () => {
  const ada = freshFolder('ada');
  let peer = '';

  test('pair by the words of the hub, which the device finds by the hash table', async () => {
    const { words } = await invite(hub);
    const joining = handfastStarted(...device(ada, 'join', '--json', '--name', 'Ada', '--accept', ...words.split(' ')));
    const { address } = await hub.admin.until(async () =>
      (await hub.admin.questions()).find(({ name }) => name === 'Ada'),
    );
    peer = address;
    await agree(hub, peer);
    await ends(joining, DONE);
    assert.ok(
      events(joining).some(
        ({ event, peer: of }) => event === 'paired' && of === peerOf({ words, addresses: [at], expiresAt: '' }),
      ),
    );
  });

  test('say something to each other', async () => {
    const sent = await handfast(device(ada, 'send', '--protocol=greeting', at.replace(/^.*\/p2p\//, ''), 'Hello, hub'));
    assert.equal(sent.code, DONE, sent.stderr);
    const [message] = await messages(hub, peer);
    assert.deepEqual([message.sent, message.topic, message.text], [false, 'greeting', 'Hello, hub']);

    const listening = handfastStarted(...device(ada, 'listen', '--once', '--json'));
    const { addresses } = await told(listening, 'listening');
    assert.match(addresses[0], /^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\//);
    const { device: found } = await hub.admin.deviceAt(peer);
    await hub.admin.until(async () => {
      const { code } = await handfast(['admin', 'message', found.id, 'Hello, Ada', '--data', hub.data]);
      return code === DONE ? true : undefined;
    });
    assert.equal((await told(listening, 'message')).text, 'Hello, Ada');
    await ends(listening, DONE);
  });

  test('pair by the words of the device', async () => {
    const ben = freshFolder('ben');
    const creating = handfastStarted(...device(ben, 'create', '--json', '--name', 'Ben', '--accept'));
    const { words } = await told(creating, 'code');
    // Whoever types the words has agreed by that.
    const joining = join(hub, Array.isArray(words) ? words.join(' ') : words);
    await ends(joining, DONE);
    await ends(creating, DONE);
  });

  test('do not by a word that is none', async () => {
    const { code, stderr } = await handfast(device(freshFolder('cleo'), 'join', 'abandn', 'math', 'mimic'));
    assert.equal(code, USAGE);
    assert.match(stderr, /'abandn'.*abandon/s);
  });
});

test('two hubs pair, and find each other by the hash table', async () => {
  const { words } = await invite(hub);
  const joining = join(other, words);
  const { address } = await hub.admin.until(async () => (await hub.admin.questions())[0]);
  await agree(hub, address);
  await ends(joining, DONE);
});

test('doctor says how a transport does', async () => {
  const { code, stdout, stderr } = await handfast(['doctor', 'libp2p', '--data', other.data]);
  assert.equal(code, DONE, stderr);
  assert.match(stdout, /\/ip4\/\S+\/tcp\/\d+ +\S.*, reached from here/);
  assert.match(stdout, new RegExp(at.replace(/^.*\/p2p\//, '')));
});
