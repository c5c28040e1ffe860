/** Password managers file a password under a name; there is only one here, and nobody types it. */
export function UsernameForPasswordManagers() {
  return (
    <input
      type="text"
      name="username"
      autoComplete="username"
      defaultValue="administrator"
      className="hf-offscreen"
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
