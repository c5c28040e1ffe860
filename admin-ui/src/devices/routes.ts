export const devicesRoute = {
  path: '/devices',
  to: (): string => '/devices',
} as const;

export const deviceRoute = {
  path: '/devices/:id',
  to: (id: string): string => `/devices/${encodeURIComponent(id)}`,
} as const;
