import { vi } from 'vitest';

import type { Session } from '../api/types';

/** What a request was. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Handler = (asked: Asked) => unknown;

/** An answer that is a problem. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail = 'Said by the hub.',
    readonly headers: Record<string, string> = {},
  ) {}
}

export const SIGNED_IN: Session = { signedIn: true, setUp: true, hubName: 'Workshop', csrfToken: 'token-1' };

/** Stands in for the hub behind `fetch`: answers what it was told to, and remembers what it was asked. */
export class FakeHub {
  readonly asked: Asked[] = [];
  private readonly handlers = new Map<string, Handler>();

  constructor() {
    vi.stubGlobal('fetch', (input: Request | URL, init?: RequestInit) =>
      this.fetch(new Request(input, init)),
    );
    this.on('GET /session', () => SIGNED_IN);
    this.on('GET /questions', () => ({ items: [] }));
    this.on('GET /hub', () => HUB);
    this.on('GET /plugins', () => ({ items: [] }));
    this.on('GET /rooms', () => ({ items: [] }));
  }

  /** Answers `METHOD /path`; with nothing for 204, with a {@link Refusal} for a problem. */
  on(what: string, handler: Handler): this {
    this.handlers.set(what, handler);
    return this;
  }

  /** The requests of one kind, oldest first. */
  requests(what: string): Asked[] {
    return this.asked.filter(({ method, path }) => `${method} ${path}` === what);
  }

  private async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const json = request.headers.get('Content-Type') === 'application/json';
    const asked: Asked = {
      method: request.method,
      path: url.pathname.replace('/api/v1', ''),
      query: url.searchParams,
      headers: request.headers,
      body: json ? await request.json() : await request.arrayBuffer(),
    };
    this.asked.push(asked);
    const handler = this.handlers.get(`${asked.method} ${asked.path}`);
    if (handler === undefined) throw new Error(`nobody answers ${asked.method} ${asked.path}`);
    const answer = await handler(asked);
    if (answer instanceof Refusal) {
      return Response.json(
        {
          type: 'about:blank',
          title: 'A title',
          status: answer.status,
          code: answer.code,
          detail: answer.detail,
        },
        { status: answer.status, headers: answer.headers },
      );
    }
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
  }
}

const HUB = {
  id: 'a'.repeat(64),
  name: 'Workshop',
  version: '0.1.0',
  startedAt: '2026-11-24T08:00:00Z',
  approvalDefault: 'ask',
  listeners: [{ protocol: 'direct-tcp', title: 'Direct TCP', name: 'devices', port: 3695 }],
  counts: { questions: 0, trustedDevices: 0, connectedDevices: 0, conversations: 0, links: 0 },
};
