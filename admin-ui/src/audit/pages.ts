import type { AuditRow } from '../api/types';

/** Where the next page begins; nothing if this was the last. */
export function nextBefore(page: readonly AuditRow[], size: number): number | undefined {
  if (page.length < size) return undefined;
  const lowest = page.at(-1)?.sequence;
  return lowest === undefined || lowest <= 1 ? undefined : lowest;
}

/** All pages as one list. Rows that came since move others to the next page, so some may be there twice. */
export function allRows(pages: readonly (readonly AuditRow[])[]): AuditRow[] {
  return [...new Map(pages.flat().map((row) => [row.id, row])).values()];
}
