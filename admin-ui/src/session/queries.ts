import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';
import { setCsrfToken } from '../api/csrf';
import type { Session } from '../api/types';

/** The session as this page knows it: with how it ended, if that was here. */
export type SessionView = Session & { ended?: Ending };

export type Ending = 'signed-out' | 'by-the-hub';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView> => adopt(await unwrap(api.GET('/session', { signal }))),
  staleTime: Infinity,
});

/** Who is here; asked once, then told by whatever changes it. */
export function useSession() {
  return useQuery(sessionQuery);
}

/** Signs in with the administrator's password. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => unwrap(api.POST('/session', { body: { password } })),
    onSuccess: (session) => {
      signedIn(queries, session);
    },
  });
}

/** Chooses the administrator's password with a one-time token, and signs in. */
export function useSetUp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (chosen: { token: string; password: string }) => unwrap(api.POST('/setup', { body: chosen })),
    onSuccess: (session) => {
      signedIn(queries, session);
    },
  });
}

/** Signs out. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/session')),
    onSuccess: () => {
      sessionEnded(queries, 'signed-out');
    },
  });
}

function signedIn(queries: QueryClient, session: Session): void {
  queries.setQueryData(sessionQuery.queryKey, adopt(session));
}

/** Nobody is signed in any more: what was fetched for them goes. */
export function sessionEnded(queries: QueryClient, ended: Ending): void {
  setCsrfToken(undefined);
  queries.setQueryData(sessionQuery.queryKey, (session) => {
    // The live channel may tell of an end before the request that asked for it is answered: it was asked for all the same.
    if (session === undefined || (!session.signedIn && ended === 'by-the-hub')) return session;
    return { signedIn: false, setUp: session.setUp, hubName: session.hubName, ended };
  });
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

function adopt(session: Session): Session {
  setCsrfToken(session.csrfToken);
  return session;
}
