// A hub in memory for working on the console: `npm run mock` beside `npm run dev`, or alone after `npm run build`.
import { existsSync } from 'node:fs';

import { MockHub, PASSWORD, SETUP_TOKEN } from './mock/hub.js';
import { mockServer } from './mock/server.js';

const PORT = Number(process.env.PORT ?? 8099);
const DIST = new URL('../dist', import.meta.url).pathname;
/** A new device asks as often. */
const ASKS_MS = 90_000;

const hub = new MockHub();
mockServer(hub, existsSync(DIST) ? DIST : undefined).listen(PORT, '127.0.0.1', () => {
  console.log(`The mock hub is at http://127.0.0.1:${PORT}, password "${PASSWORD}".`);
  console.log(`Its set-up link: http://127.0.0.1:${PORT}/setup#token=${SETUP_TOKEN}`);
});
setInterval(() => {
  if (hub.questions.length < 4) hub.ask();
}, ASKS_MS);
