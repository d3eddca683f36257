import { type Span, span } from './breakLines.ts';
import type { PrintEvidence, PrintSpread } from './printDocument.ts';
import { printColour, textStyle } from './printGrid.ts';
import type { FlowParagraph } from './textFlow.ts';

/** A labelled part of a spread's text. */
export interface SpreadSection {
  readonly label: string;
  readonly paragraphs: readonly FlowParagraph[];
}

const blankLinePt = textStyle.body.leadingPt;

/** "RELATION" and its like: stays with what follows. */
export function sectionLabel(text: string): FlowParagraph {
  return {
    spans: [span(text.toUpperCase(), { weight: 'semibold', colour: printColour.grey })],
    style: textStyle.label,
    role: 'subheading',
    spaceBeforePt: blankLinePt,
    keepWithNext: true,
  };
}

/** A paragraph of body text. */
export function bodyParagraph(
  spans: readonly Span[],
  spaceBeforePt = 0,
  keepWithNext = false,
): FlowParagraph {
  return { spans, style: textStyle.body, role: 'paragraph', spaceBeforePt, keepWithNext };
}

/** Paragraphs of a text that may have blank lines; half a line of space where the writer left one. */
function textParagraphs(text: string): FlowParagraph[] {
  const paragraphs: FlowParagraph[] = [];
  let gap = 0;
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === '') gap = blankLinePt;
    else {
      paragraphs.push(bodyParagraph([span(line.trim())], paragraphs.length === 0 ? 0 : gap));
      gap = 0;
    }
  }
  return paragraphs;
}

function relationSection(spread: PrintSpread): SpreadSection {
  const meaning = spread.relationMeaning === '' ? '' : `: ${spread.relationMeaning}`;
  return {
    label: 'Relation',
    paragraphs: [
      bodyParagraph([span(spread.relationLabel, { weight: 'semibold' }), span(meaning)]),
      bodyParagraph([span(`Scope: ${lowerFirst(spread.scopeLabel)}`)]),
    ],
  };
}

function sharedSection(spread: PrintSpread): SpreadSection {
  return {
    label: 'Shared',
    paragraphs: spread.features.map(({ label, detail }) =>
      bodyParagraph([span(detail === '' ? label : `${label}: ${detail}`)]),
    ),
  };
}

function evidenceParagraphs(evidence: PrintEvidence, first: boolean): FlowParagraph[] {
  const grey = { colour: printColour.grey };
  const paragraphs = [
    bodyParagraph(
      [
        span(evidence.typeLabel, { weight: 'semibold' }),
        ...(evidence.typeMeaning === '' ? [] : [span(`, ${evidence.typeMeaning}`)]),
        span(` · certainty ${evidence.certainty} of 5`, grey),
      ],
      first ? 0 : blankLinePt,
      true,
    ),
  ];
  const [statement, ...more] = textParagraphs(evidence.statement);
  const claimant =
    evidence.claimant === ''
      ? []
      : [span(statement === undefined ? evidence.claimant : `${evidence.claimant}: `)];
  if (claimant.length > 0 || statement !== undefined) {
    paragraphs.push(bodyParagraph([...claimant, ...(statement?.spans ?? [])]));
  }
  paragraphs.push(...more);
  const source = sourceSpans(evidence);
  if (source.length > 0) paragraphs.push(bodyParagraph(source));
  const last = paragraphs.length - 1;
  return paragraphs.map((paragraph, index) =>
    index === last ? { ...paragraph, keepWithNext: false } : paragraph,
  );
}

function sourceSpans(evidence: PrintEvidence): Span[] {
  const grey = { colour: printColour.grey };
  const spans: Span[] = [];
  if (evidence.source !== '') spans.push(span(evidence.source, grey));
  if (evidence.url !== '') {
    if (spans.length > 0) spans.push(span(endsSentence(evidence.source) ? ' ' : '. ', grey));
    spans.push(span(shownAddress(evidence.url), { colour: printColour.link, url: evidence.url }));
  }
  if (evidence.accessedOn !== '') {
    spans.push(
      span(`${spans.length > 0 ? ', accessed' : 'Accessed'} ${shortDate(evidence.accessedOn)}`, grey),
    );
  }
  return spans;
}

function evidenceSection(spread: PrintSpread): SpreadSection {
  const paragraphs =
    spread.evidence.length > 0
      ? spread.evidence.flatMap((evidence, index) => evidenceParagraphs(evidence, index === 0))
      : [
          bodyParagraph([
            span('No evidence is given. The relation is an inference of this board’s author, not confirmed.'),
          ]),
        ];
  return { label: 'Evidence', paragraphs };
}

/** The text of a spread in three columns: what it is, what the author adds, who says so. */
export function spreadColumns(
  spread: PrintSpread,
  overflow: readonly { number: number; text: string }[],
): readonly [readonly SpreadSection[], readonly SpreadSection[], readonly SpreadSection[]] {
  const relation = [relationSection(spread)];
  const shared = [sharedSection(spread)];
  const note = [{ label: 'Note', paragraphs: textParagraphs(spread.note) }];
  const captions: SpreadSection = {
    label: 'Captions in full',
    paragraphs: overflow.map(({ number, text }) =>
      bodyParagraph([span(`Fig. ${number}  `, { weight: 'semibold' }), span(text)], 0),
    ),
  };
  const filled = (sections: readonly SpreadSection[]): SpreadSection[] =>
    sections.filter((section) => section.paragraphs.length > 0);
  const evidence = [evidenceSection(spread), captions];
  return spread.note.trim() === ''
    ? [filled(relation), filled(shared), filled(evidence)]
    : [filled([...relation, ...shared]), filled(note), filled(evidence)];
}

/** An address as it is printed: without what every address starts with. */
export function shownAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** "22 Nov 2026" for 2026-11-22, never parted at a line's end; anything else comes back as it is. */
export function shortDate(isoDate: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(isoDate) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? isoDate : `${Number(day)}\u00a0${name}\u00a0${year}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function endsSentence(text: string): boolean {
  return /[.!?…。][”’"')]*$/u.test(text.trim());
}
