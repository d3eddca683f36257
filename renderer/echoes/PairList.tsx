import { ListBox, ListBoxItem } from 'react-aria-components';
import { frameName, workTitle } from '../library/frameNames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import type { JudgedPair, PairState } from './judgedPairs.ts';
import styles from './PairList.module.css';
import { useProposals } from './proposalsStore.ts';

const stateWord: Record<PairState, string> = { open: '', yes: 'yes', no: 'no', linked: 'linked' };

/** The pairs that are proposed, best first, each with what became of it. */
export function PairList({
  pairs,
  shownKey,
  index,
}: {
  pairs: readonly JudgedPair[];
  shownKey: string;
  index: LibraryIndex;
}) {
  return (
    <ListBox
      aria-label="Proposed pairs, best first"
      className={styles['pairs'] ?? ''}
      layout="grid"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[shownKey]}
      onSelectionChange={(keys) => {
        if (keys === 'all') return;
        const [key] = keys;
        if (typeof key === 'string') useProposals.setState({ shownKey: key });
      }}
    >
      {pairs.map(({ key, hit, mv, film, state }) => (
        <ListBoxItem
          key={key}
          id={key}
          textValue={frameName(film, index)}
          className={styles['pair'] ?? ''}
          data-state={state}
        >
          <div className={styles['pictures']}>
            <CroppedPicture picture={mv.picture} variant="thumb" alt={frameName(mv, index)} fit="cover" />
            <CroppedPicture picture={film.picture} variant="thumb" alt={frameName(film, index)} fit="cover" />
          </div>
          <div className={`${styles['said']} numeric`}>
            <span>{hit.score.toFixed(2)}</span>
            {/* The picture's name says it to those who hear it. */}
            <span
              aria-hidden
              className={styles['film']}
              title={workTitle(index.works.get(film.workId)?.title)}
            >
              {workTitle(index.works.get(film.workId)?.title)}
            </span>
            <span>{[stateWord[state], hit.mirrored ? 'mirrored' : ''].filter(Boolean).join(', ')}</span>
          </div>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
