import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Board,
  type BoardItem,
  type BoardItemContent,
  boardItemSchema,
  boardSchema,
} from '../../shared/domain/board.ts';
import { type Frame, frameSchema } from '../../shared/domain/frame.ts';
import {
  type HomageLink,
  homageLinkSchema,
  type Moment,
  momentSchema,
} from '../../shared/domain/homageLink.ts';
import { boardIdSchema } from '../../shared/domain/ids.ts';
import { printDocumentSchema } from '../../shared/print/printDocument.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { analysedFrame, stillFile, videoFile, work } from '../database/testing/records.ts';
import { buildPrintDocument } from './buildPrintDocument.ts';

const now = '2026-11-22T10:00:00.000Z';
const boardId = boardIdSchema.parse('board-1');
const options = { pageFormat: 'a4-landscape', createdOn: '2026-11-22' } as const;

const board: Board = boardSchema.parse({
  id: boardId,
  title: 'Five music videos',
  createdAt: now,
  updatedAt: now,
  sample: false,
});
const hateThat = work('work-mv', { title: 'Hate that…', artists: ['Key feat. Taeyeon'], year: 2021 });
const film = work('work-film', {
  kind: 'film',
  title: '2046',
  originalTitle: '',
  directors: ['Wong Kar Wai 王家衛'],
  year: 2004,
  country: 'Hong Kong',
});

function libraryFrame(seed: number, workId: string, change: Partial<Frame> = {}): Frame {
  const media = seed % 2 === 0 ? videoFile(seed, `clip-${seed}.mp4`) : stillFile(seed, `still-${seed}.png`);
  return frameSchema.parse({
    ...analysedFrame(media, 3),
    workId,
    moodOverrides: {},
    moodIds: [],
    tags: [],
    note: '',
    altText: '',
    createdAt: now,
    ...change,
  });
}

const glow = libraryFrame(2, 'work-mv');
const window = libraryFrame(3, 'work-film', { altText: 'The round window' });
const diner: Moment = momentSchema.parse({
  id: 'moment-1',
  workId: 'work-film',
  mediaId: null,
  label: 'Diner scene',
  span: null,
  sample: false,
});

function makeLink(id: string, change: Partial<HomageLink> = {}): HomageLink {
  return homageLinkSchema.parse({
    id,
    from: [{ type: 'frame', frameId: glow.id, workId: 'work-mv' }],
    to: [{ type: 'frame', frameId: window.id, workId: 'work-film' }],
    relation: 'allusion',
    features: [{ id: 'prop', detail: 'circular window' }],
    scope: 'shot',
    note: '',
    evidence: [
      {
        type: 'press-attributed',
        claimant: 'Sarah K.',
        statement: 'Evokes the film.',
        source: 'Soompi',
        url: 'https://example.org/article',
        accessedOn: '2026-11-22',
        certainty: 4,
      },
    ],
    createdAt: now,
    updatedAt: now,
    sample: false,
    ...change,
  });
}

let nextItem = 0;
function item(content: BoardItemContent, x = 0, y = 0): BoardItem {
  nextItem += 1;
  return boardItemSchema.parse({
    id: `item-${nextItem}`,
    boardId,
    x,
    y,
    width: 240,
    height: 135,
    rotation: 0,
    z: nextItem,
    content,
  });
}

describe('buildPrintDocument', () => {
  let database: AfterimageDatabase;

  beforeEach(async () => {
    database = new AfterimageDatabase(`print-${crypto.randomUUID()}`);
    await database.boards.add(board);
    await database.works.bulkAdd([hateThat, film]);
    await database.frames.bulkAdd([glow, window]);
    await database.moments.add(diner);
  });
  afterEach(async () => {
    await database.delete();
  });

  async function build(links: HomageLink[], items: BoardItem[]) {
    await database.links.bulkPut(links);
    await database.boardItems.bulkPut(items);
    return printDocumentSchema.parse(await buildPrintDocument(database, boardId, options));
  }

  it('captions figures, spells evidence out and writes timecodes', async () => {
    const link = makeLink('link-1');
    const { title, spreads } = await build([link], [item({ kind: 'link', linkId: link.id })]);
    expect(title).toBe('Five music videos');
    expect(spreads).toHaveLength(1);
    const [spread] = spreads;
    expect(spread).toMatchObject({
      fromTitle: 'Hate that…',
      verb: 'remembers',
      toTitle: '2046',
      relationLabel: 'Allusion',
    });
    expect(spread?.from[0]).toMatchObject({
      caption: 'Key feat. Taeyeon, “Hate that…” (2021)',
      timecode: '00:00:03:00',
      picture: glow.picture,
    });
    expect(spread?.to[0]).toMatchObject({
      caption: '2046, dir. Wong Kar Wai 王家衛 (2004)',
      timecode: null,
      altText: 'The round window',
    });
    expect(spread?.from[0]?.altText).toContain('blackish red');
    expect(spread?.evidence[0]).toMatchObject({
      typeLabel: 'Press-attributed',
      claimant: 'Sarah K.',
      certainty: 4,
    });
  });

  it.each([
    ['uncertain relation', { relation: 'uncertain' as const }],
    ['no evidence', { evidence: [] }],
    [
      'own observation only',
      {
        evidence: makeLink('x').evidence.map((evidence) => ({
          ...evidence,
          type: 'own-observation' as const,
        })),
      },
    ],
  ])('does not print an inference as a fact: %s', async (_, change) => {
    const link = makeLink('link-1', change);
    const { spreads } = await build([link], [item({ kind: 'link', linkId: link.id })]);
    expect(spreads[0]?.verb).toBe('may remember');
  });

  it('prints a moment of unknown time in words', async () => {
    const link = makeLink('link-1', { to: [{ type: 'moment', momentId: diner.id, workId: film.id }] });
    const { spreads } = await build([link], [item({ kind: 'link', linkId: link.id })]);
    expect(spreads[0]?.to[0]).toMatchObject({ picture: null, momentLabel: 'Diner scene', timecode: null });
  });

  it('takes only the links on the board, in the order in which it reads', async () => {
    const lower = makeLink('link-a');
    const upper = makeLink('link-b', { from: [{ type: 'moment', momentId: diner.id, workId: film.id }] });
    const undrawn = makeLink('link-c', {
      from: [{ type: 'frame', frameId: libraryFrame(8, 'work-gone').id, workId: work('work-gone').id }],
    });
    const elsewhere = makeLink('link-d');
    const { spreads, board: printed } = await build(
      [lower, upper, undrawn, elsewhere],
      [
        item({ kind: 'link', linkId: undrawn.id }),
        item({ kind: 'link', linkId: lower.id }),
        item({ kind: 'link', linkId: upper.id }),
        item({ kind: 'frame', frameId: glow.id }, 0, 500),
        item({ kind: 'moment', momentId: diner.id }, 0, 0),
        item({ kind: 'frame', frameId: window.id }, 600, 250),
      ],
    );
    expect(spreads.map((spread) => spread.from[0]?.momentLabel || spread.from[0]?.timecode)).toEqual([
      'Diner scene',
      '00:00:03:00',
      'A frame that was removed',
    ]);
    expect(printed.edges.map((edge) => edge.label)).toEqual(['allusion · prop', 'allusion · prop']);
    expect(printed.edges.every((edge) => edge.end.x === 600)).toBe(true);
  });

  it('keeps the homages of one music video together on a board of two columns', async () => {
    const [other, third] = [libraryFrame(4, 'work-other'), libraryFrame(6, 'work-mv')];
    await database.works.add(work('work-other', { title: 'LMLY' }));
    await database.frames.bulkAdd([other, third]);
    const of = (id: string, frame: Frame): HomageLink =>
      makeLink(id, { from: [{ type: 'frame', frameId: frame.id, workId: frame.workId }] });
    const links = [of('link-a', glow), of('link-b', other), of('link-c', third)];
    const { spreads } = await build(links, [
      ...links.map(({ id }) => item({ kind: 'link', linkId: id })),
      item({ kind: 'frame', frameId: glow.id }, 0, 0),
      item({ kind: 'frame', frameId: window.id }, 300, 0),
      item({ kind: 'frame', frameId: other.id }, 1000, 100),
      item({ kind: 'frame', frameId: window.id }, 1300, 100),
      item({ kind: 'frame', frameId: third.id }, 0, 200),
      item({ kind: 'frame', frameId: window.id }, 300, 200),
    ]);
    expect(spreads.map(({ fromTitle }) => fromTitle)).toEqual(['Hate that…', 'Hate that…', 'LMLY']);
  });

  it('prints every kind of item and leaves out what is gone', async () => {
    const gone = libraryFrame(10, 'work-mv');
    const { board: printed } = await build(
      [],
      [
        item({ kind: 'frame', frameId: glow.id }),
        item({ kind: 'frame', frameId: gone.id }),
        item({ kind: 'palette', frameId: window.id }),
        item({ kind: 'work', workId: film.id }),
        item({ kind: 'moment', momentId: diner.id }),
        item({ kind: 'note', text: '메모' }),
        item({ kind: 'heading', text: 'Windows' }),
      ],
    );
    expect(printed.items.map(({ content }) => content.kind)).toEqual([
      'frame',
      'palette',
      'card',
      'card',
      'note',
      'heading',
    ]);
    expect(printed.items[2]?.content).toMatchObject({
      overline: 'Film · 2004',
      title: '2046',
      line: 'Wong Kar Wai 王家衛',
    });
    expect(printed.items[3]?.content).toMatchObject({
      overline: 'Moment · timecode unknown',
      line: 'Diner scene',
    });
  });

  it('names colours in the language that is asked for, whatever is stored', async () => {
    const items = [item({ kind: 'palette', frameId: window.id }), item({ kind: 'frame', frameId: glow.id })];
    await build([], items);
    const printed = await buildPrintDocument(database, boardId, { ...options, colourLanguage: 'ko' });
    const names = printed.board.items.flatMap(({ content }) =>
      content.kind === 'palette' || content.kind === 'frame' ? content.palette.map(({ name }) => name) : [],
    );
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(name).toMatch(/^[가-힣 ]+$/);
  });

  it('prints a palette that was placed as it was under its title, named in the language asked for', async () => {
    const { palette } = window;
    const placed = item({ kind: 'swatches', title: '3 frames', palette });
    const { board: printed } = await build([], [placed]);
    expect(printed.items[0]?.content).toMatchObject({ kind: 'palette', title: '3 frames' });
    const korean = await buildPrintDocument(database, boardId, { ...options, colourLanguage: 'ko' });
    const content = korean.board.items[0]?.content;
    if (content?.kind !== 'palette') throw new Error('no palette');
    expect(content.palette.map(({ hex }) => hex)).toEqual(palette.map(({ hex }) => hex));
    for (const { name } of content.palette) expect(name).toMatch(/^[가-힣 ]+$/);
  });

  it('prints a picture with its bars where the board shows them, on the overview and in the spread', async () => {
    const link = makeLink('link-bars');
    const { board: printed, spreads } = await build(
      [link],
      [
        item({ kind: 'frame', frameId: glow.id, showBars: true }),
        item({ kind: 'frame', frameId: window.id }, 500),
        item({ kind: 'link', linkId: link.id }),
      ],
    );
    const { width, height } = glow.picture;
    const whole = { ...glow.picture, area: { x: 0, y: 0, width, height } };
    expect(glow.picture.area).not.toEqual(whole.area);
    expect(spreads[0]?.from[0]?.picture).toEqual(whole);
    expect(spreads[0]?.to[0]?.picture).toEqual(window.picture);
    const pictures = printed.items.map(({ content }) => (content.kind === 'frame' ? content.picture : null));
    expect(pictures).toEqual([whole, window.picture]);
  });

  it('credits every work shown, and the maker of the sample pictures where they are', async () => {
    const items = [item({ kind: 'frame', frameId: window.id }), item({ kind: 'work', workId: hateThat.id })];
    const plain = await build([], items);
    expect(plain.credits).toEqual([
      '2046, dir. Wong Kar Wai 王家衛 (2004), Hong Kong',
      'Key feat. Taeyeon, “Hate that…” (2021)',
    ]);
    await database.works.put({ ...film, sample: true });
    const sample = await buildPrintDocument(database, boardId, options);
    expect(sample.credits.at(-1)).toMatch(/stand-ins drawn for Afterimage/);
  });

  it('says so when the board is gone', async () => {
    await database.boards.delete(boardId);
    await expect(buildPrintDocument(database, boardId, options)).rejects.toThrow(/not there any more/);
  });
});
