import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';

const ROOT = 'messages';

/** The newest messages with a device, newest first. */
export function useMessages(device: string, limit: number) {
  return useQuery({
    queryKey: [ROOT, 'one', device, limit],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/devices/{id}/messages', { params: { path: { id: device }, query: { limit } }, signal }),
        )
      ).items,
    placeholderData: keepPreviousData,
  });
}

export function useClear(device: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/devices/{id}/messages', { params: { path: { id: device } } })),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [ROOT, 'one', device] });
    },
  });
}

/** Whom a command of a protocol is about. */
export interface Addressee {
  protocol: string;
  address: string;
}

/** What is said to a device, and what about. */
export interface Saying {
  topic: string;
  text: string;
}

export const SAY = 'message';
export const PING = 'ping';

/** Says something to a device. */
export function useSay({ protocol, address }: Addressee) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ topic, text }: Saying) => tell(protocol, SAY, { device: address, protocol: topic, text }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [ROOT] });
    },
  });
}

/** Asks a device whether it is there. */
export function usePing({ protocol, address }: Addressee) {
  return useMutation({ mutationFn: () => tell(protocol, PING, { device: address }) });
}

function tell(protocol: string, command: string, given: Record<string, string>) {
  return unwrap(
    api.POST('/protocols/{protocol}/commands/{command}', {
      params: { path: { protocol, command } },
      body: { arguments: given },
    }),
  );
}
