import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { closeSession } from './windowPolicies.ts';

/**
 * A session that only remembers what it was told. Chromium asks for a device only where one is plugged in, which no
 * test machine can promise; everything else about the session is tested in real Electron (tests/e2e/security.e2e.ts).
 */
function rememberingSession(): { session: Session; told: Map<string, (...given: unknown[]) => unknown> } {
  const told = new Map<string, (...given: unknown[]) => unknown>();
  const remember =
    (name: string) =>
    (handler: (...given: unknown[]) => unknown): void => {
      told.set(name, handler);
    };
  const session = {
    webRequest: { onBeforeRequest: remember('onBeforeRequest') },
    setPermissionRequestHandler: remember('setPermissionRequestHandler'),
    setPermissionCheckHandler: remember('setPermissionCheckHandler'),
    setDevicePermissionHandler: remember('setDevicePermissionHandler'),
    on: () => session,
  };
  return { session: session as unknown as Session, told };
}

describe('closeSession', () => {
  for (const deviceType of ['hid', 'serial', 'usb']) {
    it(`gives no ${deviceType} device, not even to our own page`, () => {
      const { session, told } = rememberingSession();
      closeSession(session);
      const isGiven = told.get('setDevicePermissionHandler');
      const origin = 'app://afterimage';
      expect(isGiven?.({ deviceType, origin, device: { deviceId: '1', name: 'a device' } })).toBe(false);
    });
  }
});
