import { pixelsOf, readPixels } from './read';

const FRAME_MS = 120;
const SIDE = 720;

/** Browsers give the live camera to secure pages alone: HTTPS, or this very machine. */
export function hasCamera(): boolean {
  return isSecureContext && 'mediaDevices' in navigator;
}

/**
 * Shows the camera in `video` and looks for codes.
 *
 * @param found is called with what a code says, again and again while it is seen
 * @returns what stops it @throws Error if the camera cannot be had
 */
export async function watch(video: HTMLVideoElement, found: (said: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  video.srcObject = stream;
  const timer = setInterval(() => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0 || height === 0) return;
    const said = readPixels(pixelsOf(video, width, height, Math.min(SIDE, Math.max(width, height))));
    if (said !== undefined) found(said);
  }, FRAME_MS);
  const stop = () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    await video.play();
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
