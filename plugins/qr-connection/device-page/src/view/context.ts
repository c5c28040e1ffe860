import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

import type { Device } from '../device/device';
import type { Session } from '../device/session';

interface Here {
  readonly device: Device;
  readonly session: Session;
}

export const HereContext = createContext<Here | undefined>(undefined);

/** The device, of a page that is open. */
export function useHere(): Here {
  const here = useContext(HereContext);
  if (here === undefined) throw new Error('the page is not open yet');
  return here;
}

/** Draws again whenever something changed. */
export function useChanges(session: Session): void {
  const [, setVersion] = useState(0);
  useEffect(
    () =>
      session.subscribe(() => {
        setVersion((version) => version + 1);
      }),
    [session],
  );
}

/** The hub's time in Unix seconds, as it passes. */
export function useNow(): number {
  const { device } = useHere();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setTick((tick) => tick + 1);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return device.now;
}
