import { useState } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { Confirm } from '@browser/ui/Confirm';
import { Words } from '@browser/ui/Words';
import { day } from '@browser/ui/time';

import type { Connection } from '../../device/records';
import { useHere } from '../context';
import { sentenceOf } from '../sentences';

/** What one does with a connection now and then. */
export function Manage({ connection }: { readonly connection: Connection }) {
  const { device, session } = useHere();
  const { id, label, paused, compared, comparison, connectionId, generations } = connection;
  const [name, setName] = useState(label);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const toggle = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await (paused ? device.resume(id) : device.pause(id));
      session.wake();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <details class="hf-manage">
      <summary>Manage this connection</summary>
      <div class="hf-stack">
        <form
          class="hf-field"
          onSubmit={(event) => {
            event.preventDefault();
            device.rename(id, name.trim());
          }}
        >
          <label for="hf-rename">What do you call them?</label>
          <div class="hf-actions">
            <input
              id="hf-rename"
              type="text"
              maxLength={60}
              autocomplete="off"
              value={name}
              onInput={(event) => {
                setName(event.currentTarget.value);
              }}
            />
            <button type="submit" class="hf-button" disabled={name.trim() === label}>
              Rename
            </button>
          </div>
        </form>
        <div>
          <button type="button" class="hf-button" disabled={isBusy} onClick={() => void toggle()}>
            {paused ? 'Resume' : 'Pause'}
          </button>
          <p class="hf-quiet">
            {paused
              ? 'Both can send again.'
              : 'Stops both directions until you resume: if they cannot see you, you cannot see them.'}
          </p>
          {problem === undefined ? null : (
            <Alert kind="danger" isUrgent>
              <p>{problem}</p>
            </Alert>
          )}
        </div>
        <Confirm
          action="Break"
          question="Break this connection for good?"
          yes="Break it"
          onYes={() => {
            device.break(id);
            session.wake();
          }}
        >
          <p>
            Both ends lose it at once, and what waits at the hub is dropped. To connect again you show each
            other new codes.
          </p>
        </Confirm>
        {compared ? (
          <div>
            <h2>The words you compared</h2>
            <Words {...comparison} />
          </div>
        ) : null}
        <dl class="hf-facts">
          <div>
            <dt>At the hub</dt>
            <dd>
              <code>{connectionId}</code>
            </dd>
          </div>
          <div>
            <dt>Keys since</dt>
            <dd>{day(generations[0]?.since ?? 0)}; after 90 days both ends make new ones by themselves</dd>
          </div>
        </dl>
      </div>
    </details>
  );
}
