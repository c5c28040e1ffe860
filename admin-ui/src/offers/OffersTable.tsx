import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';

import type { Offer } from '../api/types';
import { left } from '../ui/duration';
import { useNow } from '../ui/now';
import { absolute } from '../ui/time';
import { say } from '../ui/toastStore';
import { TakeBackDialog } from './dialogs/TakeBackDialog';

export function OffersTable({ offers }: { offers: readonly Offer[] }) {
  return (
    <Table role="table" aria-label="Invites" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th width={45}>Invite</Th>
          <Th>Protocol</Th>
          <Th>Good for</Th>
          <Th>Made by</Th>
          <Th screenReaderText="What can be done" />
        </Tr>
      </Thead>
      <Tbody>
        {offers.map((offer) => (
          <OfferRow key={`${offer.protocol} ${offer.id}`} offer={offer} />
        ))}
      </Tbody>
    </Table>
  );
}

function OfferRow({ offer }: { offer: Offer }) {
  const { name, protocolTitle, expiresAt, madeBy } = offer;
  const now = useNow();
  const [asking, setAsking] = useState(false);
  return (
    <Tr>
      <Td dataLabel="Invite" modifier="breakWord">
        <span className="hf-address">{name}</span>
      </Td>
      <Td dataLabel="Protocol">{protocolTitle}</Td>
      <Td dataLabel="Good for">
        <time dateTime={expiresAt} title={absolute(expiresAt)}>
          {left(Date.parse(expiresAt) - now)}
        </time>
      </Td>
      <Td dataLabel="Made by">{madeBy}</Td>
      <Td isActionCell>
        <Button
          variant="secondary"
          isDanger
          size="sm"
          aria-label={`Take back ${name}`}
          onClick={() => {
            setAsking(true);
          }}
        >
          Take back…
        </Button>
        {asking ? (
          <TakeBackDialog
            offer={offer}
            onClose={() => {
              setAsking(false);
            }}
            onDone={() => {
              setAsking(false);
              say({ variant: 'success', title: 'The invite was taken back' });
            }}
          />
        ) : null}
      </Td>
    </Tr>
  );
}
