const { port1, port2 } = new MessageChannel();
const breathing: (() => void)[] = [];
port1.addEventListener('message', () => breathing.shift()?.());

/** Lets what waits go first; a timer would wait for milliseconds besides, a thousand times over. */
export function breath(): Promise<void> {
  port1.start();
  return new Promise((resolve) => {
    breathing.push(resolve);
    port2.postMessage(null);
  });
}
