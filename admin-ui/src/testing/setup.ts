import '@testing-library/jest-dom/vitest';

import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';

import { setCsrfToken } from '../api/csrf';

// What comes late on a busy machine still comes.
configure({ asyncUtilTimeout: 10_000 });

/** React and PatternFly complain on the console; a complaint is a fault. */
const complaints = vi.fn();

beforeEach(() => {
  complaints.mockReset();
  vi.spyOn(console, 'error').mockImplementation(complaints);
  // What jsdom lacks.
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

afterEach(() => {
  cleanup();
  expect(complaints.mock.calls).toEqual([]);
  setCsrfToken(undefined);
  localStorage.clear();
  history.replaceState(null, '', '/');
});
