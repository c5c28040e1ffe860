const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const DATE_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** Far from any moment that there is; a claimed one may be past what can be written. */
const MOST = 8_640_000_000_000;

function moment(seconds: number): Date {
  return new Date(Math.max(-MOST, Math.min(MOST, seconds)) * 1000);
}

/** In this browser's zone: "23:31" today, else "24 Nov 2026, 23:31". @param seconds since 1970, both */
export function shortMoment(seconds: number, now: number): string {
  const isToday = DATE.format(moment(seconds)) === DATE.format(moment(now));
  return (isToday ? TIME : DATE_TIME).format(moment(seconds));
}

export function longMoment(seconds: number): string {
  return DATE_TIME.format(moment(seconds));
}

export function day(seconds: number): string {
  return DATE.format(moment(seconds));
}

export function iso(seconds: number): string {
  return moment(seconds).toISOString();
}

/** "9:05". */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
