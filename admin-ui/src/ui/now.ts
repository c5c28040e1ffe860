import { useSyncExternalStore } from 'react';

import { hubNow } from '../api/hubClock';

const STEP_MS = 1_000;

let current = hubNow();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function tick(): void {
  current = hubNow();
  listeners.forEach((listener) => {
    listener();
  });
}

function snapshot(): number {
  // Nobody ticks while nobody listens, so the first to come looks for themselves.
  if (timer === undefined && Math.abs(hubNow() - current) >= STEP_MS) current = hubNow();
  return current;
}

/** The hub's time, told anew each second; one clock for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot);
}
