/** The browser device in a real browser: people hold their phones before each other, and write to each other. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { openBrowser } from '../parts/browser.js';
import { Hub } from '../parts/hub.js';
import { connect, holdTogether, Phone } from '../parts/phone.js';
import { heard, OPEN, Qr } from '../parts/qr.js';
import { OwnEnd } from '../qr/keys.js';
import { checked, readKeyLine, readSignatureLine, signatureLine, withCheck } from '../qr/lines.js';
import { ask } from '../relay/http.js';

/** How often two people connect, to say how long it takes. */
const ROUNDS = Number(process.env.QR_PAGE_ROUNDS ?? 20);

/** @type {Hub} */
let hub;
/** @type {Qr} */
let qr;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  const settings = { ...OPEN, 'qr-connection.connections-at-a-time': '1000' };
  [hub, browser] = await Promise.all([Hub.start({ settings }), openBrowser()]);
  qr = await Qr.of(hub);
});
after(async () => {
  await browser.close();
  await hub.stop();
});

/** @param {string} name */
function joined(name) {
  return Phone.joined(browser, qr.port, name);
}

/** @param {Phone[]} phones that are put away, with nothing to complain about */
async function putAway(...phones) {
  for (const phone of phones) {
    phone.window.assertContent();
    await phone.close();
  }
}

/** @returns {Promise<[Phone, Phone]>} of two who are connected */
async function couple() {
  const [ada, bob] = [await joined('Ada'), await joined('Bob')];
  await holdTogether(ada, bob);
  await connect(ada, bob);
  return [ada, bob];
}

test('the page is three files under a strict policy', async () => {
  const files = { '/qr': 'text/html', '/qr/device.js': 'text/javascript', '/qr/device.css': 'text/css' };
  for (const [path, type] of Object.entries(files)) {
    const { status, headers, text } = await ask(qr.place, path);
    assert.equal(status, 200);
    assert.match(headers['content-type'] ?? '', new RegExp(`^${type}`));
    assert.match(headers['content-security-policy']?.toString() ?? '', /^default-src 'self';.*frame-ancestors 'none'/);
    assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)|sourceMappingURL/);
  }
});

test('two people connect by pictures of their screens, and write to each other', async () => {
  const [ada, bob] = await couple();
  await ada.say('Hello Bob');
  await bob.hears('Hello Bob');
  await ada.lastIs('Received');
  await bob.say('Hello Ada');
  await ada.hears('Hello Ada');
  await ada.window.photograph('qr-page-connected');

  await ada.page.getByText('Manage this connection').click();
  await ada.press('Pause');
  await ada.page.getByText('Paused by you').waitFor();
  await bob.say('Are you there?');
  await bob.page.getByText('They paused').waitFor();
  bob.window.expectComplaint(/409/);
  await ada.press('Resume');
  await ada.page.getByRole('textbox', { name: 'Message' }).waitFor();
  await ada.hears('Are you there?');

  await ada.press('Break');
  await ada.press('Break it');
  await ada.page.getByText('You broke it.').waitFor();
  await bob.page.getByText('This connection is over').waitFor();
  await putAway(ada, bob);
});

test('a page and a client that shares nothing with it connect by lines to paste, either first', async () => {
  const ada = await joined('Ada');
  const bob = await qr.client({ name: 'Bob' });
  bob.place = { port: qr.port };

  await ada.begin('Bob', 'Show my code');
  const bobs = new OwnEnd();
  const adas = readKeyLine(checked(await ada.line()), 'first');
  await ada.press('Next: scan their code');
  await ada.paste(withCheck(bob.showSecond(bobs)));
  await ada.sees('Show this second code');
  const invitation = readSignatureLine(checked(await ada.line()));
  const connection = bob.consider(bobs, adas, invitation);
  assert.deepEqual(await ada.words(), connection.comparison.words);
  await ada.press('Yes, the same');
  await bob.confirm(connection, invitation);
  await ada.sees('Bob');
  await bob.say(connection, 'by hand');
  await bob.settle();
  await ada.hears('by hand');
  await ada.say('by page');
  await ada.lastIs('At the hub');
  await bob.settle();
  assert.deepEqual(heard(connection), ['by page']);

  const own = new OwnEnd();
  await ada.begin('Bobby', 'Scan a code');
  await ada.paste(withCheck(bob.showFirst(own)));
  await ada.sees('Show them your code');
  const peer = readKeyLine(checked(await ada.line()), 'second');
  await ada.press('Next: scan their second code');
  await ada.paste(withCheck(signatureLine(await bob.initiate(own, peer))));
  await ada.sees('Compare the words');
  const second = bob.expect(own, peer);
  assert.deepEqual(await ada.words(), second.comparison.words);
  await ada.press('Yes, the same');
  await ada.sees('Bobby');
  await bob.settle();
  assert.ok(second.id);
  bob.put(await second.rekey());
  await bob.say(second, 'under the old keys');
  await bob.settle();
  await ada.hears('under the old keys');
  await ada.page.reload();
  await ada.say('under new keys');
  await ada.lastIs('At the hub');
  await bob.settle();
  assert.equal(second.rekeyed, 1, 'the page answered with a key of its own');
  assert.deepEqual(heard(second), ['under new keys']);
  await bob.say(second, 'under new keys, too');
  await bob.settle();
  await ada.hears('under new keys, too');
  await putAway(ada);
});

test('a page that is closed at any step goes on where it was', async () => {
  const [ada, bob] = [await joined('Ada'), await joined('Bob')];
  await holdTogether(ada, bob);
  await ada.page.reload();
  await ada.sees('Show this second code');
  await bob.page.reload();
  await bob.sees('Show them your code');
  await bob.press('Next: scan their second code');
  await bob.scan(await ada.photograph('Your second code'));
  await bob.sees('Compare the words');
  await bob.page.reload();
  await bob.sees('Compare the words');
  await bob.press('Yes, the same');
  await bob.sees('Ada');
  await ada.page.getByText('You have not compared the words yet').waitFor();
  await ada.page.reload();
  await ada.press('Yes, the same');
  await ada.page.context().setOffline(true);
  await ada.say('said without a network');
  await ada.page.getByText('The hub is out of reach').waitFor();
  ada.window.forgive(/ERR_INTERNET_DISCONNECTED/);
  await ada.page.context().setOffline(false);
  await bob.hears('said without a network');
  ada.window.forgive(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  await putAway(ada, bob);
});

test('a third phone that photographed all codes gets nothing', async () => {
  const [ada, bob, eve] = [await joined('Ada'), await joined('Bob'), await joined('Eve')];
  await ada.begin('Bob', 'Show my code');
  await bob.begin('Ada', 'Scan a code');
  await eve.begin('Ada', 'Scan a code');
  const first = await ada.photograph('Your first code');
  await bob.scan(first);
  await eve.scan(first);
  await eve.sees('Show them your code');
  await bob.sees('Show them your code');
  await ada.press('Next: scan their code');
  await ada.scan(await bob.photograph('Your code'));
  await ada.sees('Show this second code');
  await eve.press('Next: scan their second code');
  await eve.scan(await ada.photograph('Your second code'));
  await eve.page.getByText('This code belongs to two other devices.').waitFor();
  await bob.press('Next: scan their second code');
  await connect(ada, bob);
  await putAway(ada, bob, eve);
});

describe('at a hub where people decide', () => {
  /** @type {Hub} */
  let strict;
  before(async () => {
    strict = await Hub.start();
  });
  after(() => strict.stop());

  test('somebody new waits, is let in or refused, and hears what the hub says to all', async () => {
    const port = await strict.portOf('qr-connection');
    const [ada, eve] = [await Phone.open(browser, port, 'Ada'), await Phone.open(browser, port, 'Eve')];
    for (const [phone, answer, title] of /** @type {[Phone, 'YES' | 'NO', string][]} */ ([
      [ada, 'YES', 'Connections'],
      [eve, 'NO', 'The hub refused you'],
    ])) {
      await phone.join();
      await phone.sees('Waiting for approval');
      const question = await strict.admin.until(async () =>
        (await strict.admin.questions()).find(({ stage, name }) => stage === 'ACCOUNT' && name === phone.name),
      );
      await strict.admin.answer(question, answer);
      await phone.sees(title);
    }
    const said = { kind: 'maintenance', text: 'New disks at noon.' };
    await strict.admin.post('/protocols/qr-connection/commands/announce', { arguments: said });
    await ada.page.getByText('New disks at noon.').waitFor();
    await ada.window.photograph('qr-page-announcement');
    await putAway(ada, eve);
  });

  test('an invite lets in at once', async () => {
    const port = await strict.portOf('qr-connection');
    const { shown } = await strict.admin.post('/protocols/qr-connection/commands/invite', { arguments: {} });
    const bob = await Phone.open(browser, port, 'Bob');
    await bob.join(shown[0].values[0]);
    await bob.sees('Connections');
    await putAway(bob);
  });
});

test('from the last code shown to both connected', async (t) => {
  const [ada, bob] = [await joined('Ada'), await joined('Bob')];
  /** @type {number[]} */
  const took = [];
  for (let round = 0; round < ROUNDS; round++) {
    await holdTogether(ada, bob);
    took.push(await connect(ada, bob));
  }
  took.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => Math.round(took[Math.ceil(took.length * share) - 1] ?? 0);
  t.diagnostic(`${ROUNDS} times, with a photo and two answers: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  await putAway(ada, bob);
});
