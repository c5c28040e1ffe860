export const offersRoute = {
  path: '/invites',
  to: (): string => '/invites',
} as const;
