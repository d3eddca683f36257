import { Dexie, type Table } from 'dexie';
import type { Board, BoardCamera, BoardItem } from '../../shared/domain/board.ts';
import type { KeptApart, MergedMedia } from '../../shared/domain/duplicates.ts';
import type { FeatureChunk, FrameChange } from '../../shared/domain/featureChunk.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameCopyChunk } from '../../shared/domain/frameCopyChunk.ts';
import type { FrameStatistics } from '../../shared/domain/frameStatistics.ts';
import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { HomageVerdict } from '../../shared/domain/homageVerdict.ts';
import type { ImportFile, ImportJob, WatchedFolder } from '../../shared/domain/importQueue.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { MoodDefinition } from '../../shared/domain/moodRule.ts';
import type { MediaProgress } from '../../shared/domain/resumePoint.ts';
import type { SavedSearch } from '../../shared/domain/searchFilter.ts';
import type { DetectedShots, ShotEdits } from '../../shared/domain/shotEdits.ts';
import type { Work } from '../../shared/domain/work.ts';
import { logFrameChanges } from './logFrameChanges.ts';
import { schemaVersions } from './versions/schemaVersions.ts';

/** Small values that must survive: `sampleOffered`, `lastBoardId`, `gallery` (size and order), `importPlan:<job>`. */
export interface Setting {
  key: string;
  value: unknown;
}

/** The only truth for what must survive. Tables are keyed by `id` (or as said) and typed by shared/domain. */
export class AfterimageDatabase extends Dexie {
  declare works: Table<Work, Work['id']>;
  declare media: Table<Media, Media['id']>;
  declare frames: Table<Frame, Frame['id']>;
  declare moments: Table<Moment, Moment['id']>;
  declare links: Table<HomageLink, HomageLink['id']>;
  declare boards: Table<Board, Board['id']>;
  declare boardItems: Table<BoardItem, BoardItem['id']>;
  /** Keyed by `boardId`. */
  declare boardCameras: Table<BoardCamera, BoardCamera['boardId']>;
  /** Duplicates that stay two. */
  declare keptApart: Table<KeptApart, KeptApart['id']>;
  declare mergedMedia: Table<MergedMedia, MergedMedia['id']>;
  declare importJobs: Table<ImportJob, ImportJob['id']>;
  declare importFiles: Table<ImportFile, ImportFile['id']>;
  /** Keyed by `mediaId`; only of media whose import did not run to its end. */
  declare mediaProgress: Table<MediaProgress, MediaProgress['mediaId']>;
  declare watchedFolders: Table<WatchedFolder, WatchedFolder['id']>;
  declare settings: Table<Setting, Setting['key']>;
  /** Keyed by `mediaId`. */
  declare detectedShots: Table<DetectedShots, DetectedShots['mediaId']>;
  /** Keyed by `mediaId`; a media without a row has no edits. */
  declare shotEdits: Table<ShotEdits, ShotEdits['mediaId']>;
  declare savedSearches: Table<SavedSearch, SavedSearch['id']>;
  declare homageVerdicts: Table<HomageVerdict, HomageVerdict['id']>;
  /** Made from the frames, to load the search in a moment. */
  declare featureChunks: Table<FeatureChunk, FeatureChunk['id']>;
  /** Made from the frames with the features, to show the library in a moment. */
  declare frameCopies: Table<FrameCopyChunk, FrameCopyChunk['id']>;
  /** Keyed by `seq`; written by every transaction that writes frames. */
  declare frameChanges: Table<FrameChange, FrameChange['seq'], Omit<FrameChange, 'seq'>>;

  /** Moods that a person made or changed; without a row, one of the app's goes by its own rule. */
  declare moods: Table<MoodDefinition, MoodDefinition['id']>;
  /** Keyed by `frameId`; filled in later for frames of an earlier version. */
  declare frameStatistics: Table<FrameStatistics, FrameStatistics['frameId']>;

  constructor(name = 'afterimage') {
    // Strict: a promise resolves only once the change is on disk, so that a kill -9 a second later loses nothing.
    super(name, { chromeTransactionDurability: 'strict' });
    for (const { version, stores, upgrade } of schemaVersions) {
      const declared = this.version(version).stores(stores);
      if (upgrade !== null) declared.upgrade(upgrade);
    }
    this.use(logFrameChanges);
  }
}

/** The app's database. */
export const database = new AfterimageDatabase();
