import { act } from '@testing-library/react';
import { vi } from 'vitest';

type Listener = (event: { data?: unknown }) => void;

/** Stands in for the browser's `EventSource`; the newest one is the one that talks. */
export class FakeEvents {
  static opened: FakeEvents[] = [];
  closed = false;
  private readonly listeners = new Map<string, Listener[]>();

  constructor(readonly url: string) {
    FakeEvents.opened.push(this);
  }

  /** Takes the place of `EventSource` until the test ends. */
  static install(): void {
    FakeEvents.opened = [];
    vi.stubGlobal('EventSource', FakeEvents);
  }

  static latest(): FakeEvents {
    const latest = FakeEvents.opened.at(-1);
    if (latest === undefined) throw new Error('no stream was opened');
    return latest;
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.closed = true;
  }

  /** An event comes in. */
  say(type: string, data?: unknown): void {
    act(() => {
      this.listeners.get(type)?.forEach((listener) => {
        listener(data === undefined ? {} : { data: JSON.stringify(data) });
      });
    });
  }
}
