import { useState } from 'preact/hooks';

import { claimedName } from '@browser/claims';
import { Alert } from '@browser/ui/Alert';
import { Confirm } from '@browser/ui/Confirm';
import { Page } from '@browser/ui/Page';

import type { Trusted } from '../../device/vault';
import { readIdentityLine } from '../../wire/identityLine';
import { useHere } from '../context';
import { Fingerprint } from '../identity/Fingerprint';
import { nameOf } from '../names';
import { BACK } from '../routes';
import { sentenceOf } from '../sentences';
import { RenameForm } from './RenameForm';

/** Whom one trusts: they may let one in, and are let in. */
export function PeoplePage() {
  const { vault } = useHere();
  const { trusted } = vault;
  return (
    <Page
      title="People"
      back={BACK}
      lead="Those whom you trust. You let them into rooms that you are in, and they may let you into theirs."
    >
      <AddForm />
      {trusted.length === 0 ? (
        <div class="hf-empty">
          <h2>Nobody yet</h2>
          <p>Ask somebody for their identity: a line that begins with “chat:”, from their own page.</p>
        </div>
      ) : (
        <ul class="hf-list" aria-label="People">
          {trusted.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function AddForm() {
  const { vault } = useHere();
  const [line, setLine] = useState('');
  const [problem, setProblem] = useState<string>();
  const [added, setAdded] = useState('');
  const add = () => {
    setProblem(undefined);
    setAdded('');
    try {
      const { party, name } = readIdentityLine(line);
      if (party.id === vault.self.party.id) {
        setProblem('This is your own identity. Ask them for theirs.');
        return;
      }
      vault.trust(party, name === '' ? (vault.find(party.id)?.name ?? '') : name);
      setAdded(nameOf(party.id, vault));
      setLine('');
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <form
      class="hf-field"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label for="hf-add-line">Their identity</label>
      <textarea
        id="hf-add-line"
        class="hf-mono"
        rows={3}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        placeholder="chat:…"
        value={line}
        onInput={(event) => {
          setLine(event.currentTarget.value);
        }}
      />
      <div class="hf-actions">
        <button type="submit" class="hf-button hf-primary" disabled={line.trim() === ''}>
          Add
        </button>
        <span role="status" class="hf-quiet">
          {added === '' ? '' : `${added} is added. Compare the twelve words with them.`}
        </span>
      </div>
      {problem === undefined ? null : (
        <Alert kind="danger" isUrgent>
          <p>{problem}</p>
        </Alert>
      )}
    </form>
  );
}

function Row({ one }: { readonly one: Trusted }) {
  const { vault } = useHere();
  return (
    <li class="hf-row">
      <details>
        <summary class="hf-person">
          <span class="hf-name">{nameOf(one.id, vault)}</span>
        </summary>
        <div class="hf-stack">
          <dl class="hf-facts">
            <div>
              <dt>Identity</dt>
              <dd>
                <code>{one.id}</code>
              </dd>
            </div>
            <div>
              <dt>Words</dt>
              <dd>
                <Fingerprint party={one} />
              </dd>
            </div>
          </dl>
          <RenameForm one={one} />
          <Confirm
            action="Remove"
            question={`Remove ${claimedName(one.name)}?`}
            yes="Remove"
            onYes={() => {
              vault.distrust(one.id);
            }}
          >
            <p>You no longer let them in, nor they you. They stay in rooms where they are.</p>
          </Confirm>
        </div>
      </details>
    </li>
  );
}
