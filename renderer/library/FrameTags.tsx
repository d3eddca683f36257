import { useMemo, useState } from 'react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { Chip } from '../ui/Chip.tsx';
import field from '../ui/Field.module.css';
import { counted } from './counted.ts';
import styles from './FrameTags.module.css';
import inspector from './Inspector.module.css';
import { searchable } from './searchText.ts';
import { tagFrames, untagFrames } from './tagActions.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** The frame's tags; a tag is added to and taken from every selected frame. */
export function FrameTags({
  frame,
  frameIds,
  index,
}: {
  frame: Frame;
  frameIds: readonly FrameId[];
  index: LibraryIndex;
}) {
  const [text, setText] = useState('');
  const known = useMemo(() => {
    const all = new Set<string>();
    for (const entry of index.frames.values()) for (const tag of entry.tags) all.add(tag);
    return [...all].sort((a, b) => a.localeCompare(b));
  }, [index.frames]);
  const wanted = searchable(text);
  const offered = known
    .filter((tag) => !frame.tags.includes(tag) && searchable(tag).includes(wanted))
    .slice(0, 50);
  const add = (tag: string): void => {
    setText('');
    void tagFrames(frameIds, tag);
  };
  return (
    <section className={inspector['section']} aria-label="Tags of this frame">
      <h3 className={inspector['heading']}>
        {frameIds.length > 1 ? `Tags of ${counted(frameIds.length, 'frame')}` : 'Tags'}
      </h3>
      <div className={styles['tags']}>
        {frame.tags.map((tag) => (
          <Chip key={tag} label={tag} onRemove={() => void untagFrames(frameIds, tag)} />
        ))}
      </div>
      <ComboBox
        allowsCustomValue
        menuTrigger="input"
        inputValue={text}
        onInputChange={setText}
        selectedKey={null}
        items={offered.map((tag) => ({ id: tag }))}
        onSelectionChange={(key) => {
          if (typeof key === 'string') add(key);
        }}
      >
        <Label className="visually-hidden">Add tag</Label>
        <Input
          className={field['input'] ?? ''}
          placeholder="Add a tag"
          maxLength={200}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            if (event.currentTarget.getAttribute('aria-activedescendant')) return;
            event.preventDefault();
            event.stopPropagation();
            add(text);
          }}
        />
        <Popover className={field['popover'] ?? ''}>
          <ListBox<{ id: string }>>
            {(item) => (
              <ListBoxItem className={field['option'] ?? ''} textValue={item.id}>
                {item.id}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </section>
  );
}
