export const conversationsRoute = {
  path: '/conversations',
  to: (): string => '/conversations',
} as const;

export const conversationRoute = {
  path: '/conversations/:id',
  to: (id: string): string => `/conversations/${encodeURIComponent(id)}`,
} as const;
