import { Breadcrumb, BreadcrumbItem, EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core';
import LaptopIcon from '@patternfly/react-icons/dist/esm/icons/laptop-icon';
import { Link, useParams } from 'react-router';

import { Problem } from '../api/problem';
import type { DeviceDetail } from '../api/types';
import { DeviceConversations } from '../conversations/DeviceConversations';
import { DeviceMessages } from '../messages/DeviceMessages';
import { DevicePeerings } from '../peerings/DevicePeerings';
import { DeviceRooms } from '../rooms/DeviceRooms';
import { claimedName } from '../ui/claims';
import { ClaimedName } from '../ui/ClaimedName';
import { Fetched } from '../ui/Fetched';
import { Page } from '../ui/Page';
import { codeProofOf } from './codeProof';
import { DeviceActions } from './DeviceActions';
import { DeviceFacts } from './DeviceFacts';
import { PairingCard } from './PairingCard';
import { useDevice } from './queries';
import { ReplayableLabel } from './ReplayableLabel';
import { devicesRoute } from './routes';
import { DeviceSummary } from './DeviceSummary';
import { TrustLabel } from './TrustLabel';

/** One device. */
export function DevicePage() {
  const { id = '' } = useParams();
  const device = useDevice(id);
  const above = (
    <Breadcrumb>
      <BreadcrumbItem>
        <Link to={devicesRoute.to()}>Devices</Link>
      </BreadcrumbItem>
      <BreadcrumbItem isActive>
        {device.data === undefined ? 'Device' : <ClaimedName name={device.data.device.name} />}
      </BreadcrumbItem>
    </Breadcrumb>
  );

  if (device.error instanceof Problem && device.error.isNotFound) {
    return (
      <Page name="Device" title="There is no such device" above={above}>
        <EmptyState headingLevel="h2" icon={LaptopIcon} titleText="It was forgotten, or never here">
          <EmptyStateBody>
            <Link to={devicesRoute.to()}>All devices</Link>
          </EmptyStateBody>
        </EmptyState>
      </Page>
    );
  }
  if (device.data === undefined) {
    return (
      <Page name="Device" title="Device" above={above}>
        <Fetched query={device} loading={<Skeleton height="20rem" screenreaderText="Loading the device" />}>
          {() => null}
        </Fetched>
      </Page>
    );
  }
  return <DeviceDetails detail={device.data} above={above} />;
}

function DeviceDetails({ detail, above }: { detail: DeviceDetail; above: React.ReactNode }) {
  const { device, pairings, peerings, mailbox, facts } = detail;
  return (
    <Page
      name={claimedName(device.name)}
      above={above}
      title={
        <>
          <ClaimedName name={device.name} /> <TrustLabel trust={device.trust} />
          {device.replayable ? (
            <>
              {' '}
              <ReplayableLabel />
            </>
          ) : null}
        </>
      }
      actions={<DeviceActions device={device} />}
    >
      <div className="hf-stack">
        <DeviceSummary device={device} mailbox={mailbox} proof={codeProofOf(facts)} />
        {pairings.map((pairing) => (
          <PairingCard
            key={`${pairing.protocol} ${pairing.publicKey}`}
            pairing={pairing}
            deviceName={device.name}
          />
        ))}
        <DeviceMessages device={device} />
        <DevicePeerings deviceId={device.id} peerings={peerings} />
        <DeviceRooms deviceId={device.id} />
        <DeviceFacts facts={facts} />
        <DeviceConversations deviceId={device.id} />
      </div>
    </Page>
  );
}
