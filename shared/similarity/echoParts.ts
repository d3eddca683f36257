/** The parts of likeness which a person weighs. */
export const echoParts = ['palette', 'layout', 'light', 'structure'] as const;
export type EchoPart = (typeof echoParts)[number];

/** How much each part of likeness counts, 0-1; only the ratios matter. */
export type EchoWeights = Readonly<Record<EchoPart, number>>;

/** How alike two pictures are in each part, 0-1; 1 is the same. */
export type EchoScores = Readonly<Record<EchoPart, number>>;

/** What the sliders start from. */
export const defaultEchoWeights: EchoWeights = { palette: 0.5, layout: 0.5, light: 0.5, structure: 0.5 };

/** Weights that add to 1; all alike where none is over 0. */
export function sharesOf(weights: EchoWeights): EchoWeights {
  const total = echoParts.reduce((sum, part) => sum + Math.max(0, weights[part]), 0);
  const share = (part: EchoPart): number =>
    total > 0 ? Math.max(0, weights[part]) / total : 1 / echoParts.length;
  return {
    palette: share('palette'),
    layout: share('layout'),
    light: share('light'),
    structure: share('structure'),
  };
}

/** The parts together, 0-1. @param shares weights that add to 1 */
export function weightedScore(scores: EchoScores, shares: EchoWeights): number {
  return echoParts.reduce((sum, part) => sum + scores[part] * shares[part], 0);
}
