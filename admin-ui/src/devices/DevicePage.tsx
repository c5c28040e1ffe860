import {
  Breadcrumb,
  BreadcrumbItem,
  Button,
  EmptyState,
  EmptyStateBody,
  Skeleton,
} from '@patternfly/react-core';
import LaptopIcon from '@patternfly/react-icons/dist/esm/icons/laptop-icon';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { Problem } from '../api/problem';
import type { DeviceDetail } from '../api/types';
import { DeviceConversations } from '../conversations/DeviceConversations';
import { claimedName } from '../ui/claims';
import { ClaimedName } from '../ui/ClaimedName';
import { Fetched } from '../ui/Fetched';
import { Page } from '../ui/Page';
import { say } from '../ui/toastStore';
import { ForgetDialog } from './dialogs/ForgetDialog';
import { RevokeDialog } from './dialogs/RevokeDialog';
import { DeviceFacts } from './DeviceFacts';
import { PairingCard } from './PairingCard';
import { useDevice } from './queries';
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
  const { device, pairings, facts } = detail;
  const [dialog, setDialog] = useState<'revoke' | 'forget'>();
  const navigate = useNavigate();
  const name = claimedName(device.name);
  const close = () => {
    setDialog(undefined);
  };
  return (
    <Page
      name={name}
      above={above}
      title={
        <>
          <ClaimedName name={device.name} /> <TrustLabel trust={device.trust} />
        </>
      }
      actions={
        device.trust === 'REVOKED' ? (
          <Button
            variant="secondary"
            isDanger
            onClick={() => {
              setDialog('forget');
            }}
          >
            Forget…
          </Button>
        ) : (
          <Button
            variant="secondary"
            isDanger
            onClick={() => {
              setDialog('revoke');
            }}
          >
            Revoke…
          </Button>
        )
      }
    >
      <div className="hf-stack">
        <DeviceSummary device={device} />
        {pairings.map((pairing) => (
          <PairingCard
            key={`${pairing.protocol} ${pairing.publicKey}`}
            pairing={pairing}
            deviceName={device.name}
          />
        ))}
        <DeviceFacts facts={facts} />
        <DeviceConversations deviceId={device.id} />
      </div>
      {dialog === 'revoke' ? (
        <RevokeDialog
          device={device}
          onClose={close}
          onDone={() => {
            close();
            say({
              variant: 'success',
              title: `${name} is revoked`,
              detail: 'It is refused when it comes back.',
            });
          }}
        />
      ) : null}
      {dialog === 'forget' ? (
        <ForgetDialog
          device={device}
          onClose={close}
          onDone={() => {
            say({
              variant: 'success',
              title: `${name} is forgotten`,
              detail: 'It is a stranger now and may ask anew.',
            });
            void navigate(devicesRoute.to(), { replace: true });
          }}
        />
      ) : null}
    </Page>
  );
}
