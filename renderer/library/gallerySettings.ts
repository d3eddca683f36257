import { z } from 'zod';
import { database } from '../database/afterimageDatabase.ts';
import { rowHeightRangePx, useGallery } from './galleryStore.ts';

const key = 'gallery';
const settingsSchema = z.object({
  rowHeightPx: z.number().min(rowHeightRangePx.min).max(rowHeightRangePx.max),
  order: z.enum(['work', 'newest']),
  showBars: z.boolean().default(false),
});

/** Brings back size, order and bars of the last time, then saves every change a moment after it. */
export async function keepGallerySettings(): Promise<void> {
  const saved = settingsSchema.safeParse((await database.settings.get(key))?.value);
  if (saved.success) useGallery.setState(saved.data);
  let timer: ReturnType<typeof setTimeout> | undefined;
  useGallery.subscribe((state, before) => {
    const isSame =
      state.rowHeightPx === before.rowHeightPx &&
      state.order === before.order &&
      state.showBars === before.showBars;
    if (isSame) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { rowHeightPx, order, showBars } = useGallery.getState();
      void database.settings.put({ key, value: { rowHeightPx, order, showBars } });
    }, 300);
  });
}
