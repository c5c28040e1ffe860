export const hubRoute = {
  path: '/hub',
  to: (): string => '/hub',
} as const;
