import { ListBox, ListBoxItem } from 'react-aria-components';
import type { FrameId } from '../../shared/domain/ids.ts';
import { goTo, selectFrames } from '../app/navigation.ts';
import { counted } from '../library/counted.ts';
import { frameName } from '../library/frameNames.ts';
import { useLibraryIndex } from '../library/useLibraryIndex.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import styles from './MoodEditor.module.css';
import type { PreviewResult } from './moodPreview.ts';
import { closeMoods } from './moodsStore.ts';

/** What a rule would do to the library: how many frames gain and lose the mood, and which. */
export function MoodPreviewPanel({ preview, isNew }: { preview: PreviewResult | null; isNew: boolean }) {
  if (preview === null) {
    return (
      <p className={styles['counts']} role="status">
        Measuring the library…
      </p>
    );
  }
  const { holds, frames, gained, lost, gainedIds, lostIds } = preview;
  return (
    <div className={styles['preview']}>
      <p className={`${styles['counts']} numeric`} role="status" data-testid="mood-preview">
        {holds.toLocaleString('en-GB')} of {counted(frames, 'frame')}
        {isNew || gained + lost === 0
          ? isNew
            ? ' would have this mood'
            : ' have this mood'
          : ` would have this mood: ${gained.toLocaleString('en-GB')} more, ${lost.toLocaleString('en-GB')} fewer`}
      </p>
      {gained === 0 ? null : <Strip title={`Gain it · ${gained.toLocaleString('en-GB')}`} ids={gainedIds} />}
      {lost === 0 ? null : <Strip title={`Lose it · ${lost.toLocaleString('en-GB')}`} ids={lostIds} />}
    </div>
  );
}

/** The first of the frames; Enter or a double click on one closes the dialog and shows it in the library. */
function Strip({ title, ids }: { title: string; ids: readonly FrameId[] }) {
  const index = useLibraryIndex();
  const frames = ids.flatMap((id) => index.frames.get(id) ?? []);
  return (
    <section aria-label={title}>
      <h4 className={styles['stripTitle']}>{title}</h4>
      <ListBox
        className={styles['strip'] ?? ''}
        aria-label={title}
        orientation="horizontal"
        items={frames}
        onAction={(key) => {
          const frame = frames.find(({ id }) => id === key);
          if (frame === undefined) return;
          closeMoods();
          goTo('library');
          selectFrames([frame.id]);
        }}
      >
        {(frame) => (
          <ListBoxItem
            id={frame.id}
            className={styles['thumb'] ?? ''}
            textValue={frame.altText || frameName(frame, index)}
            aria-label={frame.altText || frameName(frame, index)}
          >
            <CroppedPicture picture={frame.picture} variant="thumb" alt="" fit="cover" />
          </ListBoxItem>
        )}
      </ListBox>
    </section>
  );
}
