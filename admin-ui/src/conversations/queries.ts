import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';

const ROOT = 'conversations';

/** Those in progress, then those that ended, newest first; about one device if one is named. */
export function useConversations(limit: number, device?: string) {
  return useQuery({
    queryKey: [ROOT, 'list', device, limit],
    queryFn: async ({ signal }) => {
      const query = device === undefined ? { limit } : { limit, device };
      return (await unwrap(api.GET('/conversations', { params: { query }, signal }))).items;
    },
    placeholderData: keepPreviousData,
  });
}

/** One with its timeline. */
export function useConversation(
  id: string,
  { enabled = true, refetchInterval = false }: { enabled?: boolean; refetchInterval?: number | false } = {},
) {
  return useQuery({
    queryKey: [ROOT, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/conversations/{id}', { params: { path: { id } }, signal })),
    enabled,
    refetchInterval,
  });
}

export function useCancel(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/conversations/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [ROOT] });
    },
  });
}
