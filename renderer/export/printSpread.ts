import type { Frame } from '../../shared/domain/frame.ts';
import {
  evidenceTypeText,
  featureLabel,
  type HomageLink,
  type LinkEnd,
  relationText,
  scopeLabel,
} from '../../shared/domain/homageLink.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { linkTitles, linkVerb } from '../../shared/domain/linkSentence.ts';
import type { PrintFigure, PrintSpread } from '../../shared/print/printDocument.ts';
import { frameTimecode, momentTimecode } from '../../shared/timecode/frameTimecode.ts';
import { shownPicture } from '../ui/pictureBars.ts';
import { workCaption } from './printWords.ts';
import type { BoardRows } from './readBoard.ts';

/**
 * One homage link with all that its pages say.
 * @param withBars frames whose pictures are printed with their bars, as the board shows them
 */
export function printSpread(
  link: HomageLink,
  rows: Pick<BoardRows, 'frames' | 'works' | 'moments'>,
  withBars: ReadonlySet<FrameId>,
): PrintSpread {
  const titles = linkTitles(link, rows.works);
  const relation = relationText[link.relation];
  return {
    fromTitle: titles.from,
    toTitle: titles.to,
    verb: linkVerb(link),
    from: link.from.map((end) => figureOf(end, rows, withBars)),
    to: link.to.map((end) => figureOf(end, rows, withBars)),
    relationLabel: relation.label,
    relationMeaning: relation.meaning,
    scopeLabel: scopeLabel[link.scope],
    features: link.features.map(({ id, detail }) => ({ label: featureLabel[id], detail })),
    note: link.note,
    evidence: link.evidence.map(({ type, ...evidence }) => ({
      ...evidence,
      typeLabel: evidenceTypeText[type].label,
      typeMeaning: evidenceTypeText[type].meaning,
    })),
  };
}

function figureOf(
  end: LinkEnd,
  { frames, works, moments }: Pick<BoardRows, 'frames' | 'works' | 'moments'>,
  withBars: ReadonlySet<FrameId>,
): PrintFigure {
  const caption = workCaption(works.get(end.workId));
  if (end.type === 'moment') {
    const moment = moments.get(end.momentId);
    return {
      picture: null,
      caption,
      momentLabel: moment?.label ?? 'A moment that was removed',
      timecode: moment === undefined ? null : momentTimecode(moment),
      palette: [],
      altText: '',
    };
  }
  const frame = frames.get(end.frameId);
  if (frame === undefined) {
    const momentLabel = 'A frame that was removed';
    return { picture: null, caption, momentLabel, timecode: null, palette: [], altText: '' };
  }
  return {
    picture: shownPicture(frame.picture, withBars.has(frame.id)),
    caption,
    momentLabel: '',
    timecode: frameTimecode(frame),
    palette: frame.palette,
    altText: frameAltText(frame, caption),
  };
}

/** What a screen reader says of a frame: the user's own words, else the work, the time and the colours. */
export function frameAltText(frame: Frame, caption: string): string {
  if (frame.altText.trim() !== '') return frame.altText;
  const timecode = frameTimecode(frame);
  const colours = frame.palette.slice(0, 3).map(({ name }) => name);
  const at = timecode === null ? '' : ` at ${timecode}`;
  return `Frame of ${caption}${at}${colours.length === 0 ? '' : `. Mostly ${colours.join(', ')}`}`;
}
