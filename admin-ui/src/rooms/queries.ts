import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import type { Room } from '../api/types';

const ROOT = 'rooms';

/** What operators do to rooms, by commands of their protocol. */
export const REMOVE = 'remove-member';
export const CLOSE = 'close-room';

/** Rooms that are open, newest first; those that one device takes part in if one is named. */
export function useRooms(limit: number, device?: string) {
  return useQuery({
    queryKey: [ROOT, 'list', device, limit],
    queryFn: async ({ signal }) => {
      const query = device === undefined ? { limit } : { limit, device };
      return (await unwrap(api.GET('/rooms', { params: { query }, signal }))).items;
    },
  });
}

/** One with who takes part. */
export function useRoom(id: string) {
  return useQuery({
    queryKey: [ROOT, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/rooms/{id}', { params: { path: { id } }, signal })),
  });
}

/** Tells the protocol of a room what to do about it. */
export function useRoomCommand({ protocol, name }: Room, command: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (more: Record<string, string>) =>
      unwrap(
        api.POST('/protocols/{protocol}/commands/{command}', {
          params: { path: { protocol, command } },
          body: { arguments: { room: name, ...more } },
        }),
      ),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [ROOT] });
    },
  });
}
