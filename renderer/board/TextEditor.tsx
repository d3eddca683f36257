import { useEffect, useRef, useState } from 'react';
import type { BoardItem } from '../../shared/domain/board.ts';
import { endWriting, flushWriting } from './boardWriting.ts';
import { lineWidths } from './lineWidths.ts';
import styles from './TextItem.module.css';
import { headingFontPx } from './TextItem.tsx';
import { useBoardSession, useBoardState } from './useBoardSession.ts';

/** Text is on disk this long after the last key. */
const restMs = 250;
const longest = { note: 20_000, heading: 500 } as const;

/** The text of the note or heading being written, over its item. */
export function TextEditor({ scale }: { scale: number }) {
  const id = useBoardState((state) => state.editingId);
  const item = useBoardState((state) => (id === null ? undefined : state.items.get(id)));
  const kind = item?.content.kind;
  if (item === undefined || (kind !== 'note' && kind !== 'heading')) return null;
  return <OpenEditor key={item.id} item={item} kind={kind} scale={scale} />;
}

function OpenEditor({ item, kind, scale }: { item: BoardItem; kind: 'note' | 'heading'; scale: number }) {
  const session = useBoardSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(session.writing?.text ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { id } = item;

  useEffect(() => {
    const area = field.current;
    area?.focus({ preventScroll: true });
    area?.setSelectionRange(area.value.length, area.value.length);
    return () => {
      clearTimeout(timer.current);
      flushWriting(session);
    };
  }, [session]);

  const isHeading = kind === 'heading';
  const look = isHeading ? `${styles['heading']} ${styles['headingEditor']}` : styles['note'];
  return (
    <textarea
      ref={field}
      data-over-board
      aria-label={isHeading ? 'Heading text' : 'Note text'}
      className={`${styles['editor']} ${look}`}
      style={{
        transform: `translate(${item.x}px, ${item.y}px)`,
        width: item.width,
        height: item.height,
        ...lineWidths(scale),
        ...(isHeading ? { fontSize: headingFontPx(item.height) } : {}),
      }}
      maxLength={longest[kind]}
      placeholder={isHeading ? 'Heading' : 'Write a note'}
      value={text}
      onChange={(event) => {
        const next = isHeading ? event.target.value.replaceAll('\n', ' ') : event.target.value;
        setText(next);
        session.write(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => flushWriting(session), restMs);
      }}
      onBlur={() => {
        if (session.writing?.id === id) endWriting(session);
      }}
      onKeyDown={(event) => {
        // A word still being composed (Hangul, Kana, Pinyin) takes Enter and Escape for itself.
        if (event.nativeEvent.isComposing) return;
        const done = event.key === 'Escape' || (event.key === 'Enter' && (isHeading || event.ctrlKey));
        if (!done) return;
        event.preventDefault();
        event.stopPropagation();
        endWriting(session);
        session.elements.get(id)?.focus({ preventScroll: true });
      }}
    />
  );
}
