/** What the console is the console of. */
export const BRAND = 'Handfast';

/** A hub's own name; nothing if it has none but the product's, which stands beside it already. */
export function ownName(hubName: string | undefined): string | undefined {
  return hubName === BRAND ? undefined : hubName;
}
