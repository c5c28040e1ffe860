const STEP = 1024;
const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** A size as people read it: "312 bytes", "4.5 KB", "120 MB". A KB is 1,024 bytes. */
export function inBytes(bytes: number): string {
  if (bytes < STEP) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let size = bytes / STEP;
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit++;
  }
  return `${size.toFixed(size < 10 ? 1 : 0)} ${UNITS[unit] ?? ''}`;
}
