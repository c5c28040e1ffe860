import { useInfiniteQuery, useMutation } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import type { AuditRow } from '../api/types';
import { nextBefore } from './pages';

const PAGE = 100;
/** Rows are put into the chain within a second or so; nothing tells when. */
const SEALING_MS = 2_000;

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
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.some((row) => row.sequence === undefined) === true ? SEALING_MS : false,
  });
}

/** Goes through the whole chain; asked for by a person, since it takes the hub some work. */
export function useVerify() {
  return useMutation({ mutationFn: () => unwrap(api.GET('/audit/verification')) });
}
