import { useState } from 'react';
import { showFrames } from '../app/navigation.ts';
import { BoardMenu } from '../library/BoardMenu.tsx';
import type { FrameEntry } from '../library/libraryEntries.ts';
import { openFrameInViewer } from '../library/openFrameInViewer.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import type { EchoHit, EchoWeights } from '../search/searchClient.ts';
import { Button } from '../ui/Button.tsx';
import { ToggleButton } from '../ui/ToggleButton.tsx';
import { EchoBars } from './EchoBars.tsx';
import styles from './EchoDetail.module.css';
import { echoReason } from './echoReason.ts';
import { FramePair } from './FramePair.tsx';
import { draftLink } from './homageDraft.ts';

/** One match: both frames side by side, why they match, and what can be done with them. */
export function EchoDetail({
  hit,
  asked,
  found,
  weights,
  index,
}: {
  hit: EchoHit;
  asked: FrameEntry;
  found: FrameEntry;
  weights: EchoWeights;
  index: LibraryIndex;
}) {
  // A mirror image is compared as it matches, until it is asked for as it is.
  const [asItIs, setAsItIs] = useState(false);
  return (
    <section className={styles['detail']} aria-label="Side by side">
      <FramePair first={asked} second={found} isSecondTurned={hit.mirrored && !asItIs} index={index} />
      <div className={styles['foot']}>
        <div className={styles['why']}>
          <p>
            <b className="numeric">{hit.score.toFixed(2)}</b> {echoReason(hit, weights)}
          </p>
          <EchoBars hit={hit} weights={weights} showsShares />
        </div>
        <div className={styles['actions']}>
          {hit.mirrored ? (
            <ToggleButton isSelected={!asItIs} onChange={(isOn) => setAsItIs(!isOn)}>
              Mirrored
            </ToggleButton>
          ) : null}
          <Button onPress={() => openFrameInViewer(found.id, index)}>Open in viewer</Button>
          <Button onPress={() => showFrames([asked.id, found.id])}>Show in library</Button>
          <BoardMenu frameIds={[asked.id, found.id]} />
          <Button variant="primary" onPress={() => void draftLink(asked.id, found.id)}>
            Link…
          </Button>
        </div>
      </div>
    </section>
  );
}
