import type { ProblemDocument } from './types';

/** What the hub said went wrong, or that it said nothing. Handled by `code`; `detail` is for people. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${code}: ${detail}`);
  }

  /** From an answer that is not a success. */
  static of(response: Response, body: unknown): Problem {
    const retryAfter = seconds(response.headers.get('Retry-After'));
    if (isProblemDocument(body)) {
      return new Problem(body.code, response.status, body.title, body.detail, retryAfter);
    }
    return new Problem(
      'unreadable-answer',
      response.status,
      'The hub gave an answer that this page does not understand',
      `It answered ${response.status} without saying why. A proxy in between may have answered instead of the hub.`,
      retryAfter,
    );
  }

  /** The hub could not be asked. */
  static unreachable(): Problem {
    return new Problem(
      'unreachable',
      0,
      'The hub cannot be reached',
      'It may be stopped, or the network in between is down.',
    );
  }

  /** True if the hub knows no such thing, or no more. */
  get isNotFound(): boolean {
    return this.status === 404;
  }

  /** From whatever was thrown. */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem(
      'console-fault',
      0,
      'Something went wrong in this page',
      error instanceof Error ? error.message : 'Load the page again.',
    );
  }
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return (
    typeof body === 'object' &&
    body !== null &&
    typeof (body as Partial<ProblemDocument>).code === 'string' &&
    typeof (body as Partial<ProblemDocument>).title === 'string' &&
    typeof (body as Partial<ProblemDocument>).detail === 'string'
  );
}

function seconds(header: string | null): number | undefined {
  const value = Number(header ?? NaN);
  return Number.isFinite(value) && value > 0 ? Math.ceil(value) : undefined;
}
