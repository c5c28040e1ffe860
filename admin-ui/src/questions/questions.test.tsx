import { waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';

import type { FlightRecord, Question } from '../api/types';
import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { CHECK_WORDS, FINGERPRINTS, question, record } from '../testing/samples';

let hub: FakeHub;
let items: Question[];
let flight: FlightRecord;
let version = 1;

const contact = question();
const words = { ...contact, id: 'question-2', stage: 'WORDS' as const, shown: CHECK_WORDS };

beforeEach(() => {
  items = [contact];
  flight = record();
  hub = new FakeHub()
    .on('GET /questions', () => ({ items }))
    .on('GET /conversations/conversation-1', () => flight)
    .on('POST /questions/question-1/answer', () => undefined)
    .on('POST /questions/question-2/answer', () => undefined);
});

function news(resource: string) {
  FakeEvents.latest().say(resource, { version: ++version });
}

async function open(name: RegExp) {
  const { user, screen } = renderConsole('/');
  await user.click(await screen.findByRole('button', { name }));
  return { user, screen, dialog: within(await screen.findByRole('dialog')) };
}

/** A yes is deaf at first: see `useArmed`. */
async function armed(button: HTMLElement) {
  await waitFor(() => {
    expect(button).toBeEnabled();
  });
  return button;
}

test('a card says who claims to ask, from where, by what and for how long', async () => {
  items = [question({ replaces: { id: 'd', name: 'Old laptop', trust: 'TRUSTED' } })];
  const { screen } = renderConsole('/');
  expect(await screen.findByText('Claims to be')).toBeVisible();
  expect(screen.getByRole('heading', { level: 2, name: "Ada's laptop" })).toBeVisible();
  expect(screen.getByText('192.168.1.20:50122')).toBeVisible();
  expect(screen.getByText('Direct TCP')).toBeVisible();
  expect(screen.getByRole('timer')).toHaveTextContent(/^4:\d\d left$/);
  expect(screen.getByText(/A yes replaces the keys of/)).toHaveTextContent('Old laptop');
});

test('accepts, compares words in the same dialog, and ends in trust', async () => {
  const { user, dialog } = await open(/^Answer Ada/);
  expect(dialog.getByRole('heading', { level: 1 })).toHaveTextContent('A device asks to pair');
  await user.click(await armed(dialog.getByRole('button', { name: 'Accept, then compare' })));
  expect(hub.requests('POST /questions/question-1/answer')[0]?.body).toEqual({ answer: 'YES' });
  expect(await dialog.findByText(/exchange keys\. What to compare appears here/)).toBeVisible();

  items = [words];
  news('questions');
  expect(await dialog.findByText('quantum')).toBeVisible();
  expect(dialog.getByRole('list', { name: 'Check words' })).toHaveTextContent('velvetharborquantumlemon');
  expect(dialog.getByRole('list', { name: 'Check symbols' })).toHaveTextContent('turtle');
  const match = dialog.getByRole('button', { name: 'They match — trust this device' });
  expect(match).toBeDisabled();

  items = [];
  await user.click(await armed(match));
  expect(hub.requests('POST /questions/question-2/answer')[0]?.body).toEqual({ answer: 'YES' });
  flight = record({ phase: 'ESTABLISHED', deviceId: 'device-1' });
  news('conversations');
  expect(await dialog.findByRole('heading', { name: "Ada's laptop is trusted" })).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Show the device' })).toBeVisible();
});

test('compares both fingerprints where there are no words, and says why', async () => {
  items = [{ ...words, id: 'question-2', shown: FINGERPRINTS }];
  const { dialog } = await open(/^Compare words with Ada/);
  expect(dialog.getByText(/did not commit to its key beforehand/)).toBeVisible();
  const list = dialog.getByRole('list', { name: 'Fingerprint of the device’s key' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(12);
  expect(list).toHaveTextContent('12peer12');
});

const account = question({
  stage: 'ACCOUNT',
  name: 'Grace',
  kind: 'account',
  shown: FINGERPRINTS.slice(0, 1),
});

test('says what an account gets and by which key, and approves it', async () => {
  items = [account];
  const { user, screen, dialog } = await open(/^Answer Grace/);
  expect(screen.getByText('Wants an account')).toBeVisible();
  expect(dialog.getByRole('heading', { level: 1 })).toHaveTextContent(
    'May this device have an account here?',
  );
  expect(dialog.getByText(/may connect with other accounts through this hub/)).toBeVisible();
  expect(dialog.getByText(/The name is the device’s own word/)).toBeVisible();
  const list = dialog.getByRole('list', { name: 'Fingerprint of the other end’s key' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(12);
  items = [];
  await user.click(await armed(dialog.getByRole('button', { name: 'Approve the account' })));
  expect(hub.requests('POST /questions/question-1/answer')[0]?.body).toEqual({ answer: 'YES' });
  expect(await screen.findByText('Grace has an account now')).toBeVisible();
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

test('refuses an account', async () => {
  items = [account];
  const { user, screen, dialog } = await open(/^Answer Grace/);
  items = [];
  await user.click(dialog.getByRole('button', { name: 'Refuse' }));
  expect(hub.requests('POST /questions/question-1/answer')[0]?.body).toEqual({ answer: 'NO' });
  expect(await screen.findByText('Grace was refused')).toBeVisible();
});

test('tells what the protocol knows of whoever asks, before the words', async () => {
  const text = (line: string) => ({ kind: 'TEXT' as const, values: [line] });
  items = [
    {
      ...words,
      protocolTitle: 'Challenge-response',
      shown: [...FINGERPRINTS, text('Peer 12D3KooWAda'), text('It has not proven the code')],
    },
  ];
  const { dialog } = await open(/^Compare words with Ada/);
  const told = within(dialog.getByRole('list', { name: 'What Challenge-response says of it' }));
  expect(told.getByText('Peer 12D3KooWAda')).toBeVisible();
  expect(told.getByText('It has not proven the code')).toBeVisible();
  expect(dialog.getByRole('list', { name: 'Fingerprint of the device’s key' })).toBeVisible();
});

test('offers no trust where there is nothing to compare', async () => {
  items = [{ ...words, shown: [] }];
  const { dialog } = await open(/^Compare words with Ada/);
  expect(dialog.getByText('There is nothing to compare')).toBeVisible();
  expect(dialog.queryByRole('button', { name: /trust/ })).toBeNull();
  expect(dialog.getByRole('button', { name: 'Refuse' })).toBeEnabled();
});

test('says no to words that differ, and what that may mean', async () => {
  items = [words];
  const { user, dialog } = await open(/^Compare words with Ada/);
  items = [];
  await user.click(dialog.getByRole('button', { name: 'They differ' }));
  expect(await dialog.findByText(/somebody may be in between/)).toBeVisible();
  expect(hub.requests('POST /questions/question-2/answer')[0]?.body).toEqual({ answer: 'NO' });
});

test('names the device that would be replaced, at both stages', async () => {
  const replaces = { id: 'd', name: 'Old laptop', trust: 'TRUSTED' as const };
  items = [{ ...contact, replaces }];
  const { dialog } = await open(/^Answer Ada/);
  expect(dialog.getByText('This would replace Old laptop')).toBeVisible();
  items = [{ ...words, replaces }];
  news('questions');
  expect(await dialog.findByText('quantum')).toBeVisible();
  expect(dialog.getByText('This would replace Old laptop')).toBeVisible();
});

test('says that a question was withdrawn while it was open, and why', async () => {
  const { dialog } = await open(/^Answer Ada/);
  flight = record({ outcome: 'CANCELLED', reason: 'the peer closed the link' });
  items = [];
  news('questions');
  expect(await dialog.findByRole('heading', { name: 'This question is no longer open' })).toBeVisible();
  expect(await dialog.findByText('The hub says: The peer closed the link.')).toBeVisible();
  expect(dialog.queryByRole('button', { name: /Accept/ })).toBeNull();
});

test('says that a question expired while it was open', async () => {
  items = [question({ expiresAt: new Date(Date.now() + 500).toISOString() })];
  const { dialog } = await open(/^Answer Ada/);
  items = [];
  news('questions');
  expect(await dialog.findByRole('heading', { name: 'Time ran out' })).toBeVisible();
});

test('leaves another question alone while one is open', async () => {
  const { screen, dialog } = await open(/^Answer Ada/);
  items = [
    contact,
    question({ id: 'q9', conversationId: 'c9', name: 'Stranger', stage: 'WORDS', shown: CHECK_WORDS }),
  ];
  news('questions');
  await waitFor(() => {
    expect(document.title).toBe('(2) Pending · Handfast');
  });
  expect(dialog.getByRole('heading', { level: 1 })).toHaveTextContent('A device asks to pair');
  expect(dialog.queryByText('quantum')).toBeNull();
  expect(screen.getByText('Stranger waits for words to be compared.')).toBeInTheDocument();
});

test('Escape decides nothing', async () => {
  const { user, screen } = await open(/^Answer Ada/);
  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(hub.asked.filter(({ method }) => method === 'POST')).toHaveLength(0);
});

test('Enter trusts nobody, since the dialog begins on its text', async () => {
  items = [words];
  const { user, dialog } = await open(/^Compare words with Ada/);
  await armed(dialog.getByRole('button', { name: /They match/ }));
  expect(document.activeElement).toHaveClass('hf-dialog-body');
  await user.keyboard('{Enter}y ');
  expect(hub.asked.filter(({ method }) => method === 'POST')).toHaveLength(0);
});

test('an answer that does not arrive leaves the question open and says so', async () => {
  hub.on('POST /questions/question-1/answer', () => new Refusal(503, 'overtaken'));
  const { user, dialog } = await open(/^Answer Ada/);
  await user.click(await armed(dialog.getByRole('button', { name: 'Accept, then compare' })));
  expect(await dialog.findByText('Something else changed first')).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Accept, then compare' })).toBeEnabled();
});

test('refusing contact closes the dialog', async () => {
  const { user, screen, dialog } = await open(/^Answer Ada/);
  items = [];
  await user.click(dialog.getByRole('button', { name: 'Refuse' }));
  expect(await screen.findByText("Ada's laptop was refused")).toBeVisible();
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

test('a link to a question that is over says so', async () => {
  items = [];
  const { screen } = renderConsole('/?answer=conversation-1');
  expect(await screen.findByRole('heading', { name: 'This question is no longer open' })).toBeVisible();
});

test('with nobody waiting, says how to make somebody ask', async () => {
  items = [];
  const { screen } = renderConsole('/');
  expect(
    await screen.findByText('./handfast device direct-tcp pair localhost:3695 --name "My laptop"'),
  ).toBeVisible();
});
