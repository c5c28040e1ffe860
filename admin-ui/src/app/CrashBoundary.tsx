import {
  Bullseye,
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import { Component, type ReactNode } from 'react';

interface Crashed {
  message: string | undefined;
}

/** Says so if the page itself breaks, instead of going white. */
export class CrashBoundary extends Component<{ children: ReactNode }, Crashed> {
  override state: Crashed = { message: undefined };

  static getDerivedStateFromError(error: unknown): Crashed {
    return { message: error instanceof Error ? error.message : 'unknown' };
  }

  override render(): ReactNode {
    if (this.state.message === undefined) return this.props.children;
    return (
      <Bullseye className="hf-full">
        <EmptyState
          headingLevel="h1"
          icon={ExclamationCircleIcon}
          titleText="Something went wrong in this page"
          status="danger"
        >
          <EmptyStateBody>
            The hub goes on, and nothing was decided. Please report this: <code>{this.state.message}</code>
          </EmptyStateBody>
          <EmptyStateFooter>
            <EmptyStateActions>
              <Button
                variant="primary"
                onClick={() => {
                  location.reload();
                }}
              >
                Load the page again
              </Button>
            </EmptyStateActions>
          </EmptyStateFooter>
        </EmptyState>
      </Bullseye>
    );
  }
}
