import type { Page } from '@playwright/test';
import type { AfterimageBridge } from '../../../shared/contract/bridge.ts';
import type { RequestMessage, ResponseMessage } from '../../../shared/contract/messages.ts';

/** The reply to a message as {@link talkOverLine} sends it. */
export async function requestOverLine(page: Page, message: RequestMessage): Promise<ResponseMessage> {
  const answers = await talkOverLine(page, message);
  const reply = answers.at(-1);
  if (reply === undefined) throw new Error('no answer');
  return reply;
}

/**
 * Sends a message to main over a line of its own and waits for all that comes back, the reply last. The page's own line ends with it, so
 * the interface is not to be used any more in that test.
 */
export async function talkOverLine(page: Page, message: RequestMessage): Promise<ResponseMessage[]> {
  // The page connects as it opens the library: later than this line it would end it before the answer, and
  // at the same time its port would be taken for this one.
  await page.getByRole('contentinfo').waitFor();
  return await page.evaluate(
    (sent) =>
      new Promise<ResponseMessage[]>((resolve) => {
        const answers: ResponseMessage[] = [];
        const take = (event: MessageEvent<unknown>): void => {
          const [port] = event.ports;
          if (event.data !== 'afterimage:port' || port === undefined) return;
          window.removeEventListener('message', take);
          port.addEventListener('message', ({ data }: MessageEvent<ResponseMessage>) => {
            answers.push(data);
            if (data.type === 'reply') resolve(answers);
          });
          port.start();
          port.postMessage(sent);
        };
        window.addEventListener('message', take);
        (window as unknown as { afterimage: AfterimageBridge<File> }).afterimage.connect();
      }),
    message,
  );
}
