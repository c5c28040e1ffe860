import { backOff } from './backOff';
import { readNews, RESOURCES, type News, type Resource } from './news';

/** How the live channel stands. `failures` counts those in a row. */
export type LiveState =
  | { at: 'connecting'; failures: number }
  | { at: 'live' }
  | { at: 'waiting'; failures: number; until: number }
  /** The page is hidden: nobody looks, so nobody asks. */
  | { at: 'paused'; failures: number }
  | { at: 'closed' };

/** As much of an `EventSource` as is used. */
export interface EventStream {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

/** What the store lives on; handed in so that tests can turn the clock. */
export interface LiveParts {
  open(): EventStream;
  hidden(): boolean;
  /** Calls back when the page is hidden or shown; gives back how to stop that. */
  watchHidden(listener: () => void): () => void;
  now(): number;
  random(): number;
}

/** Who hears of it. */
export interface LiveListeners {
  /** Something changed: fetch it again. */
  news(resource: Resource, news: News): void;
  /** Changes may have been missed: fetch everything again. */
  missed(): void;
  /** The session ended. */
  bye(): void;
  /** The stream broke; whether it is the network or the session, the stream does not say. */
  broke(): void;
}

/** A stream that says nothing at first is as good as none. */
const HELLO_MS = 15_000;

/** The hub says `ping` every 15 s: a stream that has said nothing for three of them died without a word. */
const SILENCE_MS = 45_000;

/**
 * The live channel: one stream, opened again after it breaks. A stream that is open stays open while the page is
 * hidden (that is when the tab's title counts), but one that breaks then waits until somebody looks.
 */
export class LiveStore {
  private state: LiveState = { at: 'closed' };
  private stream: EventStream | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private version: number | undefined;
  private unwatch: (() => void) | undefined;
  private readonly subscribers = new Set<() => void>();

  constructor(
    private readonly parts: LiveParts,
    private readonly listeners: LiveListeners,
  ) {}

  /** Begins; gives back how to end it. */
  start(): () => void {
    this.unwatch = this.parts.watchHidden(() => {
      if (!this.parts.hidden() && (this.state.at === 'paused' || this.state.at === 'waiting')) this.tryNow();
    });
    this.connect(0);
    return () => {
      this.unwatch?.();
      this.drop();
      this.become({ at: 'closed' });
    };
  }

  /** Tries at once instead of when the wait is over. */
  tryNow(): void {
    if (this.state.at !== 'waiting' && this.state.at !== 'paused') return;
    this.connect(this.state.failures);
  }

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  };

  readonly getState = (): LiveState => this.state;

  private connect(failures: number): void {
    this.drop();
    this.become({ at: 'connecting', failures });
    const stream = this.parts.open();
    this.stream = stream;
    this.timer = setTimeout(() => {
      this.broke(stream, failures);
    }, HELLO_MS);

    stream.addEventListener('hello', ({ data }) => {
      const hello = readNews(data);
      if (stream !== this.stream || hello === undefined) return;
      this.heard(stream);
      this.become({ at: 'live' });
      // Before the first hello, what was fetched may be older than the stream.
      const missed = hello.version !== this.version;
      this.version = hello.version;
      if (missed) this.listeners.missed();
    });
    for (const resource of RESOURCES) {
      stream.addEventListener(resource, ({ data }) => {
        const news = readNews(data);
        if (stream !== this.stream || news === undefined) return;
        this.heard(stream);
        this.version = news.version;
        this.listeners.news(resource, news);
      });
    }
    stream.addEventListener('ping', () => {
      if (stream === this.stream) this.heard(stream);
    });
    stream.addEventListener('bye', () => {
      if (stream !== this.stream) return;
      this.drop();
      this.become({ at: 'closed' });
      this.listeners.bye();
    });
    stream.addEventListener('error', () => {
      this.broke(stream, this.state.at === 'live' ? 0 : failures);
    });
  }

  private heard(stream: EventStream): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.broke(stream, 0);
    }, SILENCE_MS);
  }

  private broke(stream: EventStream, failuresBefore: number): void {
    if (stream !== this.stream) return;
    this.drop();
    const failures = failuresBefore + 1;
    if (this.parts.hidden()) {
      this.become({ at: 'paused', failures });
    } else {
      const wait = backOff(failures, this.parts.random());
      this.become({ at: 'waiting', failures, until: this.parts.now() + wait });
      this.timer = setTimeout(() => {
        if (this.parts.hidden()) this.become({ at: 'paused', failures });
        else this.connect(failures);
      }, wait);
    }
    this.listeners.broke();
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = undefined;
  }

  private become(state: LiveState): void {
    this.state = state;
    this.subscribers.forEach((subscriber) => {
      subscriber();
    });
  }
}
