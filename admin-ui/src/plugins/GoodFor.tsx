import { useState } from 'react';

import { Countdown } from '../questions/Countdown';
import { hubNow } from '../api/hubClock';

/** How long something that was just made is good. */
export function GoodFor({ until }: { until: string }) {
  const [from] = useState(() => new Date(hubNow()).toISOString());
  return <Countdown from={from} until={until} />;
}
