import { Content } from '@patternfly/react-core';

import { Notice } from '../../ui/Notice';
import type { Question } from '../../api/types';
import { ClaimedName } from '../../ui/ClaimedName';
import { LargeWords, NumberedWords, Symbols } from '../../ui/Words';
import { comparisonOf, type Comparison } from '../comparison';
import { ReplacesWarning } from './ReplacesWarning';

/** Second stage: whether both ends show the same. */
export function WordsBody({ question }: { question: Question }) {
  const comparison = comparisonOf(question.shown);
  const told = question.shown.filter(({ kind }) => kind === 'TEXT');
  return (
    <div className="hf-stack">
      {told.length === 0 ? null : (
        <ul className="hf-told" aria-label={`What ${question.protocolTitle} says of it`}>
          {told.map(({ values }, i) => (
            <li key={i}>
              <ClaimedName name={values.join(' ')} />
            </li>
          ))}
        </ul>
      )}
      <Compare comparison={comparison} name={question.name} />
      {question.replaces === undefined ? null : <ReplacesWarning replaces={question.replaces} />}
      {comparison.by === 'nothing' ? null : (
        <Content>
          <p>
            <strong>If they match,</strong> no one is in between: the device is trusted from now on, and may
            use this hub until you revoke it. If anything differs, or you cannot see its screen, it is not the
            device you think.
          </p>
        </Content>
      )}
    </div>
  );
}

function Compare({ comparison, name }: { comparison: Comparison; name: string }) {
  switch (comparison.by) {
    case 'words':
      return (
        <>
          <p>
            Look at the screen of <ClaimedName name={name} />. It must show these words, in this order.
          </p>
          <LargeWords words={comparison.words} label="Check words" />
          {comparison.symbols.length === 0 ? null : (
            <>
              <p className="hf-quiet hf-centered">It may show these symbols as well, or instead:</p>
              <Symbols values={comparison.symbols} label="Check symbols" />
            </>
          )}
        </>
      );
    case 'fingerprints':
      return (
        <>
          <p>
            <ClaimedName name={name} /> did not commit to its key beforehand. Somebody in between could then
            make a few words match, but not twelve: compare all twelve, of both keys.
          </p>
          <section>
            <h2 className="hf-subtitle">Its key, which it shows as its own</h2>
            <NumberedWords words={comparison.peer} label="Fingerprint of the device’s key" />
          </section>
          <section>
            <h2 className="hf-subtitle">This hub’s key, which it shows as the hub’s</h2>
            <NumberedWords words={comparison.own} label="Fingerprint of this hub’s key" />
          </section>
        </>
      );
    case 'nothing':
      return (
        <Notice variant="danger" title="There is nothing to compare">
          Without words or fingerprints nobody can tell whose key this is, so it cannot be trusted here.
          Refuse it, and look at the plugin’s page: its protocol should have shown something.
        </Notice>
      );
  }
}
