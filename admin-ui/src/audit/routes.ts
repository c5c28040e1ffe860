export const auditRoute = {
  path: '/audit',
  to: (): string => '/audit',
} as const;
