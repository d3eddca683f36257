import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { type ContentHash, contentHashSchema } from '../../../shared/domain/ids.ts';

/** The pictures kept of one frame: the full-size JPEG (which names them all), a thumbnail and a tiny one. */
export const frameVariants = ['full', 'thumb', 'small'] as const;
export type FrameVariant = (typeof frameVariants)[number];

export type FramePictures = Readonly<Record<FrameVariant, Uint8Array>>;

const suffixOf: Record<FrameVariant, string> = { full: '.jpg', thumb: '.thumb.webp', small: '.small.webp' };

/** Pictures younger than this are never pruned: a job may not have told of them yet. */
export const pruneAgeMs = 24 * 60 * 60 * 1000;

/**
 * Where a picture lies: `<folder>/ab/cd/<hash>.jpg`.
 * @param hash checked here again, so that no path is ever built from anything else
 * @throws AppFailure invalid-input
 */
export function framePath(folder: string, hash: string, variant: FrameVariant): string {
  const checked = contentHashSchema.safeParse(hash);
  if (!checked.success) throw new AppFailure('invalid-input', { reason: 'not a content hash' });
  const name = checked.data;
  return join(folder, name.slice(0, 2), name.slice(2, 4), `${name}${suffixOf[variant]}`);
}

/** Pictures on disk, named by their content. */
export interface FrameStore {
  /**
   * Keeps a picture's three files; none is rewritten when it is there already. The full-size file comes last, so
   * that where it is, the others are.
   * @throws AppFailure disk-full | write-failed
   */
  put(pictures: FramePictures): Promise<ContentHash>;
  /**
   * Deletes pictures that nothing names and that are older than {@link pruneAgeMs}.
   * @param nowMs the present, Unix milliseconds
   * @returns how many pictures (not files) went
   */
  prune(keep: ReadonlySet<ContentHash>, nowMs: number): Promise<number>;
}

/** Opens the store for writing; leftovers of writes that a crash cut off are cleared. */
export async function openFrameStore(folder: string): Promise<FrameStore> {
  // On the same volume as the pictures, so that the rename is atomic.
  const incoming = join(folder, 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });

  return {
    put: async (pictures) => {
      const hash = contentHashSchema.parse(createHash('sha256').update(pictures.full).digest('hex'));
      const missing = await missingVariants(folder, hash, pictures);
      if (missing.length === 0) {
        // Named anew: its age counts from now.
        const now = new Date();
        await utimes(framePath(folder, hash, 'full'), now, now);
        return hash;
      }
      const written: { variant: FrameVariant; temporary: string }[] = [];
      try {
        await mkdir(dirname(framePath(folder, hash, 'full')), { recursive: true });
        await Promise.all(
          missing.map(async (variant) => {
            const temporary = join(incoming, `${randomUUID()}.tmp`);
            written.push({ variant, temporary });
            await writeWhole(temporary, pictures[variant]);
          }),
        );
        written.sort((a, b) => renameRank(a.variant) - renameRank(b.variant));
        for (const { variant, temporary } of written)
          await rename(temporary, framePath(folder, hash, variant));
        return hash;
      } catch (thrown) {
        await Promise.all(
          written.map(({ temporary }) => rm(temporary, { force: true }).catch(() => undefined)),
        );
        throw writeFailure(thrown);
      }
    },
    prune: async (keep, nowMs) => {
      let removed = 0;
      for (const [hash, newestMs] of await storedPictures(folder)) {
        if (keep.has(hash) || nowMs - newestMs < pruneAgeMs) continue;
        // The full-size file goes first: a picture that is half gone counts as not there.
        for (const variant of frameVariants) await rm(framePath(folder, hash, variant), { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

function renameRank(variant: FrameVariant): number {
  return variant === 'full' ? 1 : 0;
}

async function missingVariants(
  folder: string,
  hash: ContentHash,
  pictures: FramePictures,
): Promise<FrameVariant[]> {
  const present = await Promise.all(
    frameVariants.map(async (variant) => {
      try {
        const { size } = await stat(framePath(folder, hash, variant));
        // A full-size file cut short by a dying disk is written again; a thumbnail may come of another encoder.
        return variant === 'full' ? size === pictures.full.byteLength : size > 0;
      } catch {
        return false;
      }
    }),
  );
  return frameVariants.filter((_, index) => present[index] !== true);
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Every picture of which any file is there, with the time its youngest file was written (Unix milliseconds). */
async function storedPictures(folder: string): Promise<Map<ContentHash, number>> {
  const pictures = new Map<ContentHash, number>();
  for (const first of await twoDigitFolders(folder)) {
    for (const second of await twoDigitFolders(first)) {
      for (const name of await readdir(second)) {
        const hash = contentHashSchema.safeParse(name.slice(0, name.indexOf('.')));
        if (!hash.success) continue;
        const { mtimeMs } = await stat(join(second, name));
        pictures.set(hash.data, Math.max(mtimeMs, pictures.get(hash.data) ?? 0));
      }
    }
  }
  return pictures;
}

async function twoDigitFolders(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => /^[0-9a-f]{2}$/.test(name)).map((name) => join(folder, name));
}

/** Says what kept something from being written: a full disk or anything else. */
export function writeFailure(thrown: unknown): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const full =
    thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT');
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppFailure(full ? 'disk-full' : 'write-failed', { reason }, { cause: thrown });
}
