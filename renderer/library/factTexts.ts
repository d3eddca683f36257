import type { Rational } from '../../shared/domain/frame.ts';

/** "23.976 fps", "25 fps". */
export function rateText(rate: Rational): string {
  return `${Number((rate.num / rate.den).toFixed(3))} fps`;
}

/** "812 bytes", "3.4 MB"; decimal units, as file managers show them. */
export function fileSizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length, Math.floor(Math.log10(sizeBytes) / 3));
  const value = sizeBytes / 1000 ** step;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[step - 1] ?? 'kB'}`;
}
