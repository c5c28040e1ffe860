import { useEffect, useState } from 'preact/hooks';

/** Something that says when it changes. */
export interface Changing {
  /** @returns how to be told no more */
  subscribe(onChange: () => void): () => void;
}

/** Draws again whenever something changed. */
export function useChanges(changing: Changing): void {
  const [, setVersion] = useState(0);
  useEffect(
    () =>
      changing.subscribe(() => {
        setVersion((version) => version + 1);
      }),
    [changing],
  );
}

/** Draws again every second. */
export function useSeconds(): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setTick((tick) => tick + 1);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
}
