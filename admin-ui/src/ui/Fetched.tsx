import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ProblemState } from './ProblemState';

interface FetchedProps<T> {
  query: UseQueryResult<T>;
  /** While the first answer is awaited. */
  loading: ReactNode;
  /** What to show instead of data that holds nothing. */
  empty?: (data: T) => ReactNode | undefined;
  children: (data: T) => ReactNode;
}

/**
 * The states of what is fetched, in one place: loading, failed, empty (plainly or by a filter), there. Data that is
 * there stays when fetching it anew fails: the banner says that it may be old.
 */
export function Fetched<T>({ query, loading, empty, children }: FetchedProps<T>) {
  if (query.data !== undefined) return empty?.(query.data) ?? children(query.data);
  if (query.isError) return <ProblemState error={query.error} retry={() => void query.refetch()} />;
  return loading;
}
