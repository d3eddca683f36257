import type { Shot } from '../../shared/domain/frame.ts';
import { currentPlayer, useViewer } from './viewerStore.ts';

/**
 * Stands on a frame. While the file is being opened it is opened there; without the file only the number changes,
 * and the library's picture of its shot is shown.
 */
export function goToFrame(frame: number): void {
  const player = currentPlayer();
  if (player !== null) {
    player.goTo(frame);
    return;
  }
  useViewer.setState(({ player: state, footage }) => ({
    player: { ...state, frame, wanted: frame, rate: 0, isSeeking: footage.kind === 'opening' },
  }));
}

/** Where the previous or next shot begins; the start of the shot itself when its middle is left backwards. */
export function shotStartBeside(
  shots: readonly Shot[],
  frame: number,
  direction: 'previous' | 'next',
): number | null {
  const found =
    direction === 'previous'
      ? shots.findLast((shot) => shot.startFrame < frame)
      : shots.find((shot) => shot.startFrame > frame);
  return found?.startFrame ?? null;
}
