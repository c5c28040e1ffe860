const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A wait as people say it: "40 seconds", "2 minutes", "3 hours". Rounded up, since it is a promise. */
export function inWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 2 * MINUTE) return count(whole, 'second');
  if (whole < 2 * HOUR) return count(Math.ceil(whole / MINUTE), 'minute');
  if (whole < 2 * DAY) return count(Math.ceil(whole / HOUR), 'hour');
  return count(Math.ceil(whole / DAY), 'day');
}

/** A countdown: "4:07", "1:02:09"; "0:00" once it is over. */
export function clock(milliseconds: number): string {
  const total = Math.max(0, Math.ceil(milliseconds / 1000));
  const seconds = String(total % MINUTE).padStart(2, '0');
  const minutes = Math.floor(total / MINUTE) % 60;
  const hours = Math.floor(total / HOUR);
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}

/** What is left of a wait: "4:07 left", and from two hours on in words, "3 days left". */
export function left(milliseconds: number): string {
  if (milliseconds <= 0) return 'Time is up';
  const seconds = milliseconds / 1000;
  if (seconds < 2 * HOUR) return `${clock(milliseconds)} left`;
  return `${seconds < 2 * DAY ? count(Math.round(seconds / HOUR), 'hour') : count(Math.round(seconds / DAY), 'day')} left`;
}

/** How long something took: "84 ms", "1.20 s", "2 min 5 s", "3 h 10 min". */
export function took(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < MINUTE) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  if (whole < HOUR) return parts(Math.floor(whole / MINUTE), 'min', whole % MINUTE, 's');
  if (whole < DAY) return parts(Math.floor(whole / HOUR), 'h', Math.floor((whole % HOUR) / MINUTE), 'min');
  return parts(Math.floor(whole / DAY), 'd', Math.floor((whole % DAY) / HOUR), 'h');
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
