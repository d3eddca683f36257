import type { ElectronApplication } from '@playwright/test';

/** Answers the next open dialogs with these files; the system's own dialog cannot be driven. */
export async function answerOpenDialog(
  app: ElectronApplication,
  filePaths: readonly string[],
): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...paths] });
  }, filePaths);
}

/** Answers the next questions with this button, and keeps what they asked. */
export async function answerQuestions(
  app: ElectronApplication,
  button: number,
): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'askedQuestions', asked);
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(String(Reflect.get(Object(given.at(-1)), 'message')));
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, button);
  return async () => await app.evaluate(() => Reflect.get(globalThis, 'askedQuestions') as string[]);
}

/** Answers the next save dialogs with this place. */
export async function answerSaveDialog(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}
