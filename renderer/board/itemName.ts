import type { BoardItem } from '../../shared/domain/board.ts';
import { linkLabel, linkSentence } from '../../shared/domain/linkSentence.ts';
import { frameTimecode, momentTimecode } from '../../shared/timecode/frameTimecode.ts';
import type { BoardContent } from './boardSession.ts';

/** What an item is called for people who hear the board instead of seeing it. */
export function itemName(item: BoardItem, content: BoardContent): string {
  const shown = item.content;
  switch (shown.kind) {
    case 'frame':
    case 'palette': {
      const frame = content.frames.get(shown.frameId);
      if (frame === undefined) return shown.kind === 'frame' ? 'Removed frame' : 'Removed palette';
      const title = content.works.get(frame.workId)?.title ?? 'Removed work';
      const place = frameTimecode(frame) ?? 'still';
      const kind = shown.kind === 'frame' ? 'Frame' : 'Palette';
      return [`${kind}: ${title}`, place, shown.kind === 'frame' ? frame.altText : '']
        .filter(Boolean)
        .join(', ');
    }
    case 'swatches':
      return `Palette: ${shown.title}`;
    case 'work':
      return `Work: ${content.works.get(shown.workId)?.title ?? 'removed'}`;
    case 'moment': {
      const moment = content.moments.get(shown.momentId);
      if (moment === undefined) return 'Removed moment';
      return `Moment: ${moment.label || 'no description'}, ${momentTimecode(moment) ?? 'timecode unknown'}`;
    }
    case 'note':
      return `Note: ${firstWords(shown.text)}`;
    case 'heading':
      return `Heading: ${firstWords(shown.text)}`;
    default: {
      const link = content.links.get(shown.linkId);
      return link === undefined
        ? 'Removed homage link'
        : `Homage link: ${linkSentence(link, content.works)}, ${linkLabel(link)}`;
    }
  }
}

function firstWords(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line === '') return 'empty';
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
