/**
 * The built page and rooms in memory, as the device port serves them, policy included.
 *
 * @typedef {import('../src/testing/fakeRoom.ts').FakeRoom} FakeRoom
 * @typedef {import('../src/testing/person.ts').Person} Person
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { createServer as createVite } from 'vite';
import { WebSocketServer } from 'ws';

const HERE = new URL('..', import.meta.url).pathname;
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** @type {Record<string, [file: string, type: string]>} */
const FILES = {
  '/chat': ['index.html', 'text/html; charset=utf-8'],
  '/chat-device.js': ['chat-device.js', 'text/javascript; charset=utf-8'],
  '/chat-device.css': ['chat-device.css', 'text/css; charset=utf-8'],
};

/** What tests have of rooms and people, which is TypeScript. */
export async function testing() {
  const vite = await createVite({
    root: HERE,
    server: { middlewareMode: true },
    appType: 'custom',
    logLevel: 'error',
  });
  const rooms = /** @type {typeof import('../src/testing/fakeRoom.ts')} */ (
    await vite.ssrLoadModule('/src/testing/fakeRoom.ts')
  );
  const people = /** @type {typeof import('../src/testing/person.ts')} */ (
    await vite.ssrLoadModule('/src/testing/person.ts')
  );
  const lines = /** @type {typeof import('../src/wire/identityLine.ts')} */ (
    await vite.ssrLoadModule('/src/wire/identityLine.ts')
  );
  return { ...rooms, ...people, ...lines, stop: () => vite.close() };
}

/**
 * @param {(name: string) => FakeRoom} room of a name
 * @param {() => object} card that the hub answers `/hub` with
 * @returns {import('node:http').Server} not listening yet
 */
export function serve(room, card) {
  const server = createServer((request, response) => {
    const file = FILES[request.url ?? ''];
    if (request.url === '/hub') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(card()));
    } else if (file === undefined) {
      response.writeHead(404).end();
    } else {
      readFile(join(HERE, 'dist', file[0])).then(
        (bytes) =>
          response.writeHead(200, { 'Content-Type': file[1], 'Content-Security-Policy': POLICY }).end(bytes),
        () => response.writeHead(404).end(),
      );
    }
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (link) => {
      const entrance = room((request.url ?? '').replace('/chat/', '')).enter(
        (frame) => {
          link.send(frame);
        },
        (code) => {
          link.close(code);
        },
      );
      link.on('message', (/** @type {Buffer} */ frame) => {
        entrance.send(frame.toString());
      });
      link.on('close', entrance.drop);
    });
  });
  return server;
}
