/** Whether a device is connected: a full or a hollow dot, and the word. */
export function Connected({ connected, label }: { connected: boolean; label?: string | undefined }) {
  return (
    <span className={connected ? 'hf-dot hf-dot-on' : 'hf-dot'}>
      {connected ? (label ?? 'Connected') : 'Not connected'}
    </span>
  );
}
