import { useMemo } from 'react';
import { paletteOfFrames } from '../../shared/colour/paletteOfFrames.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import { PalettePanel } from '../palettes/PalettePanel.tsx';
import { useBoardContent } from './useBoardSession.ts';

/** The common palette of the frames among items of a board, each frame counted once. */
export function BoardPalette({
  items,
  heading,
  title,
  what,
}: {
  items: readonly BoardItem[];
  heading: string;
  title: string;
  what: string;
}) {
  const frames = useBoardContent((content) => content.frames);
  const palette = useMemo(() => {
    const ids = new Set(
      items.flatMap(({ content }) =>
        content.kind === 'frame' || content.kind === 'palette' ? [content.frameId] : [],
      ),
    );
    return paletteOfFrames(
      [...ids].flatMap((id) => {
        const frame = frames.get(id);
        if (frame === undefined) return [];
        const { mediaId, shot } = frame;
        return [
          {
            mediaId,
            palette: frame.palette,
            shotNumber: shot === null ? null : shot.index,
            shotSec: shot === null ? null : shot.endSec - shot.startSec,
          },
        ];
      }),
    );
  }, [items, frames]);
  return <PalettePanel palette={palette} heading={heading} title={title} what={what} />;
}
