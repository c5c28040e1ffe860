import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** Begins each page that was gone to at its heading, for whoever hears it, and at its top. */
export function useFocusOnNavigation(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.querySelector<HTMLElement>('.hf-page-title')?.focus();
  }, [pathname]);
}
