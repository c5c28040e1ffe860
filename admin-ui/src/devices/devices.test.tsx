import { waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { device, deviceDetail, peer, peering } from '../testing/samples';

const detail = (parts = {}) => deviceDetail({ device: device(parts) });

test('asks the hub for what the address asks for', async () => {
  const hub = new FakeHub().on('GET /devices', () => ({ items: [device()] }));
  const { screen } = renderConsole('/devices?query=ada&trust=TRUSTED');
  expect(await screen.findByRole('link', { name: "Ada's laptop" })).toBeVisible();
  expect(screen.getByLabelText('Name or address')).toHaveValue('ada');
  expect(screen.getByRole('button', { name: 'Trust: Trusted' })).toBeVisible();
  expect(hub.requests('GET /devices')[0]?.query.toString()).toBe('limit=100&query=ada&trust=TRUSTED');
});

test('puts what is typed and chosen into the address', async () => {
  const hub = new FakeHub().on('GET /devices', ({ query }) => ({
    items: query.get('query') === 'pump' ? [device({ name: 'Pump' })] : [device()],
  }));
  const { user, screen } = renderConsole('/devices');
  await user.type(await screen.findByLabelText('Name or address'), 'pump');
  expect(location.search).toBe('?query=pump');
  expect(await screen.findByRole('link', { name: 'Pump' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Trust: Any trust' }));
  await user.click(await screen.findByRole('option', { name: 'Revoked' }));
  expect(location.search).toBe('?query=pump&trust=REVOKED');
  await waitFor(() => {
    expect(hub.asked.at(-1)?.query.toString()).toBe('limit=100&query=pump&trust=REVOKED');
  });
});

test('tells no devices from none that fit', async () => {
  new FakeHub().on('GET /devices', () => ({ items: [] }));
  const { user, screen } = renderConsole('/devices?query=zzz');
  expect(await screen.findByRole('heading', { name: 'No device fits' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show all devices' }));
  expect(await screen.findByRole('heading', { name: 'No device yet' })).toBeVisible();
  expect(location.search).toBe('');
});

test('says what went wrong and tries again', async () => {
  let broken = true;
  new FakeHub().on('GET /devices', () =>
    broken ? new Refusal(503, 'store-unreachable', 'The database does not answer.') : { items: [device()] },
  );
  const { user, screen } = renderConsole('/devices');
  expect(await screen.findByText('The database does not answer.')).toBeVisible();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: "Ada's laptop" })).toBeVisible();
});

test('offers more where there may be more', async () => {
  const many = Array.from({ length: 100 }, (_, i) => device({ id: `d${i}`, name: `Device ${i}` }));
  const hub = new FakeHub().on('GET /devices', () => ({ items: many }));
  const { user, screen } = renderConsole('/devices');
  await user.click(await screen.findByRole('button', { name: 'show up to 500' }));
  await waitFor(() => {
    expect(hub.requests('GET /devices').at(-1)?.query.get('limit')).toBe('500');
  });
});

test('shows at once what the hub tells of', async () => {
  let connected = false;
  new FakeHub().on('GET /devices', () => ({ items: [device({ connected })] }));
  const { screen } = renderConsole('/devices');
  expect(await screen.findByText('Not connected')).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  connected = true;
  FakeEvents.latest().say('devices', { version: 2 });
  expect(await screen.findByText('Connected')).toBeVisible();
});

test('says first what revoking does, then revokes with the reason', async () => {
  let trust = 'TRUSTED';
  let tell: (answer: unknown) => void = () => undefined;
  const hub = new FakeHub()
    .on('GET /devices/device-1', () => detail({ trust }))
    .on('GET /conversations', () => ({ items: [] }))
    .on('GET /devices/device-1/revocation', () => new Promise((resolve) => (tell = resolve)))
    .on('PUT /devices/device-1/revocation', () => {
      trust = 'REVOKED';
      return detail({ trust });
    });
  const { user, screen } = renderConsole('/devices/device-1');
  await user.click(await screen.findByRole('button', { name: 'Revoke…' }));
  const dialog = within(await screen.findByRole('dialog'));
  const revoke = dialog.getByRole('button', { name: "Revoke Ada's laptop" });
  expect(revoke).toBeDisabled();
  tell({ consequences: ['It is disconnected at once.', 'Its keys are destroyed.'] });
  expect(await dialog.findByText('Its keys are destroyed.')).toBeVisible();
  await user.type(dialog.getByLabelText('Reason'), '  lost  ');
  await user.click(revoke);
  expect(await screen.findByRole('button', { name: 'Forget…' })).toBeVisible();
  expect(hub.requests('PUT /devices/device-1/revocation')[0]?.body).toEqual({ reason: 'lost' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('asks no more what revoking does while it is being done', async () => {
  const hub = new FakeHub()
    .on('GET /devices/device-1', () => detail())
    .on('GET /conversations', () => ({ items: [] }))
    .on('GET /devices/device-1/revocation', () => ({ consequences: ['It is disconnected at once.'] }))
    .on('PUT /devices/device-1/revocation', () => new Promise(() => undefined));
  const { user, screen } = renderConsole('/devices/device-1');
  const button = await screen.findByRole('button', { name: 'Revoke…' });
  FakeEvents.latest().say('hello', { version: 1 });
  await waitFor(() => {
    expect(hub.requests('GET /devices/device-1')).toHaveLength(2);
  });
  await user.click(button);
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('It is disconnected at once.')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: "Revoke Ada's laptop" }));
  const seen = hub.requests('GET /devices/device-1').length;
  FakeEvents.latest().say('devices', { version: 2 });
  await waitFor(() => {
    expect(hub.requests('GET /devices/device-1').length).toBeGreaterThan(seen);
  });
  expect(hub.requests('GET /devices/device-1/revocation')).toHaveLength(1);
});

test('forgets a revoked device and goes back to the others', async () => {
  const hub = new FakeHub()
    .on('GET /devices', () => ({ items: [] }))
    .on('GET /devices/device-1', () => detail({ trust: 'REVOKED' }))
    .on('GET /conversations', () => ({ items: [] }))
    .on('DELETE /devices/device-1', () => undefined);
  const { user, screen } = renderConsole('/devices/device-1');
  await user.click(await screen.findByRole('button', { name: 'Forget…' }));
  await user.click(await screen.findByRole('button', { name: "Forget Ada's laptop" }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  expect(hub.requests('DELETE /devices/device-1')).toHaveLength(1);
});

test('tells whose keys a pairing stands on', async () => {
  const pairing = {
    protocol: 'direct-tcp',
    protocolTitle: 'Direct TCP',
    with: 'the hub',
    algorithm: 'EC P-256',
    publicKey: '02ab',
    fingerprint: ['anchor'],
    ownFingerprint: ['balloon'],
    since: '2026-03-01T12:00:00Z',
  };
  new FakeHub()
    .on('GET /devices/a', () => ({ ...detail(), pairings: [pairing] }))
    .on('GET /conversations', () => ({ items: [] }));
  const { screen } = renderConsole('/devices/a');
  expect(await screen.findByRole('heading', { name: 'Pairing with this hub, Direct TCP' })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Key of this hub' })).toBeVisible();
});

test('knows a device that is not there', async () => {
  new FakeHub().on('GET /devices/gone', () => new Refusal(404, 'no-such-device'));
  const { screen } = renderConsole('/devices/gone');
  expect(await screen.findByRole('heading', { level: 1, name: 'There is no such device' })).toBeVisible();
});

test('blocks with the reason, says what that does, and unblocks again', async () => {
  let trust = 'TRUSTED';
  const hub = new FakeHub()
    .on('GET /devices/device-1', () => detail({ trust, connected: true }))
    .on('GET /conversations', () => ({ items: [] }))
    .on('PUT /devices/device-1/suspension', () => {
      trust = 'SUSPENDED';
      return detail({ trust });
    })
    .on('DELETE /devices/device-1/suspension', () => {
      trust = 'TRUSTED';
      return detail({ trust });
    });
  const { user, screen } = renderConsole('/devices/device-1');
  await user.click(await screen.findByRole('button', { name: 'Block…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/will be disconnected at once/)).toBeVisible();
  await user.type(dialog.getByLabelText('Reason'), ' odd ');
  await user.click(dialog.getByRole('button', { name: "Block Ada's laptop" }));
  await user.click(await screen.findByRole('button', { name: 'Unblock' }));
  expect(hub.requests('PUT /devices/device-1/suspension')[0]?.body).toEqual({ reason: 'odd' });
  expect(await screen.findByRole('button', { name: 'Block…' })).toBeVisible();
  expect(screen.getByText("Ada's laptop is no longer blocked")).toBeVisible();
});

test('says why a block was not lifted', async () => {
  new FakeHub()
    .on('GET /devices/device-1', () => detail({ trust: 'SUSPENDED' }))
    .on('GET /conversations', () => ({ items: [] }))
    .on(
      'DELETE /devices/device-1/suspension',
      () => new Refusal(409, 'illegal-transition', "'Ada's laptop' is REVOKED, and so not blocked"),
    );
  const { user, screen } = renderConsole('/devices/device-1');
  await user.click(await screen.findByRole('button', { name: 'Unblock' }));
  expect(await screen.findByText("'Ada's laptop' is REVOKED, and so not blocked")).toBeVisible();
});

test('renames a device', async () => {
  let name = 'Ada';
  const hub = new FakeHub()
    .on('GET /devices/device-1', () => detail({ name }))
    .on('GET /conversations', () => ({ items: [] }))
    .on('PUT /devices/device-1/name', () => {
      name = 'Grace';
      return detail({ name });
    });
  const { user, screen } = renderConsole('/devices/device-1');
  await user.click(await screen.findByRole('button', { name: 'Rename…' }));
  const dialog = within(await screen.findByRole('dialog'));
  const field = dialog.getByLabelText('Name');
  expect(field).toHaveValue('Ada');
  expect(dialog.getByRole('button', { name: 'Rename' })).toBeDisabled();
  await user.clear(field);
  await user.type(field, ' Grace {Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: /Grace/ })).toBeVisible();
  expect(hub.requests('PUT /devices/device-1/name')[0]?.body).toEqual({ name: 'Grace' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a revoked device can be forgotten, and not blocked', async () => {
  new FakeHub()
    .on('GET /devices/device-1', () => detail({ trust: 'REVOKED' }))
    .on('GET /conversations', () => ({ items: [] }));
  const { screen } = renderConsole('/devices/device-1');
  expect(await screen.findByRole('button', { name: 'Forget…' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Block…' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Revoke…' })).toBeNull();
});

test('warns of a device that can be replayed, and tells its links and what waits for it', async () => {
  new FakeHub()
    .on('GET /devices/device-1', () =>
      deviceDetail({
        device: device({
          replayable: true,
          connected: true,
          connection: { remote: '10.0.0.1:9', conversationId: 'c', label: 'Online', links: 3 },
        }),
        mailbox: { parcels: 2, bytes: 2048 },
        facts: [{ protocol: 'relay-key-exchange', name: 'replayable', value: '2026-11-20T08:00:00Z' }],
      }),
    )
    .on('GET /conversations', () => ({ items: [] }));
  const { screen } = renderConsole('/devices/device-1');
  expect(await screen.findByText('Replayable')).toBeVisible();
  expect(screen.getByText(/Whoever records how it connects/)).toBeVisible();
  expect(screen.getByText(/and 2 more at the same time/)).toBeVisible();
  expect(screen.getByText('2 messages, 2.0 KB')).toBeVisible();
  expect(screen.getByText('Connects in a way that can be repeated')).toBeVisible();
});

test('shows a device’s pairings with others, and what they show', async () => {
  let ended = false;
  new FakeHub()
    .on('GET /devices/device-1', () =>
      deviceDetail({ peerings: [peering(ended ? { standing: 'ENDED', reason: 'ended by bob' } : {})] }),
    )
    .on('GET /conversations', () => ({ items: [] }));
  const { user, screen } = renderConsole('/devices/device-1');
  expect(await screen.findByRole('link', { name: 'Bob' })).toHaveAttribute('href', '/devices/device-2');
  await user.click(screen.getByRole('button', { name: 'Words to compare' }));
  expect(screen.getByText('No proof against this hub itself')).toBeVisible();
  expect(screen.getByRole('list', { name: 'Check words' })).toBeVisible();
  expect(within(screen.getByRole('list', { name: "Key of Ada's laptop" })).getByText('ada12')).toBeVisible();
  expect(within(screen.getByRole('list', { name: 'Key of Bob' })).getByText('bob12')).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  ended = true;
  FakeEvents.latest().say('peerings', { version: 2 });
  expect(await screen.findByText(/Ended by bob/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /End pairing/ })).toBeNull();
});

test('says whether a device has proven the code it was paired by', async () => {
  let proven = 'yes';
  new FakeHub()
    .on('GET /devices/device-1', () =>
      deviceDetail({
        device: peer(),
        facts: Object.entries({ proven, derivation: 'document' }).map(([name, value]) => ({
          protocol: 'challenge-response',
          name,
          value,
        })),
      }),
    )
    .on('GET /conversations', () => ({ items: [] }));
  const { screen } = renderConsole('/devices/device-1');
  expect(await screen.findByText('It has proven the code')).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  proven = 'no';
  FakeEvents.latest().say('devices', { version: 2 });
  expect(await screen.findByText('It has not proven the code')).toBeVisible();
  expect(screen.getByText(/bind neither it nor this hub/)).toBeVisible();
});
