import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import sharp, { type Sharp } from 'sharp';
import { makeAudioOnlyClip, makeBrokenFile, makeStill } from '../contract/tinyMedia.ts';
import { runFfmpeg } from '../fixtures/clips.ts';
import { type Footage, footageTruth, makeFootage } from './importedFootage.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { longTasks, watchLongTasks } from './longTasks.ts';
import { dropFiles, pasteFiles } from './pages/dropFiles.ts';
import { readTable } from './pages/readDatabase.ts';
import { answerOpenDialog } from './pages/stubDialogs.ts';

test.describe
  .serial('import', () => {
    let folder: string;
    let footage: Footage;
    let launched: LaunchedAfterimage;
    let page: Page;

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-import-'));
      footage = await makeFootage(join(folder, 'footage'));
      launched = await launchAfterimage({ sampleLibrary: false });
      page = launched.page;
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const importIsOver = async (): Promise<void> => {
      await expect(page.getByRole('region', { name: 'Import', exact: true })).toHaveCount(0, {
        timeout: 60_000,
      });
    };
    const frameCount = async (): Promise<number> => (await readTable(page, 'frames')).length;
    const messages = () => page.getByRole('region', { name: 'Messages' });

    test('through the open dialog', async () => {
      await answerOpenDialog(launched.app, [footage.video]);
      await page.getByRole('banner').getByRole('button', { name: 'Import…' }).click();
      await expect.poll(frameCount, { timeout: 60_000 }).toBe(3);
      await importIsOver();
    });

    test('the same file twice adds nothing', async () => {
      const before = await readTable(page, 'frames');
      await dropFiles(page, [footage.video]);
      await expect(messages()).toContainText(/already/, { timeout: 30_000 });
      expect(await readTable(page, 'frames')).toEqual(before);
      expect(await readTable(page, 'works')).toHaveLength(1);
    });

    test('files copied in the file manager can be pasted', async () => {
      await pasteFiles(page, [footage.film]);
      await expect.poll(frameCount, { timeout: 60_000 }).toBe(5);
      await importIsOver();
    });

    test('a copied picture that is no file can be pasted', async () => {
      const bytes = await sharp({ create: { width: 320, height: 180, channels: 3, background: '#803020' } })
        .png()
        .toBuffer();
      await page.evaluate(
        (data) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(data)], 'image.png', { type: 'image/png' }));
          const event = new ClipboardEvent('paste', {
            clipboardData: transfer,
            bubbles: true,
            cancelable: true,
          });
          document.body.dispatchEvent(event);
        },
        [...bytes],
      );
      await expect.poll(frameCount, { timeout: 60_000 }).toBe(footageTruth.frames);
      await importIsOver();
    });

    test('broken, empty, audio-only and unknown files are named, and the rest of the batch goes on', async () => {
      const empty = join(folder, 'empty 빈.mp4');
      writeFileSync(empty, '');
      const text = join(folder, 'notes.txt');
      writeFileSync(text, 'not a picture');
      const good = await makeStill(folder, 'good one.webp', '#336699');
      await dropFiles(page, [
        makeBrokenFile(folder, 'broken.mov'),
        empty,
        makeAudioOnlyClip(folder, 'song.m4a'),
        text,
        good,
      ]);
      await expect.poll(frameCount, { timeout: 60_000 }).toBe(footageTruth.frames + 1);
      await importIsOver();
      await messages()
        .getByRole('button', { name: /Details|Show/ })
        .last()
        .click();
      const report = page.getByRole('dialog');
      for (const name of ['broken.mov', 'empty 빈.mp4', 'song.m4a', 'notes.txt']) {
        await expect(report).toContainText(name);
      }
      await expect(report).toContainText('0 bytes');
      await expect(report).toContainText('only sound');
      await expect(report).not.toContainText(folder);
      await page.keyboard.press('Escape');
    });

    test('stills of every kind come upright', async () => {
      const made = async (name: string, write: (picture: Sharp) => Sharp): Promise<string> => {
        const path = join(folder, name);
        const background = { r: 30 + name.length * 7, g: 90, b: 140 };
        await write(sharp({ create: { width: 96, height: 64, channels: 3, background } })).toFile(path);
        return path;
      };
      const before = await frameCount();
      const files = await Promise.all([
        made('turned.jpg', (picture) => picture.withMetadata({ orientation: 6 }).jpeg()),
        made('a.png', (picture) => picture.png()),
        made('bb.webp', (picture) => picture.webp()),
        made('ccc.avif', (picture) => picture.avif()),
        made('dddd.tiff', (picture) => picture.tiff()),
        made('eeeee.gif', (picture) => picture.gif()),
      ]);
      await dropFiles(page, files);
      await expect.poll(frameCount, { timeout: 60_000 }).toBe(before + files.length);
      await importIsOver();
      const media = await readTable(page, 'media');
      const turned = media.find((row) => row['fileName'] === 'turned.jpg');
      expect(turned).toMatchObject({ content: { kind: 'still', probe: { width: 64, height: 96 } } });
    });

    test('the window has no task over 50 ms while a long clip is imported, and Cancel keeps what is done', async () => {
      const long = join(folder, 'long.mp4');
      // A cut every second for two minutes: long enough to be cancelled on the way.
      const cuts =
        "testsrc2=s=1280x720:r=24:d=120,hue=h='mod(floor(t)*97,360)',negate=enable='mod(floor(t),2)'";
      await runFfmpeg([
        '-f',
        'lavfi',
        '-i',
        cuts,
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv420p',
        long,
      ]);
      const before = await frameCount();
      await watchLongTasks(launched.app);
      await dropFiles(page, [long]);
      const progress = page.getByRole('region', { name: 'Import', exact: true });
      await expect(progress).toContainText(/left/, { timeout: 30_000 });
      await expect.poll(frameCount, { timeout: 60_000 }).toBeGreaterThan(before + 10);
      expect(await longTasks(launched.app, page)).toEqual([]);
      await page.getByRole('button', { name: 'Cancel import' }).click();
      await importIsOver();
      const media = (await readTable(page, 'media')).find((row) => row['fileName'] === 'long.mp4');
      expect(media).toMatchObject({ partial: true });
      const kept = (await readTable(page, 'frames')).filter((frame) => frame['mediaId'] === media?.['id']);
      expect(kept.length).toBeGreaterThan(9);
      expect(kept.length).toBeLessThan(120);
    });

    test('nothing was said of GLib', () => {
      expect(launched.stderrLines().filter((line) => line.includes('GLib'))).toEqual([]);
    });
  });
