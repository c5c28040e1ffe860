/**
 * The hub's clock as far as this page knows it. Deadlines are the hub's, and a laptop's clock may be minutes off; the
 * `Date` header of answers tells by how much. It counts whole seconds and arrives late, so small differences are left.
 */
const NOTABLE_MS = 3_000;

let offsetMs = 0;

/** Learns from the `Date` header of an answer. */
export function noteHubDate(header: string | null, now: number): void {
  const hub = Date.parse(header ?? '');
  if (!Number.isFinite(hub)) return;
  const difference = hub - now;
  offsetMs = Math.abs(difference) < NOTABLE_MS ? 0 : difference;
}

/** Milliseconds since 1970, by the hub. */
export function hubNow(): number {
  return Date.now() + offsetMs;
}
