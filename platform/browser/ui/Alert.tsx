import type { ComponentChildren } from 'preact';

interface AlertProps {
  readonly kind: 'danger' | 'warning' | 'info' | 'success';
  readonly title?: string;
  /** whether a screen reader is to say it at once */
  readonly isUrgent?: boolean;
  readonly children?: ComponentChildren;
}

const MARKS = { danger: '!', warning: '!', info: 'i', success: '✓' };
const NAMES = { danger: 'Danger', warning: 'Warning', info: 'Note', success: 'Done' };

export function Alert({ kind, title, isUrgent = false, children }: AlertProps) {
  return (
    <div class={`hf-alert hf-alert-${kind}`} role={isUrgent ? 'alert' : undefined}>
      <span class="hf-alert-mark" aria-hidden="true">
        {MARKS[kind]}
      </span>
      <div class="hf-alert-body">
        <span class="hf-unseen">{NAMES[kind]}: </span>
        {title === undefined ? null : <p class="hf-alert-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
