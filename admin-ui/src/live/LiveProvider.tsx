import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';

import { api, EVENTS_URL, unwrap } from '../api/client';
import { sessionEnded } from '../session/queries';
import { LiveContext } from './liveContext';
import { LiveStore } from './liveStore';
import { Refetch } from './refetch';

/** Keeps what is shown true for as long as somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [{ store, refetch }] = useState(() => {
    const refetch = new Refetch(queries);
    const store = new LiveStore(
      {
        open: () => new EventSource(EVENTS_URL),
        hidden: () => document.hidden,
        watchHidden,
        now: () => Date.now(),
        random: () => Math.random(),
      },
      {
        news: (resource, news) => {
          refetch.news(resource, news);
        },
        missed: () => {
          refetch.everything();
        },
        bye: () => {
          sessionEnded(queries, 'by-the-hub');
        },
        // The session tells whether it was the sign-in that ended; a network that is down tells nothing.
        broke: () => void askAgain(queries),
      },
    );
    return { store, refetch };
  });

  useEffect(() => {
    const stop = store.start();
    return () => {
      stop();
      refetch.stop();
    };
  }, [store, refetch]);

  return <LiveContext value={store}>{children}</LiveContext>;
}

async function askAgain(queries: QueryClient): Promise<void> {
  try {
    const { signedIn } = await unwrap(api.GET('/session'));
    if (!signedIn) sessionEnded(queries, 'by-the-hub');
  } catch {
    // Nobody is there to say; what is shown stays.
  }
}

function watchHidden(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
  };
}
