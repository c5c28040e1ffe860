/** An administrator looks into rooms by the console, in a real browser, and says who may open one. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { Peer } from '../chat/peer.js';
import { openBrowser, Window } from '../parts/browser.js';
import { Chat, freshRoom, friends, greeted } from '../parts/chat.js';
import { Hub } from '../parts/hub.js';

const PASSWORD = 'velvet quantum harbor';

/** @type {Hub} */
let hub;
/** @type {Chat} */
let chat;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Window} the administrator's */
let admin;

before(async () => {
  [hub, browser] = await Promise.all([Hub.start(), openBrowser()]);
  chat = await Chat.of(hub);
  admin = await Window.open(browser, hub.origin);
  assert.ok(hub.setUpLink);
  await admin.page.goto(hub.setUpLink);
  await admin.page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
  await admin.page.getByRole('textbox', { name: 'The same again' }).fill(PASSWORD);
  await admin.page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await admin.page.getByText('Nobody waits').waitFor();
});
afterEach(() => admin.assertContent());
after(async () => {
  await browser.close();
  await hub.stop();
});

/** @param {string} name @param {import('playwright-core').Page | import('playwright-core').Locator} [within] */
function button(name, within = admin.page) {
  return within.getByRole('button', { name, exact: true });
}

/** @param {Peer} peer @returns {string} what the console calls one that the hub knows no name of */
function short({ id }) {
  return `${id.slice(0, 11)}…`;
}

test('rooms appear as they open, with who comes and who vouched, and a member is removed', async () => {
  const { page } = admin;
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByText('./handfast device chat join ROOM').waitFor();
  const room = freshRoom();
  const [ada, bob, eve] = friends('Ada', 'Bob', 'Eve');
  assert.ok(ada !== undefined && bob !== undefined && eve !== undefined);
  await chat.gather(room, ada, bob);
  await page.getByRole('link', { name: room }).click();
  const members = page.getByRole('table', { name: 'Members' });
  await members.getByRole('row').nth(2).waitFor();

  await chat.enter(eve, room);
  await eve.joined();
  await greeted(ada, eve);
  await members.getByRole('row').nth(3).waitFor();
  assert.equal(await members.getByText('Proven').count(), 3);
  assert.equal(await members.getByText('nobody: came first').count(), 1);
  const line = page.getByRole('button', { name: /vouched for/ });
  await line.nth(1).waitFor();
  assert.equal(await line.count(), 2);
  await admin.photograph('room');

  await members
    .getByRole('row')
    .nth(3)
    .getByRole('button', { name: /^Remove/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The others make a new key at once').waitFor();
  await button('Remove', dialog).click();
  await eve.running;
  assert.equal(eve.turnedAway?.code, 'removed');
  await page.getByText(/is removed from/).waitFor();
  await members.getByRole('row').nth(3).waitFor({ state: 'detached' });

  await button('Close the room…').click();
  await button('Close the room', dialog).click();
  await Promise.all([ada.running, bob.running]);
  assert.equal(ada.turnedAway?.code, 'closed');
  await page.getByText('It was closed, or the last has left').waitFor();
  await admin.photograph('room-closed');
  admin.forgive(/status of 404/);
});

test('who may open rooms is changed while the hub runs, and asked at the door from then on', async () => {
  const { page } = admin;
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Rooms' }).click();
  await page.getByRole('link', { name: 'settings of Chat join' }).click();
  const form = page.getByRole('form', { name: 'Settings of Chat join' });
  await form.getByLabel(/^Rooms/).selectOption('admin');
  await button('Save settings', form).click();
  await page.getByText('The settings of Chat join are changed').waitFor();
  await admin.photograph('settings');

  const room = freshRoom();
  const ada = await chat.enter(new Peer(), room);
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Rooms' }).click();
  await page.getByRole('link', { name: room }).click();
  const door = page.getByRole('table', { name: 'At the door' });
  await door.getByText(short(ada)).waitFor();
  await door.getByText('An operator is asked whether this one may open the room.').waitFor();
  await admin.photograph('at-the-door');
  const [question] = await hub.admin.questions();
  await hub.admin.post(`/questions/${question.id}/answer`, { answer: 'YES' });
  await ada.joined();
  await page.getByRole('table', { name: 'Members' }).getByText(short(ada)).waitFor();
  await door.waitFor({ state: 'detached' });
  await ada.leave();
});
