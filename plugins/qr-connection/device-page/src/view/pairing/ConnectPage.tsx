import { useEffect, useRef, useState } from 'preact/hooks';

import { Confirm } from '@browser/ui/Confirm';

import { useHere } from '../context';
import { goTo } from '../routes';
import { Begin } from './Begin';
import { Ended, type Ending } from './Ended';
import { StepsOfA } from './StepsOfA';
import { ScanFirst, StepsOfB } from './StepsOfB';

/** The way of two people to each other, as one of them sees it. */
export function ConnectPage() {
  const { device, session } = useHere();
  const { pairing } = device;
  /** What this person calls the other, of someone who chose to scan and has not scanned yet. */
  const [scanning, setScanning] = useState<string>();
  const [ending, setEnding] = useState<Ending>();
  const ownRef = useRef<string>(undefined);

  useEffect(() => {
    if (pairing !== undefined) ownRef.current = pairing.own.id;
    else if (ownRef.current !== undefined && device.connection(ownRef.current) !== undefined) {
      goTo({ page: 'connection', id: ownRef.current });
    }
  });

  const abandon = (
    <Confirm
      action="Start over"
      question="Start over from the beginning?"
      yes="Start over"
      no="Go on"
      onYes={() => {
        device.abandon();
        setScanning(undefined);
        session.wake();
      }}
    >
      <p>The codes that you showed so far are worth nothing then. The other person starts over too.</p>
    </Confirm>
  );

  if (pairing?.role === 'A') return <StepsOfA pairing={pairing} abandon={abandon} onEnded={setEnding} />;
  if (pairing?.role === 'B') return <StepsOfB pairing={pairing} abandon={abandon} onEnded={setEnding} />;
  if (ending !== undefined) {
    return (
      <Ended
        ending={ending}
        onAgain={() => {
          setEnding(undefined);
          setScanning(undefined);
        }}
      />
    );
  }
  if (scanning !== undefined) {
    return (
      <ScanFirst
        label={scanning}
        onBack={() => {
          setScanning(undefined);
        }}
      />
    );
  }
  return (
    <Begin
      onShow={(label) => {
        device.show(label);
      }}
      onScan={setScanning}
    />
  );
}
