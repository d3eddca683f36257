import { oklabOfRgb, rgbOfOklab } from '../../shared/colour/oklab.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import type { BuiltInMoodId } from '../../shared/domain/moodId.ts';
import { seededRandom } from '../fixtures/pictures/drawPicture.ts';

/** A pixel before grading, in OKLab; `x` and `y` 0-1 from the top left. */
interface Pixel {
  readonly l: number;
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
}
type Grade = (pixel: Pixel) => readonly [l: number, a: number, b: number];
/** Draws its strengths, hues and places once a picture, of which the median lightness is told. */
type MakeGrade = (random: () => number, median: number) => Grade;

function lch(l: number, chroma: number, hue: number): [number, number, number] {
  const radians = (hue * Math.PI) / 180;
  return [l, chroma * Math.cos(radians), chroma * Math.sin(radians)];
}

const between = (random: () => number, from: number, to: number): number => from + random() * (to - from);

/** A dark room with a few lit tubes of one hue, and their light around them. */
function neon(hueFrom: number, hueTo: number): MakeGrade {
  return (random) => {
    const hue = between(random, hueFrom, hueTo);
    const tubes = Array.from({ length: 3 + Math.floor(random() * 3) }, () => ({
      x: between(random, 0.15, 0.85),
      from: between(random, 0.05, 0.4),
      to: between(random, 0.5, 0.9),
    }));
    const thick = between(random, 0.012, 0.022);
    return ({ l, a, b, x, y }) => {
      let near = 9;
      for (const tube of tubes) {
        const away = Math.max(tube.from - y, 0, y - tube.to);
        near = Math.min(near, Math.hypot((x - tube.x) * 1.6, away));
      }
      if (near < thick) return lch(0.66, 0.22, hue);
      const glow = Math.exp(-(((near - thick) / 0.16) ** 1.2));
      const [lightL, lightA, lightB] = lch(0.5 * (0.35 + l), 0.2 * (0.35 + 0.65 * l), hue);
      const dark = l * 0.3;
      return [
        dark + glow * (lightL - dark),
        a * 0.25 * (1 - glow) + glow * lightA,
        b * 0.25 * (1 - glow) + glow * lightB,
      ];
    };
  };
}

/** All light is one lamp's: what is left is how much of it each thing throws back. */
function lamp(hue: readonly [number, number], chroma: number, gain: number): MakeGrade {
  return (random) => {
    const own = between(random, hue[0], hue[1]);
    const lit = gain * between(random, 0.9, 1.1);
    return ({ l }) => lch(l * lit, Math.min(chroma, (chroma * l * lit) / 0.45), own);
  };
}

/** How pictures of each mood are made of photographs. */
const grades: Readonly<Record<BuiltInMoodId, MakeGrade>> = {
  'orange-red-glow': (random) => {
    const at = { x: between(random, 0.3, 0.7), y: between(random, 0.3, 0.6) };
    const size = between(random, 0.14, 0.26);
    const hue = between(random, 38, 52);
    return ({ l, a, b, x, y }) => {
      const away = Math.hypot((x - at.x) * 1.6, y - at.y) / size;
      const glow = away < 1 ? 1 : Math.exp(-(away - 1) * 1.4);
      const [lightL, lightA, lightB] = lch(0.28 + 0.5 * l, 0.17, hue - 8 * (1 - glow));
      const dark = l * 0.28;
      return [
        dark + glow * (lightL - dark),
        a * 0.2 * (1 - glow) + glow * lightA + 0.01,
        b * 0.2 * (1 - glow) + glow * lightB,
      ];
    };
  },
  'blue-neon': neon(245, 270),
  'pink-magenta-neon': neon(335, 365),
  'sodium-amber': lamp([66, 78], 0.13, 0.7),
  'fluorescent-green': (random) => {
    const strength = between(random, 0.05, 0.08);
    return ({ l, a, b, y }) => [
      Math.min(0.95, l * 0.62 + (y < 0.12 ? 0.42 : 0)),
      a * 0.15 - strength,
      b * 0.15 + strength * 0.45,
    ];
  },
  'sickly-yellow-green': (random) => {
    const strength = between(random, 0.05, 0.08);
    return ({ l, a, b }) => [0.1 + l * 0.72, a * 0.15 - strength * 0.36, b * 0.15 + strength];
  },
  'blood-red': lamp([22, 29], 0.2, 0.6),
  'teal-and-orange': (random, median) => {
    const turn = median + between(random, -0.04, 0.04);
    const strength = between(random, 0.8, 1.1);
    return ({ l, a, b }) => {
      const warm = 1 / (1 + Math.exp(-(l - turn) * 14));
      const [, tealA, tealB] = lch(0, 0.075 * strength, 205);
      const [, orangeA, orangeB] = lch(0, 0.1 * strength, 58);
      return [
        l * 0.95,
        a * 0.2 + tealA * (1 - warm) + orangeA * warm,
        b * 0.2 + tealB * (1 - warm) + orangeB * warm,
      ];
    };
  },
  'cold-warm-contrast': (random) => {
    const edge = between(random, 0.4, 0.6);
    return ({ l, a, b, x }) => {
      const warm = 1 / (1 + Math.exp(-(x - edge) * 18));
      const [, coldA, coldB] = lch(0, 0.1, 250);
      const [, warmA, warmB] = lch(0, 0.11, 62);
      return [
        0.1 + l * 0.7,
        a * 0.2 + coldA * (1 - warm) + warmA * warm,
        b * 0.2 + coldB * (1 - warm) + warmB * warm,
      ];
    };
  },
  'noir-low-key': (random) => {
    const at = between(random, 0.3, 0.7);
    const width = between(random, 0.1, 0.18);
    return ({ l, a, b, x, y }) => {
      const light = Math.exp(-(((x - at - (y - 0.5) * 0.4) / width) ** 2));
      return [Math.min(0.97, l * 0.16 + light * (0.15 + l)), a * 0.12, b * 0.12];
    };
  },
  night: (random) => {
    const lamps = Array.from({ length: 9 }, () => ({ x: random(), y: between(random, 0.2, 0.8) }));
    return ({ l, a, b, x, y }) => {
      const light = lamps.some((each) => Math.hypot((x - each.x) * 1.6, y - each.y) < 0.018);
      return light ? lch(0.82, 0.1, 75) : [l ** 1.3 * 0.34, a * 0.35 - 0.004, b * 0.35 - 0.03];
    };
  },
  'high-key': (random) => {
    const lift = between(random, 0.74, 0.8);
    return ({ l, a, b }) => [lift + (1 - lift) * l, a * 0.35, b * 0.35];
  },
  pastel: () => {
    return ({ l, a, b }) => {
      const chroma = Math.hypot(a, b);
      const gentle = 0.04 + Math.min(0.07, chroma * 0.6);
      const hue = chroma < 0.01 ? 20 : (Math.atan2(b, a) * 180) / Math.PI;
      return lch(0.74 + l * 0.2, gentle, hue);
    };
  },
  muted: (random) => {
    const keep = between(random, 0.28, 0.4);
    return ({ l, a, b }) => [0.12 + l * 0.72, a * keep + 0.004, b * keep + 0.012];
  },
  'black-and-white':
    () =>
    ({ l }) => [l, 0, 0],
  'sepia-tint': (random) => {
    const hue = random() < 0.7 ? between(random, 60, 85) : between(random, 230, 260);
    const strength = between(random, 0.04, 0.06);
    return ({ l }) => lch(0.08 + l * 0.86, strength * Math.min(1, 4 * l * (1.05 - l)), hue);
  },
  gaudy: () => {
    return ({ l, a, b, x, y }) => {
      const own = (Math.atan2(b, a) * 180) / Math.PI;
      const stripe = Math.floor(x * 4) * 90 + Math.floor(y * 2) * 45 + 20;
      const chroma = Math.hypot(a, b);
      return lch(0.45 + l * 0.3, 0.19, chroma > 0.1 ? own : stripe);
    };
  },
  accent: (random) => {
    const hue = random() * 360;
    const at = { x: between(random, 0.2, 0.8), y: between(random, 0.2, 0.8) };
    const size = between(random, 0.06, 0.1);
    return ({ l, a, b, x, y }) => {
      const inside = Math.hypot((x - at.x) * 1.6, y - at.y) < size;
      return inside ? lch(0.6, 0.21, hue) : [0.1 + l * 0.75, a * 0.15, b * 0.15];
    };
  },
};

/** A photograph graded or lit so that a mood is there beyond doubt; the same for the same seed. */
export function gradedPicture(
  { width, height, data }: RgbPixels,
  mood: BuiltInMoodId,
  seed: number,
): RgbPixels {
  const random = seededRandom(seed);
  random();
  const lightness = Array.from({ length: width * height }, (_, i) => pixelOf(data, i)[0]).sort(
    (a, b) => a - b,
  );
  const grade = grades[mood](random, lightness[lightness.length >> 1] ?? 0.5);
  const out = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const [l, a, b] = pixelOf(data, i);
    const x = (i % width) / width;
    const y = Math.floor(i / width) / height;
    const [red, green, blue] = rgbOfOklab(inGamut(grade({ l, a, b, x, y })));
    out[i * 3] = red;
    out[i * 3 + 1] = green;
    out[i * 3 + 2] = blue;
  }
  return { width, height, data: out };
}

function pixelOf(data: RgbPixels['data'], at: number): ReturnType<typeof oklabOfRgb> {
  return oklabOfRgb(data[at * 3] ?? 0, data[at * 3 + 1] ?? 0, data[at * 3 + 2] ?? 0);
}

/** Chroma is taken back until the colour comes back as it is: clipping would turn its hue. */
function inGamut([l, a, b]: readonly [number, number, number]): [number, number, number] {
  const light = Math.min(1, Math.max(0, l));
  for (let keep = 1; keep > 0; keep -= 0.05) {
    const [red, green, blue] = rgbOfOklab([light, a * keep, b * keep]);
    const [, backA, backB] = oklabOfRgb(red, green, blue);
    if (Math.hypot(backA - a * keep, backB - b * keep) < 0.012) return [light, a * keep, b * keep];
  }
  return [light, 0, 0];
}
