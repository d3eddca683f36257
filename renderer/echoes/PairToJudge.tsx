import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { EchoBars } from './EchoBars.tsx';
import detail from './EchoDetail.module.css';
import { useEchoes } from './echoesStore.ts';
import { echoReason } from './echoReason.ts';
import { FramePair } from './FramePair.tsx';
import type { JudgedPair, PairState } from './judgedPairs.ts';

const stateText: Record<PairState, string> = {
  open: '',
  yes: 'You said yes; there is no link yet.',
  no: 'You said no.',
  linked: 'Linked already.',
};

/** A proposed pair, large, with its reason and the two answers. */
export function PairToJudge({
  pair,
  index,
  onJudge,
  onLink,
  onShowLink,
}: {
  pair: JudgedPair;
  index: LibraryIndex;
  onJudge: (verdict: 'yes' | 'no') => void;
  onLink: () => void;
  onShowLink: () => void;
}) {
  const weights = useEchoes((state) => state.weights);
  const { hit, mv, film, state } = pair;
  return (
    <section className={detail['detail']} aria-label="Pair to judge">
      <FramePair first={mv} second={film} isSecondTurned={hit.mirrored} index={index} />
      <div className={detail['foot']}>
        <div className={detail['why']}>
          <p>
            <b className="numeric">{hit.score.toFixed(2)}</b> {echoReason(hit, weights)}
          </p>
          <EchoBars hit={hit} weights={weights} showsShares />
          {state === 'open' ? null : <p>{stateText[state]}</p>}
        </div>
        <div className={detail['actions']}>
          {state === 'linked' ? (
            <Button onPress={onShowLink}>Show the link</Button>
          ) : (
            <>
              <Button onPress={() => onJudge('no')} aria-keyshortcuts="N">
                No homage (N)
              </Button>
              {state === 'yes' ? (
                <Button variant="primary" onPress={onLink}>
                  Link…
                </Button>
              ) : (
                <Button variant="primary" onPress={() => onJudge('yes')} aria-keyshortcuts="Y">
                  A homage… (Y)
                </Button>
              )}
            </>
          )}
        </div>
      </div>
    </section>
  );
}
