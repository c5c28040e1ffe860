import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import type { Offer } from '../api/types';

const ROOT = 'offers';

/** Invites and phrases that nobody used yet, the first to expire first. */
export function useOffers(limit: number) {
  return useQuery({
    queryKey: [ROOT, 'list', limit],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/offers', { params: { query: { limit } }, signal }))).items,
  });
}

export function useTakeBack({ protocol, id }: Offer) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/offers/{protocol}/{id}', { params: { path: { protocol, id } } })),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [ROOT] });
    },
  });
}
