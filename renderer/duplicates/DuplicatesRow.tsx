import { goTo } from '../app/navigation.ts';
import styles from '../library/LibrarySidebar.module.css';
import { useDuplicates } from './duplicatesStore.ts';

/** In the library's list of files: how many groups may be duplicates; opens them. */
export function DuplicatesRow() {
  const count = useDuplicates((state) => state.groups.length);
  if (count === 0) return null;
  return (
    <li className={styles['row']}>
      <button type="button" className={styles['item']} onClick={() => goTo('duplicates')}>
        <span className={styles['label']}>Possible duplicates…</span>
        <span className={`${styles['count']} numeric`}>{count.toLocaleString('en-GB')}</span>
      </button>
    </li>
  );
}
