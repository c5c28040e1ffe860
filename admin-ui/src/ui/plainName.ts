/** A name that programs use, as people would write it: "device-revoked" is "Device revoked". */
export function plainName(code: string): string {
  const words = code.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
