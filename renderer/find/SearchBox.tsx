import { Palette, Search, X } from 'lucide-react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  Button as AriaButton,
  ComboBox,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Tag,
  TagGroup,
  TagList,
} from 'react-aria-components';
import { changeFilter, useGallery } from '../library/galleryStore.ts';
import type { LibraryFacets } from '../library/libraryFilter.ts';
import { useMoods } from '../library/moodWords.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { ColourDot } from '../ui/ColourDot.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { type Completion, completionsOf, searchVocabulary } from './completions.ts';
import { type FilterChip, filterChips } from './filterChips.ts';
import { colourButtonId, useFind } from './findStore.ts';
import { useFrameDrag } from './frameDrag.ts';
import { parseQuery, unreadTerm } from './parseQuery.ts';
import { searchByPicture } from './pictureQuery.ts';
import styles from './SearchBox.module.css';
import { useScrollEdges } from './useScrollEdges.ts';

/** The library's one search field: what it is narrowed to as chips, words, completions, colours, dropped frames. */
export function SearchBox({ index, tags }: { index: LibraryIndex; tags: LibraryFacets['tags'] }) {
  const filter = useGallery((state) => state.filter);
  const coloursShown = useFind((state) => state.coloursShown);
  const field = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [explained, setExplained] = useState<string | null>(null);
  const chips = useMemo(() => filterChips(filter, index), [filter, index]);
  const explanation = chips.find(({ id }) => id === explained)?.explanation;
  useFindKey(input);

  const removeChips = (ids: ReadonlySet<unknown>): void => {
    const removed = chips.filter(({ id }) => ids.has(id));
    for (const { without } of removed) changeFilter(without);
    if (removed.length === chips.length) input.current?.focus();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const picture = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'));
    if (picture === undefined) return;
    event.preventDefault();
    void searchByPicture(picture);
  };
  const unread = useMemo(() => unreadTerm(filter.text), [filter.text]);
  const isEmpty = chips.length === 0 && filter.text === '';
  return (
    <div ref={field} className={styles['search']} data-search-field onPaste={onPaste}>
      <Search size={14} aria-hidden className={styles['icon'] ?? ''} />
      {chips.length === 0 ? null : <Chips chips={chips} onRemove={removeChips} onExplain={setExplained} />}
      <Completer
        index={index}
        tags={tags}
        input={input}
        field={field}
        placeholder={chips.length === 0 ? 'Title, person, mood, tag, year, 2.39, “director: …”' : ''}
        onBackToChips={() => {
          const rows = field.current?.querySelectorAll<HTMLElement>('[role=row]');
          rows?.item(rows.length - 1)?.focus();
        }}
      />
      <output className={styles['unread']} data-shown={unread !== null || undefined}>
        {unread === null ? null : (
          <>
            <span className={styles['problem']}>{unread.problem}</span>
            <span className={styles['howTo']}>{unread.hint}.</span>
          </>
        )}
      </output>
      {isEmpty ? null : (
        <AriaButton
          className={styles['button'] ?? ''}
          aria-label="Clear search"
          onPress={() => {
            for (const { without } of chips) changeFilter(without);
            changeFilter({ text: '' });
            input.current?.focus();
          }}
        >
          <X size={13} aria-hidden />
        </AriaButton>
      )}
      <AriaButton
        className={styles['button'] ?? ''}
        id={colourButtonId}
        aria-label="Search by colour"
        aria-expanded={coloursShown}
        onPress={() => useFind.setState({ coloursShown: !coloursShown, coloursOpening: !coloursShown })}
      >
        <Palette size={14} aria-hidden />
      </AriaButton>
      {explanation === undefined ? null : (
        <output className={styles['explanation']}>{explanation}. Delete takes it out.</output>
      )}
      <DropZones />
    </div>
  );
}

/** Ctrl+F goes to the field. */
function useFindKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
      if (!isFind || event.altKey || event.shiftKey) return;
      event.preventDefault();
      input.current?.select();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [input]);
}

function Chips({
  chips,
  onRemove,
  onExplain,
}: {
  chips: readonly FilterChip[];
  onRemove: (ids: ReadonlySet<unknown>) => void;
  onExplain: (id: string | null) => void;
}) {
  const group = useRef<HTMLDivElement>(null);
  const edges = useScrollEdges(group);
  useShowNew(group);
  return (
    <>
      <TagGroup
        ref={group}
        aria-label="Narrowed to"
        className={styles['chips'] ?? ''}
        data-more-before={edges.before || undefined}
        data-more-after={edges.after || undefined}
        onRemove={onRemove}
      >
        <TagList className={styles['chipList'] ?? ''}>
          {chips.map(({ id, sort, label, hexes, picture }) => (
            <Tag
              key={id}
              id={id}
              textValue={`${sort} ${label}`.trim()}
              className={styles['chip'] ?? ''}
              onHoverChange={(isHovered) => onExplain(isHovered ? id : null)}
              onFocusChange={(isFocused) => onExplain(isFocused ? id : null)}
            >
              {hexes.map((hex) => (
                <ColourDot key={hex} hex={hex} />
              ))}
              {picture === undefined ? null : (
                <span aria-hidden className={styles['chipPicture']}>
                  <CroppedPicture picture={picture} variant="small" alt="" fit="cover" />
                </span>
              )}
              <span className={styles['chipText']}>
                {sort === '' ? null : <span className={styles['sort']}>{sort}</span>} {label}
              </span>
              <AriaButton slot="remove" className={styles['remove'] ?? ''}>
                ✕
              </AriaButton>
            </Tag>
          ))}
        </TagList>
      </TagGroup>
      {/* Its room is kept: it must not push away the chip that was just brought into sight. */}
      <span aria-hidden className={styles['more']} data-hidden={!edges.after || undefined}>
        …
      </span>
    </>
  );
}

/** Chips stand in the order of their sorts: one that is added may come where the row is scrolled away. */
function useShowNew(group: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = group.current;
    if (element === null) return undefined;
    let known = new Set<string | null>();
    const show = (): void => {
      const rows = [...element.querySelectorAll('[data-key]')];
      const added = rows.findLast((row) => !known.has(row.getAttribute('data-key')));
      known = new Set(rows.map((row) => row.getAttribute('data-key')));
      added?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    };
    // The rows are put in some time after what they are made of has changed.
    const observer = new MutationObserver(show);
    observer.observe(element, { childList: true, subtree: true });
    show();
    return () => observer.disconnect();
  }, [group]);
}

function Completer({
  index,
  tags,
  input,
  field,
  placeholder,
  onBackToChips,
}: {
  index: LibraryIndex;
  tags: LibraryFacets['tags'];
  input: RefObject<HTMLInputElement | null>;
  field: RefObject<HTMLElement | null>;
  placeholder: string;
  onBackToChips: () => void;
}) {
  const text = useGallery((state) => state.filter.text);
  const { works } = index;
  const moods = useMoods();
  const vocabulary = useMemo(
    () => searchVocabulary({ works }, { moodIds: moods.map(({ id }) => id), tags: tags.keys() }),
    [works, tags, moods],
  );
  const groups = useMemo(() => completionsOf(text, vocabulary), [text, vocabulary]);
  const [fieldWidthPx, setFieldWidthPx] = useState(0);
  const all = groups.flatMap(({ completions }) => completions);
  const choose = (completion: Completion | undefined): void => {
    if (completion === undefined) return;
    changeFilter({ ...completion.change(useGallery.getState().filter), text: completion.rest });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const field = input.current;
    // A word still being composed (Hangul, Kana, Pinyin) takes Enter for itself.
    if (event.target !== field || field === null || event.nativeEvent.isComposing) return;
    const atStart = field.selectionStart === 0 && field.selectionEnd === 0;
    if (atStart && (event.key === 'Backspace' || (event.key === 'ArrowLeft' && field.value === ''))) {
      event.preventDefault();
      onBackToChips();
    }
    // "director: wong" and Enter: the first that fits, without going down to it.
    const hasActive = field.getAttribute('aria-activedescendant') !== null;
    const term = parseQuery(text).terms.at(-1);
    if (event.key === 'Enter' && !hasActive && term !== undefined && term.value !== '' && all.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      choose(all[0]);
    }
  };
  return (
    <div className={styles['completer']} onKeyDownCapture={onKeyDown}>
      <ComboBox
        aria-label="Search the library"
        className={styles['combo'] ?? ''}
        allowsCustomValue
        menuTrigger="input"
        inputValue={text}
        onInputChange={(value) => changeFilter({ text: value.slice(0, 1000) })}
        selectedKey={null}
        onSelectionChange={(key) => choose(all.find(({ id }) => id === key))}
        defaultFilter={() => true}
        onOpenChange={() => setFieldWidthPx(field.current?.offsetWidth ?? 0)}
        shouldFocusWrap
      >
        <Input ref={input} className={styles['input'] ?? ''} placeholder={placeholder} />
        <Popover
          className={styles['popover'] ?? ''}
          style={{ '--field-width': `${fieldWidthPx}px` } as object}
          triggerRef={field}
          placement="bottom start"
          offset={4}
        >
          <ListBox aria-label="What it could be">
            {groups.map(({ key, title, completions }) => (
              <ListBoxSection key={key} id={key}>
                <Header className={styles['group'] ?? ''}>{title}</Header>
                {completions.map(({ id, label, detail, hex }) => (
                  <ListBoxItem
                    key={id}
                    id={id}
                    textValue={key === 'narrow' ? label : `${key}: ${label}`}
                    className={styles['option'] ?? ''}
                  >
                    {hex === undefined ? null : <ColourDot hex={hex} />}
                    <span>
                      {key === 'narrow' ? null : <span className={styles['sort']}>{key}: </span>}
                      {label}
                    </span>
                    {detail === '' ? null : <small>{detail}</small>}
                  </ListBoxItem>
                ))}
              </ListBoxSection>
            ))}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}

/** Over the field while a frame is being dragged: its palette or its look. */
function DropZones() {
  const isDragging = useFrameDrag((state) => state.frameId !== null);
  const over = useFrameDrag((state) => state.over);
  if (!isDragging) return null;
  return (
    <div className={styles['zones']}>
      <div data-search-by="palette" data-over={over === 'palette' || undefined}>
        Search by its palette
      </div>
      <div data-search-by="look" data-over={over === 'look' || undefined}>
        Search by its look
      </div>
    </div>
  );
}
