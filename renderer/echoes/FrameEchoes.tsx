import { useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Frame } from '../../shared/domain/frame.ts';
import { useLatestAnswer } from '../find/useLatestAnswer.ts';
import { frameName } from '../library/frameNames.ts';
import inspector from '../library/Inspector.module.css';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { searchClient } from '../search/openSearchClient.ts';
import type { EchoHit, EchoQuery } from '../search/searchClient.ts';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import { showEchoes, useEchoes } from './echoesStore.ts';
import { echoReason, echoShares, partLabel } from './echoReason.ts';
import styles from './FrameEchoes.module.css';

const shownHits = 4;
const ask = (query: EchoQuery, signal: AbortSignal): Promise<EchoHit[]> =>
  searchClient.echoes(query, shownHits, signal);

/** In the inspector: the frames of other works that look most like this one. */
export function FrameEchoes({ frame, index }: { frame: Frame; index: LibraryIndex }) {
  const weights = useEchoes((state) => state.weights);
  const mirrored = useEchoes((state) => state.mirrored);
  const { id, workId } = frame;
  const { frames } = index;
  // Asked again whenever frames of the library come, change or go.
  const question = useMemo(
    (): EchoQuery | null =>
      frames.has(id)
        ? { frameIds: [id], weights, mirrored, amongWorkIds: null, exceptWorkIds: [workId] }
        : null,
    [id, workId, weights, mirrored, frames],
  );
  const { last, isAsking, error } = useLatestAnswer(question, ask);
  // Those of the frame before are not this one’s.
  const hits = last?.question.frameIds[0] === id ? last.answer : [];
  const open = (frameId: EchoHit['frameId'] | null): void => {
    showEchoes({ kind: 'frame', frameId: id });
    useEchoes.setState({ shownId: frameId });
  };
  return (
    <section className={inspector['section']} aria-label="Echoes of this frame">
      <h3 className={inspector['heading']}>
        Echoes
        <Button variant="quiet" onPress={() => open(null)}>
          All echoes…
        </Button>
      </h3>
      {error === null ? null : <p className={inspector['hint']}>The search stopped ({error}).</p>}
      {hits.length === 0 && error === null ? (
        <p className={inspector['hint']}>
          {isAsking ? 'Looking through the other works…' : 'No other work looks like it yet.'}
        </p>
      ) : null}
      <ul className={styles['hits']}>
        {hits.map((hit) => {
          const found = index.frames.get(hit.frameId);
          if (found === undefined) return null;
          const main = echoShares(hit, weights).reduce((a, b) => (b.share > a.share ? b : a));
          const reason = echoReason(hit, weights);
          const said = `${partLabel[main.part].toLowerCase()}${hit.mirrored ? ', mirrored' : ''}`;
          return (
            <li key={hit.frameId}>
              <AriaButton
                className={styles['hit'] ?? ''}
                aria-label={`Compare with ${frameName(found, index)}, ${hit.score.toFixed(2)} ${said}. ${reason}`}
                onPress={() => open(hit.frameId)}
              >
                <CroppedPicture picture={found.picture} variant="thumb" alt="" />
                <PaletteStrip palette={found.palette} />
                <span className={`${styles['said']} numeric`} title={reason}>
                  {hit.score.toFixed(2)} <span>{said}</span>
                </span>
              </AriaButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
