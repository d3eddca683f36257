import type { MediaId } from '../../../shared/domain/ids.ts';
import type { VideoProbe } from '../../../shared/domain/media.ts';
import type { OpenVideo } from '../video/openVideo.ts';
import { drawStrip } from './drawStrip.ts';
import { makeStripSampler, type StripSampler } from './stripSampler.ts';
import type { StripStore } from './stripStore.ts';

/** Makes a video's strip beside its import, from the frames that are decoded anyway. */
export interface ImportStrip {
  /** Hands out the sampler for the pass. */
  readonly watch: (video: OpenVideo) => StripSampler;
  /** Draws and keeps the strip once the pass is through. */
  finish(probe: VideoProbe): Promise<void>;
  close(): void;
}

export function makeImportStrip(strips: Pick<StripStore, 'put'>, mediaId: MediaId): ImportStrip {
  let sampler: StripSampler | null = null;
  return {
    watch: (video) => {
      sampler = makeStripSampler(video);
      return sampler;
    },
    finish: async ({ durationSec, frameCount }) => {
      const samples = sampler?.samples() ?? null;
      if (samples === null) return;
      try {
        await strips.put(await drawStrip(samples, { mediaId, durationSec, frameCount }));
      } catch {
        // A strip is no reason to fail an import: it is made on demand when it is missed.
      }
    },
    close: () => sampler?.close(),
  };
}
