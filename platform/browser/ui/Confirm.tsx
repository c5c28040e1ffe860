import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface ConfirmProps {
  /** of the button that asks, and of what is asked */
  readonly action: string;
  readonly question: string;
  readonly yes: string;
  readonly no?: string;
  readonly onYes: () => void;
  readonly children: ComponentChildren;
}

/** A button for what cannot be undone: it asks first, in its place. */
export function Confirm({ action, question, yes, no = 'Keep it', onYes, children }: ConfirmProps) {
  const [isAsking, setAsking] = useState(false);
  const asked = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasAskingRef = useRef(false);
  useEffect(() => {
    if (isAsking) asked.current?.focus();
    else if (wasAskingRef.current) button.current?.focus();
    wasAskingRef.current = isAsking;
  }, [isAsking]);

  useEffect(() => {
    if (!isAsking) return;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setAsking(false);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [isAsking]);

  if (!isAsking) {
    return (
      <button
        ref={button}
        type="button"
        class="hf-button hf-danger"
        onClick={() => {
          setAsking(true);
        }}
      >
        {action}
      </button>
    );
  }
  return (
    <div ref={asked} class="hf-confirm" role="group" aria-label={question} tabIndex={-1}>
      <p class="hf-strong">{question}</p>
      {children}
      <div class="hf-actions">
        <button
          type="button"
          class="hf-button"
          onClick={() => {
            setAsking(false);
          }}
        >
          {no}
        </button>
        <button type="button" class="hf-button hf-danger" onClick={onYes}>
          {yes}
        </button>
      </div>
    </div>
  );
}
