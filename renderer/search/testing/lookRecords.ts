import { extractPalette } from '../../../shared/colour/extractPalette.ts';
import type { RgbPixels } from '../../../shared/colour/rgbPixels.ts';
import { type Frame, frameSchema } from '../../../shared/domain/frame.ts';
import { frameIdSchema, type WorkId } from '../../../shared/domain/ids.ts';
import { measureSignature, writeSignature } from '../../../shared/similarity/pictureSignature.ts';
import { analysedFrame, mediaIdOf, stillFile, work } from '../../database/testing/records.ts';

/** A frame of the library as an import of this picture would have written it. */
export function frameOf(seed: number, pixels: RgbPixels, change: Partial<Frame> = {}): Frame {
  const analysed = analysedFrame(stillFile(seed, `still ${seed}.png`), 0, {
    palette: extractPalette(pixels),
    signature: writeSignature(measureSignature(pixels)),
  });
  return frameSchema.parse({
    ...analysed,
    id: frameIdSchema.parse(`${mediaIdOf(seed)}:0`),
    workId: workIdOf('stills'),
    moodOverrides: {},
    moodIds: [],
    tags: [],
    note: '',
    altText: '',
    createdAt: '2026-01-01T00:00:00.000Z',
    ...change,
  });
}

export function workIdOf(name: string): WorkId {
  return work(name).id;
}
