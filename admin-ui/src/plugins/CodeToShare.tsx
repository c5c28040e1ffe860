import { Button, Content } from '@patternfly/react-core';
import { Link } from 'react-router';

import { useConversation } from '../conversations/queries';
import { pendingRoute } from '../questions/routes';
import { CopyText } from '../ui/CopyText';
import { Notice } from '../ui/Notice';
import { useNow } from '../ui/now';
import { ProblemAlert } from '../ui/ProblemAlert';
import { QrCode } from '../ui/QrCode';
import { sentence } from '../ui/sentence';
import { say } from '../ui/toastStore';
import { NumberedWords } from '../ui/Words';
import type { Code } from './code';
import { useWithdraw } from './queries';

interface CodeToShareProps {
  code: Code;
  conversationId: string;
  expiresAt: string | undefined;
  onClose: () => void;
}

/** A code as long as it is good, and then what became of it. */
export function CodeToShare({ code, conversationId, expiresAt, onClose }: CodeToShareProps) {
  const conversation = useConversation(conversationId).data?.conversation;
  const now = useNow();
  if (conversation?.outcome !== undefined) {
    const isPaired = conversation.outcome === 'CLOSED';
    return (
      <Notice variant={isPaired ? 'success' : 'info'} title={isPaired ? 'Paired' : 'The code has ended'}>
        {sentence(conversation.reason)}
      </Notice>
    );
  }
  if (expiresAt !== undefined && Date.parse(expiresAt) <= now) {
    return (
      <Notice variant="info" title="The code has ended">
        Nobody new can use it. Whoever came in time is still waited for; otherwise close this and make
        another.
      </Notice>
    );
  }
  const line = code.words.join(' ');
  return (
    <>
      {code.warnings.map((warning) => (
        <Notice key={warning} variant="warning" title={warning} />
      ))}
      <div className="hf-code">
        <div className="hf-phrase">
          <NumberedWords words={code.words} label="Words of the code" />
        </div>
        <QrCode text={line} label="The words of the code, as a QR code" />
      </div>
      <CopyText text={line} what="the words" shown="As one line" />
      <Addresses addresses={code.addresses} />
      <Content>
        <p>
          Type the words on the other device, or scan them there, within the time. It finds this hub by
          itself. Who proves to have them is accepted or asked about under{' '}
          <Link to={pendingRoute.to()}>Pending</Link>, as the protocol is set; about everybody else you are
          asked.
        </p>
      </Content>
      <Withdrawal conversationId={conversationId} onDone={onClose} />
    </>
  );
}

function Addresses({ addresses }: Pick<Code, 'addresses'>) {
  if (addresses.length === 0) {
    return (
      <Notice variant="warning" title="This hub knows no address that others reach it at">
        Only who finds it on the same network, or has an address of it, can use the code. Transports tells
        more.
      </Notice>
    );
  }
  return (
    <section>
      <h2 className="hf-subtitle">Where this hub is, for a device that does not find it</h2>
      <ul className="hf-addresses" aria-label="Addresses of this hub">
        {addresses.map((address) => (
          <li key={address}>
            <CopyText text={address} what={`the address ${address}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Withdrawal({ conversationId, onDone }: { conversationId: string; onDone: () => void }) {
  const withdraw = useWithdraw(conversationId);
  return (
    <>
      <ProblemAlert error={withdraw.error} />
      <div>
        <Button
          variant="secondary"
          isDanger
          isLoading={withdraw.isPending}
          isDisabled={withdraw.isPending}
          onClick={() => {
            withdraw.mutate(undefined, {
              onSuccess: () => {
                say({
                  variant: 'success',
                  title: 'The code was withdrawn',
                  detail: 'Nobody can use it any more.',
                });
                onDone();
              },
            });
          }}
        >
          Withdraw the code
        </Button>
      </div>
    </>
  );
}
