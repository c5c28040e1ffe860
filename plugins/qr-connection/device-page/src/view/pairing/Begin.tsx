import { useState } from 'preact/hooks';

import { Page } from '@browser/ui/Page';

import { BACK } from '../routes';

interface BeginProps {
  readonly onShow: (label: string) => void;
  readonly onScan: (label: string) => void;
}

const LONGEST_LABEL = 60;

/** Who shows a code first, and what the other is called. */
export function Begin({ onShow, onScan }: BeginProps) {
  const [label, setLabel] = useState('');
  return (
    <Page
      title="Connect with someone"
      back={BACK}
      lead="Best side by side: you show each other codes, then compare four words. It takes a minute."
    >
      <div class="hf-field">
        <label for="hf-label">What do you call them?</label>
        <input
          id="hf-label"
          type="text"
          maxLength={LONGEST_LABEL}
          autocomplete="off"
          value={label}
          aria-describedby="hf-label-help"
          onInput={(event) => {
            setLabel(event.currentTarget.value);
          }}
        />
        <p id="hf-label-help" class="hf-quiet">
          Only you see this name. You can leave it out, and change it later.
        </p>
      </div>
      <p class="hf-strong">One of you shows, the other scans:</p>
      <div class="hf-choices">
        <button
          type="button"
          class="hf-choice"
          onClick={() => {
            onShow(label.trim());
          }}
        >
          <span class="hf-choice-title">Show my code</span>
          <span class="hf-quiet">You begin. They choose “Scan a code”.</span>
        </button>
        <button
          type="button"
          class="hf-choice"
          onClick={() => {
            onScan(label.trim());
          }}
        >
          <span class="hf-choice-title">Scan a code</span>
          <span class="hf-quiet">They begin, and their code is there already.</span>
        </button>
      </div>
    </Page>
  );
}
