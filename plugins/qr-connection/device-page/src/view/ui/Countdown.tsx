import { clock } from '@browser/ui/time';

import { useNow } from '../context';

const RADIUS = 9;
const AROUND = 2 * Math.PI * RADIUS;
const SOON = 60;

/** How long something still counts, as a ring that empties and a clock. @param from and until are in Unix seconds */
export function Countdown({ from, until }: { readonly from: number; readonly until: number }) {
  const now = useNow();
  const whole = Math.max(1, until - from);
  const left = Math.min(whole, Math.max(0, until - now));
  return (
    <span class={left < SOON ? 'hf-countdown hf-countdown-soon' : 'hf-countdown'}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
        <circle class="hf-ring-track" cx="11" cy="11" r={RADIUS} />
        <circle
          class="hf-ring"
          cx="11"
          cy="11"
          r={RADIUS}
          stroke-dasharray={`${(left / whole) * AROUND} ${AROUND}`}
          transform="rotate(-90 11 11)"
        />
      </svg>
      <span role="timer">{left === 0 ? 'Time is up' : `${clock(left)} left`}</span>
    </span>
  );
}
