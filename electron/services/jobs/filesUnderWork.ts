/** Names (no folders) of the files that decoders are at work on. */
const underWork = new Map<symbol, string>();
let tell: (fileNames: readonly string[]) => void = () => undefined;

export function filesUnderWork(): readonly string[] {
  return [...underWork.values()];
}

/** Calls back before work on a file begins and after it has ended. */
export function followWork(listener: (fileNames: readonly string[]) => void): void {
  tell = listener;
}

/** Runs work on a file, known to {@link filesUnderWork} while it lasts. */
export async function workOn<T>(fileName: string, work: () => Promise<T>): Promise<T> {
  const key = Symbol(fileName);
  underWork.set(key, fileName);
  tell(filesUnderWork());
  try {
    return await work();
  } finally {
    underWork.delete(key);
    tell(filesUnderWork());
  }
}
