import styles from './TextItem.module.css';

/** Share of a heading item's height that its letters take. */
const letterShare = 0.6;

/** Letter size of a heading: its item's height decides. */
export function headingFontPx(height: number): number {
  return Math.max(9, height * letterShare);
}

export function NoteItem({ text }: { text: string }) {
  return (
    <div className={`${styles['note']} ${text === '' ? styles['empty'] : ''}`}>
      <span className="visually-hidden">Note: </span>
      {text || 'Empty note'}
    </div>
  );
}

export function HeadingItem({ text, height }: { text: string; height: number }) {
  return (
    <div
      className={`${styles['heading']} ${text === '' ? styles['empty'] : ''}`}
      style={{ fontSize: headingFontPx(height) }}
    >
      <span className="visually-hidden">Heading: </span>
      {text || 'Empty heading'}
    </div>
  );
}
