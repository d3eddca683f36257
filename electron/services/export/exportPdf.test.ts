import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { StoredPicture } from '../../../shared/domain/frame.ts';
import { contentHashSchema } from '../../../shared/domain/ids.ts';
import type { PrintDocument } from '../../../shared/print/printDocument.ts';
import { framePath } from '../frame-store/frameStore.ts';
import { type ExportPdfOptions, exportPdf } from './exportPdf.ts';
import { partPath } from './partPath.ts';
import {
  filmFigure,
  hateThatSpread,
  samplePrintDocument,
  storeSamplePictures,
  videoFigure,
} from './testing/samplePrintDocument.ts';

const root = resolve(import.meta.dirname, '../../..');
const fontsDir = join(root, 'resources/fonts');
const run = promisify(execFile);
const hasPoppler = ['pdftotext', 'pdfinfo', 'pdfimages', 'pdffonts', 'pdftohtml'].every(
  (tool) => spawnSync(tool, ['-v']).error === undefined,
);
const squeezed = (text: string): string => text.replace(/\s+/g, '');

let folder = '';
let pictures: StoredPicture[] = [];

beforeAll(async () => {
  // Fonts are brought from their packages, as a build does.
  execFileSync(process.execPath, [join(root, 'scripts/copyFonts.mjs')]);
  folder = await mkdtemp(join(tmpdir(), 'afterimage-pdf-'));
  pictures = await storeSamplePictures(join(folder, 'frames'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function optionsFor(name: string, more: Partial<ExportPdfOptions> = {}): ExportPdfOptions {
  return {
    targetPath: join(folder, name),
    temporaryPath: partPath(join(folder, name)),
    picturePath: (hash, variant) => framePath(join(folder, 'frames'), hash, variant),
    fontsDir,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  };
}

async function failureOf(work: Promise<unknown>): Promise<AppFailure> {
  const thrown = await work.then(
    () => new Error('did not fail'),
    (error: unknown) => error,
  );
  if (thrown instanceof AppFailure) return thrown;
  throw thrown;
}

async function poppler(tool: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(tool, args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Rows of `pdfimages -list` as [page, width, x-ppi, y-ppi, object]. */
async function imagesOf(
  path: string,
): Promise<{ page: number; width: number; ppi: number; object: string }[]> {
  const lines = (await poppler('pdfimages', '-list', path)).split('\n').slice(2);
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells.length > 13)
    .map((cells) => ({
      page: Number(cells[0]),
      width: Number(cells[3]),
      ppi: Math.min(Number(cells[12]), Number(cells[13])),
      object: cells[10] ?? '',
    }));
}

describe('exportPdf', () => {
  it('tells every page done and answers with pages and size', async () => {
    const seen: [number, number][] = [];
    const options = optionsFor('progress.pdf', { onProgress: (done, total) => seen.push([done, total]) });
    const { pages, bytes } = await exportPdf(samplePrintDocument(pictures), options);
    expect(seen).toEqual(Array.from({ length: pages + 1 }, (_, done) => [done, pages]));
    expect((await stat(options.targetPath)).size).toBe(bytes);
    expect((await readFile(options.targetPath)).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  it('replaces an older file only with a whole new one, and leaves nothing when cancelled', async () => {
    const controller = new AbortController();
    const options = optionsFor('cancelled.pdf', {
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 3) controller.abort();
      },
    });
    await writeFile(options.targetPath, 'the older file');
    const failure = await failureOf(exportPdf(samplePrintDocument(pictures), options));
    expect(failure.appError).toMatchObject({ code: 'cancelled', details: { fileName: 'cancelled.pdf' } });
    expect(await readFile(options.targetPath, 'utf8')).toBe('the older file');
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('writes a file whose name is as long as the disk allows', async () => {
    const options = optionsFor(`${'보'.repeat(83)}ab.pdf`);
    await exportPdf(samplePrintDocument(pictures), options);
    expect((await stat(options.targetPath)).size).toBeGreaterThan(0);
  });

  it('names the file, not its folder, when the place cannot be written', async () => {
    const missing = optionsFor(join('no-such-folder', 'board.pdf'));
    const failure = await failureOf(exportPdf(samplePrintDocument(pictures), missing));
    expect(failure.appError).toMatchObject({ code: 'write-failed', details: { fileName: 'board.pdf' } });
    expect(JSON.stringify(failure.appError)).not.toContain(folder);

    const taken = optionsFor('taken.pdf');
    await mkdir(join(taken.targetPath, 'inside'), { recursive: true });
    expect((await failureOf(exportPdf(samplePrintDocument(pictures), taken))).appError.code).toBe(
      'write-failed',
    );
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('tells a full disk and leaves no half file', async ({ skip }) => {
    const disk = join(folder, 'small-disk');
    await mkdir(disk, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    if (mounted.status !== 0) skip('mounting a small disk needs more rights');
    try {
      const options = optionsFor(join('small-disk', 'board.pdf'));
      const failure = await failureOf(exportPdf(samplePrintDocument(pictures), options));
      expect(failure.appError).toMatchObject({ code: 'disk-full', details: { fileName: 'board.pdf' } });
      expect(await readdir(disk)).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('prints on though a picture is missing or damaged', async () => {
    const gone: StoredPicture = {
      hash: contentHashSchema.parse('0'.repeat(64)),
      width: 1920,
      height: 1080,
      area: { x: 0, y: 0, width: 1920, height: 1080 },
    };
    const damaged = { ...gone, hash: contentHashSchema.parse('1'.repeat(64)) };
    const path = framePath(join(folder, 'frames'), damaged.hash, 'full');
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, 'not a picture');
    const document = samplePrintDocument(pictures, {
      spreads: [hateThatSpread([videoFigure(gone)], [filmFigure(damaged)])],
    });
    const options = optionsFor('missing.pdf');
    const { pages } = await exportPdf(document, options);
    expect(pages).toBe(4);
    if (hasPoppler) {
      const text = await poppler('pdftotext', '-f', '3', '-l', '3', options.targetPath, '-');
      expect(text.match(/Picture missing/g)).toHaveLength(2);
    }
  });
});

describe.skipIf(!hasPoppler)(
  'a written PDF, read by poppler (skipped where poppler-utils is not installed)',
  () => {
    let document: PrintDocument;
    let path = '';

    beforeAll(async () => {
      document = samplePrintDocument(pictures, { title: 'Wong Kar Wai & <five> videos: 왕가위' });
      path = optionsFor('whole.pdf').targetPath;
      await exportPdf(document, optionsFor('whole.pdf'));
    });

    it('is tagged, titled, in a language, and names no author', async () => {
      const info = await poppler('pdfinfo', path);
      expect(info).toContain('Wong Kar Wai & <five> videos: 왕가위');
      expect(info).toMatch(/Tagged:\s+yes/);
      expect(info).not.toMatch(/^Author/m);
      const xmp = await poppler('pdfinfo', '-meta', path);
      expect(xmp).toContain('Wong Kar Wai &amp; &lt;five&gt; videos: 왕가위');
      const structure = await poppler('pdfinfo', '-struct', path);
      for (const tag of ['H1', 'H2', 'H3', 'P', 'Figure', 'Caption', 'Link'])
        expect(structure).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'));
      expect((await readFile(path)).includes('/Lang (en)')).toBe(true);
      expect((await readFile(path)).includes('/DisplayDocTitle true')).toBe(true);
    });

    it('gives back Hangul, Han and Kana as they were written', async () => {
      const text = squeezed(await poppler('pdftotext', path, '-'));
      for (const written of [
        '王家衛',
        '花樣年華',
        '墮落天使',
        '重慶森林',
        '수지 Suzy',
        '붉은 제목 글자가',
        '日本語の注',
        'を思い出させる',
        '简体',
        'Hate that… remembers 2046',
        'Bittersweet may remember Chungking Express',
        'timecode unknown',
        'Own observation, seen by the author of this board, not confirmed',
      ]) {
        expect(text).toContain(squeezed(written));
      }
    });

    it('embeds every font as a subset with its Unicode map', async () => {
      const rows = (await poppler('pdffonts', path))
        .split('\n')
        .slice(2)
        .filter((line) => line.trim() !== '');
      expect(rows.length).toBeGreaterThanOrEqual(4);
      for (const row of rows) expect(row).toMatch(/CID (?:Type 0C|TrueType)\s+Identity-H\s+yes yes yes/);
      expect(rows.join('\n')).toMatch(/Pretendard[\s\S]*NotoSansTC|NotoSansTC[\s\S]*Pretendard/);
      // Whole Chinese fonts would be megabytes each.
      expect((await stat(path)).size).toBeLessThan(2_000_000);
    });

    it('holds every picture at 200 dpi or more, not far above, and each size once', async () => {
      const images = await imagesOf(path);
      expect(images.length).toBeGreaterThan(10);
      expect(images.filter(({ ppi }) => ppi < 200)).toEqual([]);
      expect(images.filter(({ ppi }) => ppi > 385)).toEqual([]);
      const sizes = new Map(images.map(({ object, width }) => [object, width]));
      expect(sizes.size).toBeLessThan(images.length);
    });

    it('has a bookmark for every part', async () => {
      const outline = await poppler('pdftohtml', '-xml', '-i', '-stdout', path);
      for (const title of [
        'The board',
        '1. Hate that… remembers 2046',
        '4. Bittersweet may remember Chungking Express',
        'Credits',
      ]) {
        expect(outline).toContain(`>${title}`);
      }
    });

    it('has live links to the sources and from the contents to the pages', async () => {
      const urls = await poppler('pdfinfo', '-url', path);
      expect(urls).toContain('https://www.soompi.com/article/1566448wpp/');
      expect(await poppler('pdfinfo', '-dests', path)).toContain('page-000003');
    });

    it.each([1, 2, 5, 12])('lays out %i links, on letter paper too', async (count) => {
      const [glow = null, , neon = null] = pictures;
      const spreads = Array.from({ length: count }, (_, index) => ({
        ...hateThatSpread([videoFigure(glow)], [filmFigure(neon)]),
        fromTitle: `Song ${index + 1}`,
        note: `붉은 빛 王家衛 の窓 ${'and the light moves on '.repeat(index * 40)}end${index}`,
      }));
      const options = optionsFor(`links-${count}.pdf`);
      const { pages } = await exportPdf(
        samplePrintDocument(pictures, { spreads, pageFormat: 'letter-landscape' }),
        options,
      );
      const info = await poppler('pdfinfo', options.targetPath);
      expect(info).toMatch(/792 x 612 pts/);
      expect(info).toMatch(new RegExp(`Pages:\\s+${pages}\\b`));
      const text = squeezed(await poppler('pdftotext', options.targetPath, '-'));
      for (let index = 0; index < count; index++) {
        expect(text).toContain(`Homage${index + 1}of${count}`);
        expect(text).toContain(`end${index}`);
      }
    });
  },
);
