import '@patternfly/react-core/dist/styles/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';

import { onSignedOut } from './api/client';
import { createQueryClient } from './api/queryClient';
import { App } from './app/App';
import { CrashBoundary } from './app/CrashBoundary';
import { followSystem } from './app/theme';
import { sessionEnded } from './session/queries';

// After the components' own styles, which it changes here and there.
import './app/console.css';

const queries = createQueryClient();
onSignedOut(() => {
  sessionEnded(queries, 'by-the-hub');
});
followSystem();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(
  <StrictMode>
    <CrashBoundary>
      <BrowserRouter>
        <App queries={queries} />
      </BrowserRouter>
    </CrashBoundary>
  </StrictMode>,
);
