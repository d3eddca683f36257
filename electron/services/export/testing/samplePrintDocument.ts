import type { StoredPicture } from '../../../../shared/domain/frame.ts';
import type { PrintDocument, PrintFigure, PrintSpread } from '../../../../shared/print/printDocument.ts';
import { coolPalette, type Scene, storeScene, warmPalette } from './madeFrameStore.ts';

const scenes: readonly Scene[] = [
  { width: 1920, height: 1080, barPx: 138, ground: '#1c0805', light: '#f08a43', lightAt: 0.62 },
  { width: 1920, height: 1080, barPx: 138, ground: '#140503', light: '#e4541d', lightAt: 0.33 },
  { width: 1920, height: 1080, ground: '#050a18', light: '#1f6fe0', lightAt: 0.4 },
  { width: 1440, height: 1080, ground: '#07131c', light: '#58c4ff', lightAt: 0.6 },
  { width: 1080, height: 1920, ground: '#10041a', light: '#e0338a', lightAt: 0.45 },
  { width: 640, height: 360, ground: '#141414', light: '#c0c0b8', lightAt: 0.5 },
];

/** A picture of every shape: scope with bars, 16:9, 4:3, upright, small. */
export function storeSamplePictures(folder: string): Promise<StoredPicture[]> {
  return Promise.all(scenes.map((scene) => storeScene(folder, scene)));
}

/** A figure of a music video. */
export function videoFigure(picture: StoredPicture | null, more: Partial<PrintFigure> = {}): PrintFigure {
  return {
    picture,
    caption: 'Key feat. Taeyeon, “Hate that…” (2021)',
    momentLabel: 'Round window in orange-red glow',
    timecode: '00:00:41:12',
    palette: [...warmPalette],
    altText: 'A figure before a round window in orange-red glow',
    ...more,
  };
}

/** A figure of a film. */
export function filmFigure(picture: StoredPicture | null, more: Partial<PrintFigure> = {}): PrintFigure {
  return {
    picture,
    caption: '2046, dir. Wong Kar Wai 王家衛 (2004)',
    momentLabel: 'The android’s cabin',
    timecode: null,
    palette: [...warmPalette],
    altText: 'The round window of the train in 2046',
    ...more,
  };
}

/** The first homage of the article. */
export function hateThatSpread(from: PrintFigure[], to: PrintFigure[]): PrintSpread {
  return {
    fromTitle: 'Hate that…',
    verb: 'remembers',
    toTitle: '2046',
    from,
    to,
    relationLabel: 'Allusion',
    relationMeaning: 'points to it for those who know',
    scopeLabel: 'Shot',
    features: [
      { label: 'Colour', detail: 'orange-red glow' },
      { label: 'Prop', detail: 'circular window' },
      { label: 'Narrative, theme', detail: 'lost memories on a train' },
    ],
    note: 'A single warm source behind a round window isolates the figure in the left third; both shots hold still while the light moves. The blue neon room that follows answers the android cabin.',
    evidence: [
      {
        typeLabel: 'Press-attributed',
        typeMeaning: 'a publication says so',
        claimant: 'Sarah K.',
        statement: 'Names the glow at the window and the blue neon room as evoking the film.',
        source: '“5 Lush K-Pop MVs Inspired By Wong Kar Wai Films”, Soompi',
        url: 'https://www.soompi.com/article/1566448wpp/5-lush-k-pop-mvs-inspired-by-wong-kar-wai-films',
        accessedOn: '2026-11-22',
        certainty: 4,
      },
      {
        typeLabel: 'Own observation',
        typeMeaning: 'seen by the author of this board, not confirmed',
        claimant: 'Board author',
        statement: 'Same key direction; hue difference 3°.',
        source: '',
        url: '',
        accessedOn: '',
        certainty: 3,
      },
    ],
  };
}

function koreanSpread(pictures: readonly StoredPicture[]): PrintSpread {
  const [, , neon = null, fourThree = null, upright = null, small = null] = pictures;
  return {
    ...hateThatSpread(
      [
        videoFigure(neon, {
          caption: '수지 Suzy, “Yes No Maybe” (2022)',
          palette: [...coolPalette],
          timecode: null,
        }),
        videoFigure(small, { caption: '수지 Suzy, “Yes No Maybe” (2022)', timecode: '00:01:07:03' }),
        videoFigure(upright, { caption: '수지 Suzy, “Yes No Maybe” (2022)', palette: [...coolPalette] }),
      ],
      [
        filmFigure(fourThree, {
          caption: 'In the Mood for Love, dir. Wong Kar Wai 花樣年華 (2000)',
          palette: [...coolPalette],
        }),
        filmFigure(null, {
          caption: 'Fallen Angels, dir. Wong Kar Wai 墮落天使 (1995)',
          momentLabel: 'Diner scene: eats noodles while a fight goes on',
          palette: [],
        }),
      ],
    ),
    fromTitle: 'Yes No Maybe',
    toTitle: 'In the Mood for Love',
    note: '붉은 제목 글자가 화면을 가득 채운다. 왕가위 감독의 《花樣年華》처럼 홍콩의 좁은 골목과 국숫집이 나온다.\n\n日本語の注：赤いタイトルカードは『花様年華』を思い出させる。简体：花样年华的红色片名。',
  };
}

function wordsOnlySpread(): PrintSpread {
  return {
    ...hateThatSpread(
      [
        videoFigure(null, {
          caption: 'Wonwoo x Mingyu feat. Lee Hi, “Bittersweet” (2021)',
          momentLabel: 'Step-printed opening: the crowd blurs past while one figure stays sharp',
          timecode: null,
          palette: [],
        }),
      ],
      [
        filmFigure(null, {
          caption: 'Chungking Express, dir. Wong Kar Wai 重慶森林 (1994)',
          momentLabel: 'Step-printed chase through Chungking Mansions',
          palette: [],
        }),
      ],
    ),
    fromTitle: 'Bittersweet',
    toTitle: 'Chungking Express',
    verb: 'may remember',
    note: '',
    evidence: [],
  };
}

/** A board of five rows with links, cards, a note and a turned picture. */
function sampleBoard(pictures: readonly StoredPicture[]): PrintDocument['board'] {
  const [glow, glowTwo, neon, fourThree] = pictures;
  if (glow === undefined || glowTwo === undefined || neon === undefined || fourThree === undefined) {
    throw new Error('the sample pictures are missing');
  }
  const rows = [
    { from: glow, to: glowTwo, label: 'allusion · colour, window, lyric' },
    { from: neon, to: fourThree, label: 'recreation · prop, blocking' },
    { from: glowTwo, to: neon, label: 'quotation · title card' },
  ];
  const place = (x: number, y: number, width: number, height: number, rotation = 0) => ({
    x,
    y,
    width,
    height,
    rotation,
    z: 1,
  });
  const frameHeight = (picture: StoredPicture, width: number) =>
    (width * picture.area.height) / picture.area.width;
  return {
    items: [
      { ...place(0, -90, 620, 44), content: { kind: 'heading', text: 'Wong Kar Wai in five music videos' } },
      ...rows.flatMap(({ from, to }, index): PrintDocument['board']['items'] => {
        const y = index * 230;
        const frame = {
          kind: 'frame' as const,
          timecode: '00:00:41:12',
          palette: [...warmPalette],
          altText: 'A frame',
        };
        return [
          {
            ...place(0, y, 184, 76),
            content: {
              kind: 'card',
              overline: 'Music video · 2021',
              title: 'Hate that…',
              line: 'Key feat. Taeyeon',
            },
          },
          { ...place(208, y, 280, frameHeight(from, 280)), content: { ...frame, picture: from } },
          {
            ...place(700, y, 280, frameHeight(to, 280), index === 2 ? 6 : 0),
            content: { ...frame, picture: to },
          },
          {
            ...place(1010, y, 184, 76),
            content: { kind: 'card', overline: 'Film · 2004', title: '2046', line: '王家衛 Wong Kar Wai' },
          },
        ];
      }),
      { ...place(700, 720, 240, 176), content: { kind: 'palette', palette: [...coolPalette] } },
      {
        ...place(0, 700, 300, 120),
        content: {
          kind: 'note',
          text: '두 장면 모두 빛이 움직이는 동안 카메라는 멈춰 있다. Both shots hold still while the light moves.',
        },
      },
    ],
    edges: rows.map(({ label }, index) => {
      const y = index * 230 + 70;
      return {
        start: { x: 488, y },
        control1: { x: 594, y },
        control2: { x: 594, y },
        end: { x: 700, y },
        labelAt: { x: 594, y },
        label,
      };
    }),
  };
}

/** A document with every kind of spread. */
export function samplePrintDocument(
  pictures: readonly StoredPicture[],
  more: Partial<PrintDocument> = {},
): PrintDocument {
  const [glow = null, glowTwo = null, neon = null, , , small = null] = pictures;
  return {
    title: 'Wong Kar Wai in five music videos',
    subtitle: 'Homages with their evidence',
    createdOn: '2026-11-22',
    language: 'en',
    pageFormat: 'a4-landscape',
    board: sampleBoard(pictures),
    spreads: [
      hateThatSpread([videoFigure(glow)], [filmFigure(glowTwo, { timecode: '01:12:07:03' })]),
      hateThatSpread([videoFigure(neon, { palette: [...coolPalette] })], [filmFigure(small)]),
      koreanSpread(pictures),
      wordsOnlySpread(),
    ],
    credits: [
      '2046, dir. Wong Kar Wai 王家衛 (2004), Hong Kong',
      'Key feat. Taeyeon, “Hate that…” (2021), South Korea',
      'Pictures: stand-ins drawn for this document.',
    ],
    ...more,
  };
}
