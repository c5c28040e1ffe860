import createClient from 'openapi-fetch';

import { nobodyThere } from './activity';
import { csrfToken, setCsrfToken } from './csrf';
import { noteHubDate } from './hubClock';
import { Problem } from './problem';
import type { paths } from './schema';
import type { Session } from './types';

const BASE = '/api/v1';
const CSRF_HEADER = 'Handfast-CSRF';
const BACKGROUND_HEADER = 'Handfast-Background';

/** Where the live channel is. */
export const EVENTS_URL = `${BASE}/events`;

/** The admin API, typed by its contract. */
export const api = createClient<paths>({
  baseUrl: new URL(BASE, location.origin).href,
  fetch: hubFetch,
});

let signedOutListener: () => void = () => undefined;

/** Hears of each answer that says nobody is signed in. One listener: the page's. */
export function onSignedOut(listener: () => void): void {
  signedOutListener = listener;
}

/** The data of an answer; throws a {@link Problem} instead of giving an error back. */
export async function unwrap<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw Problem.of(response, error);
  return data as T;
}

/**
 * A fetch that carries the CSRF token where it is due. A refused token is looked up once more: another tab may have
 * signed in anew, and this one need not trouble anyone about it.
 */
async function hubFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const used = csrfToken();
  const response = await send(request, used);
  if (response.status === 403 && changes(request)) {
    const current = await lookUpCsrfToken();
    if (current !== undefined && current !== used) return send(again, current);
  }
  if (response.status === 401 && !isSigningIn(request)) signedOutListener();
  return response;
}

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (changes(request) && token !== undefined) request.headers.set(CSRF_HEADER, token);
  if (!changes(request) && nobodyThere()) request.headers.set(BACKGROUND_HEADER, 'true');
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw Problem.unreachable();
  }
  noteHubDate(response.headers.get('Date'), Date.now());
  return response;
}

async function lookUpCsrfToken(): Promise<string | undefined> {
  const response = await fetch(new URL(`${BASE}/session`, location.origin));
  if (!response.ok) return undefined;
  const session = (await response.json()) as Session;
  setCsrfToken(session.csrfToken);
  return session.csrfToken;
}

function changes(request: Request): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}

function isSigningIn(request: Request): boolean {
  return request.method === 'POST' && new URL(request.url).pathname === `${BASE}/session`;
}
