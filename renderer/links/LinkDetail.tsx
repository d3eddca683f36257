import type { Frame } from '../../shared/domain/frame.ts';
import {
  featureLabel,
  type HomageLink,
  type LinkEnd,
  type Moment,
  relationText,
  scopeLabel,
} from '../../shared/domain/homageLink.ts';
import { linkSentence, linkTitles, linkVerb } from '../../shared/domain/linkSentence.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { editLink, openViewer, showFrames, useNavigation, type Viewing } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { removeLink } from '../database/linkStore.ts';
import { Button } from '../ui/Button.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import styles from './LinkDetail.module.css';
import { LinkEndFigure } from './LinkEndFigure.tsx';
import { frameIdsOf, type LinkData, useFrames } from './useLinkData.ts';

/** Removes a link at once; it stays undoable. */
async function removeFromLibrary(link: HomageLink, sentence: string): Promise<void> {
  noteEdit(`Removed “${sentence}”`, await removeLink(database, link.id), {
    onUndone: () => useNavigation.setState({ linkId: link.id }),
  });
}

function viewingOfFrame(frame: Frame | undefined): Viewing | null {
  return frame === undefined ? null : { mediaId: frame.mediaId, frameIndex: frame.time?.frameIndex ?? 0 };
}

/** A moment can be opened where its file and its timecode are known. */
function viewingOfMoment(moment: Moment | undefined): Viewing | null {
  if (moment?.mediaId === undefined || moment.mediaId === null || moment.span === null) return null;
  const { inFrame, outFrame } = moment.span;
  return { mediaId: moment.mediaId, frameIndex: inFrame, span: { inFrame, outFrame } };
}

/** One homage link in full, as the printed spread orders it. */
export function LinkDetail({ link, data }: { link: HomageLink; data: LinkData }) {
  const frames = useFrames(frameIdsOf([...link.from, ...link.to]));
  const titles = linkTitles(link, data.works);
  const openableAt = (end: LinkEnd): { onOpen?: () => void } => {
    const viewing =
      end.type === 'frame'
        ? viewingOfFrame(frames.get(end.frameId))
        : viewingOfMoment(data.moments.get(end.momentId));
    return viewing === null ? {} : { onOpen: () => openViewer(viewing) };
  };
  const rowCount = Math.max(link.from.length, link.to.length, 1);
  const side = (ends: readonly LinkEnd[]) => (
    <div className={styles['side']} style={{ gridRow: `1 / span ${rowCount}` }}>
      {ends.map((end) => (
        <LinkEndFigure
          key={end.type === 'frame' ? end.frameId : end.momentId}
          work={data.works.get(end.workId)}
          frame={end.type === 'frame' ? frames.get(end.frameId) : undefined}
          moment={end.type === 'moment' ? data.moments.get(end.momentId) : undefined}
          {...(end.type === 'frame' ? { onShow: () => showFrames([end.frameId]) } : {})}
          {...openableAt(end)}
        />
      ))}
    </div>
  );
  return (
    <article className={styles['detail']} aria-label="Homage link">
      <div className={styles['head']}>
        <h2 className={styles['title']}>
          {titles.from} <i>{linkVerb(link)}</i> {titles.to}
        </h2>
        <Button onPress={() => editLink({ linkId: link.id })}>Edit link</Button>
        <Button variant="quiet" onPress={() => void removeFromLibrary(link, linkSentence(link, data.works))}>
          Delete link
        </Button>
      </div>
      <div className={styles['sides']}>
        {side(link.from)}
        {side(link.to)}
      </div>
      <div className={styles['columns']}>
        <div>
          <section>
            <h3>Relation</h3>
            <p className={styles['text']}>
              <span className={styles['strong']}>{relationText[link.relation].label}</span>:{' '}
              {relationText[link.relation].meaning}
            </p>
          </section>
          <section>
            <h3>Shared</h3>
            {link.features.length === 0 ? <p className={styles['muted']}>Nothing named yet</p> : null}
            <ul>
              {link.features.map((feature) => (
                <li key={`${feature.id}-${feature.detail}`} className={styles['feature']}>
                  {feature.detail === ''
                    ? featureLabel[feature.id]
                    : `${featureLabel[feature.id]}: ${feature.detail}`}
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h3>Scope</h3>
            <p className={styles['text']}>{scopeLabel[link.scope]}</p>
          </section>
        </div>
        <section>
          <h3>Note</h3>
          <p className={link.note === '' ? styles['muted'] : styles['text']}>
            {link.note === '' ? 'No note yet' : link.note}
          </p>
        </section>
        <section className={styles['wide']}>
          <h3>Evidence</h3>
          <EvidenceList evidence={link.evidence} />
        </section>
      </div>
    </article>
  );
}
