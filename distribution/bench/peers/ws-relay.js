/**
 * The least that relays as the page has it, in Node.js: users in memory, every signature verified by OpenSSL, messages passed on
 * as they came to whoever is connected. No database, no mailboxes, no acknowledgements of its own, no limits.
 *
 * It verifies the text of `data` as `JSON.stringify` gives it back, so whoever loads it writes `data` in its canonical form: then
 * nothing needs to be sorted, which is as cheap as it gets.
 *
 *     node ws-relay.js [PORT]     0, or nothing, takes any free port; the one it got is printed as `port N`
 */
import { createPublicKey, randomInt, verify } from 'node:crypto';
import { createServer } from 'node:http';

import { WebSocketServer } from 'ws';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** What comes before the 32 bytes of a public key of Ed25519 (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const LARGEST = 16_384;

/** By code: its key, its record, and its socket while it has one. */
const users = new Map();
/** By Ed25519 key. */
const records = new Map();

function register({ ecdh_public_key, eddsa_public_key }) {
  const known = records.get(eddsa_public_key);
  if (known !== undefined) return known;
  const der = Buffer.concat([SPKI, Buffer.from(eddsa_public_key, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const code = Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const record = {
    id: users.size + 1,
    code,
    name: null,
    ecdh_public_key,
    eddsa_public_key,
    created_at: new Date().toISOString().replace('Z', '000Z'),
  };
  users.set(code, { key, record, socket: undefined });
  records.set(eddsa_public_key, record);
  return record;
}

async function answer(request, response) {
  const give = (status, body) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  if (request.method === 'POST' && request.url === '/users') {
    let body = '';
    for await (const chunk of request) body += chunk;
    return give(200, register(JSON.parse(body)));
  }
  const user = users.get(request.url.replace('/users/', ''));
  return user === undefined ? give(404, { message: 'user code not found' }) : give(200, user.record);
}

function take(socket, raw) {
  const text = raw.toString();
  const { data, signature } = JSON.parse(text);
  const sender = users.get(data.sender);
  const isSigned =
    sender !== undefined && verify(null, Buffer.from(JSON.stringify(data)), sender.key, Buffer.from(signature, 'hex'));
  if (!isSigned || (sender.socket !== socket && data.message.type !== 'connect')) {
    socket.close(1008, 'invalid_signature');
  } else if (data.message.type === 'connect') {
    sender.socket = socket;
    socket.on('close', () => (sender.socket = undefined));
    const message = { type: 'connect_ack' };
    socket.send(JSON.stringify({ data: { sender: 'server', recipient: data.sender, message } }));
  } else if (data.recipient !== undefined) {
    users.get(data.recipient)?.socket?.send(text);
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(400).end(error.message));
});
new WebSocketServer({ server, maxPayload: LARGEST, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('message', (raw) => {
    try {
      take(socket, raw);
    } catch {
      socket.close(1008, 'invalid_message');
    }
  });
  socket.on('error', () => undefined);
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(`port ${server.address().port}`));
