/** The administrator's way through the console, in a real browser, with an independent device at the other end. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { Device } from '../device/device.js';
import { Closed } from '../device/link.js';
import { Hub } from '../parts/hub.js';
import { openBrowser, Window } from '../parts/browser.js';
import { pair } from '../parts/pairing.js';

const PASSWORD = 'velvet quantum harbor';
const NAME = "Ada's laptop";

/** @type {Hub} */
let hub;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Window} the administrator's, signed in by the first test */
let admin;
/** @type {Device} paired by the second */
let laptop;
/** @type {import('../device/device.js').Contact} */
let contact;

before(async () => {
  [hub, browser] = await Promise.all([Hub.start(), openBrowser()]);
  admin = await Window.open(browser, hub.origin);
});
afterEach(() => admin.assertContent());
after(async () => {
  await browser.close();
  await hub.stop();
});

/** @param {string} name */
function button(name) {
  return admin.page.getByRole('button', { name, exact: true });
}

/** @param {string} name @param {number} [level] */
function heading(name, level = 1) {
  return admin.page.getByRole('heading', { name, level });
}

/** @param {string} label @returns {Promise<string[]>} the items of a list, as they stand under numbers or pictures */
async function list(label) {
  const found = admin.page.getByRole('list', { name: label, exact: true });
  await found.waitFor();
  const items = await found.getByRole('listitem').allInnerTexts();
  return items.map((item) => item.replace(/^.*\n/s, ''));
}

/** @param {Window} window */
async function choosePassword({ page }) {
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
  await page.getByRole('textbox', { name: 'The same again' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
}

/** @param {string} name of a device @returns {Promise<import('../device/device.js').Contact>} that asks to be paired */
async function asks(name) {
  const asking = await new Device({ name }).dial(hub.devicePort);
  await asking.greet();
  asking.ask();
  return asking;
}

test('the set-up link takes a password once, and signs in', async () => {
  assert.ok(hub.setUpLink);
  await admin.page.goto(hub.setUpLink);
  await admin.photograph('set-up');
  await choosePassword(admin);
  await admin.page.getByText('Nobody waits').waitFor();
  assert.equal(admin.page.url(), `${hub.origin}/`);
  await admin.photograph('nobody-waits');

  const second = await Window.open(browser, hub.origin);
  await second.page.goto(hub.setUpLink);
  await choosePassword(second);
  await second.page.getByText('no longer works').waitFor();
  second.expectComplaint(/status of 410/);
  second.assertContent();
  await second.close();
});

test('a device that asks appears at once, and is trusted once both ends show the same', async () => {
  await admin.page.evaluate(() => Object.assign(window, { stillHere: true }));
  contact = await asks(NAME);
  laptop = contact.device;
  await heading(NAME, 2).waitFor();
  await admin.page.getByText(contact.link.name).waitFor();
  await admin.photograph('asks');

  await button(`Answer ${NAME}`).click();
  await admin.page.getByText(laptop.id).waitFor();
  await admin.photograph('contact');
  await button('Accept, then compare').click();
  await contact.takeKey();
  contact.giveKey();
  assert.deepEqual(await list('Check words'), contact.comparison.words);
  const symbols = contact.comparison.symbols.map((symbol) => symbol.split(' ').at(-1));
  assert.deepEqual(await list('Check symbols'), symbols);
  await admin.photograph('words');

  contact.approve();
  await button('They match — trust this device').click();
  await contact.checkKeys();
  await heading(`${NAME} is trusted`).waitFor();
  await admin.photograph('trusted');
  await button('Show the device').click();
  await heading(NAME).waitFor();
  assert.equal(await admin.page.evaluate(() => 'stillHere' in window), true, 'the page was loaded again');
});

test('the device’s page says who it is, why it is trusted, and how that came about', async () => {
  const main = admin.page.getByRole('main');
  for (const text of [
    laptop.id,
    contact.link.name,
    'Connected',
    'Trusted',
    'by admin',
    'Pairing with this hub, Direct TCP',
  ]) {
    await main.getByText(text).first().waitFor();
  }
  assert.deepEqual(await list('Fingerprint of the device’s key'), contact.comparison.own);
  assert.deepEqual(await list('Fingerprint of the other key'), contact.comparison.hub);

  const timeline = await main.getByRole('list', { name: 'Timeline' }).first().innerText();
  const steps = [
    'A link was opened',
    'Asked whether to talk',
    'Let in to talk',
    'Both ends showed the same',
    'Connected',
  ];
  assert.deepEqual(
    steps.filter((step) => !timeline.includes(step)),
    [],
    timeline,
  );
  await admin.photograph('device');

  contact.close();
  await main.getByText('Not connected').first().waitFor();
  contact = await laptop.reconnect(hub.devicePort);
  await main.getByText(contact.link.name).first().waitFor();
});

test('a revocation says first what it does, and then does it', async () => {
  await button('Revoke…').click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByText('will be disconnected at once').waitFor();
  await admin.photograph('revoke');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('left on a train');
  await dialog.getByRole('button', { name: `Revoke ${NAME}` }).click();
  assert.deepEqual(await contact.link.untilClosed(), []);
  await admin.page.getByText('left on a train').first().waitFor();
  await button('Forget…').waitFor();
  await admin.photograph('revoked');

  await assert.rejects(laptop.reconnect(hub.devicePort), /does not know the device/);
  const back = await laptop.dial(hub.devicePort);
  assert.equal((await back.greet()).paired, false);
  await assert.rejects(back.link.next(), Closed);

  await button('Forget…').click();
  await dialog.getByRole('button', { name: `Forget ${NAME}` }).click();
  await heading('Devices').waitFor();
  // News of it may be faster than the answer, and the page then asks for a device that is gone.
  admin.forgive(/status of 404 \S*.*(\/devices\/|[?&]device=)/);
});

test('a device is refused at first contact', async () => {
  await admin.page.goto(hub.origin);
  const stranger = await asks('A stranger');
  await button('Answer A stranger').click();
  await button('Refuse').click();
  assert.deepEqual(await stranger.link.untilClosed(), []);
  await admin.page.getByText('Nobody waits').waitFor();
  assert.equal(await hub.admin.deviceAt(stranger.device.id), undefined);
});

test('a device is refused if the words differ, and nothing of it stays', async () => {
  const stranger = await asks('A man in the middle');
  await button('Answer A man in the middle').click();
  await button('Accept, then compare').click();
  await stranger.takeKey();
  stranger.giveKey();
  await button('They differ').click();
  await admin.page.getByText('somebody may be in between').waitFor();
  assert.deepEqual(await stranger.link.untilClosed(), []);
  await button('Close').last().click();
  assert.equal(await hub.admin.deviceAt(stranger.device.id), undefined);
});

test('a device that gives up leaves the page by itself', async () => {
  const impatient = await asks('An impatient one');
  await heading('An impatient one', 2).waitFor();
  impatient.close();
  await admin.page.getByText('Nobody waits').waitFor();
});

test('a name is text, whatever is in it', async () => {
  const name = '<img src=x onerror=alert(1)>\u202e</h2>';
  const hostile = await asks(name);
  await heading('<img src=x onerror=alert(1)></h2>', 2).waitFor();
  assert.equal(await admin.page.locator('img[src="x"]').count(), 0);
  hostile.close();
  await admin.page.getByText('Nobody waits').waitFor();
});

test('what happens elsewhere shows on every page', async () => {
  await admin.page.getByRole('link', { name: 'Devices', exact: true }).click();
  await heading('Devices').waitFor();
  const device = new Device({ name: 'Paired elsewhere' });
  (await pair(hub, device)).close();
  const row = admin.page.getByRole('row', { name: 'Paired elsewhere' });
  await row.getByText('Not connected').waitFor();
  const { device: known } = await hub.admin.deviceAt(device.id);
  await hub.admin.put(`/devices/${known.id}/revocation`, { reason: '' });
  await row.getByText('Revoked').waitFor();

  await admin.page.getByRole('link', { name: 'Audit', exact: true }).click();
  await button('Verify the chain').click();
  await admin.page.getByText('The chain is intact').waitFor();
});

test('whoever signs out is out, and the password lets in again', async () => {
  await button('Hub and settings').click();
  await admin.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await heading('Sign in').waitFor();
  await admin.page.goto(`${hub.origin}/devices`);
  await heading('Sign in').waitFor();
  assert.equal(await admin.page.getByText('Paired elsewhere').count(), 0);

  const password = admin.page.getByRole('textbox', { name: 'Administrator’s password' });
  await password.fill('not the password');
  await button('Sign in').click();
  await admin.page.getByText('That is not the password').waitFor();
  admin.expectComplaint(/status of 401/);
  await password.fill(PASSWORD);
  await button('Sign in').click();
  await heading('Devices').waitFor();
  await admin.page.getByText('Paired elsewhere').waitFor();
});
