import { create } from 'zustand';
import type { AppError } from '../../shared/contract/appError.ts';
import type { ProxyReason } from '../../shared/domain/footage.ts';
import type { Rational } from '../../shared/domain/frame.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import type { FrameClock } from './frameClock.ts';
import type { FramePlayer, PlayerState } from './framePlayer.ts';
import { type Marks, noMarks } from './transport.ts';

/** How far a video has come in being opened. */
export type Footage =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | {
      readonly kind: 'open';
      readonly clock: FrameClock;
      readonly frameRate: Rational;
      readonly player: FramePlayer;
      /** Null where it plays; else why a proxy is needed first. `browser`: it was tried and given up. */
      readonly needsProxy: ProxyReason | 'browser' | null;
    };

/** Picture inside the stage: all of it, or a picture pixel a screen pixel. */
export type Zoom = 'fit' | 'actual';

interface ViewerState {
  /** The video that is open. */
  mediaId: MediaId | null;
  footage: Footage;
  player: PlayerState;
  marks: Marks;
  isLooping: boolean;
  zoom: Zoom;
  /** Whether black bars are shown, or the picture only. */
  showsBars: boolean;
  volume: number;
  isMuted: boolean;
  keysShown: boolean;
}

const atRest: PlayerState = { frame: 0, wanted: 0, rate: 0, stillUrl: null, isSeeking: true };

/** What the viewer shows this moment; nothing here needs to survive. */
export const useViewer = create<ViewerState>(() => ({
  mediaId: null,
  footage: { kind: 'opening' },
  player: atRest,
  marks: noMarks,
  isLooping: false,
  zoom: 'fit',
  showsBars: true,
  volume: 1,
  isMuted: false,
  keysShown: false,
}));

/** A new video on the stage, to stand on a frame; marks and repeat belong to the one before. */
export function resetViewer(mediaId: MediaId, frame: number): void {
  useViewer.setState({
    mediaId,
    footage: { kind: 'opening' },
    player: { ...atRest, frame, wanted: frame },
    marks: noMarks,
    isLooping: false,
  });
}

/** The player of the open video; null while there is none. */
export function currentPlayer(): FramePlayer | null {
  const { footage } = useViewer.getState();
  return footage.kind === 'open' ? footage.player : null;
}
