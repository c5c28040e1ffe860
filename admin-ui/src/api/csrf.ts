/**
 * The token that a request which changes something must carry. It is kept in memory alone: whoever reads storage or
 * the address does not find it.
 */
let token: string | undefined;

export function csrfToken(): string | undefined {
  return token;
}

export function setCsrfToken(value: string | undefined): void {
  token = value;
}
