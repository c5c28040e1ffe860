import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import { useSeconds } from '@browser/ui/changes';

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

/** Unix seconds, as they pass. */
export function useNow(): number {
  const { session } = useHere();
  useSeconds();
  return Math.floor(session.now / 1000);
}
