import '@browser/look.css';
import './device.css';

import { render } from 'preact';

import { BrowserStore, type Store } from '@browser/store';

import type { Socket } from './device/conversation';
import { Session } from './device/session';
import { PREFIX } from './device/vault';
import { App } from './view/App';

/** Nothing if this browser keeps nothing for this page. */
function browserStore(): Store | undefined {
  try {
    localStorage.setItem(`${PREFIX}probe`, '');
    localStorage.removeItem(`${PREFIX}probe`);
    return new BrowserStore(localStorage);
  } catch {
    return undefined;
  }
}

function connect(target: string): Socket {
  const socket = new WebSocket(
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${target}`,
  );
  const here: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    close: () => {
      socket.close();
    },
  };
  socket.onopen = () => here.onopen?.();
  socket.onmessage = ({ data }: MessageEvent<unknown>) => here.onmessage?.({ data });
  socket.onclose = ({ code }) => here.onclose?.({ code });
  return here;
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const session = new Session({
  store: browserStore(),
  send: (target, init) => fetch(target, init),
  connect,
  random: (size) => crypto.getRandomValues(new Uint8Array(size)),
  time: () => Date.now(),
});
addEventListener('storage', session.changed);
render(<App session={session} />, root);
void session.open();
