/** The browser device of chats in a real browser: people let each other into rooms, and talk. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Peer } from '../chat/peer.js';
import { Chat, freshRoom } from '../parts/chat.js';
import { openBrowser } from '../parts/browser.js';
import { exchangeIdentities, Guest } from '../parts/chat-page.js';
import { Hub } from '../parts/hub.js';
import { ask } from '../relay/http.js';
import { anotherAddress } from '../parts/relay.js';

const KEPT = 'attic';

/** @type {Hub} */
let hub;
/** @type {Chat} */
let chat;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  const settings = { 'chat-join.persistent-rooms': KEPT };
  [hub, browser] = await Promise.all([Hub.start({ settings }), openBrowser()]);
  chat = await Chat.of(hub);
});
after(async () => {
  await browser.close();
  await hub.stop();
});

/** @param {string} name */
function guest(name) {
  return Guest.open(browser, chat.port, name);
}

/** @returns {Promise<{ ada: Guest, bob: Guest, room: string }>} two in a room */
async function couple(room = freshRoom()) {
  const [ada, bob] = [await guest('Ada'), await guest('Bob')];
  await exchangeIdentities(ada, bob);
  await ada.join(room);
  await ada.counts(1);
  await bob.join(room);
  await ada.counts(2);
  await bob.counts(2);
  return { ada, bob, room };
}

/** @param {...Guest} guests */
async function putAway(...guests) {
  for (const one of guests) await one.putAway();
}

test('the page is three files under a strict policy, beside the rooms', async () => {
  const files = { '/chat': 'text/html', '/chat-device.js': 'text/javascript', '/chat-device.css': 'text/css' };
  const place = { port: chat.port, from: anotherAddress() };
  for (const [path, type] of Object.entries(files)) {
    const { status, headers, text } = await ask(place, path);
    assert.equal(status, 200);
    assert.match(headers['content-type'] ?? '', new RegExp(`^${type}`));
    assert.match(headers['content-security-policy']?.toString() ?? '', /^default-src 'self';.*frame-ancestors 'none'/);
    assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)|sourceMappingURL/);
  }
});

test('two people exchange identities, let each other in, compare words, and talk', async () => {
  const { ada, bob } = await couple();
  await ada.window.photograph('chat-page-room');
  assert.deepEqual(await ada.wordsWith('Bob'), await bob.wordsWith('Ada'));
  await ada.say('Hello Bob');
  await bob.hears('Hello Bob');
  await bob.say('Hello Ada');
  await ada.hears('Hello Ada');
  await ada.window.photograph('chat-page-talk');
  await bob.leave();
  await ada.hears('Bob left');
  await ada.counts(1);
  await bob.press('Come again');
  await ada.counts(2);
  await bob.say('Back');
  await ada.hears('Back');
  await putAway(ada, bob);
});

test('pages and a client that shares nothing with them are in one room, whoever lets in whom', async () => {
  const { ada, bob, room } = await couple();
  const zoe = new Peer({ name: 'Zoe' });
  zoe.trust.add(await ada.line());
  await ada.trusts(zoe.line);
  await chat.enter(zoe, room, 'lines');
  await zoe.joined();
  await ada.goTo(room);
  await ada.counts(3);
  await bob.counts(3);
  await bob.page.getByText('3 are here').click();
  await bob.reads('calls itself “Zoe”');
  zoe.say('by hand');
  await ada.hears('by hand');
  await bob.hears('by hand');
  await bob.say('by page');
  assert.equal((await zoe.hears()).text, 'by page');

  // The oldest goes: the next makes a key, and all that stay have it.
  await ada.leave();
  await zoe.joined(2);
  await bob.hears('There is a new key, made by you');
  await bob.say('without Ada');
  assert.equal((await zoe.hears()).text, 'without Ada');
  // Nobody who is left knows Ada but Bob, who lets her in.
  await ada.press('Come again');
  await ada.counts(3);
  zoe.say('welcome back');
  await ada.hears('welcome back');
  await bob.leave();
  await ada.hears('There is a new key, made by Zoe');
  await ada.say('under a key of Zoe');
  assert.equal((await zoe.hears()).text, 'under a key of Zoe');
  assert.deepEqual([zoe.warnings, zoe.errors], [[], []]);
  await zoe.leave();
  await ada.hears('Zoe left');
  await putAway(ada, bob);
});

test('a client lets a page in, and the page lets a client in', async () => {
  const room = freshRoom();
  const zoe = new Peer({ name: 'Zoe' });
  const ada = await guest('Ada');
  zoe.trust.add(await ada.line());
  await ada.trusts(zoe.line);
  await chat.enter(zoe, room);
  await zoe.joined();
  await ada.join(room);
  await ada.counts(2);
  assert.deepEqual(await ada.wordsWith('Zoe'), [...zoe.compared.values()][0]?.words);
  await ada.say('hello');
  assert.equal((await zoe.hears()).text, 'hello');
  await zoe.leave();
  await ada.counts(1);
  await chat.enter(zoe, room);
  await zoe.joined();
  zoe.say('hello again');
  await ada.hears('hello again');
  await putAway(ada);
});

test('a stranger is not let in, is added by a person, and comes again', async () => {
  const [ada, eve] = [await guest('Ada'), await guest('Eve')];
  const room = freshRoom();
  await eve.trusts(await ada.line());
  await ada.join(room);
  await ada.counts(1);
  await eve.join(room);
  await eve.reads('Nobody here knows you');
  await eve.window.photograph('chat-page-nobody-knows-you');
  await ada.reads('Somebody you do not know is at the door');
  await ada.page.getByText('Add them', { exact: true }).click();
  await ada.page.getByRole('textbox', { name: 'You call them' }).fill('Eve');
  await ada.page.getByLabel('The words are the same').check();
  await ada.window.photograph('chat-page-stranger');
  await ada.press('Trust them');
  await eve.press('Come again');
  await eve.counts(2);
  await eve.say('thank you');
  await ada.hears('thank you');
  await putAway(ada, eve);
});

test('a page leaves where a stranger would let it in', async () => {
  const [ada, eve] = [await guest('Ada'), await guest('Eve')];
  const room = freshRoom();
  await eve.trusts(await ada.line());
  await eve.join(room);
  await eve.counts(1);
  await ada.join(room);
  await ada.reads('You left: a stranger would have let you in');
  await ada.window.photograph('chat-page-stranger-vouches');
  await eve.counts(1);
  await putAway(ada, eve);
});

test('a page that loses its connection comes back by itself, and one that was removed when told', async () => {
  const { ada, bob, room } = await couple();
  await ada.leave();
  /** @type {() => void} */
  let lose = () => undefined;
  await ada.page.routeWebSocket(/\/chat\//, (page) => {
    const server = page.connectToServer();
    lose = () => {
      server.close();
      page.close({ code: 1001 });
    };
  });
  await ada.page.reload();
  await ada.counts(2);
  lose();
  await bob.hears('Ada left');
  await ada.hears('You are back');
  await ada.say('here I am');
  await bob.hears('here I am');
  await chat.command('remove-member', { room, identity: await ada.identity() });
  await ada.reads('You were removed');
  await bob.hears('Ada was removed');
  await ada.press('Come again');
  await ada.say('once more');
  await bob.hears('once more');
  await putAway(ada, bob);
});

test('a room that keeps its members has the seat of who reloads', async () => {
  const { ada, bob } = await couple(KEPT);
  await bob.page.reload();
  await bob.counts(2);
  await bob.say('after a reload');
  await ada.hears('after a reload');
  await ada.say('welcome back');
  await bob.hears('welcome back');
  await ada.leave();
  await bob.counts(1);
  await bob.leave();
  await putAway(ada, bob);
});

test('the same identity in another window takes the seat, and the first says so', async () => {
  const { ada, bob, room } = await couple();
  const second = await ada.page.context().newPage();
  await second.goto(`${ada.window.origin}/chat#${room}`);
  await second.getByText('2 are here').waitFor();
  await ada.reads('You came in elsewhere');
  await second.getByRole('textbox', { name: 'Message' }).fill('from the other window');
  await second.getByRole('button', { name: 'Send', exact: true }).click();
  await bob.hears('from the other window');
  await putAway(ada, bob);
});

describe('at a hub where rooms are opened by leave', () => {
  /** @type {Hub} */
  let strict;
  before(async () => {
    strict = await Hub.start({ settings: { 'chat-join.rooms': 'admin' } });
  });
  after(() => strict.stop());

  test('the first waits for it, and is in or is told', async () => {
    const { port } = await Chat.of(strict);
    for (const [name, answer, text] of /** @type {[string, 'YES' | 'NO', string][]} */ ([
      ['Ada', 'YES', 'You are alone here'],
      ['Eve', 'NO', 'This room was not allowed'],
    ])) {
      const one = await Guest.open(browser, port, name);
      await one.join(freshRoom());
      await one.reads('Wait for somebody');
      await one.window.photograph(`chat-page-waits-${name}`);
      const question = await strict.admin.until(async () => (await strict.admin.questions())[0]);
      await strict.admin.answer(question, answer);
      await one.reads(text);
      await one.putAway();
    }
  });
});

test('another hub at the same address is warned of', async () => {
  const ada = await guest('Ada');
  const { text } = await ask({ port: chat.port, from: anotherAddress() }, '/hub');
  const other = { ...JSON.parse(text), x25519_public_key: '42'.repeat(32) };
  await ada.page.route('**/hub', (route) => route.fulfill({ json: other }));
  await ada.page.reload();
  await ada.sees('This is not the hub you know');
  await ada.window.photograph('chat-page-other-hub');
  await putAway(ada);
});
