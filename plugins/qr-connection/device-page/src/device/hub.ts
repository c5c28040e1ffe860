import { sha256 } from '@noble/hashes/sha2.js';

import { fromHex, hex, type Random } from '@browser/wire/bytes';
import { b64u } from '@browser/wire/encodings';
import { members, type Members, parseJson, text } from '@browser/wire/json';

import { type Signer, signatureOf } from '../wire/request';
import type { HubClock } from './clock';
import type { HubCard } from './records';

/** No answer, or none that a hub gives: worth another try. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** The hub said no. */
export class Problem extends Error {
  override name = 'Problem';

  /**
   * @param retryAfter seconds, if the hub said so
   * @param said all members of the problem
   */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly retryAfter?: number,
    readonly said: Members = {},
  ) {
    super(detail);
  }
}

/** What the hub asks to wait for longer than this is said to the person as a no. */
const SOON_SECONDS = 60;

/** Whether another try in a moment may do better, with nothing done about it. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Problem)) return error instanceof Unreachable;
  const { status, retryAfter = 0 } = error;
  return status === 503 || (status === 429 && retryAfter <= SOON_SECONDS);
}

const PATIENCE_MS = 20_000;

/** The HTTP side of a hub, of the page's own origin. */
export class Hub {
  constructor(
    private readonly send: (target: string, init: RequestInit) => Promise<Response>,
    private readonly clock: HubClock,
    private readonly random: Random,
  ) {}

  /** What the hub says of itself. @throws Unreachable */
  async card(): Promise<HubCard> {
    const said = await this.ask('/hub', { method: 'GET' });
    try {
      const id = text(said, 'hub_id');
      const key = fromHex(text(said, 'ed25519_public_key'));
      if (hex(sha256(key)) !== id) throw new RangeError('its id is not the hash of its key');
      return { id, key: b64u(key), name: text(said, 'name') };
    } catch (cause) {
      throw new Unreachable('The hub’s card cannot be read.', { cause });
    }
  }

  /** Signed. @returns nothing for an answer without a body @throws Problem @throws Unreachable */
  async post(hubId: string, signer: Signer, target: string, body = ''): Promise<Members> {
    const created = this.clock.seconds();
    const signature = signatureOf({ hubId, method: 'POST', target, body, created }, signer, this.random);
    const type: Record<string, string> = body === '' ? {} : { 'Content-Type': 'application/json' };
    return this.ask(target, {
      method: 'POST',
      headers: { 'Handfast-Signature': signature, ...type },
      body: body === '' ? null : body,
    });
  }

  /** Where the live socket is; valid for some minutes, and once. */
  liveTarget(hubId: string, signer: Signer): string {
    const request = { hubId, method: 'GET', target: '/qr/live', body: '', created: this.clock.seconds() };
    return `/qr/live?auth=${encodeURIComponent(signatureOf(request, signer, this.random))}`;
  }

  private async ask(target: string, init: RequestInit): Promise<Members> {
    const answer = await this.answer(target, init);
    this.clock.hear(answer.response.headers.get('Date'));
    const said = read(answer.body);
    if (answer.response.ok && said !== undefined) return said;
    throw problemOf(answer.response, said);
  }

  private async answer(target: string, init: RequestInit) {
    try {
      const limits = {
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      } as const;
      const response = await this.send(target, { ...init, ...limits });
      return { response, body: await response.text() };
    } catch (cause) {
      throw new Unreachable('The hub does not answer.', { cause });
    }
  }
}

function read(body: string): Members | undefined {
  if (body === '') return {};
  try {
    return members(parseJson(body));
  } catch {
    return undefined;
  }
}

function problemOf({ status, headers }: Response, said: Members | undefined): Error {
  const { code, detail } = said ?? {};
  if (typeof code !== 'string' || (status >= 500 && status !== 503)) {
    return new Unreachable(`The hub answers with ${status}, which says nothing.`);
  }
  const seconds = Number.parseInt(headers.get('Retry-After') ?? '', 10);
  return new Problem(
    status,
    code,
    typeof detail === 'string' ? detail : 'The hub does not say why.',
    Number.isNaN(seconds) ? undefined : seconds,
    said,
  );
}
