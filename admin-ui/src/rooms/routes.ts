export const roomsRoute = {
  path: '/rooms',
  to: (): string => '/rooms',
} as const;

export const roomRoute = {
  path: '/rooms/:id',
  to: (id: string): string => `/rooms/${encodeURIComponent(id)}`,
} as const;
