import { Button } from 'react-aria-components';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import { linkLabel, linkTitles, linkVerb, linkVerbPassive } from '../../shared/domain/linkSentence.ts';
import { editLink, showLink } from '../app/navigation.ts';
import { Button as TextButton } from '../ui/Button.tsx';
import styles from './FrameLinks.module.css';
import inspector from './Inspector.module.css';
import { endsFromFrames } from './linkSelection.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** Homage links that end on the frame, read from its side. */
export function FrameLinks({ frame, index }: { frame: Frame; index: LibraryIndex }) {
  const endsHere = (ends: HomageLink['from']): boolean =>
    ends.some((end) => end.type === 'frame' && end.frameId === frame.id);
  const links = [...index.links.values()].filter((link) => endsHere(link.from) || endsHere(link.to));
  return (
    <section className={inspector['section']} aria-label="Homage links of this frame">
      <h3 className={inspector['heading']}>
        Homage links
        <TextButton variant="quiet" onPress={() => editLink(endsFromFrames([frame.id], index))}>
          Link…
        </TextButton>
      </h3>
      {links.length === 0 ? (
        <p className={inspector['hint']}>
          None yet. Select a frame of a music video and one of a film, then press Link.
        </p>
      ) : null}
      <ul>
        {links.map((link) => {
          const titles = linkTitles(link, index.works);
          const isFrom = endsHere(link.from);
          return (
            <li key={link.id}>
              <Button className={styles['link'] ?? ''} onPress={() => showLink(link.id)}>
                <span className={styles['sentence']}>
                  {isFrom ? linkVerb(link) : linkVerbPassive(link)} <b>{isFrom ? titles.to : titles.from}</b>
                </span>
                <span className={styles['label']}>{linkLabel(link)}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
