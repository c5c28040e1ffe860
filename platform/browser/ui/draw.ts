import encodeQR from 'qr';

/** Light modules around the code, which readers need. */
const BORDER = 4;

/** True for dark; the quiet zone is part of it. */
export type Modules = readonly (readonly boolean[])[];

/** A line in upper case fits into QR's denser alphabet; one with the brackets of IPv6 does not. */
export function modulesOf(line: string): Modules {
  const isDense = /^[0-9A-Z $%*+\-./:]+$/.test(line);
  return encodeQR(line, 'raw', {
    ecc: 'medium',
    encoding: isDense ? 'alphanumeric' : 'byte',
    border: BORDER,
  });
}

/** Black on white, whatever the theme: that is what readers look for. */
export function draw(canvas: HTMLCanvasElement, modules: Modules, scale: number): void {
  canvas.width = canvas.height = modules.length * scale;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  modules.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) pen.fillRect(x * scale, y * scale, scale, scale);
    });
  });
}
