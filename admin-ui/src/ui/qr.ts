import encodeQR from 'qr';

/** Light modules around the code, which readers need. */
const BORDER = 4;

export interface QrDrawing {
  /** Modules along one side, the quiet zone among them. */
  size: number;
  /** The dark modules as a path of SVG, one unit each. */
  path: string;
}

/** A text as a QR code. */
export function qrDrawing(text: string): QrDrawing {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  const path = modules.flatMap((row, y) =>
    runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size: modules.length, path: path.join('') };
}

/** Where dark modules that touch begin, and how many they are. */
function runs(row: readonly boolean[]): [x: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = found.at(-1);
    if (!isDark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1]++;
    else found.push([x, 1]);
  });
  return found;
}
