import { useLiveQuery } from 'dexie-react-hooks';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { WorkId } from '../../shared/domain/ids.ts';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { noteEdit } from '../app/libraryHistory.ts';
import { goTo, showLink } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { forgetRefusals, saveHomageVerdict } from '../database/homageVerdictEdits.ts';
import { counted } from '../library/counted.ts';
import { workTitle } from '../library/frameNames.ts';
import { type LibraryIndex, useLibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { isLayerOpen } from '../ui/isLayerOpen.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import controls from './EchoControls.module.css';
import { EchoControls } from './EchoControls.tsx';
import sections from './EchoesSection.module.css';
import { FilmChoice } from './FilmChoice.tsx';
import { draftLink } from './homageDraft.ts';
import { type JudgedPair, judgePairs, nextOpen } from './judgedPairs.ts';
import { PairList } from './PairList.tsx';
import { PairToJudge } from './PairToJudge.tsx';
import { useProposals } from './proposalsStore.ts';
import { type ProposalAnswer, useProposedPairs } from './useProposedPairs.ts';

/** One message of the judging at a time. */
const slot = 'proposals';

/** Pairs of a music video's and films' shots that look alike, for yes or no. */
export function ProposalsSection() {
  const { mvWorkId, filmWorkIds, shownKey, showsRefused, from } = useProposals();
  const index = useLibraryIndex();
  const counts = useMemo(() => countFrames(index), [index]);
  const answer = useProposedPairs(mvWorkId, filmWorkIds, counts);
  const pairs = usePairs(answer, mvWorkId, index);
  const listed = pairs.filter(({ state }) => showsRefused || state !== 'no');
  const shown = listed.find(({ key }) => key === shownKey) ?? nextOpen(listed, null) ?? listed[0];
  const open = pairs.filter(({ state }) => state === 'open').length;
  const firstKey = shownKey === null ? shown?.key : undefined;
  useEffect(() => {
    // What is being looked at stays, whatever better pair comes in meanwhile.
    if (firstKey !== undefined) useProposals.setState({ shownKey: firstKey });
  }, [firstKey]);
  const refused = pairs.filter(({ state }) => state === 'no').length;
  const compared = answer.last?.answer.comparedFilms ?? null;
  const judge = (verdict: 'yes' | 'no'): void => {
    if (shown !== undefined) void judgePair(shown, verdict, listed);
  };
  useVerdictKeys(judge);

  return (
    <>
      <HeaderSlot>
        <Button variant="quiet" onPress={() => goTo(from)}>
          <ChevronLeft size={15} aria-hidden />
          Back
        </Button>
        <h1 className="section-title">
          Homages of {workTitle(mvWorkId === null ? undefined : index.works.get(mvWorkId)?.title)}
        </h1>
        <span className={sections['grow']} />
        <output className={`${sections['said']} numeric`}>
          {answer.isAsking
            ? `Comparing…${answer.progress > 0 ? ` ${Math.round(answer.progress * 100)} %` : ''}`
            : answer.last === null
              ? ''
              : `${counted(open, 'pair')} to judge${refused === 0 ? '' : `, ${refused} refused`}`}
        </output>
        {answer.isAsking && shown !== undefined ? (
          <span className={sections['late']}>
            <Button variant="quiet" onPress={answer.stop}>
              Cancel
            </Button>
          </span>
        ) : null}
      </HeaderSlot>
      <aside className={sections['side']} aria-label="What is compared">
        <FilmChoice index={index} counts={counts} />
        <EchoControls />
        {refused === 0 || mvWorkId === null ? null : (
          <section aria-label="Refused pairs">
            <h2 className={controls['heading']}>Refused</h2>
            <label className={controls['switch']}>
              <input
                type="checkbox"
                checked={showsRefused}
                onChange={(event) => useProposals.setState({ showsRefused: event.target.checked })}
              />
              Show the {counted(refused, 'pair')} you refused
            </label>
            <Button variant="quiet" onPress={() => void forget(mvWorkId, filmWorkIds)}>
              Ask about them again
            </Button>
          </section>
        )}
      </aside>
      <div className={sections['main']}>
        {answer.error === null ? null : (
          <p role="alert" className={sections['failed']}>
            The comparison stopped ({answer.error}).
            <Button onPress={answer.retry}>Compare again</Button>
          </p>
        )}
        {!answer.isAsking && compared !== null && compared < filmWorkIds.length ? (
          <p role="status" className={sections['stopped']}>
            Stopped: {compared} of {counted(filmWorkIds.length, 'film')} compared.
            <Button onPress={answer.retry}>Compare all</Button>
          </p>
        ) : null}
        {shown === undefined ? (
          <NoPairs
            mvFrames={mvWorkId === null ? 0 : (counts.get(mvWorkId) ?? 0)}
            answer={answer}
            index={index}
            counts={counts}
            refused={refused}
          />
        ) : (
          <>
            <PairToJudge
              key={shown.key}
              pair={shown}
              index={index}
              onJudge={judge}
              onLink={() => void draftLink(shown.mv.id, shown.film.id)}
              onShowLink={() => {
                if (shown.linkId !== null) showLink(shown.linkId);
              }}
            />
            <PairList pairs={listed} shownKey={shown.key} index={index} />
          </>
        )}
      </div>
    </>
  );
}

function usePairs(
  { last }: ProposalAnswer,
  mvWorkId: WorkId | null,
  { frames, links }: LibraryIndex,
): readonly JudgedPair[] {
  const records = useLiveQuery(async () => {
    if (mvWorkId === null) return null;
    const [verdicts, moments] = await Promise.all([
      // All of them: a video may have been moved to another work since.
      database.homageVerdicts.toArray(),
      database.moments.toArray(),
    ]);
    return { verdicts, moments: new Map(moments.map((moment) => [moment.id, moment])) };
  }, [mvWorkId]);
  return useMemo(
    () =>
      last === null || records == null
        ? []
        : judgePairs(last.answer.hits, frames, { ...records, links: links.values() }),
    [last, records, frames, links],
  );
}

/** Y says yes, N no, while nothing is being typed and no dialog is open. */
function useVerdictKeys(judge: (verdict: 'yes' | 'no') => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isLayerOpen()) return;
      const { target } = event;
      const isText = target instanceof HTMLInputElement && target.type === 'text';
      if (isText || target instanceof HTMLTextAreaElement) return;
      const key = event.key.toLowerCase();
      if (key !== 'y' && key !== 'n') return;
      event.preventDefault();
      event.stopPropagation();
      judge(key === 'y' ? 'yes' : 'no');
    };
    // Before a list takes the letter for a search among its items.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  });
}

async function judgePair(
  { key, mv, film, state }: JudgedPair,
  verdict: 'yes' | 'no',
  listed: readonly JudgedPair[],
): Promise<void> {
  if (verdict === 'yes') {
    if (state === 'linked') return;
    useProposals.setState({ shownKey: key });
    // Nothing is written yet: the link itself is what says yes, once it is saved.
    await draftLink(mv.id, film.id);
    return;
  }
  // At once, not when it is written: the next key is about the next pair.
  const next = nextOpen(
    listed.map((each) => (each.key === key ? { ...each, state: 'no' as const } : each)),
    key,
  );
  useProposals.setState({ shownKey: next?.key ?? null });
  if (state === 'open' || state === 'yes') {
    const change = await saveHomageVerdict(database, {
      mvWorkId: mv.workId,
      filmWorkId: film.workId,
      mvFrameId: mv.id,
      filmFrameId: film.id,
      verdict,
    });
    noteEdit('No homage', change, { slot, onUndone: () => useProposals.setState({ shownKey: key }) });
  }
}

async function forget(mvWorkId: WorkId, filmWorkIds: readonly WorkId[]): Promise<void> {
  noteEdit('Refused pairs are asked about again', await forgetRefusals(database, mvWorkId, filmWorkIds), {
    slot,
  });
}

function countFrames({ frames }: Pick<LibraryIndex, 'frames'>): Map<WorkId, number> {
  const counts = new Map<WorkId, number>();
  for (const { workId } of frames.values()) counts.set(workId, (counts.get(workId) ?? 0) + 1);
  return counts;
}

function NoPairs({
  mvFrames,
  answer,
  index,
  counts,
  refused,
}: {
  mvFrames: number;
  answer: ProposalAnswer;
  index: LibraryIndex;
  counts: ReadonlyMap<WorkId, number>;
  refused: number;
}) {
  const chosen = useProposals((state) => state.filmWorkIds);
  const hasFilms = [...index.works.values()].some(
    ({ id, kind }) => kind !== 'music-video' && (counts.get(id) ?? 0) > 0,
  );
  if (index.ready && mvFrames === 0) {
    return (
      <EmptyState
        title="This music video has no frame yet"
        actions={<Button onPress={() => goTo('library')}>Go to the library</Button>}
      >
        Import its video: its shots are what is compared with the films.
      </EmptyState>
    );
  }
  if (index.ready && !hasFilms) {
    return (
      <EmptyState
        title="No film has footage yet"
        actions={<Button onPress={() => goTo('library')}>Go to the library</Button>}
      >
        Import a film, or stills of it, and this video’s shots are compared with its shots.
      </EmptyState>
    );
  }
  if (chosen.length === 0) {
    return (
      <EmptyState title="Choose the films to compare with">
        Every shot of the video is compared with every shot of the films ticked at the left. What looks alike
        comes up here in pairs: Y for a homage, which opens a link with both moments filled in, N for none.
      </EmptyState>
    );
  }
  if (answer.isAsking) {
    return (
      <EmptyState
        title="Comparing shots…"
        actions={
          <div className={sections['comparing']}>
            <ProgressBar label="Films compared" fraction={answer.progress} />
            <span className={sections['late']}>
              <Button onPress={answer.stop}>Cancel</Button>
            </span>
          </div>
        }
      >
        {counted(mvFrames, 'frame')} of the video with{' '}
        {counted(
          chosen.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0),
          'frame',
        )}{' '}
        of {counted(chosen.length, 'film')}.
      </EmptyState>
    );
  }
  if (answer.last !== null && answer.last.answer.comparedFilms < chosen.length) {
    return (
      <EmptyState title="Nothing was found until it was stopped">
        Compare all films, or choose fewer of them at the left.
      </EmptyState>
    );
  }
  if (refused > 0) {
    return (
      <EmptyState title="All pairs are judged">
        You refused {counted(refused, 'pair')}; they can be asked about again at the left.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No shots look alike">
      Choose other films or move the sliders. Frames imported just now are measured in the background and come
      in by themselves.
    </EmptyState>
  );
}
