import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import type { EchoPart, EchoWeights } from '../../shared/similarity/echoParts.ts';

export {
  defaultEchoWeights,
  type EchoPart,
  type EchoWeights,
  echoParts,
} from '../../shared/similarity/echoParts.ts';

/** One colour looked for. */
export interface WantedColour {
  /** OKLab lightness 0-1, a and b about -.4 to .4. */
  readonly oklab: readonly [number, number, number];
  /** How much it counts beside the other colours, over 0; only the ratio matters. */
  readonly weight: number;
}

/** What a colour search asks. */
export interface ColourQuery {
  /** One to five, or up to eight where a frame's own palette is what is looked for. */
  readonly colours: readonly WantedColour[];
  /** How far a swatch may lie from a wanted colour and still count, Delta E(OK) .01-.3. */
  readonly tolerance: number;
}

/** The swatch of a frame that comes nearest to a wanted colour. */
export interface MatchedColour {
  /** Place of the colour in the query. */
  readonly wanted: number;
  /** Place of the swatch in the frame's palette. */
  readonly swatch: number;
  readonly deltaE: number;
}

/** A frame that has the wanted colours. */
export interface ColourHit {
  readonly frameId: FrameId;
  /** 0-1; 1 has every colour exactly, over an area that cannot be missed. */
  readonly score: number;
  readonly matched: readonly MatchedColour[];
}

/** Whose look-alikes are wanted, and among what. */
export interface EchoQuery {
  /** A frame; the frames of a moment; all frames of a work. */
  readonly frameIds: readonly FrameId[];
  readonly weights: EchoWeights;
  /** Whether a picture turned left to right counts as alike. */
  readonly mirrored: boolean;
  /** Only frames of these works; null for the whole library. */
  readonly amongWorkIds: readonly WorkId[] | null;
  /** Only these frames; null, or left out, for all. */
  readonly amongFrameIds?: readonly FrameId[] | null;
  /** Frames of these works are left out (as a rule the work that the question comes from). */
  readonly exceptWorkIds: readonly WorkId[];
}

/** A frame that looks like one of those asked about. */
export interface EchoHit {
  /** Which of the frames asked about it looks like. */
  readonly ofFrameId: FrameId;
  readonly frameId: FrameId;
  /** 0-1, the weighted parts together. */
  readonly score: number;
  /** 0-1 each: how alike the two are in that part. */
  readonly parts: Readonly<Record<EchoPart, number>>;
  /** The match is with the picture turned left to right. */
  readonly mirrored: boolean;
}

/** What "Propose homages" asks: which moments of an MV look like which of some films. */
export interface ProposalQuery {
  readonly mvWorkId: WorkId;
  readonly filmWorkIds: readonly WorkId[];
  readonly weights: EchoWeights;
  readonly mirrored: boolean;
}

/** Search over all frames of the library by what they look like; answered by a worker that keeps an index in memory. */
export interface SearchClient {
  /** Frames by colour, best first. @param among only these frames; null for all */
  byColours(query: ColourQuery, among: readonly FrameId[] | null, limit: number): Promise<ColourHit[]>;
  /** Look-alikes, best first, each frame once. Rejects once the signal is given: many frames take long. */
  echoes(query: EchoQuery, limit: number, signal?: AbortSignal): Promise<EchoHit[]>;
  /** Candidate pairs of an MV's and the films' frames, best first; one a pair of shots. Rejects likewise. */
  proposeHomages(query: ProposalQuery, limit: number, signal?: AbortSignal): Promise<EchoHit[]>;
}
