import { left } from '../ui/duration';
import { useNow } from '../ui/now';

const RADIUS = 9;
const AROUND = 2 * Math.PI * RADIUS;
const SOON_MS = 30_000;

interface CountdownProps {
  from: string;
  until: string;
}

/** How long something still waits, as a ring that empties and a clock. */
export function Countdown({ from, until }: CountdownProps) {
  const now = useNow();
  const whole = Math.max(1, Date.parse(until) - Date.parse(from));
  // The page's clock ticks once a second, so it may not have come to the beginning yet.
  const rest = Math.min(whole, Math.max(0, Date.parse(until) - now));
  const share = rest / whole;
  return (
    <span className={rest < SOON_MS ? 'hf-countdown hf-countdown-soon' : 'hf-countdown'}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
        <circle className="hf-ring-track" cx="11" cy="11" r={RADIUS} />
        <circle
          className="hf-ring"
          cx="11"
          cy="11"
          r={RADIUS}
          strokeDasharray={`${share * AROUND} ${AROUND}`}
          transform="rotate(-90 11 11)"
        />
      </svg>
      <span role="timer">
        <span className="hf-clock">{left(rest)}</span>
      </span>
    </span>
  );
}
