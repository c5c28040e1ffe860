/**
 * The built page and a hub in memory, as the device port serves them, policy included.
 *
 * @typedef {import('../src/testing/fakeHub.ts').FakeHub} FakeHub
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
  '/qr': ['index.html', 'text/html; charset=utf-8'],
  '/qr/device.js': ['device.js', 'text/javascript; charset=utf-8'],
  '/qr/device.css': ['device.css', 'text/css; charset=utf-8'],
};

/** @returns {Promise<{ make: (seed?: string) => FakeHub, stop: () => Promise<void> }>} a maker of hubs, which are TypeScript */
export async function hubs() {
  const vite = await createVite({
    root: HERE,
    server: { middlewareMode: true },
    appType: 'custom',
    logLevel: 'error',
  });
  const { FakeHub } = /** @type {typeof import('../src/testing/fakeHub.ts')} */ (
    await vite.ssrLoadModule('/src/testing/fakeHub.ts')
  );
  return {
    make: (seed) => {
      const hub = new FakeHub('Workshop', seed);
      hub.time = Date.now();
      return hub;
    },
    stop: () => vite.close(),
  };
}

/**
 * @param {() => FakeHub} hub whoever it is at the moment
 * @param {string} dist the folder of the built page
 * @returns {import('node:http').Server} not listening yet
 */
export function serve(hub, dist) {
  const server = createServer((request, response) => {
    const file = FILES[request.url ?? ''];
    if (file !== undefined) {
      readFile(join(dist, file[0])).then(
        (bytes) =>
          response.writeHead(200, { 'Content-Type': file[1], 'Content-Security-Policy': POLICY }).end(bytes),
        () => response.writeHead(404).end(),
      );
      return;
    }
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (/** @type {string} */ text) => (body += text));
    request.on('end', () => {
      if (hub().network === 'down') {
        request.destroy();
        return;
      }
      hub().time = Date.now();
      const {
        status,
        headers,
        body: said,
      } = hub().answer({
        method: request.method ?? '',
        target: request.url ?? '',
        body,
        signature: /** @type {string | undefined} */ (request.headers['handfast-signature']),
      });
      response.writeHead(status, headers).end(said);
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (link) => {
      hub().time = Date.now();
      const stop = hub().listen(request.url ?? '', (frame) => {
        link.send(frame);
      });
      if (stop === undefined) link.close();
      else link.on('close', stop);
    });
  });
  return server;
}
