import type { LinkEnd } from '../../shared/domain/homageLink.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** Of rows that are gone, the keys of those that another row still needs. */
export async function stillNamed(
  database: AfterimageDatabase,
  table: 'works' | 'media' | 'moments',
  keys: readonly string[],
): Promise<string[]> {
  if (keys.length === 0) return [];
  const gone = new Set(keys);
  const named = new Set<string>();
  const name = (key: string | null): void => {
    if (key !== null && gone.has(key)) named.add(key);
  };
  const { boardItems, frames, links, media, moments } = database;
  if (table === 'media') {
    for (const key of keys) if ((await frames.where({ mediaId: key }).count()) > 0) named.add(key);
    await moments.each((moment) => name(moment.mediaId));
    return [...named];
  }
  const nameEnd = (end: LinkEnd): void => {
    if (table === 'works') name(end.workId);
    else if (end.type === 'moment') name(end.momentId);
  };
  await links.each((link) => [...link.from, ...link.to].forEach(nameEnd));
  if (table === 'moments') {
    await boardItems.each(({ content }) => name(content.kind === 'moment' ? content.momentId : null));
  } else {
    for (const key of keys) {
      for (const holder of [frames, media, moments]) {
        if ((await holder.where({ workId: key }).count()) > 0) named.add(key);
      }
    }
  }
  return [...named];
}
