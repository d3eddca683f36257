import type { ElectronApplication, Page } from '@playwright/test';
import type { AfterimageBridge } from '../../../shared/contract/bridge.ts';

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

/** The same, and waits until the page has heard of it: keys and menu commands come to it by different ways. */
export async function chooseAndBeHeard(app: ElectronApplication, page: Page, label: RegExp): Promise<void> {
  const heard = await page.evaluateHandle(() => {
    const bridge = (window as unknown as { afterimage: AfterimageBridge<File> }).afterimage;
    return { command: new Promise((resolve) => bridge.onMenuCommand(resolve)) };
  });
  await chooseFromMenu(app, label);
  await heard.evaluate(({ command }) => command);
  await heard.dispose();
}
