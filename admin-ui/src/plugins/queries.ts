import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import type { CommandOf } from './commands';

const ROOT = 'plugins';

/** The plugins in the store, by name. */
export function usePlugins() {
  return useQuery({
    queryKey: [ROOT, 'list'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/plugins', { signal }))).items,
  });
}

export function useSetRunning(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (running: boolean) =>
      unwrap(api.PUT('/plugins/{name}/running', { params: { path: { name } }, body: { running } })),
    onSettled: () => {
      changed(queries);
    },
  });
}

export function useInstall() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (bundle: File) =>
      unwrap(
        api.POST('/plugins', {
          // A file is sent as it is; the contract's types know binary content as text only.
          body: bundle as unknown as string,
          bodySerializer: (body) => body,
          headers: { 'Content-Type': 'application/java-archive' },
        }),
      ),
    onSettled: () => {
      changed(queries);
    },
  });
}

/** What can be configured about a protocol. */
export function useSettings(protocol: string, enabled: boolean) {
  return useQuery({
    queryKey: [ROOT, 'settings', protocol],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/protocols/{protocol}/settings', { params: { path: { protocol } }, signal })))
        .items,
    enabled,
  });
}

/** Sets what operators have to say of a protocol's settings, in place of what they said before. */
export function useChangeSettings(protocol: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (values: Record<string, string>) =>
      (
        await unwrap(
          api.PUT('/protocols/{protocol}/settings', { params: { path: { protocol } }, body: { values } }),
        )
      ).items,
    onSuccess: (items) => {
      queries.setQueryData([ROOT, 'settings', protocol], items);
    },
  });
}

/** A command, and what it is given. */
export interface Given extends CommandOf {
  arguments: Record<string, string>;
}

/** Gives a protocol one of its commands. What it shows is a secret at times: it is kept nowhere. */
export function useCommand() {
  return useMutation({
    mutationFn: ({ protocol, command, arguments: given }: Given) =>
      unwrap(
        api.POST('/protocols/{protocol}/commands/{command}', {
          params: { path: { protocol: protocol.id, command: command.name } },
          body: { arguments: given },
        }),
      ),
    gcTime: 0,
  });
}

/** Withdraws a code: its conversation ends, and with it the offer, so that nobody finds it, nor can use it. */
export function useWithdraw(conversationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/conversations/{id}', { params: { path: { id: conversationId } } })),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['offers'] });
      void queries.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
}

/** A plugin that comes or goes opens or closes ports of the hub too. */
function changed(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: [ROOT] });
  void queries.invalidateQueries({ queryKey: ['hub'] });
  void queries.invalidateQueries({ queryKey: ['transports'] });
}
