import { featureLabel, type LinkEnd, relationText, scopeLabel } from '../../shared/domain/homageLink.ts';
import type { HomageLinkId } from '../../shared/domain/ids.ts';
import { linkTitles, linkVerb } from '../../shared/domain/linkSentence.ts';
import { editLink, showLink } from '../app/navigation.ts';
import { EvidenceList } from '../links/EvidenceList.tsx';
import { LinkEndFigure } from '../links/LinkEndFigure.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './BoardInspector.module.css';
import { deleteSelected } from './boardCommands.ts';
import { useBoardContent, useBoardSession } from './useBoardSession.ts';

/** One selected link, read as a sentence: both sides, relation, what is shared, who says so. */
export function LinkOnBoardFacts({ linkId }: { linkId: HomageLinkId }) {
  const session = useBoardSession();
  const content = useBoardContent((all) => all);
  const link = content.links.get(linkId);
  if (link === undefined) return <p className={styles['text']}>This link was removed.</p>;
  const titles = linkTitles(link, content.works);
  const shares = link.features.map(({ id, detail }) => {
    const label = featureLabel[id].toLowerCase();
    return detail === '' ? label : `${label} (${detail})`;
  });
  const side = (ends: readonly LinkEnd[]) => (
    <div className={styles['side']}>
      {ends.map((end) => (
        <LinkEndFigure
          key={end.type === 'frame' ? end.frameId : end.momentId}
          work={content.works.get(end.workId)}
          frame={end.type === 'frame' ? content.frames.get(end.frameId) : undefined}
          moment={end.type === 'moment' ? content.moments.get(end.momentId) : undefined}
          hideCaption
        />
      ))}
    </div>
  );
  return (
    <>
      <h2 className={styles['heading']}>Homage link</h2>
      <p className={styles['sentence']}>
        {titles.from} <i>{linkVerb(link)}</i> {titles.to}
      </p>
      <div className={styles['pair']}>
        {side(link.from)}
        {side(link.to)}
      </div>
      <dl className={styles['facts']}>
        <dt>Relation</dt>
        <dd>
          {relationText[link.relation].label}: {relationText[link.relation].meaning}
        </dd>
        <dt>Shares</dt>
        <dd>{shares.length === 0 ? 'Nothing named yet' : shares.join(', ')}</dd>
        <dt>Scope</dt>
        <dd>{scopeLabel[link.scope]}</dd>
      </dl>
      {link.note === '' ? null : (
        <div className={styles['section']}>
          <h3 className={styles['heading']}>Note</h3>
          <p className={styles['note']}>{link.note}</p>
        </div>
      )}
      <div className={styles['section']}>
        <h3 className={styles['heading']}>Evidence</h3>
        <EvidenceList evidence={link.evidence} />
      </div>
      <div className={styles['buttons']}>
        <Button onPress={() => editLink({ linkId })}>Edit</Button>
        <Button onPress={() => showLink(linkId)}>Open</Button>
        <Button variant="quiet" onPress={() => deleteSelected(session)}>
          Take off board
        </Button>
      </div>
    </>
  );
}
