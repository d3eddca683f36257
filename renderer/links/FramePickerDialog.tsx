import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Frame } from '../../shared/domain/frame.ts';
import type { WorkId } from '../../shared/domain/ids.ts';
import type { Work } from '../../shared/domain/work.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { database } from '../database/afterimageDatabase.ts';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import styles from './FramePickerDialog.module.css';

/** Most frames of a work the picker shows at once, to stay quick. */
const pickerLimit = 600;

/** Picks frames of one work. */
export function FramePickerDialog({
  isOpen,
  works,
  initialWorkId,
  onClose,
  onPick,
}: {
  isOpen: boolean;
  works: readonly Work[];
  initialWorkId: WorkId | null;
  onClose: () => void;
  onPick: (frames: readonly Frame[]) => void;
}) {
  const [chosenWorkId, setChosenWorkId] = useState<WorkId | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const workId = chosenWorkId ?? initialWorkId;
  const frames =
    useLiveQuery(async () => {
      if (!isOpen || workId === null) return [];
      const rows = await database.frames.where('workId').equals(workId).limit(pickerLimit).toArray();
      return rows.sort((a, b) => (a.time?.timeSec ?? 0) - (b.time?.timeSec ?? 0));
    }, [isOpen, workId]) ?? [];
  const close = (): void => {
    setPicked(new Set());
    onClose();
  };
  const pickedFrames = frames.filter((frame) => picked.has(frame.id));
  return (
    <Dialog
      title="Add frames"
      isOpen={isOpen}
      onClose={close}
      size="medium"
      actions={
        <>
          <Button variant="quiet" onPress={close}>
            Cancel
          </Button>
          <Button
            variant="primary"
            isDisabled={pickedFrames.length === 0}
            onPress={() => {
              setPicked(new Set());
              onPick(pickedFrames);
            }}
          >
            {pickedFrames.length > 1 ? `Add ${pickedFrames.length} frames` : 'Add frame'}
          </Button>
        </>
      }
    >
      <div className={styles['bar']}>
        <SelectField
          label="Work"
          value={workId ?? ''}
          options={works.map((work) => ({ id: work.id as string, label: work.title }))}
          onChange={(id) => {
            setPicked(new Set());
            setChosenWorkId(works.find((work) => work.id === id)?.id ?? null);
          }}
        />
      </div>
      <ListBox
        aria-label="Frames to add"
        layout="grid"
        selectionMode="multiple"
        className={styles['grid'] ?? ''}
        selectedKeys={picked}
        onSelectionChange={(keys) =>
          setPicked(new Set(keys === 'all' ? frames.map((frame) => frame.id) : [...keys].map(String)))
        }
        renderEmptyState={() =>
          'This work has no frames yet. Import a video or stills of it, or describe a moment instead.'
        }
      >
        {frames.map((frame) => {
          const caption = frameTimecode(frame) ?? (frame.altText || 'Still');
          return (
            <ListBoxItem key={frame.id} id={frame.id} textValue={caption} className={styles['item'] ?? ''}>
              <CroppedPicture picture={frame.picture} variant="thumb" alt={frame.altText} />
              <PaletteStrip palette={frame.palette} heightPx={4} />
              <div className={`${styles['caption']} numeric`}>{caption}</div>
            </ListBoxItem>
          );
        })}
      </ListBox>
    </Dialog>
  );
}
