/** Two devices from a terminal each, that meet at a hub: `device relay`. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { ends, events, handfast, handfastStarted, told } from '../parts/command.js';
import { Hub } from '../parts/hub.js';
import { shown } from '../parts/pairing.js';
import { freshFolder } from '../parts/places.js';
import { killTheRest } from '../parts/process.js';
import { NOBODY, Relay } from '../parts/relay.js';

/** @typedef {import('../parts/process.js').Started} Started */

const [DONE, USAGE, NO_HUB, REFUSED] = [0, 2, 3, 4];
/** Moves the cursor, and would pass for a line of the command itself. */
const HOSTILE = 'one\u001b[2J\u202e\nPaired with NOBODY0.\ntwo';

/** @type {Hub} */
let hub;
/** @type {Relay} */
let relay;
let url = '';

before(async () => {
  hub = await Hub.start();
  relay = await Relay.of(hub);
  url = `http://127.0.0.1:${relay.port}`;
});
after(async () => {
  await hub.stop();
  killTheRest();
});

/** @param {Started} started @returns {Promise<any>} once it is at the hub */
function online(started) {
  return told(started, 'state', { state: 'Online' });
}

/** @param {import('../parts/command.js').Ended} ended @param {number} code @param {RegExp} said */
function fails({ code: got, stdout, stderr }, code, said) {
  assert.equal(got, code, `${stdout}${stderr}`);
  assert.match(stderr, said);
  assert.doesNotMatch(stderr, /^\s+at |Exception in /m, 'a stack trace is no sentence');
}

/** A device with a folder of its own. */
class Terminal {
  code = '';
  folder = freshFolder('device');

  /** @param {string} [at] @returns {Promise<Terminal>} that is registered */
  static async registered(at = url) {
    const terminal = new Terminal();
    const { code, stdout, stderr } = await terminal.run('register', at, '--json');
    assert.equal(code, DONE, stderr);
    terminal.code = JSON.parse(stdout).code;
    return terminal;
  }

  /** @param {...string} args */
  run(...args) {
    return handfast(['device', 'relay', ...args, '--device', this.folder]);
  }

  /** @param {string} input @param {...string} args */
  runWith(input, ...args) {
    return handfast(['device', 'relay', ...args, '--device', this.folder], { input });
  }

  /** @param {...string} args @returns {Started} */
  start(...args) {
    return handfastStarted('device', 'relay', ...args, '--json', '--device', this.folder);
  }

  /** @returns {Promise<any[]>} whom it is paired with */
  async peers() {
    const { code, stdout, stderr } = await this.run('list', '--json');
    assert.equal(code, DONE, stderr);
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  }
}

/** @returns {Promise<[Terminal, Terminal]>} who are paired */
async function paired() {
  const [alice, bob] = [await Terminal.registered(), await Terminal.registered()];
  const listening = bob.start('listen', '--accept', '--once');
  const pairing = alice.start('pair', bob.code, '--accept', '--once');
  await ends(pairing, DONE);
  await ends(listening, DONE);
  return [alice, bob];
}

describe('registering', () => {
  test('gives a code to read out, and as a QR code', async () => {
    const device = new Terminal();
    const said = await device.run('register', url);
    assert.equal(said.code, DONE, said.stderr);
    assert.ok(!said.stdout.includes('█'), 'a QR code is for a terminal');
    const code = /relay pair ([A-Z0-9]{7})$/m.exec(said.stdout)?.[1] ?? '';
    assert.ok(said.stdout.includes(code.split('').join('  ')), said.stdout);
    const again = await device.run('register', url, '--qr');
    assert.ok(again.stdout.includes(`relay pair ${code}`), 'the same device is the same user');
    assert.match(again.stdout, /[█▀▄]{7}/);
    assert.equal(statSync(join(device.folder, 'relay.json')).mode & 0o777, 0o600);
    assert.equal(JSON.parse(readFileSync(join(device.folder, 'relay.json'), 'utf8')).code, code);
  });

  test('needs a hub', async () => {
    const device = new Terminal();
    fails(await device.run('register', 'hub.example'), USAGE, /is not where a hub is; write it as http:/);
    fails(await device.run('register', 'http://127.0.0.1:1'), NO_HUB, /no hub answers at http:\/\/127\.0\.0\.1:1/);
    fails(await device.run('register', hub.origin), NO_HUB, /what answers at \S+ is no hub/);
    fails(await device.run('listen'), USAGE, /registered nowhere yet.*relay register URL/);
  });
});

describe('pairing', () => {
  test('shows both the same words, and the administrator too', async () => {
    const [alice, bob] = [await Terminal.registered(), await Terminal.registered()];
    const listening = bob.start('listen', '--once');
    await online(listening);
    const pairing = alice.start('pair', bob.code.toLowerCase(), '--once');
    const [here, there] = [await told(pairing, 'compare'), await told(listening, 'compare')];
    assert.deepEqual(here.check_words, there.check_words);
    assert.deepEqual(here.check_symbols, there.check_symbols);
    assert.deepEqual([here.check_words.length, here.peer, there.peer], [4, bob.code, alice.code]);
    const seen = await relay.paired(alice, bob);
    assert.deepEqual(shown(seen, 'CHECK_WORDS'), here.check_words);
    listening.type('y');
    pairing.type('yes');
    await ends(pairing, DONE);
    await ends(listening, DONE);
    const [[his], [hers]] = [await alice.peers(), await bob.peers()];
    assert.deepEqual([his.code, his.standing], [bob.code, 'paired']);
    assert.deepEqual([hers.code, hers.standing], [alice.code, 'paired']);
    const table = await alice.run('list');
    assert.ok(table.stdout.includes(his.fingerprint.join(' ')), table.stdout);
  });

  for (const answer of ['n', '']) {
    test(`is off for both if one does not say yes, but '${answer}'`, async () => {
      const [alice, bob] = [await Terminal.registered(), await Terminal.registered()];
      const listening = bob.start('listen');
      const pairing = alice.start('pair', bob.code);
      await told(listening, 'compare');
      await told(pairing, 'compare');
      pairing.type(answer);
      await told(listening, 'bye', { peer: alice.code });
      await ends(pairing, REFUSED);
      await listening.end('SIGINT');
      assert.deepEqual([await alice.peers(), await bob.peers()], [[], []]);
    });
  }

  test('is not with nobody, nor with oneself', async () => {
    const alice = await Terminal.registered();
    fails(await alice.run('pair', NOBODY), USAGE, new RegExp(`nobody has the code ${NOBODY}`));
    fails(await alice.run('pair', alice.code), USAGE, /own code/);
    fails(await alice.run('pair', 'BOB'), USAGE, /is no code/);
  });

  test('waits for whoever is away, and says so', async () => {
    const [alice, bob] = [await Terminal.registered(), await Terminal.registered()];
    const pairing = handfastStarted('device', 'relay', 'pair', bob.code, '--device', alice.folder);
    await pairing.until(({ stdout }) => stdout.includes('waits in its mailbox') || undefined, 'it said that it waits');
    await pairing.until(({ stdout }) => stdout.includes('Ctrl-C gives up') || undefined, 'it said how to give up');
    const listening = bob.start('listen', '--accept');
    await pairing.until(({ stdout }) => stdout.includes('Words') || undefined, 'it showed words');
    await told(listening, 'paired', { peer: alice.code });
    pairing.type('y');
    await pairing.until(({ stdout }) => stdout.includes(`Paired with ${bob.code}.`) || undefined, 'they were paired');
    // It stays, and shows what comes.
    await listening.end('SIGINT');
    assert.equal((await bob.run('send', alice.code, HOSTILE)).code, DONE);
    await pairing.until(({ stdout }) => stdout.includes('two\n') || undefined, 'the message came');
    assert.ok(
      pairing.stdout.includes(`${bob.code}: one\ufffd[2J\ufffd\n         Paired with NOBODY0.\n`),
      pairing.stdout,
    );
    await pairing.end('SIGINT');
    assert.deepEqual((await alice.peers()).length, 1);
  });

  test('may be asked for again by whoever gave up', async () => {
    const [alice, bob] = [await Terminal.registered(), await Terminal.registered()];
    const givenUp = alice.start('pair', bob.code);
    await told(givenUp, 'accepted', { type: 'key_exchange' });
    await givenUp.end('SIGINT');
    const listening = bob.start('listen', '--accept', '--once');
    await told(listening, 'asked');
    await ends(alice.start('pair', bob.code, '--accept', '--once'), DONE);
    await ends(listening, DONE);
  });

  test('is by fingerprints with a client that knows no words', async () => {
    const alice = await Terminal.registered();
    const bob = await relay.documentClient();
    const pairing = alice.start('pair', bob.code, '--accept', '--once');
    await bob.socket.pick('key_exchange');
    bob.sendKey(alice.code, 'key_exchange_ack');
    const compare = await told(pairing, 'compare');
    assert.deepEqual([compare.peer_fingerprint.length, compare.own_fingerprint.length], [12, 12]);
    await ends(pairing, DONE);
    const [known] = await alice.peers();
    assert.equal(known.standing, 'unconfirmed');
    assert.deepEqual(known.fingerprint, compare.peer_fingerprint);
  });
});

describe('messages', () => {
  test('go both ways, also to whoever is away', async () => {
    const [alice, bob] = await paired();
    for (const text of ['one', 'two', 'three']) {
      const sent = await alice.run('send', bob.code, text);
      assert.equal(sent.code, DONE, sent.stderr);
      assert.match(sent.stdout, new RegExp(`Accepted: ${bob.code} gets it`));
    }
    assert.equal((await alice.runWith('piped in\n', 'send', bob.code)).code, DONE);
    const listening = bob.start('listen');
    await told(listening, 'message', { text: 'piped in' });
    assert.deepEqual(
      events(listening)
        .filter((e) => e.event === 'message')
        .map((e) => [e.peer, e.text]),
      ['one', 'two', 'three', 'piped in'].map((text) => [alice.code, text]),
    );
    assert.equal((await alice.run('send', bob.code, 'and', 'now')).code, DONE);
    await told(listening, 'message', { text: 'and now' });
    await listening.end('SIGINT');

    assert.equal((await bob.run('send', alice.code, HOSTILE)).code, DONE);
    const once = await alice.run('listen', '--once');
    assert.equal(once.code, DONE, once.stderr);
    assert.ok(once.stdout.includes(`${bob.code}: one\ufffd[2J\ufffd\n         Paired`), once.stdout);
  });

  test('that come while something else is done are not lost', async () => {
    const [alice, bob] = await paired();
    assert.equal((await alice.run('send', bob.code, 'before')).code, DONE);
    const sent = await bob.run('send', alice.code, 'after', '--json');
    assert.equal(sent.code, DONE, sent.stderr);
    const later = bob.start('listen');
    if (sent.stdout.includes('before')) await online(later);
    else await told(later, 'message', { text: 'before' });
    await later.end('SIGINT');
  });

  test('are of some size, and for somebody', async () => {
    const [alice, bob] = await paired();
    const size = 7 * 1024;
    assert.equal((await alice.runWith('x'.repeat(size), 'send', bob.code)).code, DONE);
    const tooLong = await alice.runWith('x'.repeat(size + 1), 'send', bob.code);
    assert.equal(tooLong.code, USAGE, tooLong.stderr);
    assert.match(tooLong.stdout, /7168 bytes at most, this has 7169/);
    fails(await alice.runWith('', 'send', bob.code), USAGE, /nothing to send/);
    const stranger = await alice.run('send', NOBODY, 'hello');
    assert.equal(stranger.code, USAGE);
    assert.match(stranger.stdout, /pair first/);
  });
});

describe('the end of a pairing', () => {
  test('is told to the other, who may begin anew', async () => {
    const [alice, bob] = await paired();
    const forgotten = await alice.run('forget', bob.code);
    assert.equal(forgotten.code, DONE, forgotten.stderr);
    assert.deepEqual(await alice.peers(), []);
    fails(await alice.run('forget', bob.code), USAGE, /does not know/);
    // The goodbye waits for bob, and is no answer to what he asks now.
    const listening = alice.start('listen', '--accept', '--once');
    await online(listening);
    const pairing = bob.start('pair', alice.code, '--accept', '--once');
    await ends(pairing, DONE);
    await ends(listening, DONE);
    await told(pairing, 'bye', { peer: alice.code });
    assert.equal((await bob.peers())[0].standing, 'paired');
    assert.equal((await bob.run('send', alice.code, 'again')).code, DONE);
  });

  test('is heard by whoever listens, and seen in the list', async () => {
    const [alice, bob] = await paired();
    const listening = bob.start('listen');
    await online(listening);
    assert.equal((await alice.run('forget', bob.code)).code, DONE);
    await told(listening, 'bye', { peer: alice.code });
    await listening.end('SIGINT');
    assert.equal((await bob.peers())[0].standing, 'over');
    const refused = await bob.run('send', alice.code, 'hello?');
    assert.equal(refused.code, USAGE);
    assert.match(refused.stdout, /is over: pair again/);
  });

  test('may be the operator’s', async () => {
    const [alice, bob] = await paired();
    const listening = bob.start('listen');
    await online(listening);
    await relay.paired(alice, bob);
    await relay.revoke(alice, bob);
    await told(listening, 'revoked', { peer: alice.code });
    await listening.end('SIGINT');
    await relay.block(bob);
    const blocked = await bob.run('listen');
    assert.equal(blocked.code, REFUSED, blocked.stdout);
    assert.match(blocked.stdout, /The hub refuses this user: .*blocked/);
  });
});

describe('a hub that comes and goes', () => {
  /** @type {Hub} */
  let own;
  /** @type {Terminal} */
  let alice;
  /** @type {Terminal} */
  let bob;
  let place = '';
  /** @type {Record<string, string>} */
  let settings = {};

  before(async () => {
    own = await Hub.start();
    const { port } = await Relay.of(own);
    settings = { 'http.port': String(port) };
    place = `http://127.0.0.1:${port}`;
    [alice, bob] = [await Terminal.registered(place), await Terminal.registered(place)];
  });
  after(() => own.stop());

  test('is waited for by whoever listens', async () => {
    const listening = bob.start('listen', '--accept');
    await ends(alice.start('pair', bob.code, '--accept', '--once'), DONE);
    await told(listening, 'paired');
    await own.kill();
    await told(listening, 'state', { state: 'Resting' });
    fails(await alice.run('send', bob.code, 'hello'), NO_HUB, /no hub answers/);
    own = await own.again({ settings });
    assert.equal((await alice.run('send', bob.code, 'still there?')).code, DONE);
    await told(listening, 'message', { text: 'still there?' });
    await listening.end('SIGINT');
  });

  test('is not needed to forget somebody', async () => {
    await own.stop();
    fails(await alice.run('forget', bob.code), NO_HUB, /is forgotten here but has not been told: no hub answers/);
    assert.deepEqual(await alice.peers(), []);
  });

  test('is not taken for another', async () => {
    own = await Hub.start({ settings });
    fails(await bob.run('listen'), REFUSED, /has another key.*--trust-new-hub/);
    fails(await bob.run('register', place), REFUSED, /has another key/);
    const trusted = await bob.run('register', place, '--trust-new-hub');
    assert.equal(trusted.code, DONE, trusted.stderr);
    const listening = bob.start('listen');
    await online(listening);
    await listening.end('SIGINT');
  });
});
