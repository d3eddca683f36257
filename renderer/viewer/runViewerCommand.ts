import type { Shot } from '../../shared/domain/frame.ts';
import { closeViewer } from '../app/navigation.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';
import { frameShownAt, frameTimeSec, lastFrame } from './frameClock.ts';
import { goToFrame, shotStartBeside } from './goToFrame.ts';
import { applySound, makeProxyAndOpen } from './openMedia.ts';
import { fasterBackwards, fasterForwards, markIn, markOut, noMarks, type Rate } from './transport.ts';
import { grabThisFrame, mergeShot, pickThisFrame, saveMarkedMoment, splitHere } from './viewerActions.ts';
import type { ViewerCommand } from './viewerShortcut.ts';
import { useViewer } from './viewerStore.ts';

/** What commands need to know of the open video. */
export interface ViewerContext {
  readonly shots: readonly Shot[];
  /** The frame that stands for a shot, by the shot's first frame: what is shown while the file is gone. */
  readonly standing: ReadonlyMap<number, Pick<FrameEntry, 'frameIndex'>>;
  readonly fileName: string;
}

/** Plays at a speed; a video that has to be made playable first is. */
function play(rate: Rate, { fileName }: ViewerContext): void {
  const { footage, mediaId } = useViewer.getState();
  if (footage.kind !== 'open' || mediaId === null) return;
  if (footage.player.canPlay) footage.player.play(rate);
  else if (footage.needsProxy !== null) void makeProxyAndOpen(mediaId, fileName);
}

/** Does what a key or a button asks. */
export function runViewerCommand(command: ViewerCommand, context: ViewerContext): void {
  const { footage, player, marks } = useViewer.getState();
  const open = footage.kind === 'open' ? footage : null;
  const setMarks = (next: typeof marks): void => useViewer.setState({ marks: next });
  switch (command.name) {
    case 'play-pause':
      if (player.rate === 0) play(1, context);
      else open?.player.pause();
      return;
    case 'forwards':
      play(fasterForwards(player.rate), context);
      return;
    case 'backwards':
      play(fasterBackwards(player.rate), context);
      return;
    case 'pause':
      open?.player.pause();
      return;
    case 'step':
      if (open !== null) open.player.step(command.frames);
      else if (footage.kind === 'opening') goToFrame(Math.max(0, player.wanted + command.frames));
      return;
    case 'step-seconds':
      if (open !== null) {
        const timeSec = frameTimeSec(open.clock, player.wanted) + command.seconds;
        goToFrame(frameShownAt(open.clock, timeSec + 1e-6));
      }
      return;
    case 'previous-shot':
      goToFrame(shotStartBeside(context.shots, player.wanted, 'previous') ?? 0);
      return;
    case 'next-shot': {
      const next = shotStartBeside(context.shots, player.wanted, 'next');
      if (next !== null) goToFrame(next);
      return;
    }
    case 'first-frame':
      goToFrame(0);
      return;
    case 'last-frame':
      if (open !== null) goToFrame(lastFrame(open.clock));
      return;
    case 'mark-in':
      if (open !== null) setMarks(markIn(marks, player.frame));
      return;
    case 'mark-out':
      if (open !== null) setMarks(markOut(marks, player.frame));
      return;
    case 'clear-marks':
      useViewer.setState({ marks: noMarks, isLooping: false });
      return;
    case 'go-to-in':
      if (marks.inFrame !== null) goToFrame(marks.inFrame);
      return;
    case 'go-to-out':
      if (marks.outFrame !== null) goToFrame(marks.outFrame - 1);
      return;
    case 'save-moment':
      void saveMarkedMoment();
      return;
    case 'grab':
      void grabThisFrame();
      return;
    case 'pick':
      void pickThisFrame();
      return;
    case 'split':
      void splitHere();
      return;
    case 'merge-previous':
      void mergeShot('previous');
      return;
    case 'merge-next':
      void mergeShot('next');
      return;
    case 'loop':
      useViewer.setState(({ isLooping }) => ({ isLooping: !isLooping }));
      return;
    case 'mute':
      useViewer.setState(({ isMuted }) => ({ isMuted: !isMuted }));
      applySound();
      return;
    case 'zoom':
      useViewer.setState(({ zoom }) => ({ zoom: zoom === 'fit' ? 'actual' : 'fit' }));
      return;
    case 'bars':
      useViewer.setState(({ showsBars }) => ({ showsBars: !showsBars }));
      return;
    case 'keys':
      useViewer.setState({ keysShown: true });
      return;
    case 'close':
      closeViewer();
      return;
  }
}
