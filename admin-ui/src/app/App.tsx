import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Outlet, Route, Routes } from 'react-router';

import { AuditPage } from '../audit/AuditPage';
import { auditRoute } from '../audit/routes';
import { ConversationPage } from '../conversations/ConversationPage';
import { ConversationsPage } from '../conversations/ConversationsPage';
import { conversationRoute, conversationsRoute } from '../conversations/routes';
import { DevicePage } from '../devices/DevicePage';
import { DevicesPage } from '../devices/DevicesPage';
import { deviceRoute, devicesRoute } from '../devices/routes';
import { HubPage } from '../hub/HubPage';
import { hubRoute } from '../hub/routes';
import { LiveProvider } from '../live/LiveProvider';
import { MailboxesPage } from '../mailboxes/MailboxesPage';
import { mailboxesRoute } from '../mailboxes/routes';
import { OffersPage } from '../offers/OffersPage';
import { offersRoute } from '../offers/routes';
import { PeeringsPage } from '../peerings/PeeringsPage';
import { peeringsRoute } from '../peerings/routes';
import { PluginsPage } from '../plugins/PluginsPage';
import { pluginsRoute } from '../plugins/routes';
import { PendingPage } from '../questions/PendingPage';
import { pendingRoute } from '../questions/routes';
import { RoomPage } from '../rooms/RoomPage';
import { RoomsPage } from '../rooms/RoomsPage';
import { roomRoute, roomsRoute } from '../rooms/routes';
import { setUpRoute } from '../session/routes';
import { SessionGate } from '../session/SessionGate';
import { SetUpPage } from '../session/SetUpPage';
import { TransportsPage } from '../transports/TransportsPage';
import { transportsRoute } from '../transports/routes';
import { Layout } from './Layout';
import { NotFoundPage } from './NotFoundPage';

/** The console: every page, and who may see it. */
export function App({ queries }: { queries: QueryClient }) {
  return (
    <QueryClientProvider client={queries}>
      <Routes>
        <Route path={setUpRoute.path} element={<SetUpPage />} />
        <Route element={<SignedIn />}>
          <Route element={<Layout />}>
            <Route path={pendingRoute.path} element={<PendingPage />} />
            <Route path={devicesRoute.path} element={<DevicesPage />} />
            <Route path={deviceRoute.path} element={<DevicePage />} />
            <Route path={offersRoute.path} element={<OffersPage />} />
            <Route path={peeringsRoute.path} element={<PeeringsPage />} />
            <Route path={roomsRoute.path} element={<RoomsPage />} />
            <Route path={roomRoute.path} element={<RoomPage />} />
            <Route path={mailboxesRoute.path} element={<MailboxesPage />} />
            <Route path={conversationsRoute.path} element={<ConversationsPage />} />
            <Route path={conversationRoute.path} element={<ConversationPage />} />
            <Route path={pluginsRoute.path} element={<PluginsPage />} />
            <Route path={transportsRoute.path} element={<TransportsPage />} />
            <Route path={auditRoute.path} element={<AuditPage />} />
            <Route path={hubRoute.path} element={<HubPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Route>
      </Routes>
    </QueryClientProvider>
  );
}

function SignedIn() {
  return (
    <SessionGate>
      <LiveProvider>
        <Outlet />
      </LiveProvider>
    </SessionGate>
  );
}
