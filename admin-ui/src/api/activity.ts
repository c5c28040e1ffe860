/** Whether anybody is there: a page that only keeps itself up to date must not keep its session alive. */

const IDLE_MS = 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let lastSign = Date.now();

for (const sign of SIGNS) {
  addEventListener(
    sign,
    () => {
      lastSign = Date.now();
    },
    { passive: true, capture: true },
  );
}

/** True once nobody has touched the page for a minute. */
export function nobodyThere(): boolean {
  return Date.now() - lastSign > IDLE_MS;
}
