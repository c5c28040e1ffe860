const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const ABSOLUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, until: number][] = [
  ['second', 1, 60],
  ['minute', 60, 3_600],
  ['hour', 3_600, 86_400],
  ['day', 86_400, 30 * 86_400],
];

/** A moment as seen from now: "just now", "5 minutes ago", "yesterday"; past a month, its date. */
export function relative(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  if (Math.abs(seconds) < 10) return 'just now';
  for (const [unit, size, until] of STEPS) {
    if (Math.abs(seconds) < until) return RELATIVE.format(Math.trunc(seconds / size), unit);
  }
  return `on ${DATE.format(new Date(at))}`;
}

/** A moment in this browser's zone: "24 Nov 2026, 23:31:05". */
export function absolute(at: string): string {
  return ABSOLUTE.format(new Date(at));
}
