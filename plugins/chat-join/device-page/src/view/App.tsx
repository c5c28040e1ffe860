import { useLayoutEffect, useState } from 'preact/hooks';

import { useChanges } from '@browser/ui/changes';
import { Logo } from '@browser/ui/Logo';
import { ForgetfulPage, HubChangedPage, OpeningPage } from '@browser/ui/phases';

import type { Session } from '../device/session';
import { HereContext, useHere } from './context';
import { HelpPage } from './HelpPage';
import { HomePage } from './HomePage';
import { PeoplePage } from './people/PeoplePage';
import { RoomPage } from './room/RoomPage';
import { goTo, hrefOf, type Route, routeOf } from './routes';

/** The whole page. */
export function App({ session }: { readonly session: Session }) {
  useChanges(session);
  const { phase } = session;
  switch (phase.kind) {
    case 'open':
      return (
        <HereContext.Provider value={{ hub: phase.hub, vault: phase.vault, session }}>
          <Open />
        </HereContext.Provider>
      );
    case 'changed':
      return (
        <HubChangedPage
          before={phase.before}
          now={phase.now}
          onAccept={() => {
            session.acceptHub();
            goTo({ page: 'home' });
          }}
        >
          Your identity and the people whom you trust stay as they are.
        </HubChangedPage>
      );
    case 'forgetful':
      return <ForgetfulPage />;
    case 'opening':
    case 'unreachable':
      return <OpeningPage isUnreachable={phase.kind === 'unreachable'} />;
  }
}

function Open() {
  const { hub, session } = useHere();
  const route = useRoute();
  const { conversation } = session;
  const elsewhere = conversation?.standing === 'over' ? undefined : conversation?.room;
  const links: readonly (readonly [Route, string])[] = [
    ...(elsewhere === undefined ? [] : ([[{ page: 'room', room: elsewhere }, 'Room']] as const)),
    [{ page: 'people' }, 'People'],
    [{ page: 'help' }, 'Help'],
  ];
  return (
    <>
      <header class="hf-header">
        <a class="hf-brand" href={hrefOf({ page: 'home' })}>
          <Logo />
          <span class="hf-wordmark">Handfast</span>
        </a>
        <span class="hf-hub-name">{hub.name === 'Handfast' ? '' : hub.name}</span>
        <nav aria-label="Pages" class="hf-nav">
          {links.map(([to, name]) => (
            <a
              key={name}
              class="hf-help"
              href={hrefOf(to)}
              aria-current={hrefOf(to) === hrefOf(route) ? 'page' : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
      </header>
      <Current route={route} />
    </>
  );
}

function Current({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'room':
      return <RoomPage key={route.room} room={route.room} />;
    case 'people':
      return <PeoplePage />;
    case 'help':
      return <HelpPage />;
    case 'home':
      return <HomePage />;
  }
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useLayoutEffect(() => {
    const changed = () => {
      setRoute(routeOf(location.hash));
    };
    addEventListener('hashchange', changed);
    return () => {
      removeEventListener('hashchange', changed);
    };
  }, []);
  return route;
}
