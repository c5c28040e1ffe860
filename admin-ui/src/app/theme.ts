import { useSyncExternalStore } from 'react';

/** How the console is coloured; `public/theme.js` applies the same before the first paint. */
export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'handfast-theme';
const DARK_CLASS = 'pf-v6-theme-dark';
const listeners = new Set<() => void>();

/** What is remembered, or what the system wishes. */
export function readTheme(stored: string | null): Theme {
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

let current = readTheme(stored());

export function setTheme(theme: Theme): void {
  current = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is off: it holds until the page is loaded again.
  }
  apply();
  listeners.forEach((listener) => {
    listener();
  });
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current);
}

/** Follows the system while the theme is its. */
export function followSystem(): void {
  systemDark().addEventListener('change', apply);
}

function apply(): void {
  const dark = current === 'dark' || (current === 'system' && systemDark().matches);
  document.documentElement.classList.toggle(DARK_CLASS, dark);
}

function systemDark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
