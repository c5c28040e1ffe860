import { useInfiniteQuery, useMutation } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import type { AuditRow } from '../api/types';
import { nextBefore } from './pages';

const PAGE = 100;

/** The audit log, newest first, a page at a time. */
export function useAudit() {
  return useInfiniteQuery({
    queryKey: ['audit', 'list'],
    queryFn: async ({ signal, pageParam }): Promise<AuditRow[]> => {
      const query = pageParam === undefined ? { limit: PAGE } : { limit: PAGE, before: pageParam };
      return (await unwrap(api.GET('/audit', { params: { query }, signal }))).items;
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => nextBefore(last, PAGE),
    staleTime: 0,
  });
}

/** Goes through the whole chain; asked for by a person, since it takes the hub some work. */
export function useVerify() {
  return useMutation({ mutationFn: () => unwrap(api.GET('/audit/verification')) });
}
