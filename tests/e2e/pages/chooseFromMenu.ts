import type { ElectronApplication } from '@playwright/test';

/** Runs a command of the application menu, as a click on it would. */
export async function chooseFromMenu(app: ElectronApplication, label: RegExp): Promise<void> {
  await app.evaluate(({ Menu }, source) => {
    const wanted = new RegExp(source);
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap((item) => item.submenu?.items ?? []);
    const item = items.find((each) => wanted.test(each.label));
    if (item === undefined) throw new Error(`no menu item ${source}`);
    item.click();
  }, label.source);
}
