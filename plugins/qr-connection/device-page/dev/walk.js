/**
 * Two phones pair through pictures of each other's screens, in a real browser against a hub in memory, in both themes and
 * two widths; a picture of each page is left in `dev/shots`. Fails if a page logs an error (a violation of the policy is
 * one), if anything is wider than the screen, or if axe finds a fault.
 *
 *   npm run build && npm run walk
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('../src/testing/fakeHub.ts').FakeHub} FakeHub
 */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { hubs, serve } from './serve.js';

const HERE = new URL('.', import.meta.url).pathname;
const DIST = `${HERE}../dist`;
const SHOTS = `${HERE}shots`;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** What the browser logs by itself when the hub, on purpose, answers with a problem or not at all. */
const EXPECTED = /Failed to load resource: (the server responded|net::ERR)|WebSocket connection to/;

const LOOKS = /** @type {const} */ ([
  { name: 'phone-light', width: 360, height: 740, colorScheme: 'light' },
  { name: 'phone-dark', width: 360, height: 740, colorScheme: 'dark' },
  { name: 'wide-light', width: 1280, height: 860, colorScheme: 'light' },
]);

mkdirSync(SHOTS, { recursive: true });
/** What the browser's camera sees: one picture without end, as Y4M. */
const FILM = join(mkdtempSync(join(tmpdir(), 'handfast-')), 'film.y4m');
const FILM_SIDE = 640;

const { make, stop } = await hubs();
const browser = await chromium.launch({
  executablePath: BROWSER,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${FILM}`,
  ],
});
let failed = 0;

/** @param {string} what @param {readonly string[]} faults */
function report(what, faults) {
  if (faults.length > 0) failed++;
  console.log(
    faults.length === 0 ? `ok   ${what}` : `FAIL ${what}\n     ${[...new Set(faults)].join('\n     ')}`,
  );
}

/** A phone of one person. */
class Phone {
  /** @type {string[]} */
  complaints = [];

  /** @param {Page} page @param {string} look */
  constructor(page, look) {
    this.page = page;
    this.look = look;
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  /** @param {string} name */
  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** @param {string} title */
  async sees(title) {
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  }

  /** @param {string} name */
  async shoot(name) {
    await this.page.waitForTimeout(150);
    const wide = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth ? [`${scrollWidth} px wide on a screen of ${clientWidth} px`] : [];
    });
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(async () => {
      const axe = /** @type {{ axe: import('axe-core') }} */ (/** @type {unknown} */ (window)).axe;
      const { violations } = await axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
    });
    await this.page.screenshot({ path: `${SHOTS}/${name}-${this.look}.png`, fullPage: true });
    report(`${name}-${this.look}`, [...wide, ...found, ...this.complaints.splice(0)]);
  }

  /** @param {string} base @param {string} name */
  async join(base, name) {
    await this.page.goto(`${base}/qr`);
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await this.button('Join').click();
  }

  /** The code on this screen, as another phone's camera takes it. @param {string} name */
  photo(name) {
    return this.page.getByRole('img', { name, exact: true }).screenshot();
  }

  /** Holds the code on this screen before the camera of all browsers. @param {string} name */
  async film(name) {
    const luma = await this.page
      .getByRole('img', { name, exact: true })
      .locator('canvas')
      .evaluate((/** @type {HTMLCanvasElement} */ code, side) => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = side;
        const pen = canvas.getContext('2d');
        if (pen === null) throw new Error('no canvas');
        pen.fillStyle = '#888';
        pen.fillRect(0, 0, side, side);
        pen.drawImage(code, side / 8, side / 8, (side * 3) / 4, (side * 3) / 4);
        return Array.from(pen.getImageData(0, 0, side, side).data.filter((_, i) => i % 4 === 0));
      }, FILM_SIDE);
    const chroma = Buffer.alloc((FILM_SIDE * FILM_SIDE) / 2, 128);
    const head = `YUV4MPEG2 W${FILM_SIDE} H${FILM_SIDE} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
    writeFileSync(FILM, Buffer.concat([Buffer.from(head), Buffer.from(luma), chroma]));
  }

  /** @param {Buffer} photo */
  async scan(photo) {
    const file = { name: 'photo.png', mimeType: 'image/png', buffer: photo };
    await this.page.getByLabel('Choose a picture').setInputFiles(file);
  }

  /** @param {string} text */
  async say(text) {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.button('Send').click();
  }
}

/** @param {typeof LOOKS[number]} look @param {string} base */
async function phone({ name, width, height, colorScheme }, base) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    geolocation: { latitude: 52.52, longitude: 13.405, accuracy: 12 },
    permissions: ['geolocation', 'camera'],
  });
  const opened = new Phone(await context.newPage(), name);
  await opened.page.goto(`${base}/qr`);
  return opened;
}

/** @param {typeof LOOKS[number]} look */
async function walk(look) {
  let hub = make();
  hub.policy = 'approval';
  const server = serve(() => hub, DIST);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const ada = await phone(look, base);
  const bob = await phone(look, base);

  await ada.sees('Join this hub');
  await ada.shoot('join');
  await ada.join(base, 'Ada');
  await ada.sees('Waiting for approval');
  await ada.shoot('waiting');
  hub.decide('Ada', 'active');
  await ada.sees('Connections');
  await ada.shoot('home-empty');
  hub.policy = 'open';
  await bob.join(base, 'Bob');
  await bob.sees('Connections');

  await ada.page.getByRole('link', { name: 'Connect with someone' }).click();
  await ada.page.getByRole('textbox', { name: 'What do you call them?' }).fill('Bob');
  await ada.shoot('connect');
  await ada.button('Show my code You begin. They choose “Scan a code”.').click();
  await ada.sees('Show this code');
  await ada.shoot('a1-show');
  await bob.page.getByRole('link', { name: 'Connect with someone' }).click();
  await bob.page.getByRole('textbox', { name: 'What do you call them?' }).fill('Ada');
  await bob.page.getByRole('button', { name: /^Scan a code/ }).click();
  await bob.shoot('b1-scan');
  await bob.scan(readFileSync(`${HERE}../node_modules/playwright-core/lib/server/chromium/appIcon.png`));
  await bob.page.getByText('There is no code in this picture').waitFor();
  await bob.page.getByRole('textbox', { name: 'Or paste the line' }).fill('HANDFAST:1:K:AAAA:HUB-AAAA');
  await bob.button('Use this line').click();
  await bob.page.getByText('A part of the line is missing').waitFor();
  await bob.shoot('b1-wrong');
  await bob.scan(await ada.photo('Your first code'));
  await bob.sees('Show them your code');
  await bob.shoot('b2-show');
  await ada.button('Next: scan their code').click();
  await bob.film('Your code');
  await ada.button('Use the camera').click();
  await ada.sees('Show this second code');
  await ada.shoot('a3-show');
  await ada.page.reload();
  await ada.sees('Show this second code');
  await bob.button('Next: scan their second code').click();
  const shown = Date.now();
  await bob.scan(await ada.photo('Your second code'));
  await bob.sees('Compare the words');
  await bob.shoot('b4-compare');
  /** @param {Phone} one */
  const words = (one) => one.page.getByRole('list', { name: 'Check words' }).innerText();
  if ((await words(ada)) !== (await words(bob))) report('the words', ['they differ']);
  await ada.button('Yes, the same').click();
  await ada.page.getByText('Waiting until they confirm').waitFor();
  await bob.button('Yes, the same').click();
  await bob.sees('Ada');
  await ada.sees('Bob');
  console.log(
    `     ${Date.now() - shown} ms from the second code to both connected, with pictures of pages between`,
  );

  await ada.say('Hello Bob, does this arrive?');
  await bob.page.getByText('Hello Bob, does this arrive?').waitFor();
  await bob.say('It does. 🦉\nAnd so do two lines.');
  await ada.page.getByText('It does.').waitFor();
  await ada.button('Send where I am').click();
  await bob.page.getByRole('link', { name: '52.52000, 13.40500' }).waitFor();
  await ada.page.getByText('Received').nth(1).waitFor();
  await ada.shoot('messages');
  await bob.shoot('messages-b');
  await ada.page.getByText('Manage this connection').click();
  await ada.button('Pause').click();
  await ada.page.getByText('Paused by you').waitFor();
  await ada.button('Break').click();
  await ada.shoot('manage');
  await bob.say('Are you there?');
  await bob.page.getByText('They paused').waitFor();
  await bob.shoot('held');
  await ada.button('Keep it').click();
  await ada.button('Resume').click();
  await ada.page.getByRole('link', { name: 'All connections' }).click();
  hub.announce({ type: 6, subType: 1, text: 'New disks at noon.', startsAt: 1_800_000_000 });
  await ada.page.getByText('New disks at noon.').waitFor();
  await ada.shoot('home');
  await ada.page.getByRole('link', { name: 'All messages of the hub' }).click();
  await ada.sees('Messages of the hub');
  await ada.shoot('notices');
  await ada.page.getByRole('link', { name: 'Help' }).click();
  await ada.button('Forget everything').click();
  await ada.shoot('help');
  await bob.page.getByText('Manage this connection').click();
  await bob.button('Break').click();
  await bob.button('Break it').click();
  await bob.page.getByText('This connection is over').waitFor();
  await bob.shoot('broken');

  const second = await ada.page.context().newPage();
  await second.goto(`${base}/qr`);
  await ada.sees('Open elsewhere');
  await ada.shoot('elsewhere');
  await second.close();
  hub = make('another');
  await ada.button('Use it here').click();
  await ada.sees('This is not the hub you know');
  await ada.shoot('hub-changed');
  await ada.page.getByRole('checkbox').check();
  await ada.button('Begin anew with this hub').click();
  await ada.sees('Join this hub');
  await ada.page.context().close();
  await bob.page.context().close();
  server.close();
  server.closeAllConnections();
}

for (const look of LOOKS) {
  try {
    await walk(look);
  } catch (error) {
    report(`walk-${look.name}`, [error instanceof Error ? error.message : 'it broke']);
  }
}
await browser.close();
await stop();
console.log(failed === 0 ? 'All is well.' : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
