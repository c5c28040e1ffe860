import { backOff } from '@browser/backOff';

/** The part of a WebSocket that is used. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

/** Larger frames are left to the next sync. */
const LARGEST_FRAME = 4 * 1024 * 1024;

/** The socket by which the hub pushes what is new: opened again, ever more slowly, whenever it closes. */
export class Live {
  private socket: Socket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private wanted = false;
  /** Whether news comes by itself. */
  isOpen = false;

  /**
   * @param connect opens a socket, signed anew
   * @param hear takes a frame, and says whether it was what it should be
   * @param changed is called when the socket opened or closed
   */
  constructor(
    private readonly connect: () => Socket,
    private readonly hear: (frame: string) => boolean,
    private readonly changed: () => void,
  ) {}

  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.open();
  }

  stop(): void {
    this.wanted = false;
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = undefined;
    this.isOpen = false;
    socket?.close();
  }

  private open(): void {
    const socket = this.connect();
    this.socket = socket;
    socket.onopen = () => {
      if (this.socket === socket) this.now(true);
    };
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket || typeof data !== 'string' || data.length > LARGEST_FRAME) return;
      // A hub that does not want this socket says so in a frame, and closes it.
      if (this.hear(data)) this.failures = 0;
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      this.failures++;
      this.timer = setTimeout(
        () => {
          this.open();
        },
        backOff(this.failures, Math.random()),
      );
      this.now(false);
    };
  }

  private now(isOpen: boolean): void {
    if (this.isOpen === isOpen) return;
    this.isOpen = isOpen;
    this.changed();
  }
}
