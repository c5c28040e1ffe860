import BoltIcon from '@patternfly/react-icons/dist/esm/icons/bolt-icon';
import BullseyeIcon from '@patternfly/react-icons/dist/esm/icons/bullseye-icon';
import FlagIcon from '@patternfly/react-icons/dist/esm/icons/flag-icon';
import InfoIcon from '@patternfly/react-icons/dist/esm/icons/info-icon';
import UserIcon from '@patternfly/react-icons/dist/esm/icons/user-icon';
import type { ComponentType } from 'react';

import type { FlightEntry, FlightRecord } from '../api/types';
import { claimedName } from '../ui/claims';
import { absolute } from '../ui/time';
import { KIND_NAMES, timeline } from './timelineLines';

const ICONS: Record<FlightEntry['kind'], ComponentType> = {
  EVENT: BoltIcon,
  STATE: FlagIcon,
  EFFECT: BullseyeIcon,
  NOTE: InfoIcon,
  DECISION: UserIcon,
};

/** What happened in a conversation, in order; each entry opens to all that is kept of it. */
export function Timeline({ record }: { record: FlightRecord }) {
  const lines = timeline(record.conversation.startedAt, record.entries);
  if (lines.length === 0) return <p className="hf-quiet">Nothing is recorded yet.</p>;
  return (
    <ol className="hf-timeline" aria-label="Timeline">
      {lines.map(({ kind, text, detail, code, at, after }, i) => {
        const Icon = ICONS[kind];
        return (
          <li key={i} className="hf-timeline-entry" data-kind={kind}>
            <span className="hf-timeline-icon">
              <Icon />
            </span>
            <details>
              <summary>
                <span className="hf-timeline-text">
                  <span className="pf-v6-screen-reader">{KIND_NAMES[kind]}: </span>
                  {text}
                  {detail === '' ? null : <bdi className="hf-timeline-detail">{claimedName(detail)}</bdi>}
                </span>
                <span className="hf-timeline-after">{after}</span>
              </summary>
              <dl className="hf-facts">
                <div>
                  <dt>Kind</dt>
                  <dd>{KIND_NAMES[kind]}</dd>
                </div>
                <div>
                  <dt>Code</dt>
                  <dd>
                    <code>{code}</code>
                  </dd>
                </div>
                <div>
                  <dt>At</dt>
                  <dd>
                    {absolute(at)} <span className="hf-quiet">({at})</span>
                  </dd>
                </div>
                {detail === '' ? null : (
                  <div>
                    <dt>Detail</dt>
                    <dd>
                      <bdi>{claimedName(detail)}</bdi>
                    </dd>
                  </div>
                )}
              </dl>
            </details>
          </li>
        );
      })}
    </ol>
  );
}
