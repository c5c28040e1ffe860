import type { Question } from '../../api/types';
import { ClaimedName } from '../../ui/ClaimedName';
import { Moment } from '../../ui/Moment';

/** Who asks, as far as anybody knows. */
export function Identity({ question }: { question: Question }) {
  return (
    <div className="hf-identity">
      <p className="hf-eyebrow">It claims to be</p>
      <p className="hf-identity-name">
        <ClaimedName name={question.name} />
      </p>
      <dl className="hf-facts">
        <div>
          <dt>Kind</dt>
          <dd>
            <ClaimedName name={question.kind} />
          </dd>
        </div>
        <div>
          <dt>Asks from</dt>
          <dd>{question.remote === undefined ? 'an unknown place' : <code>{question.remote}</code>}</dd>
        </div>
        <div>
          <dt>By</dt>
          <dd>{question.protocolTitle}</dd>
        </div>
        <div>
          <dt>As</dt>
          <dd>
            <code>{question.address}</code>
          </dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>
            <Moment at={question.askedAt} />
          </dd>
        </div>
      </dl>
    </div>
  );
}
