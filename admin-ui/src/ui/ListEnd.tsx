import { Button } from '@patternfly/react-core';

interface ListEndProps {
  /** How many are there. */
  count: number;
  limit: number;
  most: number;
  onMore: () => void;
}

/** Says that a list may go on, and offers as much more as can be fetched. */
export function ListEnd({ count, limit, most, onMore }: ListEndProps) {
  if (count < limit) return null;
  return (
    <p className="hf-quiet hf-table-end">
      The first {limit} were fetched.{' '}
      {limit >= most ? null : (
        <Button variant="link" isInline onClick={onMore}>
          Fetch up to {most}
        </Button>
      )}
    </p>
  );
}
