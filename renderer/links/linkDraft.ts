import type { Rational, TimecodeOrigin } from '../../shared/domain/frame.ts';
import {
  type Evidence,
  evidenceSchema,
  type FeatureId,
  featureIdSchema,
  type HomageLink,
  homageLinkSchema,
  type LinkEnd,
  linkTextLimits,
  type Moment,
  momentSchema,
} from '../../shared/domain/homageLink.ts';
import {
  type FrameId,
  linkIdSchema,
  type MediaId,
  momentIdSchema,
  type WorkId,
} from '../../shared/domain/ids.ts';
import { spanTimecodes } from '../../shared/timecode/frameTimecode.ts';
import { parseTimecode } from '../../shared/timecode/parseTimecode.ts';

/** A moment as it is being typed. */
export interface MomentDraft {
  readonly id: Moment['id'];
  readonly workId: WorkId;
  readonly mediaId: MediaId | null;
  readonly label: string;
  readonly timecodeKnown: boolean;
  readonly inText: string;
  readonly outText: string;
  readonly frameRate: Rational;
  /** The rate of its file; null where the file is not in the library or is no video. */
  readonly mediaRate: Rational | null;
  /** The file's own timecode, where it has one. */
  readonly timecode?: TimecodeOrigin | undefined;
  /** The span as it was before any typing: kept to the frame where nothing of it is changed. */
  readonly span?: NonNullable<Moment['span']> | undefined;
  readonly sample: boolean;
}

export type EndDraft =
  | { readonly type: 'frame'; readonly frameId: FrameId; readonly workId: WorkId }
  | { readonly type: 'moment'; readonly moment: MomentDraft };

/** One piece of evidence as it is being typed; `key` tells rows apart. */
export interface EvidenceDraft extends Evidence {
  readonly key: string;
}

/** A link as it is being edited; only {@link finishDraft} makes a record of it. */
export interface LinkDraft {
  readonly id: HomageLink['id'];
  readonly from: readonly EndDraft[];
  readonly to: readonly EndDraft[];
  readonly relation: HomageLink['relation'];
  /** Features that are shared, each with its detail (which may be empty). */
  readonly features: Readonly<Partial<Record<FeatureId, string>>>;
  readonly scope: HomageLink['scope'];
  readonly note: string;
  readonly evidence: readonly EvidenceDraft[];
  readonly createdAt: string;
  readonly sample: boolean;
}

/** Something to mend before the link can be saved; `field` names where. */
export interface DraftProblem {
  readonly field: string;
  readonly text: string;
}

const newId = (): string => crypto.randomUUID();

/** What the ends of a link refer to. */
export interface DraftSources {
  readonly moments: ReadonlyMap<string, Moment>;
  /** Frame rates of the video files that moments lie in. */
  readonly frameRates: ReadonlyMap<MediaId, Rational>;
}

/** A draft with ends filled in. */
export function newDraft(from: readonly LinkEnd[], to: readonly LinkEnd[], sources: DraftSources): LinkDraft {
  return {
    id: linkIdSchema.parse(newId()),
    from: from.flatMap((end) => endDraft(end, sources)),
    to: to.flatMap((end) => endDraft(end, sources)),
    relation: 'uncertain',
    features: {},
    scope: 'shot',
    note: '',
    evidence: [],
    createdAt: new Date().toISOString(),
    sample: false,
  };
}

/** A draft of an existing link. */
export function draftOf(link: HomageLink, sources: DraftSources): LinkDraft {
  const features: Partial<Record<FeatureId, string>> = {};
  for (const { id, detail } of link.features) {
    const earlier = features[id];
    features[id] = earlier === undefined || earlier === '' ? detail : `${earlier}; ${detail}`;
  }
  return {
    ...newDraft(link.from, link.to, sources),
    id: link.id,
    relation: link.relation,
    features,
    scope: link.scope,
    note: link.note,
    evidence: link.evidence.map((evidence) => ({ ...evidence, key: newId() })),
    createdAt: link.createdAt,
    sample: link.sample,
  };
}

function endDraft(end: LinkEnd, { moments, frameRates }: DraftSources): EndDraft[] {
  if (end.type === 'frame') return [end];
  const moment = moments.get(end.momentId);
  if (moment === undefined) return [];
  const mediaRate = moment.mediaId === null ? null : (frameRates.get(moment.mediaId) ?? null);
  return [{ type: 'moment', moment: momentDraftOf(moment, mediaRate) }];
}

function momentDraftOf({ span, ...moment }: Moment, mediaRate: Rational | null): MomentDraft {
  const frameRate = span?.frameRate ?? mediaRate ?? { num: 24, den: 1 };
  return {
    ...moment,
    timecodeKnown: span !== null,
    ...(span === null ? { inText: '', outText: '' } : { ...spanTimecodes(span), span }),
    frameRate,
    mediaRate,
    timecode: span?.timecode,
  };
}

/** A moment to be described; its timecode is unknown until typed. */
export function newMomentDraft(
  workId: WorkId,
  media: { id: MediaId; frameRate: Rational; timecode?: TimecodeOrigin | undefined } | null,
): MomentDraft {
  return {
    id: momentIdSchema.parse(newId()),
    workId,
    mediaId: media?.id ?? null,
    label: '',
    timecodeKnown: false,
    inText: '',
    outText: '',
    frameRate: media?.frameRate ?? { num: 24, den: 1 },
    mediaRate: media?.frameRate ?? null,
    timecode: media?.timecode,
    sample: false,
  };
}

/** Own observation, dated today: what a user adds most and may always claim. */
export function newEvidenceDraft(today: string): EvidenceDraft {
  return {
    key: newId(),
    type: 'own-observation',
    claimant: '',
    statement: '',
    source: '',
    url: '',
    accessedOn: today,
    certainty: 3,
  };
}

/** Checks a draft and makes the records to save, or tells what to mend. */
export function finishDraft(
  draft: LinkDraft,
  nowIso: string,
): { ok: true; link: HomageLink; moments: Moment[] } | { ok: false; problems: DraftProblem[] } {
  const problems: DraftProblem[] = [];
  if (draft.from.length === 0)
    problems.push({ field: 'from', text: 'Add a frame or a moment of the music video.' });
  if (draft.to.length === 0) problems.push({ field: 'to', text: 'Add a frame or a moment of the film.' });

  const moments: Moment[] = [];
  const finishEnds = (ends: readonly EndDraft[]): LinkEnd[] =>
    ends.map((end) => {
      if (end.type === 'frame') return end;
      const finished = finishMoment(end.moment, problems);
      if (finished !== null) moments.push(finished);
      return { type: 'moment', momentId: end.moment.id, workId: end.moment.workId };
    });
  const from = finishEnds(draft.from);
  const to = finishEnds(draft.to);

  const evidence = draft.evidence.map(({ key, ...entry }) => {
    const trimmed = { ...entry, url: entry.url.trim(), accessedOn: entry.accessedOn.trim() };
    const checked = evidenceSchema.safeParse(trimmed);
    for (const issue of checked.error?.issues ?? []) {
      problems.push({
        field: `evidence.${key}.${String(issue.path[0])}`,
        text: evidenceProblem(String(issue.path[0]), { key, ...entry }),
      });
    }
    if (trimmed.statement.trim() === '' && trimmed.source.trim() === '') {
      problems.push({ field: `evidence.${key}.statement`, text: 'Say what is claimed, or name the source.' });
    }
    return trimmed;
  });
  if (problems.length > 0) return { ok: false, problems };

  const checked = homageLinkSchema.safeParse({
    id: draft.id,
    from,
    to,
    relation: draft.relation,
    features: chosenFeatures(draft).map((id) => ({ id, detail: draft.features[id]?.trim() ?? '' })),
    scope: draft.scope,
    note: draft.note.trim(),
    evidence,
    createdAt: draft.createdAt,
    updatedAt: nowIso,
    sample: draft.sample,
  });
  if (!checked.success)
    return { ok: false, problems: checked.error.issues.map((issue) => linkProblem(issue, draft)) };
  return { ok: true, link: checked.data, moments };
}

/** Where a link that was refused is to be mended. */
function linkProblem({ path }: { path: readonly PropertyKey[] }, draft: LinkDraft): DraftProblem {
  const [field, index] = path;
  if (field === 'features' && typeof index === 'number') {
    const id = chosenFeatures(draft)[index];
    return { field: `feature.${id}`, text: `At most ${linkTextLimits.featureDetail} characters.` };
  }
  if (field === 'note')
    return { field, text: `At most ${linkTextLimits.note.toLocaleString('en-GB')} characters.` };
  if (field === 'from' || field === 'to') return { field, text: 'At most 50 frames and moments on a side.' };
  if (field === 'evidence') return { field, text: 'At most 50 pieces of evidence.' };
  return { field: String(field), text: 'This cannot be saved as it is.' };
}

function chosenFeatures(draft: LinkDraft): FeatureId[] {
  return featureIdSchema.options.filter((id) => draft.features[id] !== undefined);
}

function evidenceProblem(field: string, entry: EvidenceDraft): string {
  if (field === 'url' && entry.url.length <= linkTextLimits.url) {
    return 'A web address starts with https:// or http://.';
  }
  if (field === 'accessedOn') return 'A date reads YYYY-MM-DD.';
  return 'This is too long.';
}

function finishMoment(draft: MomentDraft, problems: DraftProblem[]): Moment | null {
  const field = `moment.${draft.id}`;
  if (draft.label.trim() === '' && !draft.timecodeKnown) {
    problems.push({ field: `${field}.label`, text: 'Describe the moment, or give its timecode.' });
    return null;
  }
  const span = draft.timecodeKnown ? parseSpan(draft) : null;
  if (span === 'in' || span === 'out') {
    problems.push({
      field: `${field}.${span}`,
      text:
        span === 'in'
          ? 'A timecode reads 00:00:41:12.'
          : 'The out point comes after the in point: 00:00:44:20.',
    });
    return null;
  }
  const checked = momentSchema.safeParse({ ...draft, label: draft.label.trim(), span });
  if (checked.success) return checked.data;
  for (const { path } of checked.error.issues) {
    problems.push(
      path[0] === 'label'
        ? { field: `${field}.label`, text: `At most ${linkTextLimits.momentLabel} characters.` }
        : { field: `${field}.in`, text: 'This timecode cannot be saved.' },
    );
  }
  return null;
}

/** The typed span, or which of the two texts is wrong. An empty out point means one frame. */
function parseSpan({
  inText,
  outText,
  frameRate,
  timecode,
  span,
}: MomentDraft): NonNullable<Moment['span']> | 'in' | 'out' {
  if (span !== undefined && frameRate.num * span.frameRate.den === span.frameRate.num * frameRate.den) {
    const before = spanTimecodes(span);
    // With a variable frame rate the text says less than the span: it must not be read back unless it was changed.
    if (inText.trim() === before.inText && outText.trim() === before.outText) return span;
  }
  const inFrame = parseTimecode(inText.trim(), frameRate, timecode);
  if (inFrame === null) return 'in';
  const outFrame = outText.trim() === '' ? inFrame + 1 : parseTimecode(outText.trim(), frameRate, timecode);
  if (outFrame === null || outFrame <= inFrame) return 'out';
  const secondsOf = (frame: number): number => (frame * frameRate.den) / frameRate.num;
  return { inFrame, outFrame, inSec: secondsOf(inFrame), outSec: secondsOf(outFrame), frameRate, timecode };
}
