import '@browser/look.css';
import './device.css';

import { render } from 'preact';

import { BrowserStore, type Store } from '@browser/store';

import type { Socket } from './device/live';
import { type Others, Session, type Surroundings } from './device/session';
import { App } from './view/App';

/** Nothing if this browser keeps nothing for this page. */
function browserStore(): Store | undefined {
  try {
    localStorage.setItem('handfast-qr/probe', '');
    localStorage.removeItem('handfast-qr/probe');
    return new BrowserStore(localStorage);
  } catch {
    return undefined;
  }
}

/** The other pages of this hub that this browser has open. */
function otherPages(): Others {
  const channel = new BroadcastChannel('handfast-qr');
  const others: Others = {
    tell: () => {
      channel.postMessage('here');
    },
    onTold: undefined,
  };
  channel.onmessage = () => others.onTold?.();
  return others;
}

function connect(target: string): Socket {
  const url = new URL(target, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  const here: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    close: () => {
      socket.close();
    },
  };
  socket.onopen = () => here.onopen?.();
  socket.onmessage = ({ data }: MessageEvent<unknown>) => here.onmessage?.({ data });
  socket.onclose = () => here.onclose?.();
  return here;
}

const surroundings: Surroundings = {
  store: browserStore(),
  send: (target, init) => fetch(target, init),
  connect,
  random: (size) => crypto.getRandomValues(new Uint8Array(size)),
  time: () => Date.now(),
  host: location.host,
  isHidden: () => document.hidden,
  others: otherPages(),
};

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const session = new Session(surroundings);
render(<App session={session} />, root);
void session.open();
