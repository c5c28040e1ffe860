import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

import type { HubCard } from '../device/hub';
import type { Session } from '../device/session';
import type { Vault } from '../device/vault';

interface Here {
  readonly hub: HubCard;
  readonly vault: Vault;
  readonly session: Session;
}

export const HereContext = createContext<Here | undefined>(undefined);

/** What is there once the page is open. */
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

/** Unix seconds, as they pass. */
export function useNow(): number {
  const { session } = useHere();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setTick((tick) => tick + 1);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return Math.floor(session.now / 1000);
}
