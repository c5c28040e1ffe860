/** The script as its users use it: starting, looking after the hub, being a device, and everything that can be wrong. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Device } from '../device/device.js';
import { ask } from '../parts/admin.js';
import { handfast, handfastStarted } from '../parts/command.js';
import { Hub, script, startArguments } from '../parts/hub.js';
import { exchangeKeys, shown } from '../parts/pairing.js';
import { freshFolder } from '../parts/places.js';
import { PROTOCOL } from '../parts/relay.js';

const [DONE, FAILED, USAGE, NO_HUB, REFUSED] = [0, 1, 2, 3, 4];

/** @param {import('../parts/command.js').Ended} ended @param {number} code @param {RegExp} [said] */
function fails({ code: got, stdout, stderr }, code, said = /./) {
  assert.equal(got, code, `${stdout}${stderr}`);
  assert.match(stderr, said);
  assert.doesNotMatch(stderr, /^\s+at |Exception in /m, 'a stack trace is no sentence');
}

/** @param {(port: number) => Promise<void>} act while somebody listens on the port */
async function withTakenPort(act) {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    await act(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  } finally {
    server.close();
  }
}

describe('a start that cannot be', () => {
  test('says all that is wrong with the configuration at once', async () => {
    const data = freshFolder('wrong');
    writeFileSync(join(data, 'handfast.properties'), 'limit.links = many\ndirect-tcp.require-proof = perhaps\n');
    const args = startArguments(data, { 'admin.port': '70000', 'approval.default': 'maybe', 'hub.nmae': 'Typo' });
    const ended = await handfast(args, { env: { HANDFAST_NO_SUCH_THING: '1' } });
    fails(ended, USAGE, /^handfast: the configuration is wrong:/);
    for (const problem of [
      /admin\.port must be a port, 0 to 65535, not '70000'/,
      /approval\.default must be one of ask, accept, deny, not 'maybe'/,
      /there is no setting 'hub\.nmae'; did you mean 'hub\.name'\?/,
      /there is no setting for the variable HANDFAST_NO_SUCH_THING/,
      /limit\.links.*'many'/,
      /require-proof.*'perhaps'/,
    ]) {
      assert.match(ended.stderr, problem);
    }
  });

  test('names every option that there is not', async () => {
    const ended = await handfast(['start', '--dta', 'x', '--set', 'nonsense']);
    fails(ended, USAGE, /there is no option '--dta'/);
    assert.match(ended.stderr, /--set needs key=value, not 'nonsense'/);
  });

  test('says that the console’s port is taken', async () => {
    await withTakenPort(async (port) => {
      const ended = await handfast(startArguments(freshFolder('taken'), { 'admin.port': String(port) }));
      fails(ended, FAILED, new RegExp(`the console cannot listen on 127\\.0\\.0\\.1:${port}`));
      assert.match(ended.stderr, /choose another port with --set admin\.port=PORT/);
    });
  });

  test('says that the devices’ port is taken, and is no start', async () => {
    await withTakenPort(async (port) => {
      const settings = { 'direct-tcp.port': String(port), 'device.host': '127.0.0.1' };
      const ended = await handfast(startArguments(freshFolder('taken'), settings));
      fails(ended, FAILED, new RegExp(`devices cannot connect on port ${port} .*--set direct-tcp\\.port=PORT`));
      assert.doesNotMatch(ended.stdout, /is ready/);
    });
  });

  test('says that the port which protocols share is taken, and is no start', async () => {
    await withTakenPort(async (port) => {
      const settings = { 'http.port': String(port), 'device.host': '127.0.0.1' };
      const ended = await handfast(startArguments(freshFolder('taken'), settings));
      fails(ended, FAILED, new RegExp(`on port ${port} .*--set http\\.port=PORT`));
      assert.doesNotMatch(ended.stdout, /is ready/);
    });
  });

  for (const how of [[], ['--detach']]) {
    test(`says that the data folder cannot be written to ${how.join('')}`, async () => {
      // A folder in which not even root may make one.
      fails(
        await handfast([...startArguments('/proc/handfast'), ...how]),
        FAILED,
        /the data folder .* cannot be written to.*give another with --data/,
      );
    });
  }

  test('says so in the background too', async () => {
    const ended = await handfast([...startArguments(freshFolder('wrong'), { 'admin.port': 'x' }), '--detach']);
    fails(ended, USAGE, /admin\.port must be a port/);
  });
});

describe('without a hub', () => {
  for (const command of [['status'], ['stop'], ['admin', 'pending'], ['admin', 'audit', 'verify']]) {
    test(`'${command.join(' ')}' says that there is none`, async () => {
      fails(await handfast([...command, '--data', freshFolder('none')]), NO_HUB, /no hub runs on .*handfast start/);
    });
  }

  test('a hub that died is none', async () => {
    const data = freshFolder('dead');
    mkdirSync(join(data, 'run'));
    const dead = handfastStarted('help');
    await dead.exited;
    writeFileSync(join(data, 'run/hub.json'), JSON.stringify({ pid: dead.pid, console: 'http://127.0.0.1:1/' }));
    fails(await handfast(['status', '--data', data]), NO_HUB, /no hub runs on/);
  });

  test('wrong words are told apart from wrong turns', async () => {
    fails(await handfast(['strat']), USAGE, /there is no command 'strat'/);
    fails(await handfast(['admin', 'aprove']), USAGE);
    fails(await handfast(['admin']), USAGE, /Say what to do/);
    const help = await handfast(['help']);
    assert.equal(help.code, DONE);
    assert.match(help.stdout, /Exit codes:/);
  });
});

describe('a hub in the background', () => {
  /** @type {Hub} */
  let hub;
  let data = '';

  before(async () => {
    data = freshFolder('data');
    const started = handfastStarted(...startArguments(data), '--detach');
    const { code } = await started.exited;
    assert.equal(code, DONE, started.output);
    assert.match(started.stdout, /It runs in the background: handfast stop, status, logs\./);
    hub = new Hub(started, { data, settings: {}, bundle: script(), env: {} });
  });
  after(async () => {
    const { code, stdout } = await handfast(['stop', '--data', data]);
    assert.equal(code, DONE);
    assert.match(stdout, /The hub has stopped/);
    fails(await handfast(['status', '--data', data]), NO_HUB);
    hub.assertQuiet();
  });

  /** @param {...string} args @returns {Promise<any>} what an admin command answers with */
  async function admin(...args) {
    const { code, stdout, stderr } = await handfast(['admin', ...args, '--json', '--data', data]);
    assert.equal(code, DONE, stderr);
    return stdout === '' ? undefined : JSON.parse(stdout);
  }

  /** @param {string} url @returns {string} */
  function tokenOf(url) {
    return new URL(url).hash.replace('#token=', '');
  }

  /** @param {string} url @param {string} password */
  function setUp(url, password) {
    const body = JSON.stringify({ token: tokenOf(url), password });
    return ask(hub.origin, '/api/v1/setup', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  }

  /** @param {string} password */
  async function signIn(password) {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ password });
    return (await ask(hub.origin, '/api/v1/session', { method: 'POST', body, headers })).status;
  }

  test('says how it is', async () => {
    const { code, stdout } = await handfast(['status', '--data', data]);
    assert.equal(code, DONE);
    assert.match(stdout, /runs as process \d+ since/);
    assert.ok(stdout.includes(`${hub.origin}/`));
    assert.match(stdout, /0 waiting for you, 0 trusted devices/);
    const json = await handfast(['status', '--json', '--data', data]);
    const { listeners } = JSON.parse(json.stdout);
    const ports = listeners.map((/** @type {any} */ { protocol, port }) => [protocol, port]);
    assert.deepEqual(Object.fromEntries(ports)['direct-tcp'], hub.devicePort);
    assert.ok(stdout.includes(` ${Object.fromEntries(ports)[PROTOCOL]}`), stdout);
    const logs = await handfast(['logs', '-n', '1', '--data', data]);
    assert.equal(logs.code, DONE);
    assert.equal(logs.stdout, hub.log.split('\n').slice(-2).join('\n'));
  });

  test('is the only one on its data', async () => {
    fails(await handfast(startArguments(data)), NO_HUB, /a hub is running on .* already; see 'handfast status'/);
    assert.equal((await handfast(['status', '--data', data])).code, DONE, 'the one that runs took harm');
  });

  test('keeps its secrets from other users', () => {
    for (const [file, mode] of [
      ['.', 0o700],
      ['run/admin.token', 0o600],
      ['keys', 0o700],
    ]) {
      assert.equal(statSync(join(data, /** @type {string} */ (file))).mode & 0o777, mode, String(file));
    }
    assert.ok(!hub.log.includes(readFileSync(join(data, 'run/admin.token'), 'ascii')));
  });

  test('takes a password by its link, once; a new link takes the place of the old', async () => {
    const [first, second] = [hub.setUpLink ?? '', (await admin('reset')).url];
    assert.notEqual(tokenOf(first), tokenOf(second));
    assert.equal((await setUp(first, 'velvet quantum harbor')).body.code, 'link-used');
    assert.equal((await setUp(second, 'short')).body.code, 'bad-password');
    assert.equal((await setUp(second, 'velvet quantum harbor')).status, 200);
    assert.equal((await setUp(second, 'velvet quantum harbor')).body.code, 'link-used');

    const { url } = await admin('reset');
    assert.equal(await signIn('velvet quantum harbor'), 200, 'the old password is good until the new one is chosen');
    assert.equal((await setUp(url, 'another set of words')).status, 200);
    assert.equal(await signIn('velvet quantum harbor'), 401);
    assert.equal(await signIn('another set of words'), 200);
    assert.ok(!hub.log.includes(tokenOf(url)));
  });

  test('is looked after from a terminal', async () => {
    assert.deepEqual(await admin('pending'), { items: [] });
    const device = new Device({ name: "Ada's laptop" });
    const contact = await device.dial(hub.devicePort);
    await contact.greet();
    contact.ask();
    const { id } = await hub.admin.question(device.id, 'CONTACT');
    const [question] = (await admin('pending')).items;
    assert.equal(question.id, id);
    assert.equal(question.name, "Ada's laptop");
    await admin('approve', id.slice(0, 8));
    await contact.takeKey();
    contact.giveKey();

    const words = await hub.admin.question(device.id, 'WORDS');
    const pending = await handfast(['admin', 'pending', '--data', data]);
    assert.ok(pending.stdout.includes(contact.comparison.words.join('  ')), pending.stdout);
    // Whoever does not clearly say yes has not.
    const unsure = await handfast(['admin', 'approve', words.id, '--data', data], { input: 'perhaps\n' });
    fails(unsure, REFUSED, /not approved/);
    contact.approve();
    const sure = await handfast(['admin', 'approve', words.id, '--data', data], { input: 'y\n' });
    assert.equal(sure.code, DONE, sure.stderr);
    await contact.checkKeys();
    await hub.admin.connected(device.id);

    const [known] = (await admin('devices', '--query', 'ada')).items;
    assert.equal(known.trust, 'TRUSTED');
    assert.equal((await admin('conversations')).items[0].deviceId, known.id);
    const { conversation, entries } = await admin('conversations', known.connection.conversationId);
    assert.equal(conversation.id, known.connection.conversationId);
    assert.ok(entries.length > 0);

    assert.equal((await admin('revoke', known.id, '--yes', '--reason', 'sold')).device.trust, 'REVOKED');
    assert.deepEqual(await contact.link.untilClosed(), []);
    await admin('forget', known.id);
    assert.deepEqual(await admin('devices'), { items: [] });
    fails(await handfast(['admin', 'revoke', known.id, '--yes', '--data', data]), USAGE, /there is no device/);
  });

  test('turns a device away from a terminal', async () => {
    const contact = await exchangeKeys(hub, new Device());
    const question = await hub.admin.question(contact.device.id, 'WORDS');
    assert.deepEqual(shown(question, 'CHECK_WORDS'), contact.comparison.words);
    await admin('reject', question.id);
    assert.deepEqual(await contact.link.untilClosed(), []);
  });

  test('has a device of its own in a second terminal', async () => {
    const device = ['--device', freshFolder('device'), '--json', '--once'];
    const at = `127.0.0.1:${hub.devicePort}`;
    const pairing = handfastStarted('device', 'direct-tcp', 'pair', at, '--name', 'By hand', ...device);
    const named = async () => (await hub.admin.questions()).find((q) => q.name === 'By hand');
    await hub.admin.answer(await hub.admin.until(named), 'YES');
    const events = () =>
      pairing.stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line));
    const compare = await pairing.until(() => events().find((e) => e.event === 'compare'), 'it showed words');
    const words = await hub.admin.until(async () => {
      const question = await named();
      return question?.stage === 'WORDS' ? question : undefined;
    });
    assert.deepEqual(compare.check_words, shown(words, 'CHECK_WORDS'));
    pairing.type('y');
    await hub.admin.answer(words, 'YES');
    assert.equal((await pairing.exited).code, DONE, pairing.output);

    const again = await handfast(['device', 'direct-tcp', 'connect', ...device]);
    assert.equal(again.code, DONE, again.stderr);
    const [known] = (await admin('devices', '--query', 'By hand')).items;
    await admin('revoke', known.id, '--yes');
    const refused = await handfast(['device', 'direct-tcp', 'connect', '--revision', 'later', ...device]);
    assert.equal(refused.code, REFUSED, refused.stdout);
  });

  test('has an audit log that nobody changed', async () => {
    assert.equal((await admin('audit', 'verify')).intact, true);
    const actions = (await admin('audit')).items.map((/** @type {any} */ row) => row.action);
    for (const action of ['device-approved', 'device-revoked', 'device-forgotten']) assert.ok(actions.includes(action));
    assert.equal((await admin('plugins')).items[0].state, 'RUNNING');
    assert.equal((await admin('phrase')).shown[0].values.length, 8);
  });
});
