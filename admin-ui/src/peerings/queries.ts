import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import type { Peering } from '../api/types';

const ROOT = 'peerings';

/** Pairings of devices with each other, newest first. */
export function usePeerings(limit: number) {
  return useQuery({
    queryKey: [ROOT, 'list', limit],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/peerings', { params: { query: { limit } }, signal }))).items,
    placeholderData: keepPreviousData,
  });
}

export function useEndPeering({ protocol, proposer, other }: Peering) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.DELETE('/peerings/{protocol}/{a}/{b}', {
          params: {
            path: { protocol, a: proposer.address, b: other.address },
            query: reason.trim() === '' ? {} : { reason: reason.trim() },
          },
        }),
      ),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: [ROOT] }),
        queries.invalidateQueries({ queryKey: ['devices', 'one'] }),
      ]);
    },
  });
}
