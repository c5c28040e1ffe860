/** The one-time token of a set-up link: in the fragment, which browsers never send. */
export function setUpToken(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token');
  return token === null || token === '' ? undefined : token;
}
