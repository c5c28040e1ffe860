import { Button } from '@patternfly/react-core';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useEffect, useRef, type ReactNode } from 'react';

interface PickedProps {
  label: string;
  /** What can be done about it. */
  acts: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** What the line that was chosen stands for. */
export function Picked({ label, acts, onClose, children }: PickedProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  return (
    <section ref={panel} tabIndex={-1} className="hf-graph-picked" aria-label={label}>
      <div>{children}</div>
      <div className="hf-graph-acts">
        {acts}
        <Button variant="plain" aria-label="Close" icon={<TimesIcon />} onClick={onClose} />
      </div>
    </section>
  );
}
