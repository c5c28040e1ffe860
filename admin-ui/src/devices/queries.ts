import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import type { DeviceDetail } from '../api/types';
import type { DeviceFilters } from './filters';

const ROOT = 'devices';

export function deviceQuery(id: string) {
  return queryOptions({
    queryKey: [ROOT, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/devices/{id}', { params: { path: { id } }, signal })),
  });
}

/** Devices that fit, newest approval first. */
export function useDevices({ query, trust }: DeviceFilters, limit: number) {
  const wanted = query.trim();
  return useQuery({
    queryKey: [ROOT, 'list', wanted, trust, limit],
    queryFn: async ({ signal }) => {
      const params = {
        limit,
        ...(wanted === '' ? {} : { query: wanted }),
        ...(trust === undefined ? {} : { trust }),
      };
      return (await unwrap(api.GET('/devices', { params: { query: params }, signal }))).items;
    },
    placeholderData: keepPreviousData,
  });
}

export function useDevice(id: string) {
  return useQuery(deviceQuery(id));
}

/**
 * What revoking it would do; asked anew each time, since it depends on what the device is doing. Not to be asked once it
 * is being revoked: there is no answer to that any more.
 */
export function useConsequences(id: string, enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: [ROOT, 'one', id, 'consequences'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/devices/{id}/revocation', { params: { path: { id } }, signal }))).consequences,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Something that is done to a device, whose answer is the device as it is then. */
function useChange<T>(id: string, change: (to: T) => Promise<DeviceDetail>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (detail) => {
      queries.setQueryData(deviceQuery(id).queryKey, detail);
      void queries.invalidateQueries({ queryKey: [ROOT, 'list'] });
      void queries.invalidateQueries({ queryKey: ['peerings'] });
      void queries.invalidateQueries({ queryKey: ['mailboxes'] });
    },
  });
}

/** A reason as the hub takes it: there, or left out. */
function because(reason: string) {
  return reason.trim() === '' ? {} : { reason: reason.trim() };
}

export function useRevoke(id: string) {
  return useChange(id, (reason: string) =>
    unwrap(api.PUT('/devices/{id}/revocation', { params: { path: { id } }, body: because(reason) })),
  );
}

export function useBlock(id: string) {
  return useChange(id, (reason: string) =>
    unwrap(api.PUT('/devices/{id}/suspension', { params: { path: { id } }, body: because(reason) })),
  );
}

export function useUnblock(id: string) {
  return useChange<undefined>(id, () =>
    unwrap(api.DELETE('/devices/{id}/suspension', { params: { path: { id } } })),
  );
}

export function useRename(id: string) {
  return useChange(id, (name: string) =>
    unwrap(api.PUT('/devices/{id}/name', { params: { path: { id } }, body: { name } })),
  );
}

export function useForget(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/devices/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: deviceQuery(id).queryKey });
      void queries.invalidateQueries({ queryKey: [ROOT, 'list'] });
    },
  });
}
