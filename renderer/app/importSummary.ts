import type { ImportOutput } from '../../shared/contract/contract.ts';
import { counted } from '../library/counted.ts';

/** "38 frames from 3 files · 1 already in the library · 1 failed". */
export function importSummary(output: ImportOutput): string {
  const parts: string[] = [];
  if (output.imported > 0 || output.frames > 0) {
    parts.push(`${counted(output.frames, 'frame')} from ${counted(output.imported, 'file')}`);
  }
  if (output.skipped > 0) parts.push(`${output.skipped.toLocaleString('en-GB')} already in the library`);
  if (output.failed > 0) parts.push(`${output.failed.toLocaleString('en-GB')} failed`);
  if (output.cancelled) parts.push('cancelled, what was finished is kept');
  return parts.length === 0 ? 'Nothing was imported' : parts.join(' · ');
}
