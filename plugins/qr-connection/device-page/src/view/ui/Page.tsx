import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { hrefOf } from '../routes';

interface PageProps {
  readonly title: string;
  readonly lead?: ComponentChildren;
  /** whether there is a way back to the list */
  readonly hasBack?: boolean;
  readonly children: ComponentChildren;
}

/** What fills the screen. Its title takes the focus whenever it is another, so that a screen reader says where one is. */
export function Page({ title, lead, hasBack = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // At once: a moment later somebody may have begun to type.
  useLayoutEffect(() => {
    document.title = `${title} · Handfast`;
    heading.current?.focus();
    document.documentElement.scrollTop = 0;
  }, [title]);
  return (
    <main class="hf-page">
      {hasBack ? (
        <a class="hf-back" href={hrefOf({ page: 'home' })}>
          <span aria-hidden="true">←</span> All connections
        </a>
      ) : null}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead === undefined ? null : <p class="hf-lead">{lead}</p>}
      {children}
    </main>
  );
}
