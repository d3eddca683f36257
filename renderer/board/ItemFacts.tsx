import type { BoardItem } from '../../shared/domain/board.ts';
import { workByline, workKindLabel } from '../../shared/domain/work.ts';
import { momentTimecode } from '../../shared/timecode/frameTimecode.ts';
import { Button } from '../ui/Button.tsx';
import styles from './BoardInspector.module.css';
import { startWriting } from './boardWriting.ts';
import { ItemActions } from './ItemActions.tsx';
import { useBoardContent, useBoardSession } from './useBoardSession.ts';

/** One selected card or text. */
export function ItemFacts({ item }: { item: BoardItem }) {
  const session = useBoardSession();
  const { content } = item;
  if (content.kind === 'note' || content.kind === 'heading') {
    return (
      <>
        <h2 className={styles['heading']}>{content.kind === 'note' ? 'Note' : 'Heading'}</h2>
        <p className={styles['note']}>{content.text || 'Nothing written yet'}</p>
        <div className={styles['section']}>
          <Button onPress={() => startWriting(session, item.id)}>Edit text</Button>
        </div>
        <ItemActions />
      </>
    );
  }
  return (
    <>
      <CardFacts item={item} />
      <ItemActions />
    </>
  );
}

function CardFacts({ item: { content } }: { item: BoardItem }) {
  const moment = useBoardContent((all) =>
    content.kind === 'moment' ? all.moments.get(content.momentId) : undefined,
  );
  const workId = content.kind === 'work' ? content.workId : moment?.workId;
  const work = useBoardContent((all) => (workId === undefined ? undefined : all.works.get(workId)));
  const rows: (readonly [string, string])[] = [];
  if (moment !== undefined) rows.push(['Timecode', momentTimecode(moment) ?? 'unknown']);
  if (work !== undefined) {
    rows.push(['Kind', workKindLabel[work.kind]], ['Title', work.title]);
    if (work.originalTitle !== '') rows.push(['Original', work.originalTitle]);
    if (workByline(work) !== '') rows.push(['By', workByline(work)]);
    if (work.year !== null) rows.push(['Year', String(work.year)]);
    if (work.country !== '') rows.push(['Country', work.country]);
  }
  return (
    <>
      <h2 className={styles['heading']}>{content.kind === 'moment' ? 'Moment' : 'Work'}</h2>
      <p className={styles['sentence']}>
        {(content.kind === 'moment' ? moment?.label : work?.title) ?? 'No longer in the library'}
      </p>
      <dl className={styles['facts']}>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd className="numeric">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
