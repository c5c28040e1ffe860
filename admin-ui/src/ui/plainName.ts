/**
 * A name that programs use, as people would write it: "device-revoked" is "Device revoked", and "AwaitingWords" is
 * "Awaiting words".
 */
export function plainName(code: string): string {
  const words = code
    .replaceAll(/(?<=\p{Ll})\p{Lu}(?=\p{Ll})/gu, (capital) => ` ${capital.toLowerCase()}`)
    .replaceAll(/[-_]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
