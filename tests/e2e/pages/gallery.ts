import { expect, type Locator, type Page } from '@playwright/test';

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

  /** Types into the search field, and leaves it: what it would complete to is put away. */
  async search(text: string): Promise<void> {
    const field = this.page.getByRole('combobox', { name: 'Search the library' });
    await field.fill(text);
    await field.blur();
    await expect(field).toHaveAttribute('aria-expanded', 'false');
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
