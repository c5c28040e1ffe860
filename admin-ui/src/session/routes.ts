/** Where set-up links lead; the token is in the fragment. */
export const setUpRoute = {
  path: '/setup',
  to: (): string => '/setup',
} as const;
