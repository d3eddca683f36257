import type { MediaId } from '../../shared/domain/ids.ts';
import { client } from '../app/connect.ts';
import { FramePlayer } from './framePlayer.ts';
import { makeProxy } from './proxyJobs.ts';
import { markedSpan } from './transport.ts';
import { currentPlayer, resetViewer, useViewer } from './viewerStore.ts';

const isOpenNow = (mediaId: MediaId): boolean => useViewer.getState().mediaId === mediaId;

/**
 * Opens a video in the viewer: its frame times, then its file, its proxy, or pictures of single frames.
 * @param frame where to stand
 * @returns ends it again
 */
export function openMedia(mediaId: MediaId, frame: number): () => void {
  resetViewer(mediaId, frame);
  let player: FramePlayer | null = null;
  let isCurrent = true;
  void (async () => {
    const [times, playable] = await Promise.all([
      client.call('frameTimes', { mediaId }),
      client.call('openFootage', { mediaId }),
    ]);
    if (!isCurrent) return;
    if (!times.ok || !playable.ok) {
      const error = times.ok ? (playable.ok ? null : playable.error) : times.error;
      if (error !== null) useViewer.setState({ footage: { kind: 'failed', error } });
      return;
    }
    const { timesSec, durationSec, frameRate } = times.value;
    const clock = { timesSec, durationSec };
    // Keys pressed meanwhile have moved on from where it was opened.
    const { wanted } = useViewer.getState().player;
    player = new FramePlayer(
      {
        clock,
        viewFrame: async (frameIndex) => {
          const view = await client.call('viewFrame', { mediaId, frameIndex });
          return view.ok ? view.value.url : null;
        },
        onState: (state) => {
          if (isCurrent) useViewer.setState({ player: state });
        },
        onUnplayable: () => {
          const { footage } = useViewer.getState();
          if (!isCurrent || footage.kind !== 'open') return;
          useViewer.setState({ footage: { ...footage, needsProxy: 'browser' } });
        },
        loopSpan: () => {
          const { isLooping, marks } = useViewer.getState();
          return isLooping ? markedSpan(marks, timesSec.length) : null;
        },
      },
      wanted,
    );
    applySound(player);
    const value = playable.value;
    const needsProxy = value.kind === 'needs-proxy' ? value.reason : null;
    useViewer.setState({
      footage: { kind: 'open', clock, frameRate, player, needsProxy },
      player: player.current,
    });
    if (value.kind === 'needs-proxy') player.goTo(wanted);
    else player.open(value);
  })();
  return () => {
    isCurrent = false;
    player?.dispose();
    if (isOpenNow(mediaId)) useViewer.setState({ mediaId: null, footage: { kind: 'opening' } });
  };
}

/** Makes the proxy of the open video and plays on with it from where it stands. */
export async function makeProxyAndOpen(mediaId: MediaId, fileName: string): Promise<void> {
  if (!(await makeProxy(mediaId, fileName, () => isOpenNow(mediaId)))) return;
  const playable = await client.call('openFootage', { mediaId });
  const { footage } = useViewer.getState();
  if (!isOpenNow(mediaId) || footage.kind !== 'open') return;
  if (!playable.ok || playable.value.kind === 'needs-proxy') return;
  useViewer.setState({ footage: { ...footage, needsProxy: null } });
  footage.player.open(playable.value);
}

/** Sets the sound of the open video as the viewer's controls say. */
export function applySound(player = currentPlayer()): void {
  if (player === null) return;
  const { volume, isMuted } = useViewer.getState();
  player.video.volume = volume;
  player.video.muted = isMuted;
}
