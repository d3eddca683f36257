import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AnyPalette from 'anypalette';
import { parse } from 'csv-parse/sync';
import postcss from 'postcss';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../scripts/testing/temporaryFolder.ts';
import { oklabOfRgb, oklchOfOklab, rgbOfHex } from '../../../../shared/colour/oklab.ts';
import type { PaletteFile, PaletteFormat } from '../../../../shared/domain/paletteFile.ts';
import { partPath } from '../partPath.ts';
import { exportPalette } from './exportPalette.ts';

function swatch(hex: string, share: number, name: string) {
  return { hex, oklch: oklchOfOklab(oklabOfRgb(...rgbOfHex(hex))), share, name };
}

const palette: PaletteFile = {
  title: '밤의 편지 — night',
  swatches: [
    swatch('#180603', 0.52, 'blackish red'),
    swatch('#e4541d', 0.3, '선명한 주황, vivid orange-red'),
    swatch('#808080', 0.17, 'grey */ "quoted"'),
    swatch('#2f7bff', 0.01, 'strong blue'),
  ],
};
const hexes = palette.swatches.map(({ hex }) => hex);
const names = palette.swatches.map(({ name }) => name);

async function written(format: PaletteFormat): Promise<Buffer> {
  const folder = temporaryFolder();
  const targetPath = join(folder, `밤.${format}`);
  const { bytes } = await exportPalette(palette, format, { targetPath, temporaryPath: partPath(targetPath) });
  expect(readdirSync(folder)).toEqual([`밤.${format}`]);
  const content = readFileSync(targetPath);
  expect(content.byteLength).toBe(bytes);
  return content;
}

/** Reads by a library that has nothing of ours. */
function readIndependently(data: Buffer, fileExt: string) {
  let read: AnyPalette.Palette | null = null;
  AnyPalette.loadPalette({ data: new Uint8Array(data), fileExt }, (error, found) => {
    if (error) throw error;
    read = found;
  });
  const colours = [...(read ?? ([] as AnyPalette.Color[]))];
  return {
    hexes: colours.map(
      ({ red, green, blue }) =>
        `#${[red, green, blue]
          .map((value) =>
            Math.round(value * 255)
              .toString(16)
              .padStart(2, '0'),
          )
          .join('')}`,
    ),
    names: colours.map(({ name }) => name),
  };
}

describe('exportPalette', () => {
  it.each(['ase', 'gpl'] as const)(
    'writes %s that an independent reader reads, with names',
    async (format) => {
      expect(readIndependently(await written(format), format)).toEqual({ hexes, names });
    },
  );

  it('writes aco in both versions, the second with names', async () => {
    expect(readIndependently(await written('aco'), 'aco')).toEqual({ hexes, names });
  });

  it('writes css that a parser reads, whatever the names hold', async () => {
    const root = postcss.parse((await written('css')).toString());
    const found: [string, string][] = [];
    root.walkDecls((declaration) => {
      found.push([declaration.prop, declaration.value]);
    });
    expect(found).toEqual(hexes.map((hex, index) => [`--colour-${index + 1}`, hex]));
    const comments: string[] = [];
    root.walkComments((comment) => {
      comments.push(comment.text);
    });
    expect(comments[0]).toBe(palette.title);
    expect(comments[2]).toBe('선명한 주황, vivid orange-red, 30.0 %');
  });

  it('writes csv with a head, quoted where need be', async () => {
    const rows: Record<string, string>[] = parse(await written('csv'), { columns: true, bom: true });
    expect(rows.map((row) => row['name'])).toEqual(names);
    expect(rows.map((row) => row['hex'])).toEqual(hexes);
    expect(rows.map((row) => Number(row['share']))).toEqual([0.52, 0.3, 0.17, 0.01]);
    expect(rows[1]).toMatchObject({ red: '228', green: '84', blue: '29' });
    expect(rows[2]).toMatchObject({ chroma: '0', hue: '' });
    expect(Number(rows[1]?.['hue'])).toBeCloseTo(palette.swatches[1]?.oklch[2] ?? -1, 3);
  });

  it('writes json with everything', async () => {
    const content = JSON.parse((await written('json')).toString());
    expect(content).toMatchObject({ title: palette.title, colourSpace: 'srgb' });
    expect(content.swatches[0]).toMatchObject({
      name: 'blackish red',
      hex: '#180603',
      rgb: [24, 6, 3],
      share: 0.52,
    });
    expect(content.swatches[2].oklch).toEqual({
      lightness: palette.swatches[2]?.oklch[0],
      chroma: 0,
      hue: null,
    });
  });

  it('writes a strip with each colour as wide as its share, none too thin', async () => {
    const { data, info } = await sharp(await written('png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([1600, 200, 3]);
    const widths = new Map<string, number>();
    for (let x = 0; x < info.width; x += 1) {
      const hex = `#${data.subarray((100 * info.width + x) * 3, (100 * info.width + x) * 3 + 3).toString('hex')}`;
      widths.set(hex, (widths.get(hex) ?? 0) + 1);
    }
    expect([...widths.keys()]).toEqual(hexes);
    expect(widths.get('#180603')).toBeCloseTo(1600 * 0.52, -2);
    expect(widths.get('#2f7bff')).toBeGreaterThanOrEqual(24);
  });

  it('leaves no half file where it cannot write, and the older one as it was', async () => {
    const folder = temporaryFolder();
    const targetPath = join(folder, 'night.gpl');
    writeFileSync(targetPath, 'older');
    const failed = exportPalette(palette, 'gpl', {
      targetPath,
      temporaryPath: join(folder, 'missing', '.part'),
    });
    await expect(failed).rejects.toMatchObject({
      appError: { code: 'write-failed', details: { fileName: 'night.gpl', reason: 'ENOENT' } },
    });
    expect(readdirSync(folder)).toEqual(['night.gpl']);
    expect(readFileSync(targetPath, 'utf8')).toBe('older');
  });
});
