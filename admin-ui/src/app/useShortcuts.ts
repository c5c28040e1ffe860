import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';

import { hubRoute } from '../hub/routes';
import { SECTIONS } from './sections';
import { ShortcutReader } from './shortcuts';

/** Listens to the keyboard while nothing else does: no field has the focus, no dialog or menu is open. */
export function useShortcuts(): { helpOpen: boolean; setHelpOpen: (open: boolean) => void } {
  const navigate = useNavigate();
  const [helpOpen, setHelpOpen] = useState(false);

  useEffect(() => {
    const reader = new ShortcutReader(
      new Map([...SECTIONS.map(({ key, to }) => [key, to] as const), ['h', hubRoute.to()]]),
    );
    const listener = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isBusy(event.target)) return;
      const shortcut = reader.press(event.key, event.timeStamp);
      if (shortcut === undefined) return;
      switch (shortcut.does) {
        case 'help':
          setHelpOpen(true);
          break;
        case 'search': {
          const search = document.querySelector<HTMLInputElement>('input[type="search"], .hf-search input');
          if (search === null) return;
          search.focus();
          break;
        }
        case 'go':
          void navigate(shortcut.to);
          break;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', listener);
    return () => {
      document.removeEventListener('keydown', listener);
    };
  }, [navigate]);

  return { helpOpen, setHelpOpen };
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
