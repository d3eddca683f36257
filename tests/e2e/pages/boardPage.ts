import type { Locator, Page } from '@playwright/test';
import { type BoardItem, boardItemSchema } from '../../../shared/domain/board.ts';
import { readTable } from './readDatabase.ts';

export interface Point {
  x: number;
  y: number;
}

/** The open board, driven by pointer and keys as a hand would. */
export class BoardPage {
  readonly ground: Locator;
  readonly menu: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.ground = page.locator('[data-board]');
    this.menu = page.getByRole('menu', { name: 'Board', exact: true });
  }

  /** What is saved, lowest first. */
  async stored(): Promise<BoardItem[]> {
    const rows = await readTable(this.page, 'boardItems');
    return rows.map((row) => boardItemSchema.parse(row)).sort((a, b) => a.z - b.z);
  }

  async storedItem(id: string): Promise<BoardItem> {
    const item = (await this.stored()).find((each) => each.id === id);
    if (item === undefined) throw new Error(`the board has no ${id}`);
    return item;
  }

  item(id: string): Locator {
    return this.page.locator(`[data-item-id="${id}"]`);
  }

  async selectedIds(): Promise<string[]> {
    const selected = this.page.locator('[data-board] [data-item-id][aria-selected=true]');
    return await selected.evaluateAll((all) =>
      all.map((each) => (each as HTMLElement).dataset['itemId'] ?? '').sort(),
    );
  }

  /** How the board lies in the window: window px = left + board x * zoom. */
  async view(): Promise<{ left: number; top: number; zoom: number }> {
    return await this.ground.evaluate((ground) => {
      const world = ground.querySelector('[role=listbox]')?.parentElement;
      if (world == null) throw new Error('there is no board');
      const { a, e, f } = new DOMMatrix(getComputedStyle(world).transform);
      const { left, top } = ground.getBoundingClientRect();
      return { left: left + e, top: top + f, zoom: a };
    });
  }

  /** The board's place in the window, CSS px. */
  async box(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.ground.boundingBox();
    if (box === null) throw new Error('the board is not shown');
    return box;
  }

  /** Where a board point is in the window. */
  async toWindow({ x, y }: Point): Promise<Point> {
    const { left, top, zoom } = await this.view();
    return { x: left + x * zoom, y: top + y * zoom };
  }

  async middleOf(id: string): Promise<Point> {
    const { x, y, width, height } = await this.storedItem(id);
    return await this.toWindow({ x: x + width / 2, y: y + height / 2 });
  }

  /** Presses, moves in small steps and lets go. `free`: held so that nothing snaps. */
  async drag(from: Point, to: Point, { free = false } = {}): Promise<void> {
    const { mouse, keyboard } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    if (free) await keyboard.down('Control');
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
    if (free) await keyboard.up('Control');
  }

  /** Shows everything; waits until the view rests. */
  async fit(): Promise<void> {
    await this.ground.press('Shift+1');
    await this.rest();
  }

  /** What the last command changed is drawn. */
  async rest(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
}
