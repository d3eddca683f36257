import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { Work } from '../../shared/domain/work.ts';
import { timecodeOriginOf } from '../../shared/timecode/timecodeOriginOf.ts';
import { database } from '../database/afterimageDatabase.ts';
import { readableRows, workEntry } from '../library/libraryEntries.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { FramePickerDialog } from './FramePickerDialog.tsx';
import styles from './LinkDraftForm.module.css';
import { LinkEndFigure } from './LinkEndFigure.tsx';
import { type EndDraft, newMomentDraft } from './linkDraft.ts';
import { MomentFields } from './MomentFields.tsx';
import { useFrames } from './useLinkData.ts';

/** One side of a link: its frames and moments. */
export function LinkEndsEditor({
  side,
  heading,
  ends,
  problemAt,
  onChange,
}: {
  side: 'from' | 'to';
  heading: string;
  ends: readonly EndDraft[];
  problemAt: (field: string) => string | undefined;
  onChange: (ends: readonly EndDraft[]) => void;
}) {
  const [picking, setPicking] = useState(false);
  const works = useLiveQuery(async () => readableRows(await database.works.toArray(), workEntry)) ?? [];
  const frames = useFrames(ends.flatMap((end) => (end.type === 'frame' ? [end.frameId] : [])));
  const workOf = (end: EndDraft): Work | undefined => {
    const workId = end.type === 'frame' ? end.workId : end.moment.workId;
    return works.find((work) => work.id === workId);
  };
  const addMoment = async (work: Work): Promise<void> => {
    const media = await database.media.where('workId').equals(work.id).toArray();
    const video = media.flatMap(({ id, content }) =>
      content.kind === 'video'
        ? [{ id, frameRate: content.probe.frameRate, timecode: timecodeOriginOf(content.probe) }]
        : [],
    )[0];
    onChange([...ends, { type: 'moment', moment: newMomentDraft(work.id, video ?? null) }]);
  };
  const without = (index: number): readonly EndDraft[] => ends.filter((_, other) => other !== index);
  const problem = problemAt(side);
  // The kind that stands on this side comes first; any work may be chosen.
  const leading = side === 'from' ? 'music-video' : 'film';
  const ordered = [...works].sort(
    (a, b) => Number(b.kind === leading) - Number(a.kind === leading) || a.title.localeCompare(b.title),
  );

  return (
    <section aria-label={heading}>
      <h3 className={styles['heading']}>
        <span>{heading}</span>
        <Button onPress={() => setPicking(true)}>Add frames…</Button>
        <MenuButton
          label="Add moment"
          entries={ordered.map((work) => ({
            id: work.id,
            label: work.title,
            onAction: () => void addMoment(work),
          }))}
        />
      </h3>
      {problem === undefined ? null : <p className={styles['problem']}>{problem}</p>}
      <div className={styles['ends']}>
        {ends.length === 0 ? (
          <p className={styles['muted']}>
            Add frames from the library, or describe a moment whose picture or timecode you lack.
          </p>
        ) : null}
        {ends.map((end, index) => (
          <div key={end.type === 'frame' ? end.frameId : end.moment.id} className={styles['end']}>
            {end.type === 'frame' ? (
              <>
                <LinkEndFigure
                  work={undefined}
                  frame={frames.get(end.frameId)}
                  moment={undefined}
                  hideCaption
                />
                <div className={styles['title']}>
                  <p>{workOf(end)?.title ?? 'a removed work'}</p>
                  <p className={styles['muted']}>{frames.get(end.frameId)?.altText}</p>
                </div>
              </>
            ) : (
              <MomentFields
                moment={end.moment}
                workTitle={workOf(end)?.title ?? 'a removed work'}
                problemAt={(field) => problemAt(`moment.${end.moment.id}.${field}`)}
                onChange={(moment) =>
                  onChange(ends.map((other, at) => (at === index ? { type: 'moment', moment } : other)))
                }
              />
            )}
            <Button variant="quiet" aria-label="Remove" onPress={() => onChange(without(index))}>
              ✕
            </Button>
          </div>
        ))}
      </div>
      <FramePickerDialog
        isOpen={picking}
        works={ordered}
        initialWorkId={ends.map(workOf).find((work) => work !== undefined)?.id ?? ordered[0]?.id ?? null}
        onClose={() => setPicking(false)}
        onPick={(picked) => {
          const known = new Set(ends.flatMap((end) => (end.type === 'frame' ? [end.frameId] : [])));
          onChange([
            ...ends,
            ...picked
              .filter((frame) => !known.has(frame.id))
              .map((frame) => ({ type: 'frame' as const, frameId: frame.id, workId: frame.workId })),
          ]);
          setPicking(false);
        }}
      />
    </section>
  );
}
