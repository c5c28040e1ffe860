/**
 * The admin API from outside: every operation of the contract is asked, its answers are what the contract promises, and
 * nobody gets past without the right to. Whatever `ask` hears is held against the contract by itself.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Device } from '../device/device.js';
import { AdminApi, ask } from '../parts/admin.js';
import { contract } from '../parts/contract.js';
import { Hub } from '../parts/hub.js';
import { exchangeKeys, pair } from '../parts/pairing.js';
import { BUNDLE } from '../parts/places.js';
import { Relay } from '../parts/relay.js';
import { exchange } from '../relay/client.js';
import { Socket } from '../relay/socket.js';

const PASSWORD = 'velvet quantum harbor';
const JSON_BODY = { 'Content-Type': 'application/json' };
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Where one signs in; everything else needs that one has. */
const OPEN = ['GET /session', 'POST /session', 'POST /setup'];

/** @type {Hub} */
let hub;
/** @type {AdminApi} signed in by the console's cookie */
let signedIn;
/** @type {Record<string, string>} */
let cookie;

/** Every operation there is: its method, and its path with something in its blanks. */
const OPERATIONS = Object.entries(contract.document.paths).flatMap(([template, item]) =>
  Object.keys(/** @type {object} */ (item))
    .filter((method) => ['get', 'post', 'put', 'delete'].includes(method))
    .map((method) => ({
      method: method.toUpperCase(),
      name: `${method.toUpperCase()} ${template}`,
      path: template
        .replace('{id}', NOBODY)
        .replace('{name}', 'none')
        .replace('{protocol}', 'none')
        .replace('{command}', 'none')
        .replace('{a}', 'NOBODY1')
        .replace('{b}', 'NOBODY2'),
    })),
);

before(async () => {
  hub = await Hub.start();
  const { status, headers, body } = await ask(hub.origin, '/api/v1/setup', {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ token: hub.setUpLink?.replace(/^.*#token=/, ''), password: PASSWORD }),
  });
  assert.equal(status, 200);
  const [set = ''] = headers['set-cookie'] ?? [];
  assert.match(set, /HttpOnly/i);
  assert.match(set, /SameSite=Strict/i);
  cookie = { Cookie: set.replace(/;.*$/, '') };
  signedIn = new AdminApi(hub.origin, () => ({ ...cookie, 'Handfast-CSRF': body.csrfToken }));
});
after(() => hub.stop());

/** @param {import('../parts/admin.js').Answer} answer @param {number} status @param {string} code */
function refuses(answer, status, code) {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body?.code, code);
}

/** @param {{ method: string, path: string }} operation @param {Record<string, string>} headers */
function attempt({ method, path }, headers) {
  const body = method === 'GET' || method === 'DELETE' ? undefined : '{}';
  return ask(hub.origin, `/api/v1${path}`, { method, headers: { ...JSON_BODY, ...headers }, body });
}

describe('turns away', () => {
  test('whoever has not signed in, everywhere but where one does', async () => {
    for (const operation of OPERATIONS.filter(({ name }) => !OPEN.includes(name))) {
      for (const headers of /** @type {Record<string, string>[]} */ ([
        {},
        { Cookie: 'handfast-session=guess' },
        { Authorization: 'Bearer guess' },
      ])) {
        refuses(await attempt(operation, headers), 401, 'sign-in-needed');
      }
    }
  });

  test('a change without the session’s token', async () => {
    const changing = OPERATIONS.filter(({ method, name }) => method !== 'GET' && !OPEN.includes(name));
    for (const operation of changing.filter(({ name }) => name !== 'POST /setup/link')) {
      refuses(await attempt(operation, cookie), 403, 'csrf-token');
      refuses(await attempt(operation, { ...cookie, 'Handfast-CSRF': 'guess' }), 403, 'csrf-token');
    }
  });

  test('another site’s page, whatever it holds', async () => {
    for (const Origin of ['https://example.org', 'null', hub.origin.replace(/\d+$/, '1')]) {
      for (const operation of OPERATIONS.filter(({ method }) => method !== 'GET')) {
        refuses(await attempt(operation, { ...signedInHeaders(), Origin }), 403, 'cross-origin');
      }
    }
    const own = { ...signedInHeaders(), Origin: hub.origin };
    refuses(await attempt({ method: 'DELETE', path: `/devices/${NOBODY}` }, own), 404, 'no-such-device');
  });

  test('a name that the hub does not go by', async () => {
    const { port } = new URL(hub.origin);
    for (const Host of ['example.org', `example.org:${port}`, `127.0.0.1.example.org:${port}`]) {
      for (const path of ['/', '/health', '/api/v1/session', '/api/v1/devices']) {
        refuses(await ask(hub.origin, path, { headers: { ...signedInHeaders(), Host } }), 421, 'misdirected');
      }
    }
  });

  test('another spelling of a path that it guards', async () => {
    for (const path of [
      '/api/v1/devices;x=y',
      '/api//v1/devices',
      '/api/v1/./devices',
      '/API/v1/devices',
      '/%61pi/v1/devices',
    ]) {
      const { status, text } = await ask(hub.origin, path);
      assert.ok(status >= 400 || !text.includes('items'), `${path} answers ${status}: ${text}`);
    }
  });

  test('a session where only the hub’s own machine may', async () => {
    refuses(await signedIn.ask('/setup/link', { method: 'POST' }), 403, 'local-only');
  });

  test('bodies that are none of its', async () => {
    const path = `/questions/${NOBODY}/answer`;
    /** @param {string} body @param {string} [type] */
    const send = (body, type = 'application/json') =>
      hub.admin.ask(path, { method: 'POST', body, headers: { 'Content-Type': type } });
    for (const body of ['', '{', '[]', 'null', '{"answer":"PERHAPS"}', '{"answer":"YES","more":1}', '{}']) {
      refuses(await send(body), 400, 'bad-request');
    }
    refuses(await send('answer=YES', 'application/x-www-form-urlencoded'), 415, 'unsupported-media-type');
    refuses(await send(`{"answer":"${'x'.repeat(1_000_000)}"}`), 413, 'request-too-large');
    refuses(await hub.admin.ask('/devices?limit=0'), 400, 'bad-request');
    refuses(await hub.admin.ask('/devices?trust=FRIEND'), 400, 'bad-request');
    refuses(await hub.admin.ask('/devices', { method: 'PUT' }), 405, 'method-not-allowed');
    refuses(await hub.admin.ask('/nothing'), 404, 'no-such-resource');
    refuses(await hub.admin.ask('/conversations/not-an-id'), 404, 'no-such-conversation');
  });
});

/** @returns {Record<string, string>} */
function signedInHeaders() {
  return /** @type {Record<string, string>} */ (signedIn.credentials());
}

test('says with every answer what a browser may do with it', async () => {
  for (const path of ['/', '/index.html', '/api/v1/session', '/api/v1/devices', '/nothing.js']) {
    const { headers } = await ask(hub.origin, path);
    assert.match(String(headers['content-security-policy']), /^default-src 'none'; script-src 'self';/, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['x-frame-options'], 'DENY', path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
    assert.doesNotMatch(JSON.stringify(headers), /payara|grizzly|servlet/i, 'the answer names the server');
    if (path.startsWith('/api/')) assert.equal(headers['cache-control'], 'no-store', path);
  }
});

test('tells its own machine how it does', async () => {
  assert.equal((await ask(hub.origin, '/health')).status, 200);
  assert.match((await ask(hub.origin, '/metrics')).text, /^# TYPE handfast_/m);
});

test('tells listeners what changed, in order, and says goodbye', async () => {
  const news = await signedIn.listen();
  const device = new Device({ name: 'In the news' });
  const contact = await exchangeKeys(hub, device);
  const seen = new Set();
  let version = 0;
  while (!['questions', 'conversations'].every((name) => seen.has(name))) {
    const { event, data } = await news.next();
    assert.ok(data.version >= version, 'a version went back');
    version = data.version;
    seen.add(event);
  }
  contact.close();
  await hub.admin.until(async () => ((await hub.admin.questions()).length === 0 ? true : undefined));

  const answer = await ask(hub.origin, '/api/v1/session', {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ password: PASSWORD }),
  });
  const other = { Cookie: (answer.headers['set-cookie'] ?? [''])[0]?.replace(/;.*$/, '') ?? '' };
  const leaving = new AdminApi(hub.origin, () => ({ ...other, 'Handfast-CSRF': answer.body.csrfToken }));
  const last = await leaving.listen();
  await leaving.delete('/session');
  await last.next('bye');
  last.close();
  refuses(await leaving.ask('/devices'), 401, 'sign-in-needed');
  assert.equal((await signedIn.ask('/devices')).status, 200, 'another session ended too');
  news.close();
});

test('asks for patience after too many wrong passwords, and lets those in who are in', async () => {
  const body = JSON.stringify({ password: 'not it' });
  let answer;
  do answer = await ask(hub.origin, '/api/v1/session', { method: 'POST', headers: JSON_BODY, body });
  while (answer.status === 401);
  refuses(answer, 429, 'too-many-tries');
  assert.ok(Number(answer.headers['retry-after']) > 0);
  assert.equal((await signedIn.ask('/devices')).status, 200);
});

/** Two devices pair with each other, and an administrator ends that. */
async function endPairing() {
  const relay = await Relay.of(hub);
  const [alice, bob] = [await relay.client(), await relay.client()];
  await exchange(alice, bob);
  const { protocol, proposer, other } = await relay.paired(alice, bob);
  const pairing = `/peerings/${protocol}/${other.address}/${proposer.address}`;
  const ended = await signedIn.delete(`${pairing}?reason=for%20the%20contract`);
  assert.equal(ended.standing, 'ENDED');
  assert.match(ended.reason, /: for the contract$/);
  refuses(await signedIn.ask(pairing, { method: 'DELETE' }), 409, 'illegal-transition');
  refuses(await signedIn.ask(`${pairing}X`, { method: 'DELETE' }), 404, 'no-such-peering');
}

/** Somebody makes a phrase, and takes it back before it is used. */
async function makeAndTakeBack() {
  const phrase = '/protocols/direct-tcp/commands/phrase';
  await signedIn.post(phrase, { arguments: {} });
  const [open, ...others] = (await signedIn.get('/offers')).items;
  assert.deepEqual([open.protocol, open.name, others.length], ['direct-tcp', 'phrase', 0]);
  await signedIn.delete(`/offers/direct-tcp/${open.id}`);
  assert.deepEqual((await signedIn.get('/offers')).items, []);
  for (const id of [open.id, 'no-id', 'aW52aXRlLzE', 'AA', '%2e%2e']) {
    refuses(await signedIn.ask(`/offers/direct-tcp/${id}`, { method: 'DELETE' }), 404, 'no-such-offer');
  }
  const given = (/** @type {object} */ args) =>
    signedIn.ask(phrase, { method: 'POST', headers: JSON_BODY, body: JSON.stringify({ arguments: args }) });
  refuses(await given({ words: '3' }), 400, 'bad-argument');
}

/** Somebody changes who may come, and takes that back. */
async function changeSettings() {
  const path = '/protocols/qr-connection/settings';
  const accounts = async () =>
    (await signedIn.get(path)).items.find((/** @type {any} */ { name }) => name === 'accounts');
  assert.equal((await accounts()).source, 'STANDARD');
  await signedIn.put(path, { values: { accounts: 'invite' } });
  const { value, source } = await accounts();
  assert.deepEqual([value, source], ['invite', 'OPERATOR']);
  const row = (await signedIn.get('/audit')).items.find(
    (/** @type {any} */ { action }) => action === 'settings-changed',
  );
  assert.deepEqual([row?.subject, row?.detail], ['qr-connection', "accounts is now 'invite'"]);
  const set = (/** @type {object} */ values) =>
    signedIn.ask(path, { method: 'PUT', headers: JSON_BODY, body: JSON.stringify({ values }) });
  refuses(await set({ accounts: 'anybody' }), 400, 'bad-setting');
  refuses(await set({ port: '1' }), 400, 'bad-setting');
  refuses(await signedIn.ask('/protocols/none/settings'), 404, 'no-such-protocol');
  await signedIn.put(path, { values: {} });
  assert.equal((await accounts()).value, 'approval');
}

/** Somebody opens a room, and it is looked into. */
async function lookIntoARoom() {
  const visitor = await Socket.open((await Relay.of(hub)).place, '/chat/contract');
  visitor.send(JSON.stringify({ type: 'identity', identity: 'a'.repeat(52) }));
  const { conversationId } = await hub.admin.until(async () =>
    (await signedIn.get('/rooms')).items.find(
      (/** @type {any} */ { name, members: count }) => name === 'contract' && count === 1,
    ),
  );
  const { participants } = await signedIn.get(`/rooms/${conversationId}`);
  assert.deepEqual(
    participants.map((/** @type {any} */ { standing, present, facts }) => [standing, present, facts.identity]),
    [['Member', true, 'claimed']],
  );
  visitor.ws.close();
  refuses(await signedIn.ask('/rooms/no-id'), 404, 'no-such-room');
  refuses(await signedIn.ask(`/rooms?device=${NOBODY}`), 404, 'no-such-device');
}

/** Transports are listed, and report. */
async function lookAtTransports() {
  const { items } = await signedIn.get('/transports');
  assert.ok(items.length > 0, 'no transport came with the hub');
  for (const { id, running } of items) {
    assert.equal(running, true);
    assert.ok((await signedIn.get(`/transports/${id}`)).items.length > 0, `${id} reports nothing`);
  }
  refuses(await signedIn.ask('/transports/none'), 404, 'no-such-transport');
}

test('does all that the contract promises', async () => {
  const device = new Device({ name: 'For the contract' });
  const contact = await pair(hub, device);
  const { device: known } = await signedIn.connected(device.id);
  const { conversationId } = known.connection;
  for (const path of [
    '/hub',
    '/session',
    '/questions',
    '/plugins',
    '/audit',
    '/audit/verification',
    '/conversations',
  ]) {
    await signedIn.get(path);
  }
  await signedIn.get(`/conversations?device=${known.id}`);
  await signedIn.get(`/conversations/${conversationId}`);
  await hub.admin.post('/setup/link', {});
  await makeAndTakeBack();
  await changeSettings();
  await lookIntoARoom();
  await lookAtTransports();
  assert.deepEqual(await signedIn.get(`/devices/${known.id}/messages`), { items: [] });
  await signedIn.delete(`/devices/${known.id}/messages`);
  refuses(await signedIn.ask(`/devices/${known.id}/messages?limit=101`), 400, 'bad-request');
  await signedIn.delete(`/conversations/${conversationId}`);
  await contact.link.untilClosed();
  const renamed = await signedIn.put(`/devices/${known.id}/name`, { name: ' Called\u202e otherwise ' });
  assert.equal(renamed.device.name, 'Called otherwise');
  refuses(await signedIn.ask(`/devices/${known.id}/suspension`, { method: 'DELETE' }), 409, 'illegal-transition');
  const blocked = await signedIn.put(`/devices/${known.id}/suspension`, { reason: 'for the contract' });
  assert.equal(blocked.device.trust, 'SUSPENDED');
  assert.equal((await signedIn.delete(`/devices/${known.id}/suspension`)).device.trust, 'TRUSTED');
  await signedIn.get(`/devices/${known.id}/revocation`);
  await signedIn.put(`/devices/${known.id}/revocation`, { reason: 'for the contract' });
  refuses(await signedIn.ask(`/devices/${known.id}/revocation`), 409, 'illegal-transition');
  await signedIn.delete(`/devices/${known.id}`);
  await endPairing();
  await signedIn.get('/mailboxes');

  const [{ name, protocols }] = (await signedIn.get('/plugins')).items;
  assert.equal((await signedIn.put(`/plugins/${name}/running`, { running: false })).state, 'STOPPED');
  const stopped = protocols.map((/** @type {any} */ { id }) => id);
  assert.deepEqual(
    (await signedIn.hub()).listeners.filter((/** @type {any} */ { protocol }) => stopped.includes(protocol)),
    [],
  );
  assert.equal((await signedIn.put(`/plugins/${name}/running`, { running: true })).state, 'RUNNING');
  const folder = join(BUNDLE, 'plugins');
  const jar = readFileSync(join(folder, /** @type {string} */ (readdirSync(folder)[0])));
  const java = { 'Content-Type': 'application/java-archive' };
  const installed = await signedIn.ask('/plugins', { method: 'POST', headers: java, body: jar });
  assert.equal(installed.status, 201, installed.text);
  refuses(await signedIn.ask('/plugins', { method: 'POST', headers: java, body: 'no jar' }), 400, 'no-plugin');
  await signedIn.delete('/session');

  const promised = OPERATIONS.filter(({ name: n }) => n !== 'GET /events').map(({ name: n }) => n);
  const kept = new Set([...contract.seen].filter((what) => / 2\d\d$/.test(what)).map((what) => what.slice(0, -4)));
  assert.deepEqual(
    promised.filter((what) => !kept.has(what)),
    [],
  );
});
