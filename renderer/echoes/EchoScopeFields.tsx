import type { WorkId } from '../../shared/domain/ids.ts';
import { workTitle } from '../library/frameNames.ts';
import { toggled } from '../library/galleryStore.ts';
import { compareWorks } from '../library/sortFrames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import styles from './EchoControls.module.css';
import { type EchoScope, useEchoes } from './echoesStore.ts';

const scopes: readonly { id: EchoScope; label: string }[] = [
  { id: 'all', label: 'All other works' },
  { id: 'films', label: 'Films' },
  { id: 'music-videos', label: 'Music videos' },
  { id: 'chosen', label: 'Chosen works' },
];

/** Among which works look-alikes are looked for. */
export function EchoScopeFields({ index, ownWorkId }: { index: LibraryIndex; ownWorkId: WorkId | null }) {
  const scope = useEchoes((state) => state.scope);
  const chosen = useEchoes((state) => state.chosenWorkIds);
  const works = [...index.works.values()].filter(({ id }) => id !== ownWorkId).sort(compareWorks);
  return (
    <section aria-label="Look among">
      <h2 className={styles['heading']}>Look among</h2>
      {scopes.map(({ id, label }) => (
        <label key={id} className={styles['choice']}>
          <input
            type="radio"
            name="echo-scope"
            checked={scope === id}
            onChange={() => useEchoes.setState({ scope: id })}
          />
          <span>{label}</span>
        </label>
      ))}
      {scope === 'chosen' ? (
        <ul className={styles['works']}>
          {works.map((work) => (
            <li key={work.id}>
              <label className={styles['choice']}>
                <input
                  type="checkbox"
                  checked={chosen.includes(work.id)}
                  onChange={() => useEchoes.setState({ chosenWorkIds: toggled(chosen, work.id) })}
                />
                <span>{workTitle(work.title)}</span>
              </label>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
