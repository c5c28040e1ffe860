/**
 * Walks through every page of the built console in a real browser, in both themes and two widths, and leaves a picture
 * of each in `dev/shots`. Fails if the page logs an error (a violation of the policy is one), if anything is wider than
 * the screen, or if axe finds a fault.
 *
 *   npm run build && npm run screenshots [scene …]
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ page: Page, hub: MockHub, base: string, stop: () => void }} Stage
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

import { CHECK_WORDS, crowd } from './mock/data.js';
import { MockHub, SETUP_TOKEN } from './mock/hub.js';
import { mockServer } from './mock/server.js';

const HERE = new URL('.', import.meta.url).pathname;
const SHOTS = `${HERE}shots`;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

const WIDTHS = [
  { name: 'wide', width: 1360, height: 860 },
  { name: 'narrow', width: 360, height: 740 },
];
const THEMES = /** @type {const} */ (['light', 'dark']);

/** @type {Record<string, (stage: Stage) => Promise<void>>} */
const SCENES = {
  'set-up': async ({ page, hub, base }) => {
    hub.setUp = false;
    hub.signedIn = false;
    await page.goto(`${base}/setup#token=${SETUP_TOKEN}`);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill('velvet quantum harbor');
    await page.getByRole('textbox', { name: 'The same again' }).fill('velvet quantum');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('Strong').waitFor();
  },
  'set-up-dead-link': async ({ page, hub, base }) => {
    hub.setUp = false;
    hub.signedIn = false;
    await page.goto(`${base}/setup#token=old`);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill('velvet quantum');
    await page.getByRole('textbox', { name: 'The same again' }).fill('velvet quantum');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('no longer works').waitFor();
  },
  'not-set-up': async ({ page, hub, base }) => {
    hub.setUp = false;
    hub.signedIn = false;
    await page.goto(`${base}/devices`);
    await page.getByText('This hub is new').waitFor();
  },
  'sign-in': async ({ page, hub, base }) => {
    hub.signedIn = false;
    await page.goto(`${base}/devices`);
    await page.getByRole('textbox', { name: 'Administrator’s password' }).waitFor();
  },
  'sign-in-wrong': async ({ page, hub, base }) => {
    hub.signedIn = false;
    await page.goto(base);
    await page.getByRole('textbox', { name: 'Administrator’s password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('That is not the password').waitFor();
  },
  'session-ended': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices`);
    await page.getByRole('table', { name: 'Devices' }).waitFor();
    hub.signedIn = false;
    hub.tell('bye');
    await page.getByText('Your session ended').waitFor();
  },
  pending: async ({ page, base }) => {
    await page.goto(base);
    await page.getByText('Grace’s workstation').waitFor();
  },
  'pending-empty': async ({ page, hub, base }) => {
    hub.questions = [];
    await page.goto(base);
    await page.getByText('./handfast device').waitFor();
  },
  'pending-loading': async ({ page, hub, base }) => {
    hub.slow = 60_000;
    await page.goto(base);
    await page.locator('.pf-v6-c-skeleton').first().waitFor();
  },
  'answer-contact': async ({ page, base }) => {
    await page.goto(base);
    await page.getByRole('button', { name: 'Answer Grace’s workstation' }).click();
    await page.getByRole('button', { name: 'Accept, then compare' }).waitFor();
  },
  'answer-replaces': async ({ page, hub, base }) => {
    const old = hub.devices[0]?.device;
    if (old === undefined) throw new Error('the mock has no device');
    hub.ask({ name: "Ada's laptop", replaces: { id: old.id, name: old.name, trust: old.trust } });
    await page.goto(base);
    await page.getByRole('button', { name: "Answer Ada's laptop" }).click();
    await page.getByText("This would replace Ada's laptop").waitFor();
  },
  'answer-exchanging': async ({ page, hub, base }) => {
    hub.pace = 60_000;
    await page.goto(base);
    await accept(page);
    await page.getByText('exchange keys. What to compare').waitFor();
  },
  'answer-words': async ({ page, hub, base }) => {
    hub.pace = 100;
    await page.goto(base);
    await accept(page);
    await page.getByRole('button', { name: 'They match' }).waitFor();
  },
  'answer-fingerprints': async ({ page, base }) => {
    await page.goto(base);
    await page.getByRole('button', { name: 'Compare words with Pump' }).click();
    await page.getByText('did not commit').waitFor();
  },
  'answer-nothing': async ({ page, hub, base }) => {
    hub.ask({ name: 'Odd one', stage: 'WORDS', shown: [] });
    await page.goto(base);
    await page.getByRole('button', { name: 'Compare words with Odd one' }).click();
    await page.getByText('There is nothing to compare').waitFor();
  },
  'answer-trusted': async ({ page, hub, base }) => {
    hub.pace = 100;
    await page.goto(base);
    await accept(page);
    await page.getByRole('button', { name: 'They match' }).click();
    await page.getByText('may use this hub from now on. It comes back').waitFor();
  },
  'answer-differ': async ({ page, hub, base }) => {
    const q = hub.ask({ name: 'Stranger', stage: 'WORDS', shown: CHECK_WORDS });
    await page.goto(`${base}/?answer=${q.conversationId}`);
    await page.getByRole('button', { name: 'They differ' }).click();
    await page.getByText('somebody may be in between').waitFor();
  },
  'answer-gone': async ({ page, hub, base }) => {
    const q = hub.ask({ name: 'Impatient one' });
    await page.goto(`${base}/?answer=${q.conversationId}`);
    await page.getByRole('button', { name: 'Accept, then compare' }).waitFor();
    hub.withdraw(q.conversationId, 'the peer closed the link');
    await page.getByText('The hub says').waitFor();
  },
  'answer-account': async ({ page, base }) => {
    await page.goto(base);
    await page.getByRole('button', { name: 'Answer Grace', exact: true }).click();
    await page.getByRole('button', { name: 'Approve the account' }).waitFor();
  },
  rooms: async ({ page, base }) => {
    await page.goto(`${base}/rooms`);
    await page.getByRole('table', { name: 'Rooms' }).waitFor();
  },
  'rooms-empty': async ({ page, hub, base }) => {
    hub.empty();
    await page.goto(`${base}/rooms`);
    await page.getByText('./handfast device chat join ROOM').waitFor();
  },
  room: async ({ page, hub, base }) => {
    await page.goto(`${base}/rooms/${hub.rooms[0]?.room.conversationId ?? ''}`);
    await page.getByRole('table', { name: 'Members' }).waitFor();
    await page.getByRole('button', { name: 'Dave vouched for Erin' }).press('Enter');
    await page.getByRole('region', { name: 'The chosen vouch' }).waitFor();
  },
  'room-nobody': async ({ page, hub, base }) => {
    await page.goto(`${base}/rooms/${hub.rooms[1]?.room.conversationId ?? ''}`);
    await page.getByText('Whoever comes first begins it anew').waitFor();
  },
  'room-remove': async ({ page, hub, base }) => {
    await page.goto(`${base}/rooms/${hub.rooms[0]?.room.conversationId ?? ''}`);
    await page.getByRole('button', { name: 'Remove Erin' }).click();
    await page.getByText('The others make a new key at once').waitFor();
  },
  'room-close': async ({ page, hub, base }) => {
    await page.goto(`${base}/rooms/${hub.rooms[0]?.room.conversationId ?? ''}`);
    await page.getByRole('button', { name: 'Close the room…' }).click();
    await page.getByText('begins a room of the same name anew').waitFor();
  },
  code: async ({ page, base }) => {
    await page.goto(`${base}/plugins`);
    await page.getByRole('button', { name: 'Make a code…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a code' }).click();
    await page.getByRole('img', { name: 'as a QR code' }).waitFor();
  },
  join: async ({ page, base }) => {
    await page.goto(`${base}/plugins`);
    await page.getByRole('button', { name: 'Join by a code…' }).click();
    await page.getByRole('combobox', { name: 'Words' }).fill('abandon maths mi');
    await page.getByRole('option', { name: 'mimic' }).waitFor();
  },
  messages: async ({ page, hub, base }) => {
    const studio = hub.devices.find(({ device }) => device.name === 'Studio');
    await page.goto(`${base}/devices/${studio?.device.id ?? ''}`);
    await page.getByText('Start at 2.').waitFor();
  },
  'messages-clear': async ({ page, hub, base }) => {
    const studio = hub.devices.find(({ device }) => device.name === 'Studio');
    await page.goto(`${base}/devices/${studio?.device.id ?? ''}`);
    await page.getByRole('button', { name: 'Clear messages…' }).click();
    await page.getByText('All of them go from this hub').waitFor();
  },
  'messages-empty': async ({ page, hub, base }) => {
    const old = hub.devices.find(({ device }) => device.name === 'Old desktop');
    await page.goto(`${base}/devices/${old?.device.id ?? ''}`);
    await page.getByText('Nothing was said yet').waitFor();
    await page.getByText('It has not proven the code').waitFor();
  },
  transports: async ({ page, base }) => {
    await page.goto(`${base}/transports`);
    await page.getByRole('region', { name: 'Routing table' }).waitFor();
  },
  'transports-stopped': async ({ page, hub, base }) => {
    for (const transport of hub.transports) transport.running = false;
    await page.goto(`${base}/transports`);
    await page.getByText('libp2p does not run').waitFor();
  },
  'transports-empty': async ({ page, hub, base }) => {
    hub.empty();
    await page.goto(`${base}/transports`);
    await page.getByText('No transport runs').waitFor();
  },
  settings: async ({ page, base }) => {
    await page.goto(`${base}/plugins?settings=chat-join`);
    await page.getByLabel('Rooms', { exact: false }).first().waitFor();
    await page
      .getByRole('form', { name: 'Settings of Chat join' })
      .getByLabel(/^Rooms/)
      .selectOption('admin');
  },
  'settings-wrong': async ({ page, base }) => {
    await page.goto(`${base}/plugins?settings=direct-tcp`);
    await page.getByLabel('Check timeout').fill('a while');
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('must be a duration').waitFor();
  },
  devices: async ({ page, base }) => {
    await page.goto(`${base}/devices`);
    await page.getByRole('table', { name: 'Devices' }).waitFor();
  },
  'devices-add': async ({ page, base }) => {
    await page.goto(`${base}/devices`);
    await page.getByRole('button', { name: 'Add a device' }).click();
    await page.getByRole('menuitem', { name: 'Invite an account' }).waitFor();
  },
  'device-addresses': async ({ page, hub, base }) => {
    const carol = hub.devices.find(({ device }) => device.name === 'Carol');
    await page.goto(`${base}/devices/${carol?.device.id ?? ''}`);
    await page.getByRole('button', { name: 'and 4 more' }).click();
  },
  'devices-loading': async ({ page, hub, base }) => {
    hub.slow = 60_000;
    await page.goto(`${base}/devices`);
    await page.locator('.pf-v6-c-skeleton').first().waitFor();
  },
  'devices-empty': async ({ page, hub, base }) => {
    hub.empty();
    await page.goto(`${base}/devices`);
    await page.getByText('./handfast device').waitFor();
  },
  'devices-none-fits': async ({ page, base }) => {
    await page.goto(`${base}/devices?query=zzz&trust=SUSPENDED`);
    await page.getByText('No device fits').waitFor();
  },
  'devices-error': async ({ page, hub, base }) => {
    hub.broken = true;
    await page.goto(`${base}/devices`);
    await page.getByText('The database does not answer').waitFor();
  },
  device: async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices[0]?.device.id ?? ''}`);
    await page.getByText('Answered key check').waitFor();
  },
  'device-unproven': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices[1]?.device.id ?? ''}`);
    await page.getByText('has not proven its key').waitFor();
  },
  'device-revoke': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices[0]?.device.id ?? ''}`);
    await page.getByRole('button', { name: 'Revoke…' }).click();
    await page.getByText('What will happen').waitFor();
  },
  'device-revoked': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices.at(-1)?.device.id ?? ''}`);
    await page.getByRole('button', { name: 'Forget…' }).click();
    await page.getByText('stranger again').waitFor();
  },
  'device-gone': async ({ page, base }) => {
    await page.goto(`${base}/devices/no-such-device`);
    await page.getByText('There is no such device').waitFor();
  },
  'device-block': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices[0]?.device.id ?? ''}`);
    await page.getByRole('button', { name: 'Block…' }).click();
    await page.getByText('unblock it, and it goes on').waitFor();
  },
  'device-rename': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices[3]?.device.id ?? ''}`);
    await page.getByRole('button', { name: 'Rename…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
  },
  'device-replayable': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices[6]?.device.id ?? ''}`);
    await page.getByText('Whoever records').waitFor();
  },
  'device-peerings': async ({ page, hub, base }) => {
    await page.goto(`${base}/devices/${hub.devices[5]?.device.id ?? ''}`);
    await page.getByRole('button', { name: 'Words to compare' }).click();
    await page.getByText('No proof against this hub').first().scrollIntoViewIfNeeded();
  },
  pairings: async ({ page, base }) => {
    await page.goto(`${base}/pairings`);
    await page.getByRole('table', { name: 'Pairings' }).waitFor();
  },
  'pairings-words': async ({ page, base }) => {
    await page.goto(`${base}/pairings`);
    await page.getByRole('button', { name: 'Words to compare' }).first().click();
    await page.getByText('No proof against this hub').first().waitFor();
  },
  'pairings-empty': async ({ page, hub, base }) => {
    hub.empty();
    await page.goto(`${base}/pairings`);
    await page.getByText('relay pair CODE').waitFor();
  },
  'pairings-end': async ({ page, base }) => {
    await page.goto(`${base}/pairings`);
    await page.getByRole('button', { name: 'End pairing of Alice and Bob' }).click();
    await page.getByText('Both devices are told').waitFor();
  },
  graph: async ({ page, base }) => {
    await page.goto(`${base}/pairings?view=graph`);
    await page.getByRole('link', { name: 'Alice' }).waitFor();
  },
  'graph-picked': async ({ page, base }) => {
    await page.goto(`${base}/pairings?view=graph`);
    await page.getByRole('checkbox', { name: 'Ended ones too' }).click();
    await page.getByRole('button', { name: /^Frank and Heidi/ }).press('Enter');
    await page.getByRole('button', { name: 'End pairing of Frank and Heidi' }).waitFor();
  },
  'graph-two': async ({ page, hub, base }) => {
    hub.peerings = hub.peerings.slice(0, 1);
    await page.goto(`${base}/pairings?view=graph`);
    await page.getByRole('link', { name: 'Alice' }).waitFor();
  },
  'graph-crowd': async ({ page, hub, base }) => {
    hub.peerings = crowd(200);
    await page.goto(`${base}/pairings?view=graph`);
    await page.getByRole('link', { name: 'absorb 0' }).waitFor();
  },
  'graph-crowd-whole': async ({ page, hub, base }) => {
    hub.peerings = crowd(200);
    await page.goto(`${base}/pairings?view=graph`);
    await page.getByRole('checkbox', { name: 'All of it at once' }).click();
  },
  invites: async ({ page, base }) => {
    await page.goto(`${base}/invites`);
    await page.getByRole('table', { name: 'Invites' }).waitFor();
  },
  'invites-empty': async ({ page, hub, base }) => {
    hub.offers = [];
    await page.goto(`${base}/invites`);
    await page.getByText('No invite is open').waitFor();
  },
  'invites-new': async ({ page, base }) => {
    await page.goto(`${base}/invites`);
    await page.getByRole('button', { name: 'New invite' }).click();
    await page.getByRole('menuitem', { name: 'Invite an account' }).click();
    await page.getByRole('button', { name: 'Invite an account' }).click();
    await page.getByText('Whoever enters it first').waitFor();
  },
  'invites-take-back': async ({ page, base }) => {
    await page.goto(`${base}/invites`);
    await page.getByRole('button', { name: 'Take back invite/3f7a9c' }).click();
    await page.getByText('Whoever holds it').waitFor();
  },
  mailboxes: async ({ page, base }) => {
    await page.goto(`${base}/mailboxes`);
    await page.getByRole('table', { name: 'Mailboxes' }).waitFor();
  },
  'mailboxes-empty': async ({ page, hub, base }) => {
    hub.empty();
    await page.goto(`${base}/mailboxes`);
    await page.getByText('Nothing waits').waitFor();
  },
  conversations: async ({ page, base }) => {
    await page.goto(`${base}/conversations`);
    await page.getByRole('table', { name: 'Conversations' }).waitFor();
  },
  conversation: async ({ page, hub, base }) => {
    const paired = hub.conversations.find(({ conversation: c }) => c.outcome === 'CLOSED');
    await page.goto(`${base}/conversations/${paired?.conversation.id ?? ''}`);
    await page.getByText('Both ends showed the same').last().click();
  },
  plugins: async ({ page, base }) => {
    await page.goto(`${base}/plugins`);
    await page.getByText('Make a phrase').waitFor();
  },
  'plugins-phrase': async ({ page, base }) => {
    await page.goto(`${base}/plugins`);
    await page.getByRole('button', { name: 'Make a phrase' }).click();
    await page.getByText('Whoever enters it first').waitFor();
  },
  'plugins-install': async ({ page, base }) => {
    await page.goto(`${base}/plugins`);
    await page.getByRole('button', { name: 'Install…' }).click();
    await page.getByLabel(/^Bundle/).setInputFiles({
      name: 'doorbell-2.4.0.jar',
      mimeType: 'application/java-archive',
      buffer: Buffer.alloc(4096),
    });
    await page.getByText('Its SHA-256').waitFor();
  },
  'plugins-start-refused': async ({ page, base }) => {
    await page.goto(`${base}/plugins`);
    await page.getByRole('button', { name: 'Start again Doorbell' }).click();
    await page.getByText('Two of its calls').waitFor();
  },
  audit: async ({ page, base }) => {
    await page.goto(`${base}/audit`);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The chain is intact').waitFor();
  },
  'hub-announce': async ({ page, base }) => {
    await page.goto(`${base}/hub`);
    await page.getByRole('button', { name: 'Announce' }).click();
    await page.getByRole('menuitem', { name: 'Tell all accounts' }).click();
    await page.getByLabel(/^Message/).fill('The hub restarts tonight.');
  },
  hub: async ({ page, base }) => {
    await page.goto(`${base}/hub`);
    await page.getByRole('heading', { name: 'Listens on' }).waitFor();
  },
  'hub-menu': async ({ page, base }) => {
    await page.goto(`${base}/devices`);
    await page.getByRole('button', { name: 'Hub and settings' }).click();
    await page.getByText('As the system').waitFor();
  },
  sections: async ({ page, base }) => {
    await page.goto(`${base}/devices`);
    await page.getByRole('button', { name: 'Sections' }).click();
    await page.waitForTimeout(400);
  },
  shortcuts: async ({ page, base }) => {
    await page.goto(base);
    await page.getByText('Grace’s workstation').waitFor();
    await page.keyboard.press('?');
    await page.getByText('No key by itself').waitFor();
  },
  'not-found': async ({ page, base }) => {
    await page.goto(`${base}/no/such/page`);
    await page.getByText('Nothing is here').waitFor();
  },
  unreachable: async ({ page, base, stop }) => {
    await page.goto(`${base}/devices`);
    await page.getByRole('table', { name: 'Devices' }).waitFor();
    stop();
    await page.getByText('What you see may be old').waitFor({ timeout: 20_000 });
  },
};

/** What the browser logs by itself when the hub, on purpose, answers with a problem or not at all. */
const EXPECTED = /Failed to load resource: (the server responded|net::ERR)/;

/** @param {Page} page */
async function accept(page) {
  await page.getByRole('button', { name: 'Answer Grace’s workstation' }).click();
  await page.getByRole('button', { name: 'Accept, then compare' }).click();
}

/** @param {Page} page @returns {Promise<string[]>} */
async function faults(page) {
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
  return [...wide, ...found];
}

const wanted = process.argv.slice(2);
const scenes = Object.entries(SCENES).filter(([name]) => wanted.length === 0 || wanted.includes(name));
await mkdir(SHOTS, { recursive: true });
const browser = await chromium.launch({
  executablePath: BROWSER,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let failed = 0;
for (const [name, play] of scenes) {
  for (const { name: size, width, height } of WIDTHS) {
    for (const theme of THEMES) {
      const hub = new MockHub();
      hub.signedIn = true;
      const server = mockServer(hub, `${HERE}../dist`);
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const stop = () => {
        server.close();
        server.closeAllConnections();
      };
      /** @type {string[]} */
      const problems = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !EXPECTED.test(message.text())) problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(error.message));
      const shot = `${name}-${size}-${theme}`;
      try {
        await play({ page, hub, base: `http://127.0.0.1:${port}`, stop });
        await page.waitForTimeout(300);
        problems.push(...(await faults(page)));
      } catch (error) {
        problems.push(error instanceof Error ? error.message : 'it broke');
      }
      await page.screenshot({ path: `${SHOTS}/${shot}.png`, fullPage: false });
      await context.close();
      stop();
      if (problems.length > 0) failed++;
      console.log(
        problems.length === 0
          ? `ok   ${shot}`
          : `FAIL ${shot}\n     ${[...new Set(problems)].join('\n     ')}`,
      );
    }
  }
}
await browser.close();
console.log(`${scenes.length * WIDTHS.length * THEMES.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
// Timers of the mocks may still wait.
process.exit();
