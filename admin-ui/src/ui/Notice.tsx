import { Alert } from '@patternfly/react-core';
import type { ReactNode } from 'react';

interface NoticeProps {
  variant: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  className?: string;
  children?: ReactNode;
}

/** Something to know before going on, where it matters. Not a heading: it belongs to no outline of the page. */
export function Notice({ variant, title, className, children }: NoticeProps) {
  return (
    <Alert variant={variant} isInline title={title} component="p" className={className}>
      {children}
    </Alert>
  );
}
