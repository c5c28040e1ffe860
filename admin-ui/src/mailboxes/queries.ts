import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';

/** Mailboxes that hold something, fullest first. */
export function useMailboxes(limit: number) {
  return useQuery({
    queryKey: ['mailboxes', 'list', limit],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/mailboxes', { params: { query: { limit } }, signal }))).items,
    placeholderData: keepPreviousData,
  });
}
