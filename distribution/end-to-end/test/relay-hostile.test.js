/**
 * What a stranger may try at the relay, by HTTP and by WebSocket. The hub stays up, says what was wrong, serves the next client,
 * and logs nothing: no peer fills a disk or leaves a stack trace.
 */
import assert from 'node:assert/strict';
import { createPrivateKey, randomBytes, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';

import { Hub } from '../parts/hub.js';
import { anotherAddress, attempt, dealtWith, keyOf, NOBODY, outcome, Relay } from '../parts/relay.js';
import { Client, exchange } from '../relay/client.js';
import { canonical, signed } from '../relay/frames.js';
import { ask, register, unlessLimited } from '../relay/http.js';
import { hex, User } from '../relay/keys.js';
import { Socket } from '../relay/socket.js';

/** The largest message in bytes. */
const LARGEST = 16_384;
/** The largest of those that are about a key exchange. */
const LARGEST_EXCHANGE = 2_048;
const MIB = 1_048_576;
/** How much a hub may grow while it is attacked: less than what is thrown at it, more than what a JVM does by itself. */
const GROWTH = 256 * MIB;
/** What is thrown at it. */
const FLOOD = 300 * MIB;

/** The order of the Ed25519 group. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const P = 2n ** 255n - 19n;

/** Of low order, on the curve or its twist (RFC 7748, section 6; all of them are below p). */
const LOW_ORDER_X25519 = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  little(P - 1n),
];
const NON_CANONICAL_X25519 = [
  little(P),
  little(P + 1n),
  little(P + 9n),
  'ff'.repeat(32),
  little(2n ** 255n),
  little(9n + 2n ** 255n),
];
/** All eight points of small order, in the forms that decode to them. */
const SMALL_ORDER_ED25519 = [
  little(1n),
  little(P - 1n),
  little(0n),
  little(2n ** 255n),
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];
const NON_CANONICAL_ED25519 = [
  little(P),
  little(P + 1n),
  little(1n + 2n ** 255n),
  little(P + 2n ** 255n),
  'ff'.repeat(32),
];
/** No point has this y. */
const OFF_CURVE_ED25519 = [little(2n)];

/** @type {Hub} */
let hub;
/** @type {Relay} */
let relay;
let quiet = '';

/** Whose X25519 key serves ten thousand. */
const shared = new User().agreement;

before(async () => {
  hub = await Hub.start({ settings: { 'limit.frame-seconds': '2' } });
  relay = await Relay.of(hub);
  quiet = hub.log;
});
afterEach(async () => {
  assert.equal(hub.log, quiet, 'the hub logged what a stranger did');
  const [alice, bob] = [await relay.client(), await relay.client()];
  const [alices, bobs] = await exchange(alice, bob);
  alice.say(alices, 'all is well');
  assert.equal(await bob.listen(bobs), 'all is well', 'the hub does not serve the next client');
  await Promise.all([alice.close(), bob.close()]);
});
after(() => hub.stop());

/** @param {bigint} value @returns {string} 32 bytes, the least significant first */
function little(value) {
  return hex(Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse());
}

/** @returns {number} bytes of memory that the hub has now: all of its processes */
function memory() {
  /** @param {number} pid @returns {number} */
  const of = (pid) => {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'ascii').split(' ').filter(Boolean);
    const [, own = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'ascii')) ?? [];
    return children.reduce((sum, child) => sum + of(Number(child)), Number(own) * 1024);
  };
  return of(hub.pid);
}

/** @param {User} user @returns {import('node:crypto').KeyObject} to sign with as fast as this machine can */
function fastKey({ signing }) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), signing]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

/** @param {number} count @returns {number[]} 0 to count - 1 */
function upTo(count) {
  return Array.from({ length: count }, (_, i) => i);
}

describe('registering is refused', () => {
  /** @param {unknown} registration @param {string} field that is named */
  async function refused(registration, field) {
    const { status, text } = await register(relay.place, registration);
    assert.equal(status, 400, `${JSON.stringify(registration)} was answered ${status} ${text}`);
    assert.ok(text.includes(field), `${text} does not name ${field}`);
  }

  for (const field of /** @type {const} */ (['ecdh_public_key', 'eddsa_public_key'])) {
    test(`with an ${field} that is not 64 lower-case digits`, async () => {
      const whole = new User().registration;
      const key = whole[field];
      const wrong = [undefined, null, 7, true, '', [], {}, [key], key.slice(2), `${key}00`, `0x${key.slice(2)}`];
      const digits = [`${key.slice(1)}g`, ` ${key.slice(1)}`, `${key}\n`, key.replace(/^./, 'é'), `${key.slice(1)}\0`];
      const shout = key.replace(/^../, 'AB');
      for (const value of [...wrong, ...digits, shout]) await refused({ ...whole, [field]: value }, field);
    });
  }

  test('with an X25519 key of low order, or not in its canonical form', async () => {
    for (const ecdh_public_key of [...LOW_ORDER_X25519, ...NON_CANONICAL_X25519]) {
      await refused({ ...new User().registration, ecdh_public_key }, 'ecdh_public_key');
    }
  });

  test('with an Ed25519 key of small order, not in its canonical form, or no point at all', async () => {
    for (const eddsa_public_key of [...SMALL_ORDER_ED25519, ...NON_CANONICAL_ED25519, ...OFF_CURVE_ED25519]) {
      await refused({ ...new User().registration, eddsa_public_key }, 'eddsa_public_key');
    }
  });

  test('in what is not JSON, or not its JSON', async () => {
    const { ecdh_public_key, eddsa_public_key } = new User().registration;
    const good = `"ecdh_public_key":"${ecdh_public_key}","eddsa_public_key":"${eddsa_public_key}"`;
    const bodies = [
      '',
      'null',
      '[]',
      '7',
      '"text"',
      '{',
      `{${good}`,
      `{${good},}`,
      `{${good}} {}`,
      `{${good},"ecdh_public_key":"${ecdh_public_key}"}`,
      `{${good},"x":1,"x":1}`,
      `{${good},"x":"\\ud800"}`,
      `{${good},"x":1e400}`,
      `{${good},"x":${'['.repeat(17)}${']'.repeat(17)}}`,
      `{${good},"x":${'['.repeat(400)}${']'.repeat(400)}}`,
      `\ufeff{${good}}`,
      `{'a':1}`,
    ];
    for (const body of bodies) {
      const { status, text } = await register(relay.place, body);
      assert.equal(status, 400, `${body} was answered ${status} ${text}`);
    }
  });

  test('in UTF-8 that is none', async () => {
    const [head, tail] = JSON.stringify({ ...new User().registration, x: '|' }).split('|');
    const body = Buffer.concat([Buffer.from(`${head}`), Buffer.from([0xc3, 0x28]), Buffer.from(`${tail}`)]);
    const { status } = await register(relay.place, '', { body });
    assert.equal(status, 400);
  });

  test('in a body of 1 MiB, or one that is nested 7,000 deep, announced or not', async () => {
    const good = JSON.stringify(new User().registration);
    const deep = `${good.slice(0, -1)},"x":${'['.repeat(7_000)}${']'.repeat(7_000)}}`;
    for (const body of [`${' '.repeat(MIB)}${good}`, deep]) {
      for (const headers of /** @type {Record<string, string>[]} */ ([{}, { 'Transfer-Encoding': 'chunked' }])) {
        const answer = await unlessLimited(register(relay.place, '', { body, headers }));
        // Who has heard enough may also just hang up.
        assert.ok(answer === undefined || answer.status === 413 || answer.status === 400, `${answer?.status}`);
      }
    }
  });
});

describe('HTTP', () => {
  /** @param {string} request @returns {Promise<string>} everything that came until the hub closed the connection */
  async function raw(request) {
    const socket = connect({ port: relay.port, host: '127.0.0.1', localAddress: anotherAddress() });
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', () => undefined);
    socket.write(request);
    await once(socket, 'close');
    return text;
  }

  test('that is none is refused', async () => {
    const host = 'Host: x\r\nConnection: close\r\n';
    const requests = [
      'hello\r\n\r\n',
      '\0\0\0\0\r\n\r\n',
      `GET /hub HTTP/9.9\r\n${host}\r\n`,
      `GET ${'/x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
      `GET /hub HTTP/1.1\r\n${host}${'X-Much: more\r\n'.repeat(10_000)}\r\n`,
      `GET /hub HTTP/1.1\r\n${host}X: ${'y'.repeat(200_000)}\r\n\r\n`,
      `POST /users HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`,
      `POST /users HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`,
      `POST /users HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /users HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    ];
    for (const request of requests) {
      const text = await raw(request);
      assert.match(text, /^(HTTP\/1\.[01] (400|4\d\d|501|505) |$)/, `${request.slice(0, 60)} was answered ${text}`);
    }
  });

  test('that drips in, or stops in the middle, ends when its time is over', async () => {
    for (const start of ['GET /hub HT', 'POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{']) {
      assert.match(await raw(start), /^(HTTP\/1\.1 (408|400|503) |$)/);
    }
  });

  test('knows no other paths and methods', async () => {
    for (const path of ['/', '/users/', '/users/A/B', '/..%2f..%2fetc/passwd', '/api/v1/hub', '/ws/x', '/USERS']) {
      const { status } = await ask(relay.place, path);
      assert.ok(status >= 400 && status < 500, `${path} was answered ${status}`);
    }
    for (const method of ['PUT', 'DELETE', 'TRACE', 'BREW']) {
      const { status } = await ask(relay.place, '/users', { method });
      assert.ok((status >= 400 && status < 500) || status === 501, `${method} was answered ${status}`);
    }
  });
});

describe('a message is refused, and the socket stays open,', () => {
  /** @type {import('../relay/document-client.js').DocumentClient} */
  let client;
  /** @type {User} */
  let user;

  before(async () => {
    client = await relay.documentClient({ path: '/ws' });
    user = client.user;
  });
  afterEach(() => dealtWith(client));
  after(() => client.close());

  /** @param {string | Uint8Array} text @param {RegExp} [code] */
  async function refused(text, code = /^invalid_message$/) {
    client.socket.send(text);
    const came = await outcome(client.socket);
    assert.match(came, code, `${text.slice(0, 300)} was answered ${came}`);
  }

  /** @param {string} data its text @param {any} [meant] what is signed, if the text does not say @returns {string} */
  function envelope(data, meant) {
    return `{"data":${data},"signature":"${user.sign(canonical(meant ?? JSON.parse(data)))}"}`;
  }

  /** @param {string} extra members of the payload @returns {string} a key_exchange with them */
  function exchangeWith(extra) {
    const key = user.registration.ecdh_public_key;
    const message = `{"type":"key_exchange","payload":{"ecdh_public_key":"${key}",${extra}}}`;
    return `{"sender":"${client.code}","recipient":"${NOBODY}","message":${message}}`;
  }

  test('that is not JSON, or not an envelope', async () => {
    const whole = signed(user, { sender: client.code, recipient: NOBODY, message: keyOf(user) });
    const empty = `{"data":{},"signature":"${user.sign('{}')}"}`;
    const texts = ['', ' ', 'hello', 'null', '[]', '7', '""', '{}', empty, whole.slice(0, -1), `${whole}{}`];
    for (const text of [...texts, `${whole},`, `[${whole}]`, `\ufeff${whole}`, whole.replaceAll('"', "'")]) {
      await refused(text);
    }
  });

  test('whose parts are not what they should be', async () => {
    const data = { sender: client.code, recipient: NOBODY, message: keyOf(user) };
    const { sender, message } = data;
    const wrong = [
      { ...data, sender: undefined },
      { ...data, sender: 7 },
      { ...data, sender: [sender] },
      { ...data, recipient: undefined },
      { ...data, recipient: null },
      { ...data, recipient: 7 },
      { ...data, message: undefined },
      { ...data, message: 'connect' },
      { ...data, message: [] },
      { ...data, message: { payload: {} } },
      { ...data, message: { ...message, type: 7 } },
      { ...data, message: { ...message, type: '' } },
      { ...data, message: { ...message, type: 'constructor' } },
      { ...data, message: { ...message, type: 'accepted' } },
      { ...data, message: { ...message, payload: undefined } },
      { ...data, message: { ...message, payload: 'x' } },
      { ...data, message: { ...message, payload: [] } },
      { ...data, message: { ...message, payload: {} } },
      { ...data, id: 7 },
      { ...data, id: '' },
      { ...data, id: 'x'.repeat(5_000) },
      { ...data, at: 7 },
      { ...data, at: 'yesterday' },
      { ...data, at: '2025-02-30T00:00:00Z' },
    ];
    for (const each of wrong) await refused(signed(user, each), /^(invalid_|replayed$)/);
    for (const payload of [{}, { id: 7, sender }, { id: 'x' }, { id: 'x', sender: 7 }]) {
      await refused(signed(user, { sender, message: { type: 'ack', payload } }));
    }
  });

  test('with a name that is there twice, wherever it is', async () => {
    const plain = exchangeWith('"x":1');
    const text = envelope(plain);
    const signature = /"signature":"[0-9a-f]+"/.exec(text)?.[0] ?? '';
    await refused(text.replace(/^\{/, `{${signature},`));
    await refused(text.replace(/^\{/, `{"data":${plain},`));
    await refused(text.replace(/\}$/, ',"x":1,"x":1}'));
    for (const twice of ['"x":1,"x":1', '"x":1,"\\u0078":1', '"y":{"a":1,"a":2}', '"y":[{"a":1,"a":1}]']) {
      await refused(envelope(exchangeWith(twice)));
    }
    const sender = `"sender":"${client.code}"`;
    await refused(envelope(plain.replace(sender, `${sender},${sender}`)));
  });

  test('that is nested too deeply', async () => {
    for (const depth of [17, 100]) {
      await refused(envelope(exchangeWith(`"x":${'['.repeat(depth)}${']'.repeat(depth)}`)));
      await refused(envelope(exchangeWith(`"x":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)));
    }
    // Deeper than it can be signed; whoever reads it must notice first.
    await refused(envelope(exchangeWith(`"x":${'['.repeat(7_500)}${']'.repeat(7_500)}`), {}));
    await refused(envelope(exchangeWith(`"x":${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}`), {}));
  });

  test('with a number that is no integer, or past what a double holds exactly', async () => {
    for (const number of [
      '9007199254740992',
      '-9007199254740992',
      '1.5',
      '0.1',
      '1e-1',
      '1e16',
      '123456789012345678901',
    ]) {
      await refused(envelope(exchangeWith(`"x":${number}`)));
    }
    for (const number of ['1e400', '-1e400', '01', '+1', '.5', '1.', '-', 'NaN', 'Infinity', '0x10']) {
      await refused(envelope(exchangeWith(`"x":${number}`), {}));
    }
    for (const number of ['9007199254740991', '-9007199254740991', '0']) {
      await refused(envelope(exchangeWith(`"x":${number}`)), /^unknown_recipient$/);
    }
  });

  test('with half of a character, and with characters that JSON has not', async () => {
    for (const text of ['\\ud800', '\\udc00', '\\udc00\\ud800', '\\ud800\\u0041', '\\ud83d\\ud83d\\ude00']) {
      await refused(envelope(exchangeWith(`"x":"${text}"`), {}));
      await refused(envelope(exchangeWith(`"${text}":1`), {}));
    }
    for (const text of ['\n', '\t', '\0', '\\x', '\\u12', '\\']) {
      await refused(envelope(exchangeWith(`"x":"${text}"`), {}));
    }
    await refused(envelope(exchangeWith('"x":"\\ud83d\\ude00\\u0000"')), /^unknown_recipient$/);
  });

  test('with a key_exchange of a key that is none', async () => {
    const wrong = ['', 'AB'.repeat(32), '00'.repeat(31), 7, null, ...LOW_ORDER_X25519, ...NON_CANONICAL_X25519];
    const somebody = await relay.documentClient();
    for (const type of ['key_exchange', 'key_exchange_ack']) {
      for (const ecdh_public_key of wrong) {
        const message = { type, payload: { ecdh_public_key } };
        await refused(
          signed(user, { sender: client.code, recipient: somebody.code, message }),
          /^(invalid_message|refused)$/,
        );
      }
    }
    await dealtWith(somebody);
    assert.deepEqual(somebody.socket.arrived, []);
    await somebody.close();
  });

  test('to nobody', async () => {
    const recipients = [NOBODY, 'server', '', 'x'.repeat(1_000), '../users', client.code.toLowerCase()];
    for (const recipient of recipients) {
      await refused(
        signed(user, { sender: client.code, recipient, message: keyOf(user) }),
        /^(unknown_recipient|invalid_message|refused)$/,
      );
    }
  });

  test('before there is a pairing', async () => {
    const somebody = await relay.documentClient();
    for (const type of ['message', 'key_confirm', 'key_exchange_ack']) {
      const payload = {
        ...keyOf(user).payload,
        mac: '00'.repeat(32),
        seq: 1,
        nonce: '00'.repeat(12),
        ciphertext: '00',
      };
      const message = { type, payload };
      await refused(
        signed(user, { sender: client.code, recipient: somebody.code, message }),
        /^(refused|unknown_recipient)$/,
      );
    }
    await somebody.close();
  });
});

describe('signatures', () => {
  test('that are none, or of other bytes, or not in their canonical form, count, and the fifth closes', async () => {
    const client = await relay.documentClient();
    const data = { sender: client.code, recipient: NOBODY, message: keyOf(client.user) };
    const good = client.user.sign(canonical(data));
    const [r, s] = [good.slice(0, 64), Buffer.from(good.slice(64), 'hex').reverse()];
    const wrong = [
      client.user.sign(canonical({ ...data, recipient: 'SOMEBOD' })),
      `${r}${little(BigInt(`0x${hex(s)}`) + L)}`,
      `${little(1n)}${little(0n)}`,
      new User().sign(canonical(data)),
      `${good.slice(0, 126)}${good.endsWith('00') ? '01' : '00'}`,
    ];
    for (const signature of wrong) {
      client.socket.send(JSON.stringify({ data, signature }));
      const came = await outcome(client.socket);
      assert.ok(came === 'invalid_signature' || (came === 'closed' && signature === wrong.at(-1)), came);
    }
    await client.socket.closed;
    await client.connect();
    await client.socket.close();
  });

  test('that are malformed are refused', async () => {
    const client = await relay.documentClient();
    const data = { sender: client.code, recipient: NOBODY, message: keyOf(client.user) };
    const good = client.user.sign(canonical(data));
    const wrong = [undefined, null, 7, '', good.slice(2), `${good}00`, good.replace(/^../, 'zz'), [good]];
    // Fewer than five on each of two sockets, which stay open.
    for (const some of [wrong.slice(0, 4), wrong.slice(4)]) {
      const socket = await client.connect();
      for (const signature of some) {
        socket.send(JSON.stringify({ data, signature }));
        assert.match(await outcome(socket), /^(invalid_signature|invalid_message)$/);
      }
      await dealtWith(client);
    }
    await client.close();
  });

  test('of five strangers’ making close a socket that never connected', async () => {
    const socket = await Socket.open(relay.place, '/ws');
    for (const _ of upTo(5)) socket.send(signed(new User(), { sender: NOBODY, message: { type: 'connect' } }));
    const last = await socket.untilClosed();
    assert.ok(last.length <= 5 && last.every(({ type }) => type === 'error'));
  });
});

describe('somebody else', () => {
  test('cannot be played with another key', async () => {
    const alice = await relay.client();
    const mallory = { place: relay.place, code: alice.code, user: new User() };
    const { socket, came } = await attempt(mallory, { fresh: true });
    assert.ok(came === 'invalid_signature' || came === 'refused', came);
    socket.terminate();
    await dealtWith(alice);
    await alice.close();
  });

  test('cannot be played from a socket of one’s own, even with both keys', async () => {
    const [one, two] = [await relay.documentClient(), await relay.documentClient()];
    const recipient = NOBODY;
    one.socket.send(signed(two.user, { sender: two.code, recipient, message: keyOf(two.user) }));
    assert.equal(await outcome(one.socket), 'invalid_sender');
    one.socket.send(signed(one.user, { sender: 'server', recipient: two.code, message: { type: 'pairing_revoked' } }));
    assert.match(await outcome(one.socket), /^invalid_/);
    await dealtWith(two);
    assert.deepEqual(two.socket.arrived, []);
    await Promise.all([one.close(), two.close()]);
  });

  test('cannot be made of a connect that was recorded', async () => {
    const alice = new Client(relay.place);
    await alice.register();
    const socket = await Socket.open(alice.place, '/ws?hello=1');
    const { payload } = await socket.expect('hello');
    const message = { type: 'connect', payload: { nonce: payload.nonce, hub: payload.hub_id } };
    const recorded = alice.sign({ sender: alice.code, message });
    socket.send(recorded);
    await socket.expect('connect_ack');

    for (const path of ['/ws', '/ws?hello=1', '/ws-chat']) {
      const thief = await Socket.open(relay.place, path);
      if (path.endsWith('hello=1')) await thief.expect('hello');
      thief.send(recorded);
      assert.match(await outcome(thief), /^(replayed|refused|closed)$/, path);
      thief.terminate();
    }
    await socket.ping();
    await socket.close();
  });

  test('cannot be found by trying codes', async () => {
    const place = relay.place;
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    let limited = 0;
    let asked = 0;
    const worker = async () => {
      while (limited < 3 && asked < 5_000) {
        asked++;
        const code = randomBytes(16)
          .toString('base64')
          .replace(/[^A-Z0-9]/g, '')
          .padEnd(7, 'X')
          .slice(0, 7);
        const answer = await unlessLimited(ask(place, `/users/${code}`, { agent }));
        if (answer === undefined) limited++;
      }
    };
    await Promise.all(upTo(8).map(worker));
    agent.destroy();
    assert.ok(limited >= 3, `${asked} codes were tried from one address`);
    assert.equal((await ask(relay.place, `/users/${NOBODY}`)).status, 404);
  });
});

describe('frames', () => {
  /** @param {import('../relay/document-client.js').DocumentClient} client @param {number} size @param {string} [type] @returns {Buffer} */
  function padded(client, size, type = 'message') {
    const text = signed(client.user, { sender: client.code, recipient: NOBODY, message: keyOf(client.user, type) });
    return Buffer.from(text.padEnd(size));
  }

  test('of the largest size are taken, and of one more byte are not', async () => {
    const client = await relay.documentClient();
    client.socket.send(padded(client, LARGEST));
    assert.equal(await outcome(client.socket), 'unknown_recipient');
    client.socket.send(padded(client, LARGEST + 1));
    await tooLarge(client.socket);
  });

  test('about a key exchange are of 2 KiB at most', async () => {
    const client = await relay.documentClient();
    for (const type of ['key_exchange', 'key_exchange_ack']) {
      client.socket.send(padded(client, LARGEST_EXCHANGE, type));
      assert.equal(await outcome(client.socket), 'unknown_recipient');
      client.socket.send(padded(client, LARGEST_EXCHANGE + 1, type));
      assert.equal(await outcome(client.socket), 'too_large');
    }
    await dealtWith(client);
    await client.close();
  });

  test('of 1 MiB are not taken, in one piece or in many', async () => {
    for (const piece of [MIB, 65_536, 1_000]) {
      const { socket } = await relay.documentClient();
      const whole = Buffer.alloc(MIB, ' ');
      for (let at = 0; at < MIB; at += piece) {
        socket.ws.send(whole.subarray(at, at + piece), { binary: false, fin: at + piece >= MIB }, () => undefined);
      }
      await tooLarge(socket);
    }
  });

  /** @param {Socket} socket says that it was too much, or is closed for it */
  async function tooLarge(socket) {
    const came = await outcome(socket);
    if (came === 'closed') assert.ok([1006, 1009].includes((await socket.closed).code), JSON.stringify(socket.ended));
    else assert.equal(came, 'too_large');
    socket.terminate();
  }

  test('in fragments are put together, also where a character is cut', async () => {
    const [alice, bob] = [await relay.documentClient(), await relay.documentClient()];
    const message = keyOf(alice.user);
    message.payload.note = 'é🦔ü';
    const text = signed(alice.user, { sender: alice.code, recipient: bob.code, message });
    const bytes = Buffer.from(text);
    for (const [i] of bytes.entries()) {
      alice.socket.ws.send(bytes.subarray(i, i + 1), { binary: false, fin: i === bytes.length - 1 });
    }
    assert.equal((await bob.socket.expect('key_exchange')).text, text);
    await Promise.all([alice.close(), bob.close()]);
  });

  test('whose fragments never end are the end of the socket', async () => {
    const { socket } = await relay.documentClient();
    const endless = setInterval(() => socket.ws.send('   ', { binary: false, fin: false }, () => undefined), 1);
    await socket.closed;
    clearInterval(endless);
  });

  test('that are no text are refused', async () => {
    const broken = { text: Buffer.from([0x22, 0xc3, 0x28, 0x22]), cut: Buffer.from([0x22, 0xf0, 0x9f, 0xa6]) };
    for (const bytes of Object.values(broken)) {
      const { socket } = await relay.documentClient();
      socket.ws.send(bytes, { binary: false }, () => undefined);
      const came = await outcome(socket);
      if (came === 'closed') assert.equal((await socket.closed).code, 1007);
      else assert.equal(came, 'invalid_message');
      socket.terminate();
    }
    const client = await relay.documentClient();
    client.socket.ws.send(padded(client, 1_000), { binary: true }, () => undefined);
    const came = await outcome(client.socket);
    if (came === 'closed') assert.ok([1003, 1008].includes((await client.socket.closed).code));
    else assert.equal(came, 'invalid_message');
    client.socket.terminate();
  });

  test('that break RFC 6455 are the end of the socket', async () => {
    const broken = {
      'not masked': [0x81, 0x02, 0x7b, 0x7d],
      'a reserved bit': [0xc1, 0x80, 1, 2, 3, 4],
      'an opcode that nobody knows': [0x83, 0x80, 1, 2, 3, 4],
      'a control frame in fragments': [0x09, 0x80, 1, 2, 3, 4],
      'a ping of 126 bytes': [0x89, 0xfe, 0x00, 0x7e, 1, 2, 3, 4, ...upTo(126)],
      'a continuation of nothing': [0x80, 0x80, 1, 2, 3, 4],
      'a length past what there is': [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4],
      'a close of one byte': [0x88, 0x81, 1, 2, 3, 4, 5],
    };
    for (const bytes of Object.values(broken)) {
      const { socket } = await relay.documentClient();
      /** @type {any} */ (socket.ws)._socket.write(Buffer.from(bytes));
      await socket.closed;
    }
  });

  test('of nothing but pings do not wear the relay out', async () => {
    const [flooding, alice, bob] = [await relay.documentClient(), await relay.client(), await relay.client()];
    const payload = Buffer.alloc(125, 7);
    for (const _ of upTo(50_000)) flooding.socket.ws.ping(payload, true, () => undefined);
    const [alices, bobs] = await exchange(alice, bob);
    for (const i of upTo(50)) {
      alice.say(alices, `${i}`);
      assert.equal(await bob.listen(bobs), `${i}`);
    }
    flooding.socket.terminate();
    await Promise.all([alice.close(), bob.close()]);
  });
});

describe('floods', () => {
  test('of key exchanges end after so many a minute, and messages go on', async () => {
    const [flooding, lazy] = [await relay.client(), await relay.client()];
    const [session, theirs] = await exchange(flooding, lazy);
    const bob = new Client(relay.place);
    await bob.register();
    const complaint = flooding.complaint();
    let came = 'accepted';
    for (let i = 0; came === 'accepted' && i < 1_000; i++) {
      const { id } = flooding.send(bob.code, keyOf(new User()));
      came = await Promise.race([flooding.accepted(id).then(() => 'accepted'), complaint]);
    }
    assert.equal(came, 'rate_limited');
    flooding.say(session, 'still here');
    assert.equal(await lazy.listen(theirs), 'still here');
    await bob.connect();
    await bob.hear('key_exchange');
    await dealtWith(bob);
    assert.deepEqual(bob.socket.arrived, []);
    await Promise.all([flooding.close(), lazy.close(), bob.close()]);
  });

  test('at a recipient who never reads are bounded, and others go on', async () => {
    const [flooding, lazy] = [await relay.client(), await relay.client()];
    await exchange(flooding, lazy);
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    const before_ = memory();
    /** @type {any} */ (lazy.socket.ws)._socket.pause();

    const { ws } = flooding.socket;
    const key = fastKey(flooding.user);
    let thrown = 0;
    /** Throws one after the other, as fast as the relay takes them. */
    const flood = () => {
      if (thrown >= FLOOD || ws.readyState !== ws.OPEN) return;
      const payload = { seq: thrown + 1, nonce: '00'.repeat(12), ciphertext: '00'.repeat(7_000) };
      const at = new Date().toISOString();
      const message = { type: 'message', payload };
      const data = { sender: flooding.code, recipient: lazy.code, id: randomUUID(), at, message };
      const text = JSON.stringify({ data, signature: hex(sign(null, Buffer.from(JSON.stringify(data)), key)) });
      thrown += text.length;
      ws.send(text, flood);
    };
    upTo(16).forEach(flood);
    for (let round = 0; round < 200 && thrown < FLOOD; round++) {
      alice.say(alices, `${round}`);
      assert.equal(await bob.listen(bobs), `${round}`);
      flooding.socket.arrived.splice(0);
    }
    const grown = memory() - before_;
    assert.ok(grown < GROWTH, `the hub grew by ${grown} bytes, of ${thrown} that were thrown at it`);
    [flooding, lazy].forEach(({ socket }) => socket.terminate());
    await Promise.all([alice.close(), bob.close()]);
  });

  test('of registrations from one address are limited, and the hub grows no more than a little', async () => {
    const place = relay.place;
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    const before_ = memory();
    const registrations = upTo(10_000).map(() => JSON.stringify(new User({ agreement: shared }).registration));
    let taken = 0;
    let limited = 0;
    const worker = async () => {
      for (let next = registrations.pop(); next !== undefined; next = registrations.pop()) {
        const answer = await unlessLimited(register(place, next, { agent }));
        if (answer?.status === 200) taken++;
        else limited++;
        if (answer !== undefined) assert.equal(answer.status, 200);
      }
    };
    await Promise.all(upTo(32).map(worker));
    agent.destroy();
    assert.equal(taken + limited, 10_000);
    assert.ok(taken < 5_000, `${taken} registrations from one address were taken`);
    assert.equal((await register(relay.place, new User().registration)).status, 200);
    const grown = memory() - before_;
    assert.ok(grown < GROWTH, `the hub grew by ${grown} bytes`);
  });

  test('of sockets from one address leave room for others', async () => {
    const place = relay.place;
    const attempts = await Promise.allSettled(upTo(300).map(() => Socket.open(place, '/ws')));
    const opened = attempts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const other = await relay.documentClient();
    await other.socket.ping();
    await other.close();
    opened.forEach((socket) => socket.terminate());
  });
});
