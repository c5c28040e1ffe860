import '@testing-library/jest-dom/vitest';

import { cleanup, configure } from '@testing-library/preact';
import { afterEach, beforeEach, vi } from 'vitest';

// What comes late on a busy machine still comes.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  // What jsdom lacks: it does not draw, and does not say whether a page came by HTTPS.
  vi.stubGlobal('isSecureContext', false);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});
