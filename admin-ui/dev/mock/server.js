import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { code, sha256, words } from './data.js';
import { PASSWORD, SETUP_TOKEN } from './hub.js';

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('./hub.js').MockHub} MockHub
 */

/** The policy that the hub serves the console with. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A problem that ends a request. */
class Refusal extends Error {
  /** @param {number} status @param {string} code @param {string} detail @param {Record<string, string>} [headers] */
  constructor(status, code, detail, headers = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/**
 * Serves the built console as the hub does, and the admin API out of a hub in memory.
 *
 * @param {MockHub} hub
 * @param {string} [dist] where the built console is; without it only the API is served
 */
export function mockServer(hub, dist) {
  return createServer((request, response) => {
    void serve(hub, dist, request, response).catch((/** @type {unknown} */ error) => {
      if (response.headersSent) {
        response.end();
        return;
      }
      const refusal =
        error instanceof Refusal
          ? error
          : new Refusal(500, 'hub-fault', error instanceof Error ? error.message : 'unknown');
      response.writeHead(refusal.status, { 'Content-Type': 'application/problem+json', ...refusal.headers });
      response.end(
        JSON.stringify({
          type: `/problems/${refusal.code}`,
          title: refusal.code.replaceAll('-', ' ').replace(/^./, (c) => c.toUpperCase()),
          status: refusal.status,
          code: refusal.code,
          detail: refusal.message,
        }),
      );
    });
  });
}

/** @param {MockHub} hub @param {string | undefined} dist @param {Request} request @param {Response} response */
async function serve(hub, dist, request, response) {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (url.pathname.startsWith('/api/v1/')) await serveApi(hub, url, request, response);
  else if (dist !== undefined) await serveFile(dist, url.pathname, response);
  else throw new Refusal(404, 'no-such-page', 'Only the API is served here.');
}

/** @param {string} dist @param {string} path @param {Response} response */
async function serveFile(dist, path, response) {
  const wanted = normalize(path).replace(/^(\.\.[/\\])+/, '');
  const file = extname(wanted) === '' ? 'index.html' : wanted;
  const body = await readFile(join(dist, file)).catch(() => {
    throw new Refusal(404, 'no-such-page', `There is no ${wanted}.`);
  });
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  response.end(body);
}

/** @param {MockHub} hub @param {URL} url @param {Request} request @param {Response} response */
async function serveApi(hub, url, request, response) {
  const method = request.method ?? 'GET';
  const path = url.pathname.slice('/api/v1'.length);
  const body = method === 'GET' ? undefined : await read(request);
  if (hub.slow > 0 && path !== '/session') await new Promise((done) => setTimeout(done, hub.slow));

  const open = path === '/session' || path === '/setup';
  if (!open || method === 'DELETE') {
    if (!hub.signedIn) throw new Refusal(401, 'sign-in-needed', 'Sign in first.');
    if (method !== 'GET' && request.headers['handfast-csrf'] !== hub.csrf) {
      throw new Refusal(403, 'csrf-token', 'The token is missing or wrong.');
    }
    if (hub.broken)
      throw new Refusal(
        503,
        'store-unavailable',
        'The database does not answer. The hub tries again by itself.',
      );
  }
  if (path === '/events') {
    listen(hub, response);
    return;
  }
  const answer = handle(hub, method, path, url.searchParams, body);
  if (answer === undefined) {
    response.writeHead(204);
    response.end();
  } else {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer));
  }
}

/** @param {Request} request @returns {Promise<Record<string, unknown>>} */
async function read(request) {
  const bytes = await buffer(request);
  if (request.headers['content-type'] !== 'application/json') return { bytes };
  /** @type {unknown} */
  const document = JSON.parse(bytes.toString());
  return /** @type {Record<string, unknown>} */ (document);
}

/** @param {MockHub} hub @param {Response} response */
function listen(hub, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  /** @param {string} name @param {unknown} news */
  const send = (name, news) => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(news)}\n\n`);
  };
  send('hello', { version: hub.version });
  hub.listeners.add(send);
  response.on('close', () => {
    hub.listeners.delete(send);
  });
}

/**
 * @param {MockHub} hub
 * @param {string} method
 * @param {string} path
 * @param {URLSearchParams} query
 * @param {Record<string, unknown> | undefined} body
 * @returns {unknown} nothing for 204
 */
function handle(hub, method, path, query, body) {
  const [, resource = '', id = '', part = '', last = ''] = path.split('/').map((p) => decodeURIComponent(p));
  const limit = Number(query.get('limit') ?? 100);
  const below = part === '' || resource === 'peerings' || resource === 'offers' ? '' : `/${part}`;
  switch (`${method} /${resource}${id === '' ? '' : '/*'}${below}`) {
    case 'GET /session':
      return session(hub);
    case 'POST /session':
      if (!hub.setUp) throw new Refusal(409, 'not-set-up', 'No password is chosen yet.');
      if (body?.password !== PASSWORD) {
        if (body?.password === 'again and again') {
          throw new Refusal(429, 'too-many-tries', 'Wait.', { 'Retry-After': '245' });
        }
        throw new Refusal(401, 'wrong-password', 'The password is wrong.');
      }
      hub.signedIn = true;
      return session(hub);
    case 'DELETE /session':
      hub.signedIn = false;
      return undefined;
    case 'POST /setup':
      if (body?.token !== SETUP_TOKEN)
        throw new Refusal(410, 'link-used', 'The link was used or has expired.');
      hub.setUp = true;
      hub.signedIn = true;
      return session(hub);
    case 'GET /hub':
      return { ...hub.hub, counts: hub.counts() };
    case 'GET /questions':
      return { items: hub.questions };
    case 'POST /questions/*/answer': {
      const question = hub.questions.find((q) => q.id === id);
      if (question === undefined) throw new Refusal(404, 'no-such-question', 'It is no longer open.');
      hub.answer(question, body?.answer === 'YES' ? 'YES' : 'NO');
      return undefined;
    }
    case 'GET /devices': {
      const wanted = (query.get('query') ?? '').toLowerCase();
      const trust = query.get('trust');
      const items = hub.devices
        .map(({ device }) => device)
        .filter((d) => trust === null || d.trust === trust)
        .filter((d) =>
          [d.name, ...d.addresses.map((a) => a.address)].some((t) => t.toLowerCase().includes(wanted)),
        );
      return { items: items.slice(0, limit) };
    }
    case 'GET /devices/*':
      return detailOf(hub, id);
    case 'DELETE /devices/*':
      hub.devices = hub.devices.filter(({ device }) => device.id !== id);
      hub.tell('devices', id);
      return undefined;
    case 'GET /devices/*/revocation': {
      const { device } = requireDevice(hub, id);
      return {
        consequences: [
          ...(device.connected
            ? [`'${device.name}' is connected now and will be disconnected at once.`]
            : []),
          "The hub's key for it is destroyed; the pairing cannot be brought back.",
          'When it comes back it is refused, whatever it presents, until you forget it here.',
          'The device itself keeps what it holds: it is told so when it next connects.',
        ],
      };
    }
    case 'PUT /devices/*/revocation': {
      const detail = requireDevice(hub, id);
      const reason = typeof body?.reason === 'string' ? `: ${body.reason}` : '';
      Object.assign(detail.device, {
        trust: 'REVOKED',
        trustReason: `revoked by admin${reason}`,
        connected: false,
      });
      delete detail.device.connection;
      detail.pairings = [];
      hub.note(
        'device-revoked',
        detail.device.addresses[0]?.address ?? '',
        `'${detail.device.name}'${reason}`,
      );
      for (const peering of hub.peerings) {
        if (
          peering.standing !== 'ENDED' &&
          [peering.proposer.deviceId, peering.other.deviceId].includes(id)
        ) {
          endPeering(peering, 'one of the two was revoked by admin');
        }
      }
      hub.tell('devices', id);
      hub.tell('peerings');
      return detailOf(hub, id);
    }
    case 'PUT /devices/*/suspension':
    case 'DELETE /devices/*/suspension': {
      const { device } = requireDevice(hub, id);
      const blocks = method === 'PUT';
      if ((device.trust === 'SUSPENDED') === blocks) {
        throw new Refusal(409, 'illegal-transition', `'${device.name}' is ${device.trust}.`);
      }
      const reason = typeof body?.reason === 'string' ? `: ${body.reason}` : '';
      if (blocks) {
        Object.assign(device, {
          trust: 'SUSPENDED',
          trustReason: `blocked by admin${reason}`,
          connected: false,
        });
        delete device.connection;
      } else {
        Object.assign(device, {
          trust: device.approvedAt === undefined ? 'KNOWN' : 'TRUSTED',
          trustReason: 'unblocked by admin',
        });
      }
      hub.note(
        blocks ? 'device-blocked' : 'device-unblocked',
        device.addresses[0]?.address ?? '',
        `'${device.name}'${reason}`,
      );
      hub.tell('devices', id);
      return detailOf(hub, id);
    }
    case 'GET /devices/*/messages':
      return { items: (hub.messages[requireDevice(hub, id).device.id] ?? []).slice(0, limit) };
    case 'DELETE /devices/*/messages':
      hub.messages[id] = [];
      hub.tell('messages', id);
      return undefined;
    case 'PUT /devices/*/name': {
      const { device } = requireDevice(hub, id);
      const name = typeof body?.name === 'string' ? body.name.trim() : '';
      if (name === '') throw new Refusal(400, 'bad-name', 'A name has 1 to 64 characters.');
      device.name = name;
      hub.tell('devices', id);
      return detailOf(hub, id);
    }
    case 'GET /peerings':
      return { items: hub.peerings.slice(0, limit) };
    case 'DELETE /peerings/*': {
      const peering = hub.peerings.find(
        ({ protocol, proposer, other }) =>
          protocol === id && proposer.address === part && other.address === last,
      );
      if (peering === undefined) {
        throw new Refusal(404, 'no-such-peering', 'There is no pairing of these two.');
      }
      const reason = query.get('reason');
      endPeering(peering, `ended by admin${reason === null ? '' : `: ${reason}`}`);
      hub.tell('peerings');
      return peering;
    }
    case 'GET /offers':
      return { items: hub.offers.slice(0, limit) };
    case 'DELETE /offers/*': {
      const open = hub.offers.length;
      hub.offers = hub.offers.filter((offer) => offer.protocol !== id || offer.id !== part);
      if (hub.offers.length === open) throw new Refusal(404, 'no-such-offer', 'It is not open any more.');
      hub.tell('offers');
      return undefined;
    }
    case 'GET /mailboxes':
      return { items: hub.mailboxes.slice(0, limit) };
    case 'GET /conversations': {
      const device = query.get('device');
      const items = hub.conversations
        .map(({ conversation }) => conversation)
        .filter((c) => device === null || c.deviceId === device);
      return { items: items.slice(0, limit) };
    }
    case 'GET /conversations/*': {
      const record = hub.conversations.find(({ conversation }) => conversation.id === id);
      if (record === undefined)
        throw new Refusal(404, 'no-such-conversation', 'There is no such conversation.');
      return record;
    }
    case 'DELETE /conversations/*':
      hub.end(id, 'CANCELLED', 'ended by admin');
      return undefined;
    case 'GET /plugins':
      return { items: hub.plugins };
    case 'POST /plugins': {
      const size = body?.bytes instanceof Buffer ? body.bytes.length : 0;
      if (size < 100)
        throw new Refusal(400, 'not-a-bundle', `A file of ${size} bytes is not an OSGi bundle.`);
      const example = hub.plugins.at(-1);
      if (example === undefined)
        throw new Refusal(409, 'protocol-taken', 'Another plugin speaks this already.');
      Object.assign(example, { version: '0.2.0', state: 'RUNNING', sha256: sha256(String(size)) });
      hub.tell('plugins');
      return example;
    }
    case 'PUT /plugins/*/running': {
      const plugin = hub.plugins.find((p) => p.name === id);
      if (plugin === undefined) throw new Refusal(404, 'no-such-plugin', 'There is no such plugin.');
      if (plugin.state === 'FAILED' && body?.running === true) {
        throw new Refusal(
          409,
          'restart-needed',
          'Two of its calls never came back. Restart the hub to start it again.',
        );
      }
      plugin.state = body?.running === true ? 'RUNNING' : 'STOPPED';
      hub.tell('plugins', id);
      return plugin;
    }
    case 'POST /protocols/*/commands':
      return given(hub, id, last, body);
    case 'GET /transports':
      return { items: hub.transports };
    case 'GET /transports/*':
      if (!hub.transports.some((transport) => transport.id === id && transport.running)) {
        throw new Refusal(404, 'no-such-transport', 'No such transport runs. Start the plugin that has it.');
      }
      return { items: hub.report };
    case 'GET /protocols/*/settings':
      return { items: hub.settings[id] ?? [] };
    case 'PUT /protocols/*/settings': {
      const values = /** @type {Record<string, string>} */ (body?.values ?? {});
      const settings = hub.settings[id] ?? [];
      for (const setting of settings) {
        const value = values[setting.name];
        if (setting.type === 'DURATION' && value !== undefined && !/^[1-9]\d*(ms|s|m|h|d)$/.test(value)) {
          throw new Refusal(
            400,
            'bad-setting',
            `${id}.${setting.name} must be a duration such as 10s, 5m or 2h, not '${value}'.`,
          );
        }
      }
      for (const setting of settings.filter(({ source }) => source !== 'START')) {
        const value = values[setting.name];
        setting.value = value ?? setting.standard;
        setting.source = value === undefined ? 'STANDARD' : 'OPERATOR';
      }
      hub.tell('plugins');
      return { items: settings };
    }
    case 'GET /rooms': {
      const device = query.get('device');
      const items = hub.rooms
        .filter(
          ({ participants }) => device === null || participants.some(({ deviceId }) => deviceId === device),
        )
        .map(({ room }) => room);
      return { items: items.slice(0, limit) };
    }
    case 'GET /rooms/*': {
      const found = hub.rooms.find(({ room }) => room.conversationId === id);
      if (found === undefined) throw new Refusal(404, 'no-such-room', 'There is no such room.');
      return found;
    }
    case 'GET /audit': {
      const before = query.get('before');
      const rows = hub.audit.filter((r) => before === null || (r.sequence ?? Infinity) < Number(before));
      return { items: rows.slice(0, limit) };
    }
    case 'GET /audit/*': {
      const sealed = hub.audit.filter((r) => r.sequence !== undefined);
      return {
        intact: true,
        sealed: sealed.length,
        unsealed: hub.audit.length - sealed.length,
        ...(sealed[0]?.hash === undefined ? {} : { head: sealed[0].hash }),
      };
    }
    default:
      throw new Refusal(404, 'no-such-resource', `There is no ${method} ${path}.`);
  }
}

/**
 * What a command shows.
 *
 * @param {MockHub} hub
 * @param {string} protocol
 * @param {string} command
 * @param {Record<string, unknown> | undefined} body
 */
function given(hub, protocol, command, body) {
  const {
    days = '1',
    room = '',
    identity = '',
    device: to = '',
    protocol: topic = '',
    text = '',
  } = /** @type {Record<string, string>} */ (body?.arguments ?? {});
  const conversationId = '6d1f4c1e-2a1b-4b43-9a59-0e8d1c6c2a11';
  const within = (/** @type {number} */ seconds) => new Date(Date.now() + seconds * 1000).toISOString();
  switch (command) {
    case 'phrase':
      return {
        conversationId,
        shown: [{ code: command, kind: 'PHRASE', values: words(8, Math.floor(Math.random() * 40)) }],
        expiresAt: within(600),
      };
    case 'invite':
      if (protocol === 'challenge-response') return { conversationId, shown: code(), expiresAt: within(300) };
      return {
        conversationId,
        shown: [{ code: command, kind: 'PHRASE', values: ['3f7a9c1b.Zk3vJm0cQ2yqT8lXw5aR1g'] }],
        expiresAt: within(Number(days) * 86_400),
      };
    case 'join':
      return { conversationId: hub.conversations[0]?.conversation.id ?? conversationId, shown: [] };
    case 'ping':
      return { conversationId, shown: [{ code: command, kind: 'TEXT', values: ['It answered in 12 ms.'] }] };
    case 'message': {
      const found = hub.devices.find(({ device }) => device.addresses.some(({ address }) => address === to));
      if (found === undefined) throw new Refusal(404, 'no-such-device', 'There is no such device.');
      const bytes = Buffer.from(text);
      (hub.messages[found.device.id] ??= []).unshift({
        sent: true,
        topic,
        at: new Date().toISOString(),
        size: bytes.length,
        text,
        data: bytes.toString('base64url'),
      });
      hub.tell('messages', found.device.id);
      return { conversationId, shown: [] };
    }
    case 'announce':
      return {
        conversationId,
        shown: [
          { code: command, kind: 'TEXT', values: [`All accounts are told, until ${within(604_800)}.`] },
        ],
      };
    case 'remove-member': {
      const found = hub.rooms.find((detail) => detail.room.name === room);
      if (found === undefined) throw new Refusal(404, 'no-such-room', 'There is no such room.');
      found.participants = found.participants.filter(({ address }) => address !== identity);
      found.room.members--;
      hub.tell('conversations', found.room.conversationId);
      return { conversationId, shown: [] };
    }
    case 'close-room':
      hub.rooms = hub.rooms.filter((detail) => detail.room.name !== room);
      hub.tell('conversations');
      return { conversationId, shown: [] };
    default:
      throw new Refusal(404, 'no-such-command', 'There is no such command.');
  }
}

/** @param {MockHub} hub */
function session(hub) {
  const base = { signedIn: hub.signedIn, setUp: hub.setUp, hubName: hub.hub.name };
  return hub.signedIn
    ? { ...base, csrfToken: hub.csrf, expiresAt: new Date(Date.now() + 12 * 3_600_000).toISOString() }
    : base;
}

/** @param {import('../../src/api/types').Peering} peering @param {string} reason */
function endPeering(peering, reason) {
  Object.assign(peering, { standing: 'ENDED', reason, since: new Date().toISOString() });
}

/** A device with all that is kept elsewhere. @param {MockHub} hub @param {string} id */
function detailOf(hub, id) {
  const detail = requireDevice(hub, id);
  const mailbox = hub.mailboxes.find(({ deviceId }) => deviceId === id);
  return {
    ...detail,
    peerings: hub.peerings.filter(({ proposer, other }) => [proposer.deviceId, other.deviceId].includes(id)),
    mailbox: { parcels: mailbox?.parcels ?? 0, bytes: mailbox?.bytes ?? 0 },
  };
}

/** @param {MockHub} hub @param {string} id */
function requireDevice(hub, id) {
  const detail = hub.devices.find(({ device }) => device.id === id);
  if (detail === undefined) throw new Refusal(404, 'no-such-device', 'There is no such device.');
  return detail;
}
