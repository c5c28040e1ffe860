import { screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { MemoryStore } from '@browser/testing/memoryStore';

import type { Session } from '../device/session';
import { FakeHub } from '../testing/fakeHub';
import { pageOf } from '../testing/pageOf';
import { Person } from '../testing/person';

let hub: FakeHub;
let open: Session | undefined;

beforeEach(() => {
  hub = new FakeHub();
});

afterEach(() => {
  open?.stop();
});

async function page(...how: Parameters<typeof pageOf> extends [FakeHub, ...infer Rest] ? Rest : never) {
  const opened = await pageOf(hub, ...how);
  open = opened.session;
  return opened;
}

type User = Awaited<ReturnType<typeof page>>['user'];

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const press = async (user: User, name: string | RegExp) => {
  await user.click(await screen.findByRole('button', { name }));
};
const shownLine = async () => (await screen.findByTestId('line')).textContent;
const shownWords = async () =>
  within(await screen.findByRole('list', { name: 'Check words' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);

async function joined() {
  const opened = await page();
  await opened.user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Ada');
  await press(opened.user, 'Join');
  await heading('Connections');
  return opened;
}

async function paste(user: User, line: string) {
  const box = await screen.findByRole('textbox', { name: 'Or paste the line' });
  await user.clear(box);
  await user.click(box);
  await user.paste(line);
  await press(user, 'Use this line');
}

async function beginConnecting(user: User) {
  await user.click(await screen.findByRole('link', { name: 'Connect with someone' }));
  await user.type(await screen.findByRole('textbox', { name: 'What do you call them?' }), 'Bob');
}

/** Ada's page and Bob are connected. */
async function connected() {
  const bob = await new Person('Bob', hub).join();
  const { user, session } = await joined();
  await beginConnecting(user);
  await press(user, /^Show my code/);
  bob.device.pasted(await shownLine(), 'Ada');
  await press(user, 'Next: scan their code');
  await paste(user, bob.first);
  await heading('Show this second code');
  bob.device.pasted(await shownLine(), '');
  await press(user, 'Yes, the same');
  bob.device.decide(true);
  await bob.device.turn();
  session.wake();
  await heading('Bob');
  return { user, session, bob };
}

test('joins a hub, waits until somebody says yes, and is told', async () => {
  hub.policy = 'approval';
  const { user, session } = await page();
  await user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Ada');
  await press(user, 'Join');
  await heading('Waiting for approval');
  hub.decide('Ada', 'active');
  session.wake();
  await heading('Connections');
  expect(screen.getByText('Nobody yet')).toBeVisible();
});

test('says why the hub does not take someone, and takes another invite', async () => {
  hub.policy = 'invite';
  hub.invites.add('ticket');
  const { user } = await page();
  await user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Ada');
  await press(user, 'Join');
  expect(await screen.findByRole('alert')).toHaveTextContent('The hub says wrong-invite.');
  await user.type(screen.getByRole('textbox', { name: /^Invite/ }), 'ticket');
  await press(user, 'Join');
  await heading('Connections');
});

test('says that the hub refused', async () => {
  hub.policy = 'approval';
  const { user, session } = await page();
  await user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Ada');
  await press(user, 'Join');
  await heading('Waiting for approval');
  hub.decide('Ada', 'refused');
  session.wake();
  await heading('The hub refused you');
});

test('pairs as the one who shows first', async () => {
  const { bob } = await connected();
  expect(bob.only.state).toBe('open');
  expect(screen.getByRole('textbox', { name: 'Message' })).toBeVisible();
});

test('pairs as the one who scans first, by the same words', async () => {
  const bob = await new Person('Bob', hub).join();
  const { user } = await joined();
  bob.device.show('Ada');
  await beginConnecting(user);
  await press(user, /^Scan a code/);
  await paste(user, bob.first);
  await heading('Show them your code');
  bob.device.pasted(await shownLine(), '');
  await bob.device.turn();
  await press(user, 'Next: scan their second code');
  await paste(user, bob.second);
  await heading('Compare the words');
  const { pairing } = bob.device;
  expect(pairing?.step === 'waiting' && pairing.comparison.words).toEqual(await shownWords());
  bob.device.decide(true);
  await press(user, 'Yes, the same');
  await heading('Bob');
  await bob.device.turn();
  expect(bob.only.compared).toBe(true);
});

test('ends a pairing of which the words differ, and tells the hub nothing', async () => {
  const bob = await new Person('Bob', hub).join();
  const { user } = await joined();
  bob.device.show('Ada');
  await beginConnecting(user);
  await press(user, /^Scan a code/);
  await paste(user, bob.first);
  bob.device.pasted(await shownLine(), '');
  await bob.device.turn();
  await press(user, 'Next: scan their second code');
  await paste(user, bob.second);
  await press(user, 'No, they differ');
  await heading('The words differed');
  expect(hub.asked.some(({ target }) => target.endsWith('/confirm'))).toBe(false);
});

test('says what is wrong with a line, in words', async () => {
  const { user } = await joined();
  await beginConnecting(user);
  await press(user, /^Scan a code/);
  await paste(user, 'https://example.com');
  expect(await screen.findByRole('alert')).toHaveTextContent('This is not a Handfast code.');
  await paste(user, 'HANDFAST:1:K:AAAA:HUB-AAAA');
  expect(await screen.findByRole('alert')).toHaveTextContent('A part of the line is missing');
});

test('starts over only after it was asked again', async () => {
  const { user } = await joined();
  await beginConnecting(user);
  await press(user, /^Show my code/);
  const before = await shownLine();
  await press(user, 'Start over');
  await press(user, 'Go on');
  expect(await shownLine()).toBe(before);
  await press(user, 'Start over');
  await press(user, 'Start over');
  await heading('Connect with someone');
});

test('asks for the words afterwards if the other confirmed first, and sends nothing before', async () => {
  const bob = await new Person('Bob', hub).join();
  const { user, session } = await joined();
  await beginConnecting(user);
  await press(user, /^Show my code/);
  bob.device.pasted(await shownLine(), 'Ada');
  await press(user, 'Next: scan their code');
  await paste(user, bob.first);
  await heading('Show this second code');
  bob.device.pasted(await shownLine(), '');
  bob.device.decide(true);
  await bob.device.turn();
  session.wake();
  await screen.findByText('You have not compared the words yet');
  expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
  await press(user, 'Yes, the same');
  await screen.findByRole('textbox', { name: 'Message' });
});

test('carries messages, and says how far each came', async () => {
  const { user, session, bob } = await connected();
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'Hello{Enter}');
  const log = await screen.findByRole('log', { name: 'Messages' });
  await within(log).findByText('At the hub');
  await bob.device.turn();
  bob.say('Hello yourself');
  await bob.device.turn();
  session.wake();
  await within(log).findByText('Hello yourself');
  await within(log).findByText('Received');
  expect(bob.said).toEqual(['Hello', 'Hello yourself']);
});

test('draws what others say as text, whatever it looks like', async () => {
  const { session, bob } = await connected();
  bob.say('<img src=x onerror=alert(1)>');
  await bob.device.turn();
  session.wake();
  expect(await screen.findByText('<img src=x onerror=alert(1)>')).toBeVisible();
  expect(document.querySelector('img')).toBeNull();
});

test('pauses, resumes, renames and breaks', async () => {
  const { user, bob } = await connected();
  await user.click(screen.getByText('Manage this connection'));
  await press(user, 'Pause');
  await screen.findByText('Paused by you');
  expect(hub.connections[0]?.pausedBy.size).toBe(1);
  await press(user, 'Resume');
  await screen.findByRole('textbox', { name: 'Message' });
  await user.type(screen.getByRole('textbox', { name: 'What do you call them?' }), 'by');
  await press(user, 'Rename');
  await heading('Bobby');
  await press(user, 'Break');
  await press(user, 'Break it');
  await screen.findByText('This connection is over');
  await bob.device.turn();
  expect(bob.only.brokenBy).toBe('them');
  await press(user, 'Remove from the list');
  await press(user, 'Remove');
  await screen.findByText('Nobody yet');
});

test('shows what the hub says to all', async () => {
  const { user, session } = await joined();
  hub.announce({ type: 6, subType: 2, text: 'No power on Sunday.' });
  session.wake();
  await screen.findByText('Planned outage');
  await user.click(screen.getByRole('link', { name: 'All messages of the hub' }));
  await heading('Messages of the hub');
  expect(screen.getByText('No power on Sunday.')).toBeVisible();
});

test('warns of a hub with another key, and goes on only when told twice', async () => {
  const { store } = await joined();
  open?.stop();
  document.body.replaceChildren();
  hub = new FakeHub('Impostor', 'impostor');
  const { user } = await page(store);
  await heading('This is not the hub you know');
  const button = screen.getByRole('button', { name: 'Begin anew with this hub' });
  expect(button).toBeDisabled();
  await user.click(screen.getByRole('checkbox'));
  await user.click(button);
  await heading('Join this hub');
});

test('says that the hub is away, and that a browser keeps nothing', async () => {
  hub.network = 'down';
  const first = await page();
  await screen.findByText('The hub does not answer');
  first.session.stop();
  document.body.replaceChildren();
  await page(new MemoryStore(), { store: undefined });
  await heading('This browser keeps nothing');
});

test('forgets everything only after it was asked again', async () => {
  const { user, store } = await joined();
  await user.click(screen.getByRole('link', { name: 'Help' }));
  await press(user, 'Forget everything');
  await press(user, 'Forget everything');
  await heading('Join this hub');
  expect(store.names()).toEqual(['handfast-qr/1/hub']);
});
