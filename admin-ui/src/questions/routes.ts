/** Where questions wait; `answer` holds the conversation whose question is open. */
export const pendingRoute = {
  path: '/',
  to: (): string => '/',
} as const;
