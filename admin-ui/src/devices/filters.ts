import type { Trust } from '../api/types';
import { putParam } from '../ui/searchParams';

export const TRUSTS: readonly Trust[] = ['TRUSTED', 'PENDING', 'KNOWN', 'SUSPENDED', 'REVOKED'];

/** Which devices are wanted. Kept in the address, so that a list can be kept and sent. */
export interface DeviceFilters {
  /** Part of a name or an address; empty for any. */
  query: string;
  trust?: Trust;
}

const LONGEST_QUERY = 128;

export function readFilters(params: URLSearchParams): DeviceFilters {
  const query = (params.get('query') ?? '').slice(0, LONGEST_QUERY);
  const trust = TRUSTS.find((t) => t === params.get('trust'));
  return trust === undefined ? { query } : { query, trust };
}

/** The parameters with these filters; others stay. */
export function writeFilters(params: URLSearchParams, { query, trust }: DeviceFilters): URLSearchParams {
  const written = new URLSearchParams(params);
  putParam(written, 'query', query);
  putParam(written, 'trust', trust ?? '');
  return written;
}

export function isFiltered({ query, trust }: DeviceFilters): boolean {
  return query.trim() !== '' || trust !== undefined;
}
