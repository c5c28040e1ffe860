import { createContext, useContext, useSyncExternalStore } from 'react';

import type { LiveState, LiveStore } from './liveStore';

export const LiveContext = createContext<LiveStore | undefined>(undefined);

/** How the live channel stands, and how to hurry it. */
export function useLive(): { state: LiveState; tryNow: () => void } {
  const store = useContext(LiveContext);
  if (store === undefined) throw new Error('useLive needs a LiveProvider');
  const state = useSyncExternalStore(store.subscribe, store.getState);
  return {
    state,
    tryNow: () => {
      store.tryNow();
    },
  };
}
