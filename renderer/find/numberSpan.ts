import type { NumberSpan } from '../../shared/domain/searchFilter.ts';

/** Aspect ratios that have a name in the trade; a picture within `slack` of one is called so. */
const namedAspects: readonly { readonly names: readonly string[]; readonly ratio: number }[] = [
  { names: ['2.39', '2.39:1', '2.35', '2.40', '21:9', 'scope'], ratio: 2.39 },
  { names: ['2.00', '2:1', '18:9'], ratio: 2 },
  { names: ['1.85', '1.85:1', 'flat'], ratio: 1.85 },
  { names: ['16:9', '1.78', 'hd'], ratio: 16 / 9 },
  { names: ['1.66', '5:3'], ratio: 5 / 3 },
  { names: ['4:3', '1.33', '1.37', 'academy'], ratio: 4 / 3 },
  { names: ['1:1', 'square', '정사각'], ratio: 1 },
  { names: ['9:16'], ratio: 9 / 16 },
];
/** Share of the ratio; narrow enough to keep 1.78 and 1.85 apart. */
const slack = 0.018;

const rounded = (value: number, to = 1000): number => Math.round(value * to) / to;

/** The span of ratios that goes by one named ratio. */
function spanAround(ratio: number): NumberSpan {
  // Prints and transfers of scope differ from 2.33 to 2.41.
  if (ratio === 2.39) return { min: 2.3, max: 2.44 };
  if (ratio === 4 / 3) return { min: 1.29, max: 1.39 };
  return { min: rounded(ratio * (1 - slack)), max: rounded(ratio * (1 + slack)) };
}

/** Named aspect ratios as choices, widest first; "vertical" is anything taller than wide. */
export const aspectChoices: readonly { readonly label: string; readonly span: NumberSpan }[] = [
  ...namedAspects.map(({ names, ratio }) => ({ label: names[0] ?? '', span: spanAround(ratio) })),
  { label: 'vertical', span: { min: null, max: 0.95 } },
];

const isSame = (a: NumberSpan, b: NumberSpan): boolean => a.min === b.min && a.max === b.max;

/** Whether a value lies in one of the spans; a value that is not known lies in none. */
export function liesInSpans(value: number | null, spans: readonly NumberSpan[]): boolean {
  if (spans.length === 0) return true;
  return (
    value !== null &&
    spans.some(({ min, max }) => (min === null || value >= min) && (max === null || value <= max))
  );
}

/**
 * Reads "1994-2000", "<2", ">= 3", "2-", "-5", "from 3", "up to 8" or one number.
 * @param around what one number alone means
 * @returns null where it is no span
 */
export function parseSpan(text: string, around: (value: number) => NumberSpan): NumberSpan | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[–—−~〜～]/gu, '-')
    .replace(/(?<=[\d\s])(?:seconds?|secs?|s)(?![\p{L}\d])/gu, '')
    .replace(/(?<=\d\s*)(?:초|秒|년|年)/gu, '')
    .replaceAll(/\s+/gu, '')
    .replace(',', '.');
  const number = String.raw`(\d{1,6}(?:\.\d{1,4})?)`;
  const two = new RegExp(`^${number}-${number}$`, 'u').exec(plain);
  if (two !== null) {
    const [from, to] = [Number(two[1]), Number(two[2])];
    return from <= to ? { min: from, max: to } : { min: to, max: from };
  }
  const most =
    new RegExp(`^(?:<=?|≤|-|upto|until|under|below|before)${number}$`, 'u').exec(plain) ??
    new RegExp(`^${number}(?:이하|미만|까지|이전)$`, 'u').exec(plain);
  if (most !== null) return { min: null, max: Number(most[1]) };
  const least =
    new RegExp(`^(?:>=?|≥|from|since|over|above|after)${number}$`, 'u').exec(plain) ??
    new RegExp(`^${number}(?:[-+]|이상|초과|부터|이후)$`, 'u').exec(plain);
  if (least !== null) return { min: Number(least[1]), max: null };
  const one = new RegExp(`^${number}$`, 'u').exec(plain);
  return one === null ? null : around(Number(one[1]));
}

/** Years: "1994", "1994-2000", "1990s", "90s", "1990년대", "since 2004", "2004 이후". */
export function parseYears(text: string): NumberSpan | null {
  const decade = /^\s*(\d{3}|[3-9])0\s?(?:s|년대|年代)\s*$/u.exec(text.normalize('NFKC').toLowerCase());
  if (decade !== null) {
    const from = Number((decade[1] ?? '').padStart(3, '19')) * 10;
    return { min: from, max: from + 9 };
  }
  const span = parseSpan(text, (year) => ({ min: year, max: year }));
  const isYear = (year: number | null): boolean =>
    year === null || (Number.isInteger(year) && year >= 1000 && year <= 2200);
  return span !== null && isYear(span.min) && isYear(span.max) ? span : null;
}

/** Shot lengths in seconds; one number alone is a length to a tenth either way. */
export function parseShotLength(text: string): NumberSpan | null {
  const span = parseSpan(text, (value) => ({
    min: rounded(value * 0.9, 100),
    max: rounded(value * 1.1, 100),
  }));
  // No shot lasts nothing.
  return span === null || span.max === 0 ? null : span;
}

/** Aspect ratios: a name, "1.85", "16:9", "1.3-1.5". */
export function parseAspect(text: string): NumberSpan | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (['vertical', 'portrait', 'upright', '세로'].includes(plain)) return { min: null, max: 0.95 };
  const named = namedAspects.find(({ names }) => names.includes(plain));
  if (named !== undefined) return spanAround(named.ratio);
  const colon = /^(\d{1,4}(?:\.\d+)?)\s*[:x×/]\s*(\d{1,4}(?:\.\d+)?)$/u.exec(plain);
  if (colon !== null && Number(colon[1]) > 0 && Number(colon[2]) > 0)
    return spanAround(Number(colon[1]) / Number(colon[2]));
  const span = parseSpan(plain, spanAround);
  const isRatio = (end: number | null): boolean => end === null || (end > 0 && end <= 20);
  return span !== null && isRatio(span.min) && isRatio(span.max) ? span : null;
}

/** "1994", "1994–2000", "up to 2000", "from 1994". */
export function yearsText({ min, max }: NumberSpan): string {
  if (min === null) return `up to ${max ?? ''}`;
  if (max === null) return `from ${min}`;
  return min === max ? String(min) : `${min}–${max}`;
}

/** "2–5 s", "up to 2 s", "from 3 s". */
export function shotLengthText({ min, max }: NumberSpan): string {
  if (min === null) return `up to ${max ?? ''} s`;
  return max === null ? `from ${min} s` : `${min}–${max} s`;
}

/** "2.39" where the span is that of a named ratio, else "1.3–1.5". */
export function aspectText(span: NumberSpan): string {
  const named = aspectChoices.find((choice) => isSame(choice.span, span));
  if (named !== undefined) return named.label;
  const { min, max } = span;
  if (min === null) return `up to ${max ?? ''}`;
  return max === null ? `from ${min}` : `${min}–${max}`;
}

/** Adds a span unless it is there. */
export function withSpan(spans: readonly NumberSpan[], added: NumberSpan): NumberSpan[] {
  return spans.some((span) => isSame(span, added)) ? [...spans] : [...spans, added];
}
