import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { Code } from '@browser/ui/Code';
import { Page } from '@browser/ui/Page';

import type { PairingOfA } from '../../device/records';
import { useHere } from '../context';
import { Countdown } from '../ui/Countdown';
import { Scanner } from '../ui/Scanner';
import type { Ending } from './Ended';
import { Progress, Question, Refused, WhoGetsWhat } from './parts';
import { BACK } from '../routes';
import { withCheck } from '../../wire/lines';

interface StepsProps {
  readonly pairing: PairingOfA;
  readonly abandon: ComponentChildren;
  readonly onEnded: (ending: Ending) => void;
}

/** Of the one who shows first: show, scan, show again while both compare, and wait. */
export function StepsOfA({ pairing, abandon, onEnded }: StepsProps) {
  const { device, session } = useHere();
  const [isScanning, setScanning] = useState(false);

  switch (pairing.step) {
    case 'showing':
      return isScanning ? (
        <Page
          title="Scan their code"
          back={BACK}
          lead="They scanned yours. Now their device shows a code for you."
        >
          <Progress step={2} />
          <Refused refusal={pairing.refusal} />
          <Scanner
            onScanned={(said) => {
              device.scanned(said, pairing.label);
              session.wake();
            }}
            onPasted={(line) => {
              device.pasted(line, pairing.label);
              session.wake();
            }}
          />
          <div class="hf-actions">
            <button
              type="button"
              class="hf-button"
              onClick={() => {
                setScanning(false);
              }}
            >
              Back to my code
            </button>
            {abandon}
          </div>
        </Page>
      ) : (
        <Page
          title="Show this code"
          back={BACK}
          lead="Let them scan it, or send them the line or the picture."
        >
          <Progress step={1} />
          <Refused refusal={pairing.refusal} />
          <Code name="Your first code" line={pairing.line} copied={withCheck(pairing.line)} />
          <WhoGetsWhat>
            <p>
              Whoever scans this gets two keys that were made for this one connection, and where the hub is.
              Your name is not in it. Somebody else who photographs it cannot connect with you.
            </p>
          </WhoGetsWhat>
          <div class="hf-actions">
            <button
              type="button"
              class="hf-button hf-primary"
              onClick={() => {
                setScanning(true);
              }}
            >
              Next: scan their code
            </button>
            {abandon}
          </div>
        </Page>
      );
    case 'initiating':
      return (
        <Page title="Asking the hub" back={BACK} lead="The hub signs that you two may connect.">
          <Progress step={2} />
          <p role="status">Waiting for the hub’s signature …</p>
          <div class="hf-actions">{abandon}</div>
        </Page>
      );
    case 'waiting':
      return <ShowSecond pairing={pairing} abandon={abandon} onEnded={onEnded} />;
    case 'expired':
      return (
        <Page title="The code has expired" back={BACK}>
          <Alert kind="warning" title="Nobody confirmed within ten minutes">
            <p>
              If you are still together, make a new second code and let them scan that. The words stay the
              same.
            </p>
          </Alert>
          <div class="hf-actions">
            <button
              type="button"
              class="hf-button hf-primary"
              onClick={() => {
                device.renew();
                session.wake();
              }}
            >
              New second code
            </button>
            {abandon}
          </div>
        </Page>
      );
  }
}

function ShowSecond({
  pairing,
  abandon,
  onEnded,
}: StepsProps & { readonly pairing: { readonly step: 'waiting' } }) {
  const { device, session } = useHere();
  const { second, since, expires, comparison, compared } = pairing;
  return (
    <Page
      title="Show this second code"
      back={BACK}
      lead="Let them scan this one too. Then compare the words."
    >
      <Progress step={3} />
      <Code name="Your second code" line={second} copied={withCheck(second)} />
      <Countdown from={since} until={expires} />
      <WhoGetsWhat>
        <p>
          This code holds the hub’s signature for you two alone. It is worth nothing to a third device, and
          nothing after ten minutes. When the other person confirms, the hub learns that your two accounts are
          connected: that is all it ever learns, besides when and how much you send.
        </p>
      </WhoGetsWhat>
      {compared ? (
        <p role="status" class="hf-waiting">
          You saw the same words. Waiting until they confirm …
        </p>
      ) : (
        <Question
          comparison={comparison}
          onAnswer={(same) => {
            device.decide(same);
            if (!same) onEnded('differed');
            session.wake();
          }}
        />
      )}
      <div class="hf-actions">{abandon}</div>
    </Page>
  );
}
