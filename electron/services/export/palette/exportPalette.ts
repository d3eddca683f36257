import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PaletteFile, PaletteFormat } from '../../../../shared/domain/paletteFile.ts';
import { exportFailure } from '../exportFailure.ts';
import { paletteAco } from './paletteAco.ts';
import { paletteAse } from './paletteAse.ts';
import { palettePng } from './palettePng.ts';
import { paletteCss, paletteCsv, paletteGpl, paletteJson } from './paletteText.ts';

/**
 * Writes a palette to a file in a format that other programs read. Written under the temporary name, flushed and renamed,
 * so that on failure there is no half file and an older one stays.
 * @param paths where it goes, and where it is written until it is whole (see partPath)
 * @throws AppFailure write-failed | disk-full, naming the target file
 */
export async function exportPalette(
  palette: PaletteFile,
  format: PaletteFormat,
  { targetPath, temporaryPath }: { readonly targetPath: string; readonly temporaryPath: string },
): Promise<{ bytes: number }> {
  try {
    const content = await encodePalette(palette, format);
    const file = await open(temporaryPath, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, targetPath);
    return { bytes: content.byteLength };
  } catch (thrown) {
    await rm(temporaryPath, { force: true }).catch(() => undefined);
    throw exportFailure(thrown, temporaryPath, basename(targetPath));
  }
}

async function encodePalette(palette: PaletteFile, format: PaletteFormat): Promise<Buffer> {
  switch (format) {
    case 'ase':
      return paletteAse(palette);
    case 'aco':
      return paletteAco(palette);
    case 'gpl':
      return Buffer.from(paletteGpl(palette));
    case 'css':
      return Buffer.from(paletteCss(palette));
    case 'csv':
      return Buffer.from(paletteCsv(palette));
    case 'json':
      return Buffer.from(paletteJson(palette));
    default:
      return await palettePng(palette);
  }
}
