import { faceRuns, graphemesOf, printableText } from './faceRuns.ts';
import { type HanLanguage, hanLanguage } from './hanLanguage.ts';
import type { FontFace, FontWeight, TextMeasure } from './pageLayout.ts';
import { printColour } from './printGrid.ts';

/** Text of one look within a paragraph. */
export interface Span {
  readonly text: string;
  readonly weight: FontWeight;
  readonly colour: string;
  /** Web address, or null. */
  readonly url: string | null;
}

/** Makes a span; regular ink without a link unless told. */
export function span(text: string, look: Partial<Omit<Span, 'text'>> = {}): Span {
  return { text, weight: 'regular', colour: printColour.ink, url: null, ...look };
}

/** What a line is made of; x counts from the line's left edge, in points. */
export interface LineRun {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly face: FontFace;
  readonly span: Span;
}

export interface Line {
  readonly runs: readonly LineRun[];
  /** Without trailing spaces. */
  readonly width: number;
}

/** What setting text needs to know. */
export interface TextSetting {
  readonly measure: TextMeasure;
  readonly hanFallback: HanLanguage;
}

interface Piece {
  /** Unbreakable text with the spaces that follow it. */
  readonly text: string;
  readonly span: Span;
  /** May a line end after it? Not where a span changes within a word. */
  readonly breakAfter: boolean;
  readonly endsParagraphLine: boolean;
}

// Line-start and line-end prohibition as in JIS X 4051 and CLREQ, with the Latin marks that behave alike.
const notAtLineStart =
  /^[、。，．・：；？！‥…ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ）〕］｝〉》」』】〙〗〟’”»)\]}%‰℃°,.!?:;·～〜—–]/u;
const notAtLineEnd = /[（〔［｛〈《「『【〘〖〝‘“«([{$¥￥£€＄]$/u;
const breaksAnywhere = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff65〓]/u;
const space = /[ \u2000-\u200a\u3000]/u;

/** May a line end between two characters of one span? */
function mayBreak(before: string, after: string, inUrl: boolean): boolean {
  if (before === '\n') return true;
  if (after === '\n' || space.test(after)) return false;
  if (space.test(before)) return true;
  if (notAtLineStart.test(after) || notAtLineEnd.test(before)) return false;
  if (inUrl) return /[/?&=#._%~:+-]/.test(before) && !/[/]/.test(after);
  if (/[-–—/]/.test(before) && /[\p{L}\p{N}]/u.test(after)) return true;
  return breaksAnywhere.test(before) || breaksAnywhere.test(after);
}

/** A name or title of so few ideographs is not parted: 王家衛, 墮落天使. */
const longestTerm = 6;

/** For each character the number of the short run of ideographs it belongs to; null outside of one. */
function shortTerms(characters: readonly string[]): (number | null)[] {
  const terms: (number | null)[] = characters.map(() => null);
  for (let start = 0; start < characters.length; start++) {
    let end = start;
    while (end < characters.length && breaksAnywhere.test(characters[end] ?? '')) end += 1;
    if (end > start && end - start <= longestTerm) terms.fill(start, start, end);
    start = end;
  }
  return terms;
}

function piecesOf(spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  spans.forEach((current, spanIndex) => {
    const characters = graphemesOf(current.text);
    const nextStart = spans[spanIndex + 1]?.text[0];
    const termOf = shortTerms(characters);
    let text = '';
    characters.forEach((character, index) => {
      const after = characters[index + 1] ?? nextStart;
      const last = index === characters.length - 1;
      text += character;
      const breakAfter =
        after === undefined ||
        (mayBreak(character, after, current.url !== null && !last) &&
          (termOf[index] === null || termOf[index] !== termOf[index + 1]));
      if (!breakAfter && !last) return;
      pieces.push({ text, span: current, breakAfter, endsParagraphLine: character === '\n' });
      text = '';
    });
  });
  return pieces;
}

/**
 * Breaks a paragraph into lines no wider than `widthPt`. Latin and Hangul break at spaces and after hyphens,
 * Han and Kana between characters with no closing mark at a line's start, addresses after their punctuation;
 * a word longer than a line breaks where it must.
 * @returns at least one line, an empty one for an empty text
 */
export function breakLines(
  spans: readonly Span[],
  sizePt: number,
  widthPt: number,
  setting: TextSetting,
): Line[] {
  const { measure, hanFallback } = setting;
  const printable = spans.map((part) => ({ ...part, text: printableText(part.text, measure) }));
  const language = hanLanguage(printable.map((part) => part.text).join(''), hanFallback);
  const widthOf = (text: string, weight: FontWeight): number =>
    faceRuns(text, language, measure).reduce(
      (sum, run) => sum + measure.widthOf(run.text, run.face, weight, sizePt),
      0,
    );

  const lines: Line[] = [];
  let line: Piece[] = [];
  let lineWidth = 0;
  const closeLine = (): void => {
    lines.push(setLine(line, language, sizePt, measure));
    line = [];
    lineWidth = 0;
  };
  const add = (pieces: readonly Piece[], width: number): void => {
    line.push(...pieces);
    lineWidth += width;
  };

  for (const word of wordsOf(piecesOf(printable))) {
    const solid = word.map((piece) => widthOf(piece.text.replace(/[\s\u3000]+$/u, ''), piece.span.weight));
    const full = word.map((piece) => widthOf(piece.text.replaceAll('\n', ''), piece.span.weight));
    // Spaces within a word belong to its width, those at its end do not count against the line.
    const wordWidth = sum(full.slice(0, -1)) + (solid.at(-1) ?? 0);
    if (lineWidth + wordWidth > widthPt && line.length > 0) closeLine();
    if (wordWidth <= widthPt) add(word, sum(full));
    else {
      for (const piece of word) {
        for (const part of graphemesOf(piece.text)) {
          const partWidth = part === '\n' ? 0 : widthOf(part, piece.span.weight);
          if (lineWidth + partWidth > widthPt && line.length > 0 && !/\s/u.test(part)) closeLine();
          add([{ ...piece, text: part }], partWidth);
        }
      }
    }
    if (word.at(-1)?.endsParagraphLine === true) closeLine();
  }
  if (line.length > 0 || lines.length === 0) closeLine();
  return lines;
}

/** Joins pieces that a line may not part, where a span changes within a word. */
function wordsOf(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = [];
  let word: Piece[] = [];
  for (const piece of pieces) {
    word.push(piece);
    if (piece.breakAfter || piece.endsParagraphLine) {
      words.push(word);
      word = [];
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}

function setLine(
  pieces: readonly Piece[],
  language: HanLanguage | null,
  sizePt: number,
  measure: TextMeasure,
): Line {
  const joined: { text: string; span: Span }[] = [];
  for (const piece of pieces) {
    const text = piece.text.replaceAll('\n', '');
    const last = joined.at(-1);
    if (last !== undefined && last.span === piece.span) last.text += text;
    else joined.push({ text, span: piece.span });
  }
  const runs: LineRun[] = [];
  let x = 0;
  for (const part of joined) {
    for (const run of faceRuns(part.text, language, measure)) {
      const width = measure.widthOf(run.text, run.face, part.span.weight, sizePt);
      runs.push({ text: run.text, x, width, face: run.face, span: part.span });
      x += width;
    }
  }
  const last = runs.at(-1);
  if (last === undefined) return { runs, width: 0 };
  const trimmed = last.text.replace(/[\s\u3000]+$/u, '');
  return {
    runs,
    width: last.x + measure.widthOf(trimmed, last.face, last.span.weight, sizePt),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The text of a line as it reads. */
export function lineText(line: Line): string {
  return line.runs.map((run) => run.text).join('');
}

/**
 * At most `maxLines` lines; what does not fit ends in an ellipsis.
 * @returns the lines and whether anything was left out
 */
export function breakLinesAtMost(
  spans: readonly Span[],
  sizePt: number,
  widthPt: number,
  maxLines: number,
  setting: TextSetting,
): { lines: Line[]; shortened: boolean } {
  const lines = breakLines(spans, sizePt, widthPt, setting);
  if (lines.length <= maxLines) return { lines, shortened: false };
  const kept = lines.slice(0, maxLines);
  const last = kept.at(-1);
  const look = last?.runs.at(-1)?.span ?? spans[0] ?? span('');
  let parts: Span[] = last === undefined ? [] : last.runs.map((run) => ({ ...run.span, text: run.text }));
  // Shorten from the end until the ellipsis has room.
  for (;;) {
    const end = parts.at(-1);
    const text = `${(end?.text ?? '').trimEnd()}…`;
    const candidate = [...parts.slice(0, -1), { ...(end ?? look), text }];
    const set = breakLines(candidate, sizePt, widthPt, setting);
    if (set.length <= 1 || end === undefined) {
      kept[kept.length - 1] = set[0] ?? { runs: [], width: 0 };
      return { lines: kept, shortened: true };
    }
    const shorter = graphemesOf(end.text).slice(0, -1).join('').trimEnd();
    parts = shorter === '' ? parts.slice(0, -1) : [...parts.slice(0, -1), { ...end, text: shorter }];
  }
}
