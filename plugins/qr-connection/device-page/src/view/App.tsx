import { useEffect, useState } from 'preact/hooks';

import { useChanges } from '@browser/ui/changes';
import { Alert } from '@browser/ui/Alert';
import { Logo } from '@browser/ui/Logo';
import { ForgetfulPage, HubChangedPage, OpeningPage } from '@browser/ui/phases';

import type { Runner, Standing } from '../device/runner';
import type { Session } from '../device/session';
import { Problem } from '../device/hub';
import { ElsewherePage } from './ElsewherePage';
import { ConnectionPage } from './connection/ConnectionPage';
import { HereContext, useHere } from './context';
import { HelpPage } from './HelpPage';
import { HomePage } from './HomePage';
import { JoinPage, StandingPage } from './JoinPage';
import { NoticesPage } from './NoticesPage';
import { ConnectPage } from './pairing/ConnectPage';
import { goTo, hrefOf, type Route, routeOf } from './routes';
import { refusalSentence } from './sentences';

/** The whole page. */
export function App({ session }: { readonly session: Session }) {
  useChanges(session);
  const { phase } = session;
  switch (phase.kind) {
    case 'open':
      return (
        <HereContext.Provider value={{ device: phase.device, session }}>
          <Open runner={phase.runner} />
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
          Your connections at the old hub stay in this browser, for when its key comes back.
        </HubChangedPage>
      );
    case 'elsewhere':
      return <ElsewherePage session={session} />;
    case 'forgetful':
      return <ForgetfulPage />;
    case 'opening':
    case 'unreachable':
      return <OpeningPage isUnreachable={phase.kind === 'unreachable'} />;
  }
}

function Open({ runner }: { readonly runner: Runner }) {
  const { device, session } = useHere();
  const route = useRoute();
  const { account } = device;
  useEffect(() => {
    const seen = () => {
      if (!document.hidden) session.wake();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
    };
  }, [session]);

  return (
    <>
      <header class="hf-header">
        <a class="hf-brand" href={hrefOf({ page: 'home' })}>
          <Logo />
          <span class="hf-wordmark">Handfast</span>
        </a>
        <span class="hf-hub-name">{device.hub.name === 'Handfast' ? '' : device.hub.name}</span>
        <a class="hf-help" href={hrefOf({ page: 'help' })}>
          Help
        </a>
      </header>
      <StandingLine runner={runner} />
      <Unread />
      {route.page === 'help' ? (
        <HelpPage />
      ) : account === undefined || account.state === 'new' ? (
        <JoinPage runner={runner} />
      ) : account.state !== 'active' ? (
        <StandingPage />
      ) : (
        <Current route={route} />
      )}
    </>
  );
}

function Current({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'connect':
      return <ConnectPage />;
    case 'connection':
      return <ConnectionPage key={route.id} id={route.id} />;
    case 'notices':
      return <NoticesPage />;
    default:
      return <HomePage />;
  }
}

const STANDINGS: Readonly<Record<Standing, string>> = {
  starting: 'Connecting to the hub …',
  live: 'Live',
  asking: 'Looks for news every few seconds',
  offline: 'The hub is out of reach. It is tried again; what you do is kept.',
  busy: 'The hub has much to do. It is tried again; what you do is kept.',
  refused: 'The hub said no',
};

/** How the page stands with the hub, always in sight. */
function StandingLine({ runner }: { readonly runner: Runner }) {
  const { device } = useHere();
  if (device.account === undefined) return null;
  const { standing, problem } = runner;
  // What the hub says to who wants to join is said there.
  const isSaid = standing === 'refused' && device.isActive;
  return (
    <>
      <p class={`hf-standing hf-standing-${standing}`} role="status">
        {STANDINGS[standing]}
      </p>
      {isSaid ? (
        <div class="hf-page">
          <Alert kind="danger">
            <p>
              {problem instanceof Problem
                ? refusalSentence(problem)
                : 'Something broke on this page. Reload it.'}
            </p>
          </Alert>
        </div>
      ) : null}
    </>
  );
}

/** Tells of what came, wherever one is: in the tab's title, and aloud. */
function Unread() {
  const { device } = useHere();
  const unread = device.connections.reduce((sum, connection) => sum + connection.unread, 0);
  return (
    <div role="status" class="hf-unseen">
      {unread === 0 ? '' : unread === 1 ? 'One new message' : `${unread} new messages`}
    </div>
  );
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
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
