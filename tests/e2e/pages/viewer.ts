import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { readFrameNumber } from '../../fixtures/clipsNumbered.ts';

/** The viewer, as a user has it before them. */
export class Viewer {
  readonly shot: Locator;
  readonly marks: Locator;
  readonly moments: Locator;
  readonly filmstrip: Locator;
  readonly place: Locator;
  readonly notice: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.shot = page.getByRole('region', { name: 'Shot', exact: true });
    this.marks = page.getByRole('region', { name: 'Marks' });
    this.moments = page.getByRole('region', { name: 'Moments' });
    this.filmstrip = page.getByRole('listbox', { name: 'Shots' });
    this.place = page.getByRole('slider', { name: 'Place in the video' });
    this.notice = page.getByRole('region', { name: 'Video' }).or(page.getByRole('alert', { name: 'Video' }));
  }

  /** Waits until the picture asked for is there; says which frame the viewer names. */
  async frame(): Promise<number> {
    const readout = this.page.locator('[data-frame]');
    await expect(readout).not.toHaveAttribute('data-seeking', 'true', { timeout: 20_000 });
    return Number(await readout.getAttribute('data-frame'));
  }

  async standsOn(frame: number): Promise<void> {
    await expect.poll(() => this.frame(), { timeout: 20_000 }).toBe(frame);
  }

  /** The number that the picture on screen carries, of a clip whose frames are numbered. */
  async pictureNumber(): Promise<number> {
    const bytes = await this.page.locator('[data-picture] >> visible=true').first().screenshot();
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return readFrameNumber({ width: info.width, height: info.height, data });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** First frames of the shots, as the filmstrip has them in sight. */
  async shotStarts(): Promise<number[]> {
    return await this.filmstrip
      .getByRole('option')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-start'))));
  }
}
