import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface PageProps {
  readonly title: string;
  readonly lead?: ComponentChildren;
  /** the way back, if there is one */
  readonly back?: { readonly href: string; readonly to: string };
  readonly children: ComponentChildren;
}

/** What fills the screen. Its title takes the focus whenever it is another, so that a screen reader says where one is. */
export function Page({ title, lead, back, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // At once: a moment later somebody may have begun to type.
  useLayoutEffect(() => {
    document.title = `${title} · Handfast`;
    heading.current?.focus();
    document.documentElement.scrollTop = 0;
  }, [title]);
  return (
    <main class="hf-page">
      {back === undefined ? null : (
        <a class="hf-back" href={back.href}>
          <span aria-hidden="true">←</span> {back.to}
        </a>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead === undefined ? null : <p class="hf-lead">{lead}</p>}
      {children}
    </main>
  );
}
