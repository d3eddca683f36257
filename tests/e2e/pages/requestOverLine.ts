import type { Page } from '@playwright/test';
import type { AfterimageBridge } from '../../../shared/contract/bridge.ts';
import type { RequestMessage, ResponseMessage } from '../../../shared/contract/messages.ts';

/**
 * Sends a message to main over a line of its own and waits for the reply. The page's own line ends with it, so
 * the interface is not to be used any more in that test.
 */
export function requestOverLine(page: Page, message: RequestMessage): Promise<ResponseMessage> {
  return page.evaluate(
    (sent) =>
      new Promise<ResponseMessage>((resolve) => {
        const take = (event: MessageEvent<unknown>): void => {
          const [port] = event.ports;
          if (event.data !== 'afterimage:port' || port === undefined) return;
          window.removeEventListener('message', take);
          port.addEventListener('message', ({ data }: MessageEvent<ResponseMessage>) => resolve(data));
          port.start();
          port.postMessage(sent);
        };
        window.addEventListener('message', take);
        (window as unknown as { afterimage: AfterimageBridge<File> }).afterimage.connect();
      }),
    message,
  );
}
