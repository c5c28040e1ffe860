export const peeringsRoute = {
  path: '/pairings',
  to: (): string => '/pairings',
} as const;
