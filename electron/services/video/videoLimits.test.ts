import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppErrorCode } from '../../../shared/contract/appError.ts';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { analyseVideo } from './analyseVideo.ts';
import { openVideo } from './openVideo.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limits-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** How the pass ends, and the seconds at which shots it had handed out begin. */
async function passOver(path: string): Promise<{ code: AppErrorCode | null; shotsSec: number[] }> {
  const shotsSec: number[] = [];
  const options = {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onShot: ({ startSec }: { startSec: number }) => {
      shotsSec.push(startSec);
    },
  };
  const failed = await analyseVideo(path, options).then(
    () => null,
    (thrown: { appError: { code: AppErrorCode } }) => thrown.appError.code,
  );
  return { code: failed, shotsSec };
}

describe('limits that the header keeps silent about', () => {
  it('a video that turns out to last longer than a day', async () => {
    const path = join(folder, 'silent.mkv');
    // Frames hours apart; written in one go, so that the header cannot tell how long it is.
    await runFfmpeg([
      ...['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=1:d=6', '-vf', 'settb=1/1000,setpts=N*20000*1000'],
      ...['-fps_mode', 'passthrough', '-c:v', 'libx264', '-f', 'matroska', '-live', '1', path],
    ]);
    const video = await openVideo(path);
    expect(video.declaredDurationSec).toBeNull();
    await video.close();
    expect(await passOver(path)).toMatchObject({ code: 'duration-too-long' });
  });

  it('a picture in mid-stream that is too large', async () => {
    const jpeg = ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3', '-f', 'mjpeg'];
    const small = join(folder, 'small.mjpeg');
    const wide = join(folder, 'wide.mjpeg');
    const both = join(folder, 'both.mjpeg');
    const path = join(folder, 'grows.mkv');
    await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=24:d=1', ...jpeg, small]);
    await runFfmpeg(['-f', 'lavfi', '-i', 'color=red:s=33000x16', '-frames:v', '1', ...jpeg, wide]);
    await writeFile(both, Buffer.concat([await readFile(small), await readFile(wide)]));
    await runFfmpeg(['-r', '24', '-f', 'mjpeg', '-i', both, '-c', 'copy', path]);
    await (await openVideo(path)).close();
    expect(await passOver(path)).toMatchObject({ code: 'picture-too-large' });
  });
});
