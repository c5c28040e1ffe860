import type { QueryClient } from '@tanstack/react-query';

import { Coalescer } from './coalescer';
import type { News, Resource } from './news';

const PAUSE_MS = 1_000;

/** What else shows a resource, besides the queries of its own name. */
const ALSO: Record<Resource, readonly string[]> = {
  questions: ['hub'],
  devices: ['hub'],
  conversations: ['hub'],
  plugins: ['hub'],
  audit: [],
};

/**
 * Turns news into fetches: queries are keyed `[resource, 'list' | 'one', …]`, so news about one thing leaves the
 * others of its kind alone.
 */
export class Refetch {
  private readonly coalescer = new Coalescer(PAUSE_MS);

  constructor(private readonly queries: QueryClient) {}

  news(resource: Resource, { id }: News): void {
    if (id === undefined) {
      this.refetch(resource);
    } else {
      this.refetch(resource, 'list');
      this.refetch(resource, 'one', id);
    }
    ALSO[resource].forEach((other) => {
      this.refetch(other);
    });
  }

  /** All but the session, which the stream itself tells of. */
  everything(): void {
    void this.queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  }

  stop(): void {
    this.coalescer.stop();
  }

  private refetch(...queryKey: string[]): void {
    this.coalescer.call(queryKey.join('/'), () => void this.queries.invalidateQueries({ queryKey }));
  }
}
