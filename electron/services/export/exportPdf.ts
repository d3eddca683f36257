import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { ContentHash } from '../../../shared/domain/ids.ts';
import { layoutDocument } from '../../../shared/print/layoutDocument.ts';
import type { DrawOp, ImageOp, PageLayout } from '../../../shared/print/pageLayout.ts';
import type { PrintDocument } from '../../../shared/print/printDocument.ts';
import { drawPage } from './drawPage.ts';
import { exportFailure } from './exportFailure.ts';
import { type OpenedPicture, openPdf, openPicture, type PdfWriter } from './pdfKitParts.ts';
import { PrintFonts, pdfTextMeasure } from './printFonts.ts';
import { makePrintPicture, type PrintVariant, planPrintPicture } from './printPicture.ts';

export interface ExportPdfOptions {
  /** Where the PDF goes; replaced only once the new one is whole. */
  readonly targetPath: string;
  /** Where it is written until it is whole, on the target's disk; see partPath. */
  readonly temporaryPath: string;
  /** Where a stored picture lies. */
  readonly picturePath: (hash: ContentHash, variant: PrintVariant) => string;
  /** Folder of the fonts that ship with the app. */
  readonly fontsDir: string;
  readonly signal: AbortSignal;
  readonly onProgress: (pagesDone: number, pagesTotal: number) => void;
}

/**
 * Writes a document as a tagged PDF with embedded, subset fonts. The file is written under the temporary name,
 * flushed to disk and renamed, so that on failure or Cancel there is no half file and an
 * older one stays. A picture that is not in the store is printed as a neutral box.
 * @throws AppFailure write-failed | disk-full | cancelled, naming the target file
 */
export async function exportPdf(
  document: PrintDocument,
  options: ExportPdfOptions,
): Promise<{ pages: number; bytes: number }> {
  const { targetPath, temporaryPath, signal } = options;
  try {
    throwIfCancelled(signal);
    const pages = await writePdf(document, temporaryPath, options);
    const { size } = await stat(temporaryPath);
    throwIfCancelled(signal);
    await rename(temporaryPath, targetPath);
    return { pages, bytes: size };
  } catch (thrown) {
    await rm(temporaryPath, { force: true }).catch(() => undefined);
    throw exportFailure(thrown, temporaryPath, basename(targetPath), signal);
  }
}

async function writePdf(document: PrintDocument, path: string, options: ExportPdfOptions): Promise<number> {
  const { fontsDir, signal, onProgress } = options;
  const pdf = openPdf({
    title: document.title,
    language: document.language,
    createdAt: new Date(`${document.createdOn}T00:00:00Z`),
  });
  const failure: { thrown: unknown }[] = [];
  const writing = pipeline(pdf, createWriteStream(path, { flags: 'wx', flush: true }), { signal }).catch(
    (thrown: unknown) => {
      failure.push({ thrown });
    },
  );
  const check = (): void => {
    throwIfCancelled(signal);
    if (failure[0] !== undefined) throw failure[0].thrown;
  };
  try {
    const fonts = new PrintFonts(pdf, fontsDir);
    const pages = layoutDocument(document, pdfTextMeasure(fonts));
    const pictures = new PrintPictures(pdf, options);
    onProgress(0, pages.length);
    for (const [index, page] of pages.entries()) {
      check();
      await pictures.load(page, check);
      drawPage(pdf, page, index, { fonts, pictureFor: (op) => pictures.get(op) });
      onProgress(index + 1, pages.length);
    }
    check();
    pdf.end();
    await writing;
    check();
    return pages.length;
  } catch (thrown) {
    pdf.destroy();
    await writing;
    throw thrown;
  }
}

/** Pictures as they are needed, each size of each picture once. */
class PrintPictures {
  readonly #opened = new Map<string, OpenedPicture | null>();
  readonly #pdf: PdfWriter;
  readonly #options: ExportPdfOptions;

  constructor(pdf: PdfWriter, options: ExportPdfOptions) {
    this.#pdf = pdf;
    this.#options = options;
  }

  /** Makes the pictures of a page, a few at a time so that memory stays flat on a large board. */
  async load(page: PageLayout, check: () => void): Promise<void> {
    const wanted = new Map(
      imageOps(page.ops)
        .map((op) => ({ op, plan: planPrintPicture(op) }))
        .filter(({ plan }) => !this.#opened.has(plan.key))
        .map((entry) => [entry.plan.key, entry] as const),
    );
    const queue = [...wanted.values()];
    for (let start = 0; start < queue.length; start += picturesAtOnce) {
      check();
      await Promise.all(
        queue.slice(start, start + picturesAtOnce).map(async ({ op, plan }) => {
          const bytes = await makePrintPicture(op, plan, this.#options.picturePath);
          this.#opened.set(plan.key, bytes === null ? null : this.#open(bytes));
        }),
      );
    }
  }

  get(op: ImageOp): OpenedPicture | null {
    return this.#opened.get(planPrintPicture(op).key) ?? null;
  }

  #open(bytes: Uint8Array): OpenedPicture | null {
    try {
      return openPicture(this.#pdf, bytes);
    } catch {
      // Not a JPEG after all.
      return null;
    }
  }
}

const picturesAtOnce = 4;

function imageOps(ops: readonly DrawOp[]): ImageOp[] {
  return ops.flatMap((op) => (op.kind === 'image' ? [op] : op.kind === 'group' ? imageOps(op.ops) : []));
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppFailure('cancelled');
}
