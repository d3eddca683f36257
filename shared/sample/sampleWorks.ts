import { type WorkId, workIdSchema } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';

/** Fixed ids of the sample library's works. */
export const sampleWorkId = {
  hateThat: workIdSchema.parse('sample-work-hate-that'),
  rightThroughMe: workIdSchema.parse('sample-work-right-through-me'),
  lmly: workIdSchema.parse('sample-work-lmly'),
  bittersweet: workIdSchema.parse('sample-work-bittersweet'),
  yesNoMaybe: workIdSchema.parse('sample-work-yes-no-maybe'),
  film2046: workIdSchema.parse('sample-work-2046'),
  happyTogether: workIdSchema.parse('sample-work-happy-together'),
  fallenAngels: workIdSchema.parse('sample-work-fallen-angels'),
  chungkingExpress: workIdSchema.parse('sample-work-chungking-express'),
  inTheMoodForLove: workIdSchema.parse('sample-work-in-the-mood-for-love'),
} as const;

const standIn =
  'The pictures of this work were drawn for Afterimage. They are stand-ins and show no frame of the work itself.';

const blank = { country: '', credits: [], links: [], note: standIn, sample: true } as const;

const musicVideo = (id: WorkId, title: string, artists: string[], year: number) => ({
  ...blank,
  id,
  kind: 'music-video' as const,
  title,
  originalTitle: '',
  artists,
  directors: [],
  year,
});

const film = (id: WorkId, title: string, originalTitle: string, year: number) => ({
  ...blank,
  id,
  kind: 'film' as const,
  title,
  originalTitle,
  artists: [],
  directors: ['Wong Kar Wai 王家衛'],
  year,
});

/**
 * Five music videos and the films that they are said to remember.
 * @param createdAt ISO 8601
 */
export function sampleWorks(createdAt: string): Work[] {
  return [
    musicVideo(sampleWorkId.hateThat, 'Hate that…', ['Key 키 feat. Taeyeon 태연'], 2021),
    musicVideo(sampleWorkId.rightThroughMe, 'Right Through Me', ['DAY6 (Even of Day)'], 2021),
    musicVideo(sampleWorkId.lmly, 'LMLY', ['Jackson Wang 잭슨 王嘉爾'], 2021),
    musicVideo(
      sampleWorkId.bittersweet,
      'Bittersweet',
      ['Wonwoo 원우', 'Mingyu 민규', 'feat. Lee Hi 이하이'],
      2021,
    ),
    musicVideo(sampleWorkId.yesNoMaybe, 'Yes No Maybe', ['Suzy 수지'], 2022),
    film(sampleWorkId.film2046, '2046', '', 2004),
    film(sampleWorkId.happyTogether, 'Happy Together', '春光乍洩', 1997),
    film(sampleWorkId.fallenAngels, 'Fallen Angels', '墮落天使', 1995),
    film(sampleWorkId.chungkingExpress, 'Chungking Express', '重慶森林', 1994),
    film(sampleWorkId.inTheMoodForLove, 'In the Mood for Love', '花樣年華', 2000),
  ].map((work) => ({ ...work, credits: [], links: [], createdAt }));
}
