import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { Code } from '@browser/ui/Code';
import { Page } from '@browser/ui/Page';

import type { PairingOfB } from '../../device/records';
import { useHere } from '../context';
import { Countdown } from '../ui/Countdown';
import { Scanner } from '../ui/Scanner';
import type { Ending } from './Ended';
import { Progress, Question, Refused, WhoGetsWhat } from './parts';
import { BACK } from '../routes';
import { withCheck } from '../../wire/lines';

/** Before anything is kept: the other's first code. */
export function ScanFirst({ label, onBack }: { readonly label: string; readonly onBack: () => void }) {
  const { device } = useHere();
  return (
    <Page title="Scan their code" back={BACK} lead="They chose “Show my code”: scan what their device shows.">
      <Progress step={1} />
      <Scanner
        onScanned={(said) => {
          device.scanned(said, label);
        }}
        onPasted={(line) => {
          device.pasted(line, label);
        }}
      />
      <div class="hf-actions">
        <button type="button" class="hf-button" onClick={onBack}>
          Back
        </button>
      </div>
    </Page>
  );
}

interface StepsProps {
  readonly pairing: PairingOfB;
  readonly abandon: ComponentChildren;
  readonly onEnded: (ending: Ending) => void;
}

/** Of the one who scans first: show, scan again, compare, and confirm. */
export function StepsOfB({ pairing, abandon, onEnded }: StepsProps) {
  const { device, session } = useHere();
  // Once the hub said no, it is the other's second code that is due again.
  const [isScanning, setScanning] = useState(pairing.refusal !== undefined);

  const take = (act: () => void) => {
    try {
      act();
    } catch (error) {
      if (device.pairing === undefined) onEnded('misfits');
      throw error;
    }
  };

  switch (pairing.step) {
    case 'showing':
      return isScanning || pairing.refusal !== undefined ? (
        <Page
          title="Scan their second code"
          back={BACK}
          lead="They scanned yours, and their device shows another code now."
        >
          <Progress step={3} />
          <Refused refusal={pairing.refusal} />
          <Scanner
            onScanned={(said) => {
              take(() => {
                device.scanned(said, pairing.label);
              });
            }}
            onPasted={(line) => {
              take(() => {
                device.pasted(line, pairing.label);
              });
            }}
          />
          <div class="hf-actions">
            {pairing.refusal === undefined ? (
              <button
                type="button"
                class="hf-button"
                onClick={() => {
                  setScanning(false);
                }}
              >
                Back to my code
              </button>
            ) : null}
            {abandon}
          </div>
        </Page>
      ) : (
        <Page title="Show them your code" back={BACK} lead="Now they scan you.">
          <Progress step={2} />
          {pairing.elsewhere === undefined ? null : <Elsewhere host={pairing.elsewhere} />}
          <Code name="Your code" line={pairing.line} copied={withCheck(pairing.line)} />
          <WhoGetsWhat>
            <p>
              Whoever scans this gets two keys that were made for this one connection. Your name is not in it.
              Somebody else who photographs it cannot connect with you.
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
              Next: scan their second code
            </button>
            {abandon}
          </div>
        </Page>
      );
    case 'comparing':
      return (
        <Page title="Compare the words" back={BACK} lead="The last step: your yes makes the connection.">
          <Progress step={4} />
          <Question
            comparison={pairing.comparison}
            onAnswer={(same) => {
              device.decide(same);
              if (!same) onEnded('differed');
              session.wake();
            }}
          />
          <Countdown from={pairing.expires - 600} until={pairing.expires} />
          <WhoGetsWhat>
            <p>
              With your yes the hub learns that your two accounts are connected. From then on it carries what
              you send each other, sealed for the two of you: it sees when and how much, and nothing else.
            </p>
          </WhoGetsWhat>
          <div class="hf-actions">{abandon}</div>
        </Page>
      );
    case 'confirming':
      return (
        <Page title="Connecting" back={BACK} lead="The hub is told that you agree.">
          <Progress step={4} />
          <p role="status">Waiting for the hub …</p>
          <div class="hf-actions">{abandon}</div>
        </Page>
      );
  }
}

function Elsewhere({ host }: { readonly host: string }) {
  return (
    <Alert kind="warning" title="Their code names another address">
      <p>
        They are at the hub at <code>{host}</code>, and you are at <code>{location.host}</code>. If these are
        two addresses of one hub, go on. If not, the hub will not find your code: open their address, or they
        open yours.
      </p>
    </Alert>
  );
}
