import { useMemo } from 'react';
import type { Board, BoardItemContent } from '../../shared/domain/board.ts';
import styles from './BoardInspector.module.css';
import { BoardPalette } from './BoardPalette.tsx';
import { useEdges } from './EdgeLayer.tsx';
import { useBoardState } from './useBoardSession.ts';

const keys: readonly (readonly [string, string])[] = [
  ['Space and drag', 'move the view'],
  ['Ctrl and wheel', 'zoom at the pointer'],
  ['Shift 1', 'show everything'],
  ['Tab', 'next item'],
  ['Arrow keys', 'move by 1, with Shift by 10'],
  ['Ctrl D', 'duplicate'],
  ['[ and ]', 'to back, to front'],
  ['Ctrl Z', 'undo'],
];

/** The board as a whole, shown while nothing is selected. */
export function BoardFacts({ board }: { board: Board }) {
  const items = useBoardState((state) => state.items);
  const all = useMemo(() => [...items.values()], [items]);
  const linkCount = useEdges().length;
  const count = (kind: BoardItemContent['kind']): number =>
    all.filter(({ content }) => content.kind === kind).length;
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  const rows: readonly (readonly [string, string | number])[] = [
    ['Frames', count('frame')],
    ['Links', linkCount],
    ['Works', count('work')],
    ['Moments', count('moment')],
    ['Palettes', count('palette') + count('swatches')],
    ['Text', count('note') + count('heading')],
    ['Made', date.format(new Date(board.createdAt))],
    ['Changed', date.format(new Date(board.updatedAt))],
  ];
  return (
    <>
      <h2 className={styles['heading']}>Board</h2>
      <p className={styles['sentence']}>{board.title}</p>
      <dl className={styles['facts']}>
        {rows.map(([label, value]) =>
          value === 0 ? null : (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd className="numeric">{value}</dd>
            </div>
          ),
        )}
      </dl>
      <BoardPalette items={all} heading="Palette of the board" title={board.title} what="the board" />
      <div className={styles['section']}>
        <h3 className={styles['heading']}>Keys</h3>
        <dl className={styles['keys']}>
          {keys.map(([key, meaning]) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{key}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
