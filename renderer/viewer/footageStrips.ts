import { create } from 'zustand';
import type { FootageStrip } from '../../shared/domain/footageStrip.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { client } from '../app/connect.ts';

/** Strips as they were read in this session; null where a video has none yet. */
interface FootageStripsState {
  strips: ReadonlyMap<MediaId, FootageStrip | null>;
  /** Strips being made, 0-1. */
  making: ReadonlyMap<MediaId, number>;
}

export const useFootageStrips = create<FootageStripsState>(() => ({ strips: new Map(), making: new Map() }));

const asked = new Map<MediaId, Promise<FootageStrip | null>>();
/** How long “there is none” is believed: one may come with an import that is still under way. */
const noneForMs = 10_000;

/** Reads a video's strip, once; null where there is none. */
export function readStrip(mediaId: MediaId): Promise<FootageStrip | null> {
  const known = asked.get(mediaId);
  if (known !== undefined) return known;
  const reading = client.call('footageStrip', { mediaId }).then((answer) => {
    const strip = answer.ok ? answer.value.strip : null;
    if (strip === null) setTimeout(() => asked.delete(mediaId), noneForMs);
    keep(mediaId, strip);
    return strip;
  });
  asked.set(mediaId, reading);
  return reading;
}

function keep(mediaId: MediaId, strip: FootageStrip | null): void {
  useFootageStrips.setState(({ strips }) => ({ strips: new Map(strips).set(mediaId, strip) }));
}

function setMaking(mediaId: MediaId, fraction: number | null): void {
  useFootageStrips.setState(({ making }) => {
    const next = new Map(making);
    if (fraction === null) next.delete(mediaId);
    else next.set(mediaId, fraction);
    return { making: next };
  });
}

/**
 * Reads a video's strip, and makes it where it was imported before there were any.
 * @returns stops making it
 */
export function wantStrip(mediaId: MediaId): () => void {
  let isWanted = true;
  let stop = (): void => {
    isWanted = false;
  };
  void readStrip(mediaId).then(async (strip) => {
    if (strip !== null || !isWanted) return;
    const job = client.start('makeStrip', { mediaId }, ({ fraction }) => setMaking(mediaId, fraction));
    stop = () => job.cancel();
    setMaking(mediaId, 0);
    const made = await job.result;
    setMaking(mediaId, null);
    if (!made.ok) return;
    asked.set(mediaId, Promise.resolve(made.value.strip));
    keep(mediaId, made.value.strip);
  });
  return () => stop();
}
