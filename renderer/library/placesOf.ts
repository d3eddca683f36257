import type { FrameId } from '../../shared/domain/ids.ts';

/** Where frames stand in a long list; found out only once it is asked, since most lists are only scrolled. */
export class PlacesOf {
  readonly #order: readonly FrameId[];
  #places: Map<FrameId, number> | null = null;

  constructor(order: readonly FrameId[]) {
    this.#order = order;
  }

  get(id: FrameId): number | undefined {
    this.#places ??= new Map(this.#order.map((each, place) => [each, place]));
    return this.#places.get(id);
  }

  has(id: FrameId): boolean {
    return this.get(id) !== undefined;
  }
}
