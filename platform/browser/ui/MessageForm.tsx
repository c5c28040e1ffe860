import type { ComponentChildren } from 'preact';

interface MessageFormProps {
  readonly text: string;
  /** in characters */
  readonly longest: number;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
  /** what else one can do, beside sending */
  readonly actions?: ComponentChildren;
  /** what is to be said below */
  readonly children?: ComponentChildren;
}

/** Where one writes: Enter sends, Shift and Enter begins a line. */
export function MessageForm({ text, longest, onText, onSend, actions, children }: MessageFormProps) {
  return (
    <form
      class="hf-composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label class="hf-unseen" for="hf-text">
        Message
      </label>
      <textarea
        id="hf-text"
        rows={2}
        maxLength={longest}
        placeholder="Message"
        value={text}
        onInput={(event) => {
          onText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          onSend();
        }}
      />
      <div class="hf-actions">
        <button type="submit" class="hf-button hf-primary" disabled={text.trim() === ''}>
          Send
        </button>
        {actions}
      </div>
      {children}
    </form>
  );
}
