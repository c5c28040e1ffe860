/**
 * Somebody goes through every state of the page, in a real browser against rooms in memory, in both themes and two widths; a
 * picture of each is left in `dev/shots`. Fails if the page logs an error (a violation of the policy is one), if anything is
 * wider than the screen, or if axe finds a fault.
 *
 *   npm run build && npm run walk
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('../src/testing/fakeRoom.ts').FakeRoom} FakeRoom
 * @typedef {import('../src/testing/person.ts').Person} Person
 */
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

import { serve, testing } from './serve.js';

const SHOTS = new URL('shots', import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = /** @type {const} */ ([
  { name: 'phone-light', width: 360, height: 740, colorScheme: 'light' },
  { name: 'phone-dark', width: 360, height: 740, colorScheme: 'dark' },
  { name: 'wide-light', width: 1280, height: 860, colorScheme: 'light' },
]);

mkdirSync(SHOTS, { recursive: true });
const {
  FakeRoom: Room,
  Person: Someone,
  cardOf,
  clock,
  identityLine,
  readIdentityLine,
  stop,
} = await testing();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
let failed = 0;

/** @param {string} what @param {readonly string[]} faults */
function report(what, faults) {
  if (faults.length > 0) failed++;
  console.log(
    faults.length === 0 ? `ok   ${what}` : `FAIL ${what}\n     ${[...new Set(faults)].join('\n     ')}`,
  );
}

/** @param {Page} page @param {string} name @param {readonly string[]} complaints */
async function shoot(page, name, complaints) {
  await page.waitForTimeout(150);
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} px wide on a screen of ${clientWidth} px`] : [];
  });
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = /** @type {{ axe: import('axe-core') }} */ (/** @type {unknown} */ (window)).axe;
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  report(name, [...wide, ...found, ...complaints]);
}

/** @param {typeof LOOKS[number]} look */
async function walk({ name: look, width, height, colorScheme }) {
  /** @type {Map<string, FakeRoom>} */
  const rooms = new Map();
  const roomOf = (/** @type {string} */ name) => {
    const found = rooms.get(name) ?? new Room(name, `${look} ${name}`);
    rooms.set(name, found);
    return found;
  };
  let card = cardOf();
  const server = serve(roomOf, () => card).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));

  const take = (/** @type {string} */ name) => shoot(page, `${name}-${look}`, complaints.splice(0));
  const goTo = (/** @type {string} */ where) => page.goto(`http://127.0.0.1:${port}/chat#${where}`);
  const press = (/** @type {string} */ name) => page.getByRole('button', { name, exact: true }).click();
  const reads = (/** @type {string | RegExp} */ text) => page.getByText(text).first().waitFor();
  const join = async (/** @type {string} */ room) => {
    await goTo(room);
    await press('Join');
  };

  clock.now = Date.now();
  await goTo('/');
  await reads('You know nobody yet');
  await take('01-first-visit');
  await page.getByRole('textbox', { name: 'Room' }).fill('My room!');
  await press('Go');
  await take('02-no-room');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await press('Keep');
  const own = (await page.getByTestId('own-line').textContent()) ?? '';
  await page.getByText('Twelve words of it').click();
  await page.getByText('Show it as a code').click();
  await take('03-identity');

  const [bob, eve, mallory] = [new Someone('Bob'), new Someone('Eve'), new Someone('Mallory')];
  for (const one of [bob, eve, mallory]) {
    const { party } = readIdentityLine(own);
    one.trusted.set(party.id, party);
  }
  await goTo('/people');
  await take('04-nobody');
  await page.getByRole('textbox', { name: 'Their identity' }).fill('chat:cut');
  await press('Add');
  await take('05-bad-line');
  await page.getByRole('textbox', { name: 'Their identity' }).fill(identityLine(bob.self.party, 'Bob'));
  await press('Add');
  await page.getByRole('list', { name: 'People' }).getByText('Bob').click();
  await press('Remove');
  await take('06-people');
  await press('Keep it');

  await goTo('garden');
  await take('07-entrance');
  await press('Join');
  await reads('You are alone here');
  await take('08-alone');
  bob.enter(roomOf('garden'));
  eve.enter(roomOf('garden'));
  await reads('at the door');
  await page.getByText('Add them', { exact: true }).click();
  await take('09-stranger');
  bob.trusts(eve);
  eve.trusts(bob);
  await press('Dismiss');
  eve.enter(roomOf('garden'));
  await reads('3 are here');
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello. The gate is open until nine.');
  await press('Send');
  bob.say('Thank you! I bring the ladder.');
  eve.say('And I bring the cherries.');
  await reads('the cherries');
  await take('10-talk');
  await page.getByText('3 are here').click();
  await page.getByRole('list', { name: 'Who is here' }).getByText('Bob').first().click();
  await page.getByText('calls itself').first().click();
  await take('11-members');
  await page.getByText('3 are here').click();
  await press('Leave the room');
  await take('12-leave');
  await press('Stay');

  roomOf('garden').forge = (frame) => (frame.type === 'relay' && frame.from === bob.id ? undefined : frame);
  roomOf('garden').rekey(bob.id);
  await reads('Waiting for a new key from Bob');
  await page.getByRole('textbox', { name: 'Message' }).fill('This waits.');
  await press('Send');
  await take('13-key-awaited');
  roomOf('garden').forge = (frame) =>
    frame.type === 'rekey' ? { ...frame, members: [...roomOf('garden').roster, mallory.id] } : frame;
  roomOf('garden').rekey();
  await reads('Do not trust this room');
  await take('14-disputed');
  roomOf('garden').forge = undefined;
  roomOf('garden').remove(readIdentityLine(own).party.id);
  await reads('You were removed');
  await take('15-removed');

  mallory.enter(roomOf('cellar'));
  await join('cellar');
  await reads('a stranger would have let you in');
  await take('16-stranger-vouches');
  new Someone('Zoe').enter(roomOf('loft'));
  await join('loft');
  await reads('Nobody here knows you');
  await take('17-nobody-knows-you');
  roomOf('attic').forge = (frame) => (frame.type === 'ack' ? { type: 'waiting', seconds: 600 } : frame);
  await join('attic');
  await reads('Wait for somebody');
  await take('18-waits');
  roomOf('shed').forge = (frame) => (frame.type === 'prove' ? undefined : frame);
  await join('shed');
  await reads('The hub asks who knows you');
  await take('19-entering');
  await goTo('/help');
  await take('20-help');
  await goTo('/');
  await take('21-rooms');
  card = cardOf(new Uint8Array(32).fill(7));
  await page.reload();
  await reads('This is not the hub you know');
  await take('22-other-hub');
  await context.close();
  server.closeAllConnections();
  server.close();
}

for (const look of LOOKS) await walk(look);
await browser.close();
await stop();
process.exitCode = failed === 0 ? 0 : 1;
