import type { MoodId } from '../../shared/domain/moodId.ts';
import { ColourDot } from '../ui/ColourDot.tsx';
import styles from './MoodsDialog.module.css';
import { type ShownMood, useMoodCatalogue } from './moodCatalogue.ts';
import { useMoodDrafts } from './moodDrafts.ts';

/** Every mood, the app's and own ones, with those that are being edited marked. */
export function MoodList({
  chosenId,
  onChoose,
}: {
  chosenId: MoodId | null;
  onChoose: (id: MoodId) => void;
}) {
  const moods = useMoodCatalogue((state) => state.moods);
  const drafts = useMoodDrafts((state) => state.drafts);
  const fresh = [...drafts.values()].filter(({ isNew }) => isNew);
  const row = ({ id, label, hex }: Pick<ShownMood, 'id' | 'label' | 'hex'>, note: string) => (
    <li key={id}>
      <button
        type="button"
        className={styles['mood']}
        aria-current={id === chosenId ? 'true' : undefined}
        onClick={() => onChoose(id)}
      >
        <ColourDot hex={hex} />
        <span className={styles['label']}>{label}</span>
        {note === '' ? null : <small>{note}</small>}
      </button>
    </li>
  );
  const noteOf = (mood: ShownMood): string =>
    drafts.has(mood.id) ? 'not saved' : mood.kind === 'edited' ? 'changed' : '';
  const own = moods.filter(({ kind }) => kind === 'own');
  return (
    <nav className={styles['list']} aria-label="All moods">
      {own.length + fresh.length === 0 ? null : (
        <>
          <h3 className={styles['group']}>My moods</h3>
          <ul>
            {own.map((mood) => row(drafts.get(mood.id) ?? mood, noteOf(mood)))}
            {fresh.map((draft) => row(draft, 'not saved'))}
          </ul>
        </>
      )}
      <h3 className={styles['group']}>Afterimage’s moods</h3>
      <ul>{moods.filter(({ kind }) => kind !== 'own').map((mood) => row(mood, noteOf(mood)))}</ul>
    </nav>
  );
}
