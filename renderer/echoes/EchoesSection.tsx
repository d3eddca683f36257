import { useLiveQuery } from 'dexie-react-hooks';
import { ChevronLeft } from 'lucide-react';
import { useMemo } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { FrameId } from '../../shared/domain/ids.ts';
import { momentTimecode } from '../../shared/timecode/frameTimecode.ts';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { goTo } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { readMediaShots } from '../database/shotStore.ts';
import { counted } from '../library/counted.ts';
import { frameName, framePlace, workTitle } from '../library/frameNames.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';
import { openFrameInViewer } from '../library/openFrameInViewer.ts';
import { type LibraryIndex, useLibraryIndex } from '../library/useLibraryIndex.ts';
import type { EchoHit } from '../search/searchClient.ts';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import { EchoBars } from './EchoBars.tsx';
import { EchoControls } from './EchoControls.tsx';
import { EchoDetail } from './EchoDetail.tsx';
import styles from './EchoesSection.module.css';
import { EchoScopeFields } from './EchoScopeFields.tsx';
import { type EchoSource, useEchoes } from './echoesStore.ts';
import { framesOfMoment, framesOfWork } from './echoFrames.ts';
import { echoReason } from './echoReason.ts';
import { useEchoHits } from './useEchoHits.ts';

/** Frames pictured of those that are asked about. */
const picturedFrames = 12;

/** Look-alikes of a frame, a moment or a whole work across the library, each with its reason. */
export function EchoesSection() {
  const source = useEchoes((state) => state.source);
  const from = useEchoes((state) => state.from);
  const weights = useEchoes((state) => state.weights);
  const shownId = useEchoes((state) => state.shownId);
  const index = useLibraryIndex();
  const { frames, title } = useAsked(source, index);
  const frameIds = useMemo(() => frames.map(({ id }) => id), [frames]);
  const workId = frames[0]?.workId ?? null;
  const { last, isAsking, error, retry } = useEchoHits(frameIds, workId, index.works);
  const hits = useMemo(
    () =>
      (last?.answer ?? []).filter(
        ({ frameId, ofFrameId }) => index.frames.has(frameId) && index.frames.has(ofFrameId),
      ),
    [last, index.frames],
  );
  const shown = hits.find(({ frameId }) => frameId === shownId) ?? hits[0];
  const asked = shown === undefined ? undefined : index.frames.get(shown.ofFrameId);
  const found = shown === undefined ? undefined : index.frames.get(shown.frameId);
  return (
    <>
      <HeaderSlot>
        <Button variant="quiet" onPress={() => goTo(from)}>
          <ChevronLeft size={15} aria-hidden />
          Back
        </Button>
        <h1 className="section-title">Echoes of {title}</h1>
        <span className={styles['grow']} />
        <output className={`${styles['said']} numeric`}>
          {isAsking ? 'Looking…' : last === null ? '' : counted(hits.length, 'look-alike')}
        </output>
      </HeaderSlot>
      <aside className={styles['side']} aria-label="What is looked for">
        <Asked frames={frames} />
        <EchoControls />
        <EchoScopeFields index={index} ownWorkId={workId} />
      </aside>
      <div className={styles['main']}>
        {error === null ? null : (
          <p role="alert" className={styles['failed']}>
            The search stopped ({error}).
            <Button onPress={retry}>Search again</Button>
          </p>
        )}
        {shown === undefined || asked === undefined || found === undefined ? (
          <NoEchoes
            hasFrames={frames.length > 0}
            isAsking={isAsking || !index.ready}
            hasAnswer={last !== null}
          />
        ) : (
          <>
            <EchoDetail
              key={shown.frameId}
              hit={shown}
              asked={asked}
              found={found}
              weights={weights}
              index={index}
            />
            <Results hits={hits} shownId={shown.frameId} isOfMany={frames.length > 1} index={index} />
          </>
        )}
      </div>
    </>
  );
}

/** The frames that are asked about, and what they are called together. */
function useAsked(
  source: EchoSource | null,
  index: LibraryIndex,
): { frames: readonly FrameEntry[]; title: string } {
  const momentId = source?.kind === 'moment' ? source.momentId : null;
  const asked = useLiveQuery(async () => {
    const moment = momentId === null ? undefined : await database.moments.get(momentId);
    if (moment === undefined) return null;
    const shots = moment.mediaId === null ? [] : (await readMediaShots(database, moment.mediaId)).shots;
    return { moment, shots };
  }, [momentId]);
  return useMemo(() => {
    if (source === null) return { frames: [], title: 'a frame' };
    if (source.kind === 'frame') {
      const frame = index.frames.get(source.frameId);
      return frame === undefined
        ? { frames: [], title: 'a frame that was removed' }
        : { frames: [frame], title: frameName(frame, index) };
    }
    if (source.kind === 'work') {
      const title = workTitle(index.works.get(source.workId)?.title);
      return { frames: framesOfWork(source.workId, index.frames), title };
    }
    if (asked === undefined || asked === null) return { frames: [], title: 'a moment' };
    const { moment, shots } = asked;
    const name = moment.label === '' ? (momentTimecode(moment) ?? 'a moment') : moment.label;
    const title = `${workTitle(index.works.get(moment.workId)?.title)}, ${name}`;
    return { frames: framesOfMoment(moment, shots, index.frames), title };
  }, [source, index, asked]);
}

function Asked({ frames }: { frames: readonly FrameEntry[] }) {
  const [only] = frames;
  if (only === undefined) return null;
  if (frames.length === 1) {
    return (
      <div className={styles['asked']}>
        <CroppedPicture picture={only.picture} variant="thumb" alt={only.altText} />
        <PaletteStrip palette={only.palette} />
      </div>
    );
  }
  return (
    <>
      <ul className={styles['strip']} aria-label="Frames that are asked about">
        {frames.slice(0, picturedFrames).map((frame) => (
          <li key={frame.id}>
            <CroppedPicture picture={frame.picture} variant="small" alt={frame.altText} fit="cover" />
          </li>
        ))}
      </ul>
      <p className={styles['hint']}>
        {counted(frames.length, 'frame')}; each result says which one it is like.
      </p>
    </>
  );
}

function NoEchoes({
  hasFrames,
  isAsking,
  hasAnswer,
}: {
  hasFrames: boolean;
  isAsking: boolean;
  hasAnswer: boolean;
}) {
  const isUnchosen = useEchoes(
    ({ scope, chosenWorkIds }) => scope === 'chosen' && chosenWorkIds.length === 0,
  );
  if (isAsking && !hasAnswer) {
    return (
      <EmptyState title="Looking through the library…">The first time, its pictures are read in.</EmptyState>
    );
  }
  if (hasFrames && isUnchosen) {
    return (
      <EmptyState title="Tick the works to look among">
        The list at the left has every work of the library but this one.
      </EmptyState>
    );
  }
  if (!hasFrames) {
    return (
      <EmptyState
        title="There is no frame to look for"
        actions={<Button onPress={() => goTo('library')}>Go to the library</Button>}
      >
        A moment needs a file and a timecode, a work at least one frame. Import its video, or grab a frame in
        the viewer.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing looks like it">
      Look among more works, raise another slider, or import more footage. Frames imported just now are
      measured in the background and come in by themselves.
    </EmptyState>
  );
}

function Results({
  hits,
  shownId,
  isOfMany,
  index,
}: {
  hits: readonly EchoHit[];
  shownId: FrameId;
  /** Whether several frames are asked about, so that each result says which one it is like. */
  isOfMany: boolean;
  index: LibraryIndex;
}) {
  const weights = useEchoes((state) => state.weights);
  return (
    <ListBox
      aria-label="Look-alikes, best first"
      className={styles['results'] ?? ''}
      layout="grid"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[shownId]}
      onSelectionChange={(keys) => {
        if (keys === 'all') return;
        const [id] = keys;
        if (typeof id === 'string') useEchoes.setState({ shownId: id as FrameId });
      }}
      onAction={(key) => openFrameInViewer(String(key) as FrameId, index)}
    >
      {hits.map((hit) => {
        const frame = index.frames.get(hit.frameId);
        if (frame === undefined) return null;
        const reason = echoReason(hit, weights);
        const name = frameName(frame, index);
        const asked = isOfMany ? index.frames.get(hit.ofFrameId) : undefined;
        return (
          <ListBoxItem key={hit.frameId} id={hit.frameId} textValue={name} className={styles['result'] ?? ''}>
            {/* In the order in which it is read; the picture comes first by the style sheet. */}
            <div className={styles['caption']}>
              <span>{workTitle(index.works.get(frame.workId)?.title)}</span>
              <b className="numeric">{hit.score.toFixed(2)}</b>
            </div>
            <div className={styles['thumb']}>
              <div
                className={styles['shape']}
                style={{ '--aspect': frame.picture.area.width / frame.picture.area.height } as object}
              >
                <CroppedPicture picture={frame.picture} variant="thumb" alt="" />
              </div>
              {frame.timecode === null ? null : (
                <span className={`${styles['timecode']} numeric`}>{frame.timecode}</span>
              )}
              {hit.mirrored ? <span className={styles['mirrored']}>mirrored</span> : null}
            </div>
            <div className={styles['palette']} aria-hidden>
              <PaletteStrip palette={frame.palette} />
            </div>
            <p className={styles['reason']}>
              {asked === undefined ? null : (
                <span className="numeric">Like {asked.timecode ?? framePlace(asked, index)}: </span>
              )}
              {reason}
            </p>
            <EchoBars hit={hit} weights={weights} />
          </ListBoxItem>
        );
      })}
    </ListBox>
  );
}
