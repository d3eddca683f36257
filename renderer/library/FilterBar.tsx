import { memo } from 'react';
import { workKindLabel } from '../../shared/domain/work.ts';
import { openRelink } from '../relink/relinkStore.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { counted } from './counted.ts';
import styles from './FilterBar.module.css';
import { workTitle } from './frameNames.ts';
import { changeFilter, rowHeightRangePx, toggled, useGallery } from './galleryStore.ts';
import { isFiltering, noFilter } from './libraryFilter.ts';
import { moodHex, moodLabel } from './moodWords.ts';
import { openWorkInViewer } from './openFrameInViewer.ts';
import type { FrameOrder } from './sortFrames.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';
import { openWorkDialog } from './workDialogStore.ts';

const orders: readonly { id: FrameOrder; label: string }[] = [
  { id: 'work', label: 'By work and time' },
  { id: 'newest', label: 'Newest first' },
];

/** What the gallery is narrowed to, as chips; how many frames that leaves, their order and size. */
export const FilterBar = memo(function FilterBar({
  works,
  shown,
  hasBars,
}: {
  works: LibraryIndex['works'];
  shown: number;
  /** Whether any of the frames shown has letterbox bars. */
  hasBars: boolean;
}) {
  const filter = useGallery((state) => state.filter);
  const rowHeightPx = useGallery((state) => state.rowHeightPx);
  const showBars = useGallery((state) => state.showBars);
  const [onlyWork] = filter.workIds.length === 1 ? filter.workIds : [];
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Filter and order">
      <div className={styles['chips']}>
        {filter.kinds.map((kind) => (
          <Chip
            key={kind}
            label={workKindLabel[kind]}
            onRemove={() => changeFilter({ kinds: filter.kinds.filter((each) => each !== kind) })}
          />
        ))}
        {filter.workIds.map((id) => (
          <Chip
            key={id}
            label={workTitle(works.get(id)?.title)}
            onRemove={() => changeFilter({ workIds: toggled(filter.workIds, id) })}
          />
        ))}
        {onlyWork === undefined ? null : (
          <Button variant="quiet" onPress={() => openWorkDialog({ workId: onlyWork })}>
            Edit work…
          </Button>
        )}
        {onlyWork === undefined || works.get(onlyWork) === undefined ? null : (
          <Button variant="quiet" onPress={() => openWorkInViewer(onlyWork)}>
            Open in viewer
          </Button>
        )}
        {filter.moodIds.map((id) => (
          <Chip
            key={id}
            label={moodLabel(id)}
            hex={moodHex(id)}
            onRemove={() => changeFilter({ moodIds: toggled(filter.moodIds, id) })}
          />
        ))}
        {filter.tags.map((tag) => (
          <Chip key={tag} label={tag} onRemove={() => changeFilter({ tags: toggled(filter.tags, tag) })} />
        ))}
        {filter.offline ? (
          <>
            <Chip label="Missing files" onRemove={() => changeFilter({ offline: false })} />
            <Button variant="quiet" onPress={openRelink}>
              Find files…
            </Button>
          </>
        ) : null}
        {filter.text.trim() === '' ? null : (
          <Chip label={`“${filter.text.trim()}”`} onRemove={() => changeFilter({ text: '' })} />
        )}
        {isFiltering(filter) ? (
          <Button variant="quiet" onPress={() => changeFilter(noFilter)}>
            Clear
          </Button>
        ) : null}
      </div>
      <output className={`${styles['count']} numeric`}>{counted(shown, 'frame')}</output>
      {hasBars || showBars ? (
        <label className={styles['bars']} title="Letterbox and pillarbox bars of the footage">
          <input
            type="checkbox"
            checked={showBars}
            onChange={(event) => useGallery.setState({ showBars: event.target.checked })}
          />
          Show bars
        </label>
      ) : null}
      <OrderField />
      <label className={styles['size']}>
        Size
        <input
          type="range"
          min={rowHeightRangePx.min}
          max={rowHeightRangePx.max}
          step={4}
          value={rowHeightPx}
          onChange={(event) => useGallery.setState({ rowHeightPx: event.target.valueAsNumber })}
        />
      </label>
    </div>
  );
});

const OrderField = memo(function OrderField() {
  const order = useGallery((state) => state.order);
  return (
    <div className={styles['order']}>
      <SelectField
        label="Order"
        hideLabel
        options={orders}
        value={order}
        onChange={(value) => useGallery.setState({ order: value })}
      />
    </div>
  );
});
