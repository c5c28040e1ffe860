import { useSyncExternalStore } from 'react';

/** What was done, said in passing. */
export interface Toast {
  id: number;
  variant: 'success' | 'danger';
  title: string;
  detail?: string;
}

let toasts: readonly Toast[] = [];
let nextId = 0;
const listeners = new Set<() => void>();

export function say(toast: Omit<Toast, 'id'>): void {
  change([...toasts, { ...toast, id: nextId++ }]);
}

export function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}

function change(to: readonly Toast[]): void {
  toasts = to;
  listeners.forEach((listener) => {
    listener();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
