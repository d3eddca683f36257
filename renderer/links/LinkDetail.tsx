import {
  featureLabel,
  type HomageLink,
  type LinkEnd,
  relationText,
  scopeLabel,
} from '../../shared/domain/homageLink.ts';
import { linkSentence, linkTitles, linkVerb } from '../../shared/domain/linkSentence.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { editLink, showFrames, useNavigation } from '../app/navigation.ts';
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

/** One homage link in full, as the printed spread orders it. */
export function LinkDetail({ link, data }: { link: HomageLink; data: LinkData }) {
  const frames = useFrames(frameIdsOf([...link.from, ...link.to]));
  const titles = linkTitles(link, data.works);
  const side = (ends: readonly LinkEnd[]) => (
    <div className={styles['side']}>
      {ends.map((end) => (
        <LinkEndFigure
          key={end.type === 'frame' ? end.frameId : end.momentId}
          work={data.works.get(end.workId)}
          frame={end.type === 'frame' ? frames.get(end.frameId) : undefined}
          moment={end.type === 'moment' ? data.moments.get(end.momentId) : undefined}
          {...(end.type === 'frame' ? { onShow: () => showFrames([end.frameId]) } : {})}
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
