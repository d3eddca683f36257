import type { Shot } from '../../shared/domain/frame.ts';
import { currentPlayer, useViewer } from './viewerStore.ts';

/** Stands on a frame; without the file only its number changes, and the library's picture of its shot is shown. */
export function goToFrame(frame: number): void {
  const player = currentPlayer();
  if (player !== null) {
    player.goTo(frame);
    return;
  }
  useViewer.setState(({ player: state }) => ({
    player: { ...state, frame, wanted: frame, rate: 0, isSeeking: false },
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
