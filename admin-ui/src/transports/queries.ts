import { useQuery } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';

const ROOT = 'transports';

/** The transports of the plugins that run. */
export function useTransports() {
  return useQuery({
    queryKey: [ROOT, 'list'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/transports', { signal }))).items,
  });
}

/** What one has to report. */
export function useReport(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [ROOT, 'one', id],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/transports/{id}', { params: { path: { id } }, signal }))).items,
    enabled,
  });
}
