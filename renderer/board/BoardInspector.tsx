import type { Board } from '../../shared/domain/board.ts';
import { BoardFacts } from './BoardFacts.tsx';
import styles from './BoardInspector.module.css';
import { FrameOnBoardFacts } from './FrameOnBoardFacts.tsx';
import { ItemFacts } from './ItemFacts.tsx';
import { LinkOnBoardFacts } from './LinkOnBoardFacts.tsx';
import { SelectionFacts } from './SelectionFacts.tsx';
import { SwatchesFacts } from './SwatchesFacts.tsx';
import { useBoardState } from './useBoardSession.ts';

/** What is selected, in full; nothing selected: the board. */
export function BoardInspector({ board }: { board: Board }) {
  const count = useBoardState((state) => state.selection.size);
  const only = useBoardState(({ items, selection }) => {
    const [id, ...others] = selection;
    return id === undefined || others.length > 0 ? undefined : items.get(id);
  });
  return (
    <aside className={styles['inspector']} aria-label="Inspector">
      {count === 0 ? <BoardFacts board={board} /> : null}
      {count > 1 ? <SelectionFacts /> : null}
      {only === undefined ? null : only.content.kind === 'link' ? (
        <LinkOnBoardFacts key={only.id} linkId={only.content.linkId} />
      ) : only.content.kind === 'frame' || only.content.kind === 'palette' ? (
        <FrameOnBoardFacts
          key={only.id}
          frameId={only.content.frameId}
          kind={only.content.kind}
          showBars={only.content.kind === 'frame' && only.content.showBars === true}
        />
      ) : only.content.kind === 'swatches' ? (
        <SwatchesFacts key={only.id} content={only.content} />
      ) : (
        <ItemFacts key={only.id} item={only} />
      )}
    </aside>
  );
}
