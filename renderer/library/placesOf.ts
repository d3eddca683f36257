import type { FrameId } from '../../shared/domain/ids.ts';

/** Frames of a long list by their place and the other way; found out only once it is asked: most lists are only scrolled. */
export class PlacesOf {
  readonly #frames: readonly { readonly id: FrameId }[];
  #order: readonly FrameId[] | null = null;
  #places: Map<FrameId, number> | null = null;

  constructor(frames: readonly { readonly id: FrameId }[]) {
    this.#frames = frames;
  }

  get order(): readonly FrameId[] {
    this.#order ??= this.#frames.map(({ id }) => id);
    return this.#order;
  }

  get(id: FrameId): number | undefined {
    this.#places ??= new Map(this.#frames.map((frame, place) => [frame.id, place]));
    return this.#places.get(id);
  }

  has(id: FrameId): boolean {
    return this.get(id) !== undefined;
  }
}
