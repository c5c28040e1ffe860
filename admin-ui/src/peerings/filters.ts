import type { Peer, Peering } from '../api/types';
import { putParam } from '../ui/searchParams';

export type PeeringStanding = Peering['standing'];
export const STANDINGS: readonly PeeringStanding[] = ['ESTABLISHED', 'PROPOSED', 'ENDED'];

/** Which pairings are wanted. Kept in the address, so that a list can be kept and sent. */
export interface PeeringFilters {
  /** Part of a name or an address of either end; empty for any. */
  query: string;
  standing?: PeeringStanding;
}

export function readFilters(params: URLSearchParams): PeeringFilters {
  const query = params.get('query') ?? '';
  const standing = STANDINGS.find((s) => s === params.get('standing'));
  return standing === undefined ? { query } : { query, standing };
}

/** The parameters with these filters; others stay. */
export function writeFilters(params: URLSearchParams, { query, standing }: PeeringFilters): URLSearchParams {
  const written = new URLSearchParams(params);
  putParam(written, 'query', query);
  putParam(written, 'standing', standing ?? '');
  return written;
}

export function fits(peering: Peering, { query, standing }: PeeringFilters): boolean {
  const wanted = query.trim().toLowerCase();
  return (
    (standing === undefined || peering.standing === standing) &&
    (has(peering.proposer, wanted) || has(peering.other, wanted))
  );
}

function has({ name, address }: Peer, wanted: string): boolean {
  return address.toLowerCase().includes(wanted) || (name ?? '').toLowerCase().includes(wanted);
}
