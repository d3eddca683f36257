import type { MomentId, WorkId } from '../../shared/domain/ids.ts';
import { workByline, workKindLabel } from '../../shared/domain/work.ts';
import { momentTimecode } from '../../shared/timecode/frameTimecode.ts';
import styles from './CardItem.module.css';
import { useBoardContent } from './useBoardSession.ts';

/** A work: kind and year, title, and its original title with who made it. */
export function WorkItem({ workId }: { workId: WorkId }) {
  const work = useBoardContent((content) => content.works.get(workId));
  if (work === undefined) return <div className={styles['card']}>Work no longer in the library</div>;
  const overline = [workKindLabel[work.kind], work.year].filter((part) => part !== null).join(' · ');
  const line = [work.originalTitle, workByline(work)].filter(Boolean).join(' · ');
  return (
    <div className={styles['card']}>
      <span className={styles['overline']}>{overline}</span>
      <strong className={styles['title']} title={work.title}>
        {work.title}
      </strong>
      <span className={styles['line']} title={line}>
        {line}
      </span>
    </div>
  );
}

/** A moment of a work, in words, with its timecode or that it is unknown. */
export function MomentItem({ momentId }: { momentId: MomentId }) {
  const moment = useBoardContent((content) => content.moments.get(momentId));
  if (moment === undefined) return <div className={styles['card']}>Moment no longer in the library</div>;
  const timecode = momentTimecode(moment);
  return (
    <div className={styles['card']}>
      <span className={styles['overline']}>
        Moment · <span className={styles['timecode']}>{timecode ?? 'timecode unknown'}</span>
      </span>
      <span className={styles['label']} title={moment.label}>
        {moment.label || 'No description'}
      </span>
    </div>
  );
}
