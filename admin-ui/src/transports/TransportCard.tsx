import { Card, CardBody, CardTitle, Label, Skeleton } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import StopCircleIcon from '@patternfly/react-icons/dist/esm/icons/stop-circle-icon';
import { Link } from 'react-router';

import { Problem } from '../api/problem';
import type { ReportLine, Transport } from '../api/types';
import { pluginsRoute } from '../plugins/routes';
import { ClaimedName } from '../ui/ClaimedName';
import { Fetched } from '../ui/Fetched';
import { NoneFits } from '../ui/NoneFits';
import { Notice } from '../ui/Notice';
import { useReport } from './queries';
import { linesWith, sectionsOf } from './report';

interface TransportCardProps {
  transport: Transport;
  /** What is looked for in its report. */
  query: string;
  onClear: () => void;
}

/** One transport, with what it reports. */
export function TransportCard({ transport, query, onClear }: TransportCardProps) {
  const { id, title, port, running } = transport;
  const report = useReport(id, running);
  const isStopped = !running || (report.error instanceof Problem && report.error.isNotFound);
  return (
    <Card component="li">
      <CardTitle component="h2">
        {title}{' '}
        {isStopped ? (
          <Label isCompact color="grey" icon={<StopCircleIcon />}>
            Stopped
          </Label>
        ) : (
          <Label isCompact color="green" icon={<CheckCircleIcon />}>
            Running
          </Label>
        )}
      </CardTitle>
      <CardBody>
        {isStopped ? (
          <Stopped transport={transport} />
        ) : (
          <>
            {port === undefined ? null : <p className="hf-quiet hf-above">Listens on TCP port {port}.</p>}
            <Fetched
              query={report}
              loading={<Skeleton height="12rem" screenreaderText={`Loading the report of ${title}`} />}
              empty={(lines) =>
                lines.length > 0 ? undefined : <p className="hf-quiet">It has nothing to report yet.</p>
              }
            >
              {(lines) => <Report lines={linesWith(query, lines)} onClear={onClear} />}
            </Fetched>
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Stopped({ transport: { title, plugin } }: { transport: Transport }) {
  return (
    <Notice variant="warning" title={`${title} does not run`}>
      Protocols that use it reach nobody, and nobody finds this hub by it. Start the plugin{' '}
      <code>{plugin}</code> again under <Link to={pluginsRoute.to()}>Plugins</Link>.
    </Notice>
  );
}

function Report({ lines, onClear }: { lines: readonly ReportLine[]; onClear: () => void }) {
  if (lines.length === 0) {
    return <NoneFits one="line" all="lines" hint="Try fewer letters." onClear={onClear} />;
  }
  return (
    <div className="hf-stack">
      {sectionsOf(lines).map(({ name, lines: of }) => (
        <section key={name} aria-label={name}>
          <h3 className="hf-subtitle">{name}</h3>
          <dl className="hf-report">
            {of.map((line, i) => (
              <div key={`${line.name} ${i}`}>
                <dt>
                  <ClaimedName name={line.name} />
                </dt>
                <dd>
                  <ClaimedName name={line.detail} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
