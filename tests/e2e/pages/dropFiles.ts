import type { Page } from '@playwright/test';

/**
 * Drops real files on the window: a file input gives File objects that stand for files on disk, which then
 * travel in a drop event as they do when the user drops them from the file manager.
 */
export async function dropFiles(page: Page, filePaths: readonly string[]): Promise<void> {
  await withRealFiles(page, filePaths, 'drop');
}

/** Pastes real files, as copied in the file manager. */
export async function pasteFiles(page: Page, filePaths: readonly string[]): Promise<void> {
  await withRealFiles(page, filePaths, 'paste');
}

async function withRealFiles(
  page: Page,
  filePaths: readonly string[],
  kind: 'drop' | 'paste',
): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'files-for-test';
    input.hidden = true;
    document.body.append(input);
  });
  await page.setInputFiles('#files-for-test', [...filePaths]);
  await page.evaluate((eventKind) => {
    const input = document.querySelector<HTMLInputElement>('#files-for-test');
    if (input === null) throw new Error('the file input is gone');
    const transfer = new DataTransfer();
    for (const file of input.files ?? []) transfer.items.add(file);
    input.remove();
    if (eventKind === 'paste') {
      const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return;
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, {
          dataTransfer: transfer,
          bubbles: true,
          cancelable: true,
          clientX: 400,
          clientY: 300,
        }),
      );
    }
  }, kind);
}
