import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';

import { Coalescer } from './coalescer';
import type { News, Resource } from './news';

const PAUSE_MS = 1_000;

/** What else shows a resource, besides the queries of its own name: the beginnings of their keys. */
const ALSO: Record<Resource, readonly (readonly string[])[]> = {
  questions: [['hub']],
  devices: [['hub'], ['rooms', 'one']],
  peerings: [['devices', 'one']],
  offers: [],
  mailboxes: [['devices', 'one']],
  messages: [],
  conversations: [['hub'], ['rooms']],
  plugins: [['hub'], ['transports']],
  transports: [],
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
      this.refetch(...other);
    });
  }

  /** All but the session, which the stream itself tells of. */
  everything(): void {
    this.invalidate({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  }

  stop(): void {
    this.coalescer.stop();
  }

  private refetch(...queryKey: string[]): void {
    this.coalescer.call(queryKey.join('/'), () => {
      this.invalidate({ queryKey });
    });
  }

  /**
   * A first fetch that is under way is not begun again but joined, and what it brings counts as new, though the hub may
   * have answered before the change. So that is fetched once more.
   */
  private invalidate(filters: InvalidateQueryFilters): void {
    const first = this.queries
      .getQueryCache()
      .findAll({ ...filters, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined);
    void this.queries.invalidateQueries(filters);
    for (const query of first) {
      const again = () => void this.queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
      query.promise?.then(again, () => undefined);
    }
  }
}
