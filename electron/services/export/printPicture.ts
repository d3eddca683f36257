import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Rect } from '../../../shared/domain/frame.ts';
import type { ContentHash } from '../../../shared/domain/ids.ts';
import type { ImageOp } from '../../../shared/print/pageLayout.ts';

/** Which of a stored picture's files. */
export type PrintVariant = 'full' | 'thumb';

/**
 * Dots per inch: less is enlarged, more than `most` is reduced to `reduced`. A whole 1080p frame in one of two
 * columns has 371 and goes in as it is.
 */
const dpi = { least: 200, most: 380, reduced: 300 };
const pointsPerInch = 72;
/** Widest thumbnail of the frame store. */
const thumbWidthPx = 480;

/** How a picture has to be made for its size on paper. */
export interface PrintPicturePlan {
  /** The same for pictures that may share one copy. */
  readonly key: string;
  /** Of the full-size picture; null where the file goes in as it is. */
  readonly remake: { area: Rect; widthPx: number; heightPx: number } | null;
}

/**
 * Decides what a placed picture needs: nothing where the whole JPEG has 200 to 380 dpi as printed, else its
 * area cut out, brought to 300 dpi when it has more, and up to 200 dpi when it has less (a printer would do
 * that with its nearest pixels).
 */
export function planPrintPicture(op: Pick<ImageOp, 'picture' | 'width' | 'height'>): PrintPicturePlan {
  const { picture } = op;
  const area = wholePixels(picture.area, picture.width, picture.height);
  const printedDpi = Math.min(
    area.width / (op.width / pointsPerInch),
    area.height / (op.height / pointsPerInch),
  );
  const isWhole = area.width === picture.width && area.height === picture.height;
  if (isWhole && printedDpi >= dpi.least && printedDpi <= dpi.most) {
    return { key: picture.hash, remake: null };
  }
  const wantedDpi = printedDpi > dpi.most ? dpi.reduced : Math.max(dpi.least, printedDpi);
  // A hair above, so that rounding never falls below the least.
  const widthPx = Math.max(1, Math.ceil((op.width / pointsPerInch) * wantedDpi + 0.5));
  const heightPx = Math.max(1, Math.ceil((op.height / pointsPerInch) * wantedDpi + 0.5));
  const place = [area.x, area.y, area.width, area.height].join(',');
  return { key: `${picture.hash} ${place} ${widthPx}x${heightPx}`, remake: { area, widthPx, heightPx } };
}

function wholePixels(area: Rect, width: number, height: number): Rect {
  const x = Math.min(Math.max(0, Math.round(area.x)), width - 1);
  const y = Math.min(Math.max(0, Math.round(area.y)), height - 1);
  return {
    x,
    y,
    width: Math.max(1, Math.min(Math.round(area.width), width - x)),
    height: Math.max(1, Math.min(Math.round(area.height), height - y)),
  };
}

/**
 * Makes a JPEG by a plan. A small print is made from the thumbnail where that has pixels enough.
 * @returns null where the picture is not in the store or cannot be decoded
 */
export async function makePrintPicture(
  op: Pick<ImageOp, 'picture'>,
  plan: PrintPicturePlan,
  picturePath: (hash: ContentHash, variant: PrintVariant) => string,
): Promise<Uint8Array | null> {
  const { hash, width } = op.picture;
  try {
    const full = picturePath(hash, 'full');
    if (plan.remake === null) return await readFile(full);
    const thumbHasEnough = plan.remake.widthPx <= (plan.remake.area.width / width) * thumbWidthPx;
    if (thumbHasEnough && width > thumbWidthPx) {
      const small = await remade(picturePath(hash, 'thumb'), width, plan.remake).catch(() => null);
      if (small !== null) return small;
    }
    return await remade(full, width, plan.remake);
  } catch {
    return null;
  }
}

/** Cuts and scales; `fullWidth` is what the area's pixels count in, whatever the file's own size. */
async function remade(
  path: string,
  fullWidth: number,
  { area, widthPx, heightPx }: NonNullable<PrintPicturePlan['remake']>,
): Promise<Uint8Array> {
  const source = sharp(await readFile(path));
  const { width, height } = await source.metadata();
  const scale = width / fullWidth;
  const scaled = {
    x: area.x * scale,
    y: area.y * scale,
    width: area.width * scale,
    height: area.height * scale,
  };
  const cut = wholePixels(scaled, width, height);
  return source
    .extract({ left: cut.x, top: cut.y, width: cut.width, height: cut.height })
    .resize(widthPx, heightPx, { fit: 'fill', kernel: 'lanczos3' })
    .toColourspace('srgb')
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
