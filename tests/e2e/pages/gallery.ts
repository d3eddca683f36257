import type { Locator, Page } from '@playwright/test';

/** The library's gallery. */
export class Gallery {
  readonly list: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('listbox', { name: 'Frames' });
  }

  frame(name: RegExp): Locator {
    return this.list.getByRole('option', { name });
  }

  /** Types into the search field. */
  async search(text: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Search the library' }).fill(text);
  }

  /** Selects the first frame of each name, in this order. */
  async select(...names: RegExp[]): Promise<void> {
    for (const [at, name] of names.entries()) {
      await this.frame(name)
        .first()
        .click(at === 0 ? {} : { modifiers: ['ControlOrMeta'] });
    }
  }
}
