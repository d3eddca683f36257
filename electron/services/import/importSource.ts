import type { ImportEvent } from '../../../shared/contract/contract.ts';
import type { MediaId, SourceId } from '../../../shared/domain/ids.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import type { StripStore } from '../footage/stripStore.ts';
import type { FrameStore } from '../frame-store/frameStore.ts';
import type { ImportJournal } from './importJournal.ts';

/** A source on its way in: identified by content, its path known only here. */
export interface ImportSource {
  readonly sourceId: SourceId;
  readonly path: string;
  readonly fileName: string;
  readonly mediaId: MediaId;
  readonly sizeBytes: number;
  /** How far an earlier import of the same content came. */
  readonly resume?: ResumePoint;
}

/** What importing one source needs. */
export interface SourceTools {
  readonly frameStore: Pick<FrameStore, 'put'>;
  readonly journal: Pick<ImportJournal, 'write'>;
  readonly strips: Pick<StripStore, 'put'>;
  readonly signal: AbortSignal;
  readonly emit: (event: ImportEvent) => void;
  /** A video's pixels over all frames, and the share of it that an earlier import has done. */
  readonly onExtent: (pixels: number, behind: number) => void;
  /** 0-1 of this source. */
  readonly onProgress: (fraction: number) => void;
  readonly onFrame: () => void;
}
