import { expect, test, vi } from 'vitest';

import { FakeHub, Refusal, SIGNED_IN } from '../testing/fakeHub';
import { api, onSignedOut, unwrap } from './client';
import { setCsrfToken } from './csrf';
import { Problem } from './problem';

const answerYes = () =>
  unwrap(api.POST('/questions/{id}/answer', { params: { path: { id: 'q' } }, body: { answer: 'YES' } }));

test('carries the token on what changes something, and on nothing else', async () => {
  const hub = new FakeHub().on('POST /questions/q/answer', () => undefined);
  setCsrfToken('token-1');
  await answerYes();
  await unwrap(api.GET('/questions'));
  expect(hub.requests('POST /questions/q/answer')[0]?.headers.get('Handfast-CSRF')).toBe('token-1');
  expect(hub.requests('GET /questions')[0]?.headers.has('Handfast-CSRF')).toBe(false);
});

test('asks once more with the new token when another tab signed in anew', async () => {
  const hub = new FakeHub()
    .on('GET /session', () => ({ ...SIGNED_IN, csrfToken: 'token-2' }))
    .on('POST /questions/q/answer', ({ headers }) =>
      headers.get('Handfast-CSRF') === 'token-2' ? undefined : new Refusal(403, 'csrf-token'),
    );
  setCsrfToken('token-1');
  await answerYes();
  expect(hub.requests('POST /questions/q/answer').map(({ body }) => body)).toEqual([
    { answer: 'YES' },
    { answer: 'YES' },
  ]);
});

test('does not ask again when the token was right and the answer is no', async () => {
  const hub = new FakeHub().on('POST /questions/q/answer', () => new Refusal(403, 'not-allowed'));
  setCsrfToken('token-1');
  await expect(answerYes()).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
  expect(hub.requests('POST /questions/q/answer')).toHaveLength(1);
});

test('tells when nobody is signed in any more, but not when a password is wrong', async () => {
  const listener = vi.fn();
  onSignedOut(listener);
  new FakeHub()
    .on('GET /questions', () => new Refusal(401, 'sign-in-needed'))
    .on('POST /session', () => new Refusal(401, 'wrong-password'));
  await expect(unwrap(api.POST('/session', { body: { password: 'x' } }))).rejects.toMatchObject({
    code: 'wrong-password',
  });
  expect(listener).not.toHaveBeenCalled();
  await expect(unwrap(api.GET('/questions'))).rejects.toBeInstanceOf(Problem);
  expect(listener).toHaveBeenCalledOnce();
});

test('says that the hub is unreachable when nothing answers', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  await expect(unwrap(api.GET('/hub'))).rejects.toMatchObject({ code: 'unreachable', status: 0 });
});

test('passes on how long to wait', async () => {
  new FakeHub().on(
    'POST /session',
    () => new Refusal(429, 'too-many-tries', 'Wait.', { 'Retry-After': '245' }),
  );
  await expect(unwrap(api.POST('/session', { body: { password: 'x' } }))).rejects.toMatchObject({
    retryAfterSeconds: 245,
  });
});

test('understands an answer that is no problem document as something in between', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>Bad Gateway</h1>', { status: 502 })));
  await expect(unwrap(api.GET('/hub'))).rejects.toMatchObject({ code: 'unreadable-answer', status: 502 });
});
