import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BrowserRouter } from 'react-router';

import { onSignedOut } from '../api/client';
import { createQueryClient } from '../api/queryClient';
import { App } from '../app/App';
import { sessionEnded } from '../session/queries';
import { FakeEvents } from './fakeEvents';

/** Draws the whole console at an address, as `main.tsx` does. */
export function renderConsole(at: string) {
  FakeEvents.install();
  history.replaceState(null, '', at);
  const queries = createQueryClient();
  queries.setDefaultOptions({ ...queries.getDefaultOptions(), queries: { retry: false } });
  onSignedOut(() => {
    sessionEnded(queries, 'by-the-hub');
  });
  render(
    <BrowserRouter>
      <App queries={queries} />
    </BrowserRouter>,
  );
  return { user: userEvent.setup({ delay: null }), screen };
}
