import type { App, Session, WebContents, WebFrameMain } from 'electron';
import { entryUrl, isAppUrl } from './appScheme.ts';

const localSchemes: ReadonlySet<string> = new Set(['blob:', 'data:', 'devtools:']);

/** The window's session: no network, no permission, no device, no download. */
export function closeSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: !(isAppUrl(url) || (URL.canParse(url) && localSchemes.has(new URL(url).protocol))) });
  });
  session.setPermissionRequestHandler((_contents, _permission, respond) => respond(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Every page that will ever be: no other window, no other page, no embedded page. */
export function closeContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', (event) => {
    const isReload = event.isMainFrame && event.url.replace(/#.*$/s, '') === entryUrl;
    if (!isReload) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** What must be said before Electron is ready. */
export function closeApp(app: App): void {
  // Chromium cannot start its sandbox as root, and Electron's helpers fail on contradicting switches. The window
  // stays without Node all the same: its own `sandbox` preference holds.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Names are never looked up, whatever part of Chromium asks.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.on('web-contents-created', (_event, contents) => closeContents(contents));
}

/** True for messages of our own page's main frame; everything else is not listened to. */
export function isTrustedFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
