/** Devices from a terminal each, that connect by codes: `device qr`, with each other and with a client of another make. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { ends, events, handfast, handfastStarted, told } from '../parts/command.js';
import { Hub } from '../parts/hub.js';
import { freshFolder } from '../parts/places.js';
import { killTheRest } from '../parts/process.js';
import { heard, OPEN, Qr } from '../parts/qr.js';
import { OwnEnd } from '../qr/keys.js';
import { checked, readKeyLine, readSignatureLine, signatureLine, withCheck } from '../qr/lines.js';

/** @typedef {import('../parts/process.js').Started} Started */

const [DONE, USAGE, NO_HUB, REFUSED] = [0, 2, 3, 4];

/** @type {Hub} */
let hub;
/** @type {Qr} */
let qr;
let url = '';

before(async () => {
  hub = await Hub.start({ settings: OPEN });
  qr = await Qr.of(hub);
  url = `http://127.0.0.1:${qr.port}`;
});
after(async () => {
  await hub.stop();
  killTheRest();
});

/** A device with a folder of its own. */
class Terminal {
  folder = freshFolder('device');

  /** @param {string} name @returns {Promise<Terminal>} that is registered */
  static async registered(name) {
    const terminal = new Terminal();
    await terminal.event('registered', 'register', '--hub', url, '--name', name);
    return terminal;
  }

  /** @param {...string} args */
  run(...args) {
    return handfast(['device', 'qr', ...args, '--device', this.folder]);
  }

  /** @param {string} event @param {...string} args @returns {Promise<any>} what a command that succeeds tells */
  async event(event, ...args) {
    const ended = await this.run(...args, '--json');
    assert.equal(ended.code, DONE, `${ended.stdout}${ended.stderr}`);
    const found = events(ended).find((e) => e.event === event);
    assert.ok(found, `there is no '${event}' in ${ended.stdout}`);
    return found;
  }

  /** @param {...string} args @returns {Started} */
  start(...args) {
    return handfastStarted('device', 'qr', ...args, '--json', '--device', this.folder);
  }
}

/** @param {Terminal} a @param {Terminal} b */
async function connect(a, b) {
  const first = await a.event('code', 'key', '--as', 'bob');
  const answer = await b.event('code', 'answer', first.line, '--as', 'alice');
  const second = await a.event('code', 'initiate', answer.line);
  await b.event('done', 'confirm', second.line, '--accept');
  await a.event('connected', 'sync');
}

describe('two terminals', () => {
  test('walk through it, and show the same words', async () => {
    const [alice, bob] = [await Terminal.registered('alice'), await Terminal.registered('bob')];
    const showing = alice.start('show', '--as', 'bob');
    const scanning = bob.start('scan', '--as', 'alice');
    scanning.type('HANDFAST:1:K:AAAA');
    await told(scanning, 'note');
    scanning.type((await told(showing, 'code', { kind: 'first' })).line);
    showing.type((await told(scanning, 'code', { kind: 'answer' })).line);
    const second = await told(showing, 'code', { kind: 'second' });
    assert.ok(second.expires_at > Date.now() / 1000 + 500, 'there are ten minutes');
    scanning.type(second.line);
    const [here, there] = [await told(showing, 'compare'), await told(scanning, 'compare')];
    assert.deepEqual([here.check_words, here.check_symbols], [there.check_words, there.check_symbols]);
    scanning.type('y');
    await ends(scanning, DONE);
    await told(showing, 'connected', { name: 'bob' });
    showing.type('y');
    await ends(showing, DONE);
    assert.equal(
      (await alice.event('connection', 'connections')).connection_id,
      (await bob.event('connection', 'connections')).connection_id,
    );
    assert.equal(statSync(join(alice.folder, 'qr.json')).mode & 0o777, 0o600);
  });

  test('are not connected when one says no', async () => {
    const [alice, bob] = [await Terminal.registered('alice'), await Terminal.registered('bob')];
    const showing = alice.start('show', '--as', 'bob');
    const scanning = bob.start('scan', '--as', 'alice', '--accept');
    scanning.type((await told(showing, 'code', { kind: 'first' })).line);
    showing.type((await told(scanning, 'code', { kind: 'answer' })).line);
    scanning.type((await told(showing, 'code', { kind: 'second' })).line);
    await ends(scanning, DONE);
    await told(showing, 'connected');
    showing.type('n');
    await ends(showing, REFUSED);
    await bob.event('broken', 'sync');
  });

  test('go on where they were', async () => {
    const [alice, bob] = [await Terminal.registered('alice'), await Terminal.registered('bob')];
    const first = await alice.event('code', 'key', '--as', 'bob');
    const answer = await bob.event('code', 'answer', first.line, '--as', 'alice');
    const showing = alice.start('show', '--as', 'bob', answer.line, '--accept');
    const second = await told(showing, 'code', { kind: 'second' });
    await showing.end('SIGKILL');
    const again = alice.start('show', '--as', 'bob', '--accept');
    assert.equal((await told(again, 'code', { kind: 'second' })).line, second.line);
    await bob.event('done', 'scan', '--as', 'alice', second.line, '--accept');
    await ends(again, DONE);
  });

  test('hear each other at once', async () => {
    const [alice, bob] = [await Terminal.registered('alice'), await Terminal.registered('bob')];
    await connect(alice, bob);
    const listening = bob.start('listen', '--once');
    await told(listening, 'note');
    await alice.event('sent', 'send', 'bob', 'Grüße, Bob');
    assert.equal((await told(listening, 'message', { name: 'alice' })).text, 'Grüße, Bob');
    await ends(listening, DONE);
    await bob.event('sent', 'locate', 'alice', '52.5,13.4', '--accuracy', '10');
    assert.equal((await alice.event('location', 'sync')).lat, 52.5);
  });
});

describe('a terminal and a client of another make', () => {
  test('connect, whichever begins', async () => {
    const terminal = await Terminal.registered('terminal');
    const client = await qr.client();

    const own = new OwnEnd();
    const first = await terminal.event('code', 'key', '--as', 'client');
    const seen = readKeyLine(checked(first.line), 'first');
    const answer = withCheck(client.showSecond(own));
    const words = await terminal.event('compare', 'initiate', answer);
    const second = await terminal.event('code', 'initiate', '--as', 'client');
    const invitation = readSignatureLine(checked(second.line));
    const connection = client.consider(own, seen, invitation);
    assert.deepEqual([words.check_words, words.check_symbols], Object.values(connection.comparison));
    await client.confirm(connection, invitation);
    assert.equal((await terminal.event('connected', 'sync')).connection_id, connection.id);

    const other = new OwnEnd();
    const answered = await terminal.event('code', 'answer', withCheck(client.showFirst(other)), '--as', 'client2');
    const peer = readKeyLine(checked(answered.line), 'second');
    const third = withCheck(signatureLine(await client.initiate(other, peer)));
    const expected = client.expect(other, peer);
    const compared = await terminal.event('compare', 'confirm', third, '--accept');
    assert.deepEqual(compared.check_words, expected.comparison.words);
    await client.settle();
    assert.equal((await terminal.event('connection', 'connections')).name, 'client');

    await terminal.event('sent', 'send', 'client2', 'from the terminal');
    await client.say(expected, 'to the terminal');
    await client.settle();
    assert.deepEqual(heard(expected), ['from the terminal']);
    assert.equal((await terminal.event('message', 'sync')).text, 'to the terminal');

    await client.put(await expected.rekey());
    await client.settle();
    await terminal.event('rekeyed', 'sync');
    await client.settle();
    assert.equal(expected.rekeyed, 1);
    await terminal.event('sent', 'send', 'client2', 'under new keys');
    await client.settle();
    assert.deepEqual(heard(expected), ['under new keys']);
  });
});

describe('a code', () => {
  test('is drawn, and read from a picture', async () => {
    const [alice, bob] = [await Terminal.registered('alice'), await Terminal.registered('bob')];
    const picture = join(alice.folder, 'code.png');
    const { stdout } = await alice.run('key', '--as', 'bob', '--qr', '--png', picture);
    assert.match(stdout, /[█▀▄]{7}/);
    assert.deepEqual([...readFileSync(picture).subarray(1, 4)], [...Buffer.from('PNG')]);
    await bob.event('code', 'answer', '--read-png', picture);
  });

  test('that does not fit is said to', async () => {
    const alice = await Terminal.registered('alice');
    const { code, stderr } = await alice.run('answer', 'https://hub.example/');
    assert.equal(code, USAGE);
    assert.match(stderr, /no code of Handfast/);
  });
});

test('registering needs a hub', async () => {
  const { code, stderr } = await new Terminal().run('register', '--hub', 'http://127.0.0.1:1');
  assert.equal(code, NO_HUB);
  assert.match(stderr, /no hub answers at/);
});
