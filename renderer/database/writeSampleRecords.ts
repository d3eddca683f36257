import type { IndexableType, Table } from 'dexie';
import { boundsOf } from '../../shared/board/boundsOf.ts';
import { itemSize } from '../../shared/board/itemSize.ts';
import { layoutHomages, type PlannedItem } from '../../shared/board/layoutHomages.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import { boardItemIdSchema, type MediaId } from '../../shared/domain/ids.ts';
import { resolveSampleLinks } from '../../shared/sample/resolveSampleLinks.ts';
import type { SampleFile } from '../../shared/sample/sampleFiles.ts';
import { type SampleLibrary, sampleBoard } from '../../shared/sample/sampleLibrary.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** Adds the rows whose id is not there yet. */
export async function addMissing<Row extends { id: Key }, Key extends IndexableType>(
  table: Table<Row, Key>,
  rows: readonly Row[],
): Promise<void> {
  await table.db.transaction('rw', table, async () => {
    const known = await table.bulkGet(rows.map((row) => row.id));
    await table.bulkAdd(rows.filter((_, index) => known[index] === undefined));
  });
}

/**
 * Writes what hangs on the imported frames, in one transaction: tags and alternative text where a frame has
 * neither, moments, links, and the board if it is not there.
 * @param mediaByFile the media that each file was imported as
 * @param now ISO 8601
 * @returns how many of the sample's links stand
 */
export async function writeSampleRecords(
  database: AfterimageDatabase,
  library: SampleLibrary,
  mediaByFile: ReadonlyMap<string, MediaId>,
  now: string,
): Promise<number> {
  const { frames, moments, links, boards, boardItems } = database;
  return await database.transaction('rw', [frames, moments, links, boards, boardItems], async () => {
    const framesByFile = new Map<string, Frame[]>();
    for (const file of library.files) {
      const mediaId = mediaByFile.get(file.fileName);
      if (mediaId === undefined) continue;
      const rows = await frames.where('mediaId').equals(mediaId).toArray();
      rows.sort((one, other) => (one.time?.ticks ?? 0) - (other.time?.ticks ?? 0));
      framesByFile.set(file.fileName, rows);
      const untouched = rows.filter((frame) => frame.altText === '' && frame.tags.length === 0);
      await frames.bulkPut(
        untouched.map((frame) => ({ ...frame, tags: [...file.tags], altText: altTextOf(file, frame) })),
      );
    }
    await addMissing(moments, library.moments);
    const resolved = resolveSampleLinks(
      library.links,
      { framesByFile, moments: await moments.bulkGet(library.moments.map(({ id }) => id)).then(present) },
      now,
    );
    await addMissing(links, resolved);
    const standing = present(await links.bulkGet(library.links.map((link) => link.id)));

    if ((await boards.get(sampleBoard.id)) === undefined) {
      const { id, title } = sampleBoard;
      await boards.add({ id, title, createdAt: now, updatedAt: now, sample: true });
      const items = sampleBoardItems(standing, [...framesByFile.values()].flat());
      await boardItems.bulkPut(
        items.map((item, index) => ({
          ...item,
          id: boardItemIdSchema.parse(`sample-item-${index}`),
          boardId: id,
          z: index,
        })),
      );
    }
    return standing.length;
  });
}

const present = <T>(rows: readonly (T | undefined)[]): T[] => rows.filter((row) => row !== undefined);

/** The text of a still, or of the stretch of the clip that the frame is from. */
function altTextOf(file: SampleFile, frame: Frame): string {
  const timeSec = frame.time?.timeSec ?? 0;
  return file.shots?.find(({ untilSec }) => timeSec < untilSec)?.altText ?? file.altText;
}

/** The laid-out homages under a heading and a note that says what the pictures are. */
function sampleBoardItems(links: readonly HomageLink[], frames: readonly Frame[]): PlannedItem[] {
  const placed = layoutHomages({
    links,
    frameSizes: new Map(frames.map((frame) => [frame.id, frame.picture.area])),
  });
  const bounds = boundsOf(placed) ?? { x: 0, y: 0 };
  const gap = 24;
  const noteSize = { width: 2 * itemSize.note.width, height: 0.8 * itemSize.note.height };
  const noteY = bounds.y - 2 * gap - noteSize.height;
  return [
    {
      x: bounds.x,
      y: noteY - gap / 2 - itemSize.heading.height,
      width: 2 * itemSize.heading.width,
      height: itemSize.heading.height,
      rotation: 0,
      content: { kind: 'heading', text: sampleBoard.title },
    },
    { x: bounds.x, y: noteY, ...noteSize, rotation: 0, content: { kind: 'note', text: sampleBoard.note } },
    ...placed,
  ];
}
