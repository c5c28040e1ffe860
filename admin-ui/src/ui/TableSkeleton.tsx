import { Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

const ROWS = 4;

/** A table before its rows are there. */
export function TableSkeleton({ columns }: { columns: readonly string[] }) {
  return (
    <Table role="table" aria-label="Loading" aria-busy="true" gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          {columns.map((column) => (
            <Th key={column}>{column}</Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {Array.from({ length: ROWS }, (_, row) => (
          <Tr key={row}>
            {columns.map((column, i) => (
              <Td key={column} dataLabel={column}>
                <Skeleton
                  width={i === 0 ? '80%' : '60%'}
                  screenreaderText={row + i === 0 ? 'Loading' : undefined}
                />
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
