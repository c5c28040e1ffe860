import { useQuery } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';

/** The hub, what it listens on and how much is going on. */
export function useHub() {
  return useQuery({
    queryKey: ['hub'],
    queryFn: ({ signal }) => unwrap(api.GET('/hub', { signal })),
  });
}
