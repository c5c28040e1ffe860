import { decodeQR } from 'qr/decode.js';

/** A picture file of more bytes is no photo of a code. */
const LARGEST_FILE = 40 * 1024 * 1024;
/** The longest side that a picture is looked at with, one after the other: a code in a large photo may show at any. */
const SIDES = [1_000, 1_600, 600, 2_400];
/** How long one size of a photo may be looked at. */
const PATIENCE_MS = 400;

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** What a code in these pixels says; nothing if there is none that can be read. */
export function readPixels(pixels: Pixels, timeLimit?: number): string | undefined {
  try {
    return decodeQR(pixels, timeLimit === undefined ? {} : { timeLimit });
  } catch {
    return undefined;
  }
}

/** What a code in a picture says; nothing if there is none that can be read, or it is no picture. */
export async function readPicture(file: Blob): Promise<string | undefined> {
  if (file.size > LARGEST_FILE) return undefined;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  try {
    const longest = Math.max(picture.width, picture.height);
    const sides = new Set(SIDES.map((side) => Math.min(side, longest)));
    for (const side of sides) {
      const said = readPixels(pixelsOf(picture, picture.width, picture.height, side), PATIENCE_MS);
      if (said !== undefined) return said;
    }
    return undefined;
  } finally {
    picture.close();
  }
}

/** @param side how long the longest side becomes */
export function pixelsOf(source: CanvasImageSource, width: number, height: number, side: number): ImageData {
  const scale = side / Math.max(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Error('this browser does not draw');
  // What is transparent in a picture is paper.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
