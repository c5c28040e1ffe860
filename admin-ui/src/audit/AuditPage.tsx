import { Button, EmptyState, EmptyStateBody, Label, Spinner } from '@patternfly/react-core';
import ClipboardListIcon from '@patternfly/react-icons/dist/esm/icons/clipboard-list-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { AuditRow } from '../api/types';
import { claimedName } from '../ui/claims';
import { Fetched } from '../ui/Fetched';
import { Moment } from '../ui/Moment';
import { Page } from '../ui/Page';
import { plainName } from '../ui/plainName';
import { ProblemAlert } from '../ui/ProblemAlert';
import { TableSkeleton } from '../ui/TableSkeleton';
import { allRows } from './pages';
import { useAudit, useVerify } from './queries';
import { VerificationResult } from './VerificationResult';

/** Who changed trust, when and why. */
export function AuditPage() {
  const audit = useAudit();
  const verify = useVerify();
  return (
    <Page
      name="Audit"
      title="Audit"
      lead="Who changed trust, when and why. Each row is chained to the one before by its hash, so that none can be changed unnoticed."
      actions={
        <Button
          variant="secondary"
          isLoading={verify.isPending}
          isDisabled={verify.isPending}
          onClick={() => {
            verify.mutate();
          }}
        >
          Verify the chain
        </Button>
      }
    >
      <div aria-live="polite" className="hf-verification">
        {verify.data === undefined ? null : <VerificationResult verification={verify.data} />}
      </div>
      <ProblemAlert error={verify.error} />
      <Fetched
        query={audit}
        loading={<TableSkeleton columns={['Row', 'When', 'Who', 'What', 'About']} />}
        empty={({ pages }) =>
          (pages[0]?.length ?? 0) > 0 ? undefined : (
            <EmptyState headingLevel="h2" icon={ClipboardListIcon} titleText="Nothing to tell yet">
              <EmptyStateBody>Every answer, pairing and revocation leaves a row here.</EmptyStateBody>
            </EmptyState>
          )
        }
      >
        {({ pages }) => (
          <>
            <AuditTable rows={allRows(pages)} />
            {audit.hasNextPage ? (
              <div className="hf-table-end">
                <Button
                  variant="link"
                  isLoading={audit.isFetchingNextPage}
                  isDisabled={audit.isFetchingNextPage}
                  onClick={() => void audit.fetchNextPage()}
                >
                  Show older rows
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Fetched>
    </Page>
  );
}

function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <Table
      role="table"
      aria-label="Audit log"
      gridBreakPoint="grid-lg"
      variant="compact"
      className="hf-table"
    >
      <Thead>
        <Tr>
          <Th>Row</Th>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>What</Th>
          <Th width={30}>About</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map(({ id, sequence, hash, at, actor, action, subject, detail }) => (
          <Tr key={id}>
            <Td dataLabel="Row">
              {sequence === undefined ? (
                <Label isCompact icon={<Spinner size="sm" aria-hidden="true" />}>
                  Being sealed
                </Label>
              ) : (
                <span title={hash === undefined ? undefined : `Hash ${hash}`} className="hf-tabular">
                  {sequence}
                </span>
              )}
            </Td>
            <Td dataLabel="When">
              <Moment at={at} />
            </Td>
            <Td dataLabel="Who">{claimedName(actor)}</Td>
            <Td dataLabel="What">{plainName(action)}</Td>
            <Td dataLabel="About" modifier="breakWord">
              <bdi>{detail === '' ? null : claimedName(detail)}</bdi>
              <div className="hf-quiet hf-address">{claimedName(subject)}</div>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
