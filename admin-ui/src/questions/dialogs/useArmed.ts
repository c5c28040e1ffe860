import { useEffect, useState } from 'react';

/** False at first, and again for a while each time the key changes. */
export function useArmed(key: string, afterMs: number): boolean {
  const [armedFor, setArmedFor] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => {
      setArmedFor(key);
    }, afterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [key, afterMs]);
  return armedFor === key;
}
