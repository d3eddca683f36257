import { readFrameNumber } from '../../../../tests/fixtures/clipsNumbered.ts';
import { openVideo } from '../../video/openVideo.ts';
import { makePictureConverter } from '../../video/pictureConverter.ts';
import { openDecoder } from '../../video/videoDecoder.ts';

/** The numbers that the frames of a numbered clip carry, in the order in which they are shown. */
export async function readNumbers(path: string): Promise<number[]> {
  const video = await openVideo(path);
  const decoder = await openDecoder(video);
  const converter = makePictureConverter(video);
  const numbers: number[] = [];
  for (;;) {
    const decoded = decoder.next();
    if (decoded === null) break;
    numbers.push(readFrameNumber(await converter.convert(decoded.frame)));
    decoded.frame.free();
  }
  await converter.close();
  decoder.close();
  await video.close();
  return numbers;
}
