import type { ComponentChildren } from 'preact';

import { Alert } from '@browser/ui/Alert';
import { Words } from '@browser/ui/Words';
import type { Comparison } from '@browser/wire/words';

import type { Refusal } from '../../device/records';
import { refusalSentence } from '../sentences';

const STEPS = 4;

/** How far one has come. */
export function Progress({ step }: { readonly step: number }) {
  return (
    <div class="hf-progress">
      <span class="hf-quiet">
        Step {step} of {STEPS}
      </span>
      <span class="hf-progress-bar" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, i) => (
          <span key={i} class={i < step ? 'hf-progress-done' : ''} />
        ))}
      </span>
    </div>
  );
}

/** Why the last request came to nothing. */
export function Refused({ refusal }: { readonly refusal: Refusal | undefined }) {
  if (refusal === undefined) return null;
  return (
    <Alert kind="danger" isUrgent title="The hub said no">
      <p>{refusalSentence(refusal)}</p>
    </Alert>
  );
}

/** Who learns what from what is on the screen, in plain words. */
export function WhoGetsWhat({ children }: { readonly children: ComponentChildren }) {
  return (
    <details class="hf-who">
      <summary>Who gets what?</summary>
      {children}
    </details>
  );
}

interface QuestionProps {
  readonly comparison: Comparison;
  readonly onAnswer: (same: boolean) => void;
}

/** The one question on which it all depends. */
export function Question({ comparison, onAnswer }: QuestionProps) {
  return (
    <section class="hf-stack" aria-labelledby="hf-question">
      <h2 id="hf-question">Do both show the same words?</h2>
      <Words {...comparison} />
      <p class="hf-quiet">
        Read them to each other, aloud or on a call you trust. If somebody had put a code of their own in
        between, the words would differ.
      </p>
      <div class="hf-actions">
        <button
          type="button"
          class="hf-button hf-primary"
          onClick={() => {
            onAnswer(true);
          }}
        >
          Yes, the same
        </button>
        <button
          type="button"
          class="hf-button hf-danger"
          onClick={() => {
            onAnswer(false);
          }}
        >
          No, they differ
        </button>
      </div>
    </section>
  );
}
