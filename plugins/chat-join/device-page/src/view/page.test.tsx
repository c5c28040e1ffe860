import { screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { MemoryStore } from '@browser/testing/memoryStore';
import { hash } from '@browser/wire/bytes';

import type { Session } from '../device/session';
import { cardOf, FakeRoom } from '../testing/fakeRoom';
import { pageOf } from '../testing/pageOf';
import { Person } from '../testing/person';
import { identityLine, readIdentityLine } from '../wire/identityLine';

let room: FakeRoom;
let open: Session | undefined;

beforeEach(() => {
  room = new FakeRoom();
});

afterEach(() => {
  open?.stop();
});

async function page(...how: Parameters<typeof pageOf> extends [FakeRoom, ...infer Rest] ? Rest : never) {
  const opened = await pageOf(room, ...how);
  open = opened.session;
  return opened;
}

type User = Awaited<ReturnType<typeof page>>['user'];

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const press = async (user: User, name: string | RegExp) => {
  await user.click(await screen.findByRole('button', { name }));
};
const lineOf = ({ self, name }: Person) => identityLine(self.party, name);

function vaultOf(session: Session) {
  if (session.phase.kind !== 'open') throw new Error(`the page is ${session.phase.kind}`);
  return session.phase.vault;
}

/** The page of somebody who trusts those people, and whom they trust. */
async function friendOf(...people: readonly Person[]) {
  const opened = await page(undefined, undefined, '#garden');
  const vault = vaultOf(opened.session);
  vault.rename('Ada');
  for (const person of people) {
    vault.trust(person.self.party, person.name);
    person.trusted.set(vault.self.party.id, vault.self.party);
  }
  return { ...opened, vault };
}

/** The same, in the room with them. */
async function together(...people: readonly Person[]) {
  const opened = await friendOf(...people);
  for (const person of people) person.enter(room);
  await press(opened.user, 'Join');
  await screen.findByRole('textbox', { name: 'Message' });
  return opened;
}

const log = () => screen.findByRole('log', { name: 'Messages' });

test('has an identity at the first visit, and the same at the next', async () => {
  const { session, store } = await page();
  await heading('Rooms');
  const line = screen.getByTestId('own-line').textContent;
  expect(readIdentityLine(line).party.id).toBe(vaultOf(session).self.party.id);
  expect(vaultOf((await page(store)).session).self.party.id).toBe(vaultOf(session).self.party.id);
});

test('says who is known: nobody at first, then whom one adds, under the name one likes', async () => {
  const bob = new Person('Bob');
  const { user } = await page(undefined, undefined, '#/people');
  await heading('People');
  expect(screen.getByText('Nobody yet')).toBeVisible();
  await user.click(screen.getByRole('textbox', { name: 'Their identity' }));
  await user.paste(lineOf(bob));
  await press(user, 'Add');
  const row = within(await screen.findByRole('list', { name: 'People' }));
  await user.click(row.getByText('Bob'));
  const name = row.getByRole('textbox', { name: 'You call them' });
  await user.clear(name);
  await user.type(name, 'Bobby');
  await press(user, 'Rename');
  expect(row.getByText('Bobby')).toBeVisible();
  await press(user, 'Remove');
  await press(user, 'Remove');
  expect(await screen.findByText('Nobody yet')).toBeVisible();
});

test.each([
  ['hello', /begins with “chat:”/],
  ['chat:abc', /part of the line is missing/],
  [lineOf(new Person('Bob')).replace(/:Bob$/, ''), /part of the line is missing/],
  [lineOf(new Person('Bob')).replace(new Person('Bob').id, new Person('Eve').id), /not that of its identity/],
])('does not add %s', async (line, said) => {
  const { user } = await page(undefined, undefined, '#/people');
  await user.click(await screen.findByRole('textbox', { name: 'Their identity' }));
  await user.paste(line);
  await press(user, 'Add');
  expect(await screen.findByRole('alert')).toHaveTextContent(said);
  expect(screen.getByText('Nobody yet')).toBeVisible();
});

test('does not trust oneself', async () => {
  const { user, session } = await page(undefined, undefined, '#/people');
  await user.click(await screen.findByRole('textbox', { name: 'Their identity' }));
  const { self } = vaultOf(session);
  await user.paste(identityLine(self.party, ''));
  await press(user, 'Add');
  expect(await screen.findByRole('alert')).toHaveTextContent('your own identity');
});

test('goes to a room by its name or a link, and to nothing else', async () => {
  const { user } = await page();
  const box = await screen.findByRole('textbox', { name: 'Room' });
  await user.type(box, 'My room!');
  await press(user, 'Go');
  expect(await screen.findByRole('alert')).toHaveTextContent('letters a to z');
  await user.clear(box);
  await user.type(box, 'http://hub/chat#Garden');
  await press(user, 'Go');
  await heading('# garden');
});

test('opens an empty room, lets in whom one trusts, and talks', async () => {
  const bob = new Person('Bob');
  const { user, vault } = await friendOf(bob);
  await press(user, 'Join');
  expect(await screen.findByText('You are alone here')).toBeVisible();
  bob.trusted.set(vault.self.party.id, vault.self.party);
  bob.enter(room);
  expect(await screen.findByText('2 are here')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'Hello Bob{Enter}');
  bob.say('Hello Ada');
  expect(bob.said).toEqual(['Hello Bob']);
  expect(await within(await log()).findByText('Hello Ada')).toBeVisible();
  expect(within(await log()).getByText('Bob came in, let in by you')).toBeVisible();
});

test('is let in by a member, and shows who is here, with words to compare', async () => {
  const bob = new Person('Bob');
  const eve = new Person('Eve');
  bob.trusts(eve);
  eve.trusts(bob);
  const { user } = await friendOf(bob);
  bob.enter(room);
  eve.enter(room);
  await press(user, 'Join');
  await user.click(await screen.findByText('3 are here'));
  expect(screen.getByText('1 unknown to you')).toBeVisible();
  const rows = within(screen.getByRole('list', { name: 'Who is here' })).getAllByRole('listitem');
  expect(rows.map((row) => row.querySelector('summary')?.textContent).filter(Boolean)).toEqual([
    'BobTrustedProven',
    expect.stringContaining('calls itself “Eve”Unknown'),
    'You',
  ]);
  await user.click(screen.getByText('Bob', { selector: '.hf-name' }));
  const words = within(screen.getByRole('region', { name: 'Compare with Bob' })).getByRole('list', {
    name: 'Check words',
  }).textContent;
  expect(words).toBe(bob.of('compared').at(-1)?.comparison.words.join(''));
});

test('does not let in a stranger, and lets a person add it so that it can come again', async () => {
  const eve = new Person('Eve');
  const { user, vault } = await together();
  eve.trusted.set(vault.self.party.id, vault.self.party);
  eve.enter(room);
  expect(eve.visit.ending).toMatchObject({ code: 'unknown_here' });
  expect(await screen.findByText(/Somebody you do not know is at the door/)).toBeVisible();
  await user.click(screen.getByText('Add them'));
  await user.type(screen.getByRole('textbox', { name: 'You call them' }), 'Eve');
  await user.click(screen.getByRole('checkbox', { name: 'The words are the same' }));
  await press(user, 'Trust them');
  eve.enter(room);
  expect(await screen.findByText('2 are here')).toBeVisible();
  expect(screen.queryByText(/at the door/)).toBeNull();
});

test('a notice of a stranger goes when it is dismissed', async () => {
  const eve = new Person('Eve');
  const { user } = await together();
  eve.enter(room);
  await press(user, 'Dismiss');
  expect(screen.queryByText(/at the door/)).toBeNull();
});

test('leaves a room where a stranger would let one in, and says who', async () => {
  const eve = new Person('Eve');
  const { user, vault } = await friendOf();
  eve.trusted.set(vault.self.party.id, vault.self.party);
  eve.enter(room);
  await press(user, 'Join');
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('You left: a stranger would have let you in');
  expect(alert).toHaveTextContent(eve.id);
  vault.trust(eve.self.party, 'Eve');
  await press(user, 'Come again');
  expect(await screen.findByText('2 are here')).toBeVisible();
});

test('is told when nobody knows one, with the identity to hand over', async () => {
  const bob = new Person('Bob');
  bob.enter(room);
  const { user, vault } = await friendOf();
  await press(user, 'Join');
  expect(await screen.findByRole('alert')).toHaveTextContent('Nobody here knows you');
  expect(screen.getByTestId('own-line')).toHaveTextContent(vault.self.party.id);
});

test.each([
  ['bad_identity', 'The hub did not accept your key'],
  ['here_already', 'You are here already'],
  ['blocked', 'You are blocked'],
  ['room_full', 'The room is full'],
  ['busy', 'Too many are at the door'],
  ['not_allowed', 'This room was not allowed'],
  ['no_answer', 'Nobody answered'],
  ['everybody_left', 'Everybody has left'],
  ['removed', 'You were removed'],
  ['closed', 'The room was closed'],
  ['something_new', 'The hub sent you away'],
])('says what to do about %s', async (code, title) => {
  room.forge = (frame) => (frame.type === 'prove' ? { type: 'nack', code, reason: 'because' } : frame);
  const { user } = await friendOf();
  await press(user, 'Join');
  expect(await screen.findByRole('alert')).toHaveTextContent(title);
});

test('says that it waits, and gives up when told', async () => {
  room.forge = (frame) => (frame.type === 'ack' ? { type: 'waiting', seconds: 600 } : frame);
  const { user } = await friendOf();
  await press(user, 'Join');
  expect(await screen.findByText('10:00 left')).toBeVisible();
  await press(user, 'Give up');
  expect(await screen.findByRole('alert')).toHaveTextContent('You left the room');
});

test('keeps back what is said until there is a new key', async () => {
  const bob = new Person('Bob');
  const { user } = await together(bob);
  let key: (() => void) | undefined;
  room.forge = (frame) => {
    if (frame.type !== 'relay') return frame;
    key = () => {
      room.forge = undefined;
      open?.conversation?.visit?.hear(JSON.stringify(frame));
      open?.changed();
    };
    return undefined;
  };
  room.rekey(bob.id);
  expect(await screen.findByText('Waiting for a new key from Bob …')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'Patience{Enter}');
  expect(within(await log()).getByText('Waiting for a new key')).toBeVisible();
  expect(bob.said).toEqual([]);
  key?.();
  expect(await within(await log()).findByText('There is a new key, made by Bob')).toBeVisible();
  expect(bob.said).toEqual(['Patience']);
  expect(within(await log()).queryByText('Waiting for a new key')).toBeNull();
});

test('warns of a list that is not one’s own, and sends nothing', async () => {
  const bob = new Person('Bob');
  const { user } = await together(bob);
  const mallory = new Person('Mallory').id;
  room.forge = (frame) =>
    frame.type === 'rekey' ? { ...frame, members: [...(frame.members as string[]), mallory] } : frame;
  room.rekey();
  expect(await screen.findByRole('alert')).toHaveTextContent('Do not trust this room just now');
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'secret{Enter}');
  expect(bob.said).toEqual([]);
});

test('comes back by itself when the connection is lost', async () => {
  const bob = new Person('Bob');
  const { sockets } = await together(bob);
  sockets.at(-1)?.close();
  sockets.at(-1)?.onclose?.({ code: 1006 });
  expect(await screen.findByText('The connection is lost')).toBeVisible();
  expect(await screen.findByText('You are back', {}, { timeout: 5_000 })).toBeVisible();
  bob.say('welcome back');
  expect(await within(await log()).findByText('welcome back')).toBeVisible();
});

test('says what was not sent when the connection was lost', async () => {
  const bob = new Person('Bob');
  const { user, sockets } = await together(bob);
  room.forge = (frame) => (frame.type === 'relay' ? undefined : frame);
  room.rekey(bob.id);
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'Too late{Enter}');
  sockets.at(-1)?.onclose?.({ code: 1006 });
  expect(await within(await log()).findByText('Not sent')).toBeVisible();
});

test('does not come back where its identity came in elsewhere', async () => {
  const { sockets } = await together();
  sockets.at(-1)?.onclose?.({ code: 4001 });
  expect(await screen.findByRole('alert')).toHaveTextContent('You came in elsewhere');
  expect(sockets).toHaveLength(1);
});

test('leaves only after it was asked again', async () => {
  const bob = new Person('Bob');
  const { user } = await together(bob);
  await press(user, 'Leave the room');
  await press(user, 'Stay');
  expect(bob.of('left')).toEqual([]);
  await press(user, 'Leave the room');
  await press(user, 'Leave');
  expect(bob.of('left')).toHaveLength(1);
  expect(await screen.findByRole('alert')).toHaveTextContent('You left the room');
});

test('draws what others say as text, whatever it looks like', async () => {
  const bob = new Person('Bob');
  await together(bob);
  bob.say('<img src=x onerror=alert(1)>');
  expect(await within(await log()).findByText('<img src=x onerror=alert(1)>')).toBeVisible();
});

test('comes into a room that it was in before, without being asked', async () => {
  const bob = new Person('Bob');
  const { session, store } = await together(bob);
  session.stop();
  document.body.replaceChildren();
  await page(store, {}, '#garden');
  expect(await screen.findByText('2 are here')).toBeVisible();
});

test('warns of a hub with another key, and goes on only when told twice', async () => {
  const store = new MemoryStore();
  await page(store);
  document.body.replaceChildren();
  const { user, session } = await page(store, {
    send: () => Promise.resolve(Response.json(cardOf(hash('another')))),
  });
  await heading('This is not the hub you know');
  await user.click(screen.getByRole('checkbox'));
  await press(user, 'Begin anew with this hub');
  await heading('Rooms');
  expect(session.phase.kind).toBe('open');
});

test('says that the browser keeps nothing', async () => {
  await page(undefined, { store: undefined });
  await heading('This browser keeps nothing');
});

test('says that the hub does not answer', async () => {
  await page(undefined, { send: () => Promise.reject(new TypeError('no')) });
  expect(await screen.findByRole('alert')).toHaveTextContent('The hub does not answer');
});

test('forgets everything only after it was asked again', async () => {
  const { user, session } = await page(undefined, undefined, '#/help');
  const before = vaultOf(session).self.party.id;
  await press(user, 'Forget everything');
  await press(user, 'Forget everything');
  await heading('Rooms');
  expect(vaultOf(session).self.party.id).not.toBe(before);
});
