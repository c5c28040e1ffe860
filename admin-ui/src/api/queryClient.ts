import { QueryClient } from '@tanstack/react-query';

import { Problem } from './problem';

/**
 * What was fetched. The live channel says when something is old, so nothing grows old by itself; only an unreachable
 * hub is asked again, since any other problem would come again.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) => error instanceof Problem && error.code === 'unreachable' && failures < 2,
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
