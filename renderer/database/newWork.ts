import { type WorkId, workIdSchema } from '../../shared/domain/ids.ts';
import type { MediaFile } from '../../shared/domain/media.ts';
import type { Work, WorkKind } from '../../shared/domain/work.ts';
import { titleFromFileName } from './titleFromFileName.ts';

/** Videos longer than this are taken for films until the user says otherwise. */
const filmFromSec = 40 * 60;

/** A fresh work id. */
export function newWorkId(): WorkId {
  return workIdSchema.parse(`work-${crypto.randomUUID()}`);
}

/** A work with nothing but a title and a kind. */
export function emptyWork(id: WorkId, kind: WorkKind, title: string, sample: boolean, now: string): Work {
  return {
    id,
    kind,
    title,
    originalTitle: '',
    artists: [],
    directors: [],
    year: null,
    country: '',
    credits: [],
    links: [],
    note: '',
    createdAt: now,
    sample,
  };
}

/**
 * The work a file belongs to when the user chose none: a video gets one of its own, named after the file and
 * with an id derived from the media's, so that writing it twice is the same work; stills share one.
 */
export function workForMedia(media: MediaFile, stillsWorkId: WorkId, sample: boolean, now: string): Work {
  if (media.content.kind === 'still') return emptyWork(stillsWorkId, 'other', 'Stills', sample, now);
  const kind = media.content.probe.durationSec > filmFromSec ? 'film' : 'music-video';
  const id = workIdSchema.parse(`work-of-${media.id}`);
  return emptyWork(id, kind, titleFromFileName(media.fileName), sample, now);
}
