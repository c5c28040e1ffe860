import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import { useSeconds } from '@browser/ui/changes';

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

/** The hub's time in Unix seconds, as it passes. */
export function useNow(): number {
  const { device } = useHere();
  useSeconds();
  return device.now;
}
