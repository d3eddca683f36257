import type { WorkId } from '../../shared/domain/ids.ts';
import { workTitle } from '../library/frameNames.ts';
import { toggled } from '../library/galleryStore.ts';
import { compareWorks } from '../library/sortFrames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import controls from './EchoControls.module.css';
import { useProposals } from './proposalsStore.ts';

/** The works that a music video is compared with; those without frames are told, and cannot be chosen. */
export function FilmChoice({ index, counts }: { index: LibraryIndex; counts: ReadonlyMap<WorkId, number> }) {
  const chosen = useProposals((state) => state.filmWorkIds);
  const films = [...index.works.values()].filter(({ kind }) => kind !== 'music-video').sort(compareWorks);
  const choosable = films.filter(({ id }) => (counts.get(id) ?? 0) > 0).map(({ id }) => id);
  const isAll = choosable.length > 0 && choosable.every((id) => chosen.includes(id));
  return (
    <section aria-label="Films to compare with">
      <h2 className={controls['heading']}>
        Films to compare with{' '}
        {choosable.length < 2 ? null : (
          <Button
            variant="quiet"
            onPress={() => useProposals.setState({ filmWorkIds: isAll ? [] : choosable, shownKey: null })}
          >
            {isAll ? 'None' : 'All'}
          </Button>
        )}
      </h2>
      <ul>
        {films.map((film) => {
          const frames = counts.get(film.id) ?? 0;
          return (
            <li key={film.id}>
              <label className={controls['choice']} data-off={frames === 0 || undefined}>
                <input
                  type="checkbox"
                  disabled={frames === 0}
                  checked={chosen.includes(film.id)}
                  onChange={() =>
                    useProposals.setState({ filmWorkIds: toggled(chosen, film.id), shownKey: null })
                  }
                />
                <span title={workTitle(film.title)}>{workTitle(film.title)}</span>
                <span className={`${controls['count']} numeric`}>
                  {frames === 0 ? 'no frames' : frames.toLocaleString('en-GB')}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
