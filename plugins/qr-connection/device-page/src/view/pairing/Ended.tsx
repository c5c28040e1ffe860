import { Alert } from '@browser/ui/Alert';
import { Page } from '@browser/ui/Page';

import { BACK } from '../routes';

/** Why a pairing came to nothing: the words differed, or three second codes did not fit. */
export type Ending = 'differed' | 'misfits';

/** What a person is to make of it. */
export function Ended({ ending, onAgain }: { readonly ending: Ending; readonly onAgain: () => void }) {
  return (
    <Page title={ending === 'differed' ? 'The words differed' : 'The codes did not fit'} back={BACK}>
      <Alert kind="danger" isUrgent title="You are not connected">
        <p>
          {ending === 'differed'
            ? 'Either one of you scanned a code of somebody else, or somebody is in between. Tell the other person to answer No as well.'
            : 'Three codes in a row did not belong to the first one. Somebody may show you codes that are not theirs.'}
        </p>
        <p>Try again side by side, from screen to screen. If it happens again, do not connect by this hub.</p>
      </Alert>
      <div class="hf-actions">
        <button type="button" class="hf-button hf-primary" onClick={onAgain}>
          Start over
        </button>
      </div>
    </Page>
  );
}
