export const pluginsRoute = {
  path: '/plugins',
  to: (): string => '/plugins',
} as const;
