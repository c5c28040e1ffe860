import { inBytes } from '../ui/bytes';

/** How much waits, in words: "1 message, 312 bytes". */
export function waiting({ parcels, bytes }: { parcels: number; bytes: number }): string {
  if (parcels === 0) return 'empty';
  return `${parcels.toLocaleString('en')} ${parcels === 1 ? 'message' : 'messages'}, ${inBytes(bytes)}`;
}
