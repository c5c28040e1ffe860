import { Words } from '@browser/ui/Words';

import type { Seat } from '../../room/seat';
import { useHere } from '../context';
import { Fingerprint } from '../identity/Fingerprint';
import { claimOf, nameOf } from '../names';
import { TrustForm } from '../people/TrustForm';

/** Who is here, the oldest first. */
export function Members({ seat }: { readonly seat: Seat }) {
  const { vault } = useHere();
  const { members } = seat.roster;
  const unknown = members.filter((id) => id !== vault.self.party.id && vault.find(id) === undefined).length;
  return (
    <details class="hf-members">
      <summary>
        <span class="hf-strong">
          {members.length === 1 ? 'You are alone here' : `${members.length} are here`}
        </span>
        {unknown === 0 ? null : <span class="hf-mark hf-mark-unknown">{unknown} unknown to you</span>}
      </summary>
      <ul class="hf-list" aria-label="Who is here">
        {members.map((id) => (
          <Member key={id} id={id} seat={seat} />
        ))}
      </ul>
    </details>
  );
}

function Member({ id, seat }: { readonly id: string; readonly seat: Seat }) {
  const { vault } = useHere();
  const { roster } = seat;
  const isSelf = id === vault.self.party.id;
  const trusted = vault.find(id);
  const claim = claimOf(id, vault, roster);
  const by = roster.voucherOf(id);
  const comparison = seat.comparisonWith(id);
  const party = isSelf ? vault.self.party : (trusted ?? roster.party(id));
  return (
    <li class="hf-row">
      <details>
        <summary class="hf-person">
          <span class="hf-name">{nameOf(id, vault)}</span>
          {claim === undefined ? null : <span class="hf-quiet">calls itself “{claim}”</span>}
          <span class="hf-marks">
            {isSelf ? null : trusted === undefined ? (
              <span class="hf-mark hf-mark-unknown">Unknown</span>
            ) : (
              <span class="hf-mark hf-mark-good">Trusted</span>
            )}
            {roster.isProven(id) ? <span class="hf-mark hf-mark-good">Proven</span> : null}
            {roster.isAway(id) ? <span class="hf-mark">Offline</span> : null}
          </span>
        </summary>
        <div class="hf-stack">
          <dl class="hf-facts">
            <div>
              <dt>Identity</dt>
              <dd>
                <code>{id}</code>
              </dd>
            </div>
            {by === undefined ? null : (
              <div>
                <dt>Let in by</dt>
                <dd>{nameOf(by, vault)}</dd>
              </div>
            )}
            {party === undefined || (trusted === undefined && !isSelf) ? null : (
              <div>
                <dt>Words</dt>
                <dd>
                  <Fingerprint party={party} />
                </dd>
              </div>
            )}
          </dl>
          {comparison === undefined ? null : (
            <section aria-label={`Compare with ${nameOf(id, vault)}`}>
              <h2>Compare with {nameOf(id, vault)}</h2>
              <p class="hf-quiet">They see the same four words in this room, under your name.</p>
              <Words {...comparison} />
            </section>
          )}
          {isSelf || trusted !== undefined || party === undefined ? null : (
            <TrustForm party={party} claim={claim ?? ''} />
          )}
        </div>
      </details>
    </li>
  );
}
