import type { Locator, Page } from '@playwright/test';

/** The dialog in which a homage link is made or changed. */
export class LinkEditor {
  readonly dialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /homage link/ });
  }

  private async choose(label: string, option: RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name: new RegExp(label) }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  async relation(name: RegExp): Promise<void> {
    await this.choose('Relation', name);
  }

  async feature(name: string, detail: string): Promise<void> {
    // React Aria hides the input under its label.
    await this.dialog.getByText(name, { exact: true }).click();
    await this.dialog.getByRole('textbox', { name: `${name}: what exactly` }).fill(detail);
  }

  async note(text: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Note', exact: true }).fill(text);
  }

  async evidence(entry: { statement: string; source: string; url: string }): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Add evidence' }).click();
    await this.dialog.getByRole('textbox', { name: 'What is claimed' }).last().fill(entry.statement);
    await this.dialog.getByRole('textbox', { name: 'Source' }).last().fill(entry.source);
    await this.dialog.getByRole('textbox', { name: 'Web address' }).last().fill(entry.url);
  }

  async save(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Save link' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
