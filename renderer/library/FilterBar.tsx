import { memo, useState } from 'react';
import { showProposals } from '../echoes/proposalsStore.ts';
import { useFind } from '../find/findStore.ts';
import { SaveSearchDialog } from '../find/SaveSearchDialog.tsx';
import { openRelink } from '../relink/relinkStore.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { counted } from './counted.ts';
import styles from './FilterBar.module.css';
import { changeFilter, rowHeightRangePx, useGallery } from './galleryStore.ts';
import { isFiltering, isRanking, noFilter } from './libraryFilter.ts';
import { openWorkInViewer } from './openFrameInViewer.ts';
import type { FrameOrder } from './sortFrames.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';
import { openWorkDialog } from './workDialogStore.ts';

type ShownOrder = FrameOrder | 'match';

const orders: readonly { id: ShownOrder; label: string }[] = [
  { id: 'work', label: 'By work and time' },
  { id: 'newest', label: 'Newest first' },
];
const rankedOrders: typeof orders = [{ id: 'match', label: 'By match' }, ...orders];

/** What can be done with what the gallery is narrowed to; how many frames that leaves, their order and size. */
export const FilterBar = memo(function FilterBar({
  works,
  shown,
  isCut,
  hasBars,
}: {
  works: LibraryIndex['works'];
  shown: number;
  /** Those shown are the best of what may be more. */
  isCut: boolean;
  /** Whether any of the frames shown has letterbox bars. */
  hasBars: boolean;
}) {
  const filter = useGallery((state) => state.filter);
  const rowHeightPx = useGallery((state) => state.rowHeightPx);
  const showBars = useGallery((state) => state.showBars);
  const [isSaving, setIsSaving] = useState(false);
  const [onlyWork] = filter.workIds.length === 1 ? filter.workIds : [];
  const work = onlyWork === undefined ? undefined : works.get(onlyWork);
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Filter and order">
      <div className={styles['chips']}>
        {work === undefined ? null : (
          <>
            <Button variant="quiet" onPress={() => openWorkDialog({ workId: work.id })}>
              Edit work…
            </Button>
            <Button variant="quiet" onPress={() => openWorkInViewer(work.id)}>
              Open in viewer
            </Button>
            {work.kind === 'music-video' ? (
              <Button variant="quiet" onPress={() => showProposals(work.id)}>
                Propose homages…
              </Button>
            ) : null}
          </>
        )}
        {filter.offline ? (
          <Button variant="quiet" onPress={openRelink}>
            Find files…
          </Button>
        ) : null}
        {isFiltering(filter) ? (
          <>
            <Button variant="quiet" onPress={() => setIsSaving(true)}>
              Save search…
            </Button>
            <Button variant="quiet" onPress={() => changeFilter(noFilter)}>
              Clear
            </Button>
          </>
        ) : null}
      </div>
      <output className={`${styles['count']} numeric`}>
        {isCut ? `best ${counted(shown, 'frame')}` : counted(shown, 'frame')}
      </output>
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
      {isSaving ? <SaveSearchDialog onClose={() => setIsSaving(false)} /> : null}
    </div>
  );
});

const OrderField = memo(function OrderField() {
  const order = useGallery((state) => state.order);
  const isRanked = useGallery((state) => isRanking(state.filter));
  const byMatch = useFind((state) => state.byMatch);
  return (
    <div className={styles['order']}>
      <SelectField<ShownOrder>
        label="Order"
        hideLabel
        options={isRanked ? rankedOrders : orders}
        value={isRanked && byMatch ? 'match' : order}
        onChange={(value) => {
          useFind.setState({ byMatch: value === 'match' });
          if (value !== 'match') useGallery.setState({ order: value });
        }}
      />
    </div>
  );
});
