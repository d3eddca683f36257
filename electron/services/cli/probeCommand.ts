import type { Rational } from '../../../shared/domain/frame.ts';
import { identifyFile } from '../pictures/identifyFile.ts';
import { readStill } from '../stills/readStill.ts';
import { probeVideo } from '../video/probeVideo.ts';

const asNumber = ({ num, den }: Rational): number => num / den;
const asText = ({ num, den }: Rational): string => `${num}/${den}`;

/** `probe FILE`: what a video (or a still) says of itself, exact fractions as "24000/1001" beside the numbers. */
export async function probeCommand(file: string): Promise<unknown> {
  if ((await identifyFile(file)) === 'still') {
    const { probe } = await readStill(file);
    return { file, kind: 'still', ...probe, displayWidth: probe.width, displayHeight: probe.height };
  }
  const probe = await probeVideo(file);
  return {
    file,
    kind: 'video',
    ...probe,
    frameRate: asNumber(probe.frameRate),
    frameRateExact: asText(probe.frameRate),
    pixelAspect: asNumber(probe.pixelAspect),
    pixelAspectExact: asText(probe.pixelAspect),
    timeBase: asText(probe.timeBase),
    startTimecode: probe.startTimecode ?? null,
    dropFrame: probe.dropFrame ?? false,
  };
}
