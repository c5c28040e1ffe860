export const transportsRoute = {
  path: '/transports',
  to: (): string => '/transports',
} as const;
