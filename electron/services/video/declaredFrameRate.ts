import type { Stream } from 'node-av/lib';
import type { Rational } from '../../../shared/domain/frame.ts';
import { standardRates } from '../../../shared/timecode/isStandardRate.ts';

/** An average this near to a standard rate is that rate; 24 and 23.976 are ten times as far apart. */
const sameRate = 0.0002;
/** An average this near to the rate of the file's clock is that rate with a frame missing or a long last one. */
const sameClock = 0.02;

/** Frames a second as a file declares them, exact; 25 where it is silent. */
export function declaredFrameRate(
  stream: Pick<Stream, 'avgFrameRate' | 'rFrameRate' | 'codecpar'>,
): Rational {
  const average = sane(stream.avgFrameRate);
  const clock = sane(stream.rFrameRate);
  if (average !== null) {
    const standard = nearestStandard(average);
    if (standard !== null) return standard;
    const isSame = clock !== null && Math.abs(perSecond(clock) / perSecond(average) - 1) < sameClock;
    return isSame ? (nearestStandard(clock) ?? clock) : average;
  }
  const found = clock ?? sane(stream.codecpar.frameRate);
  return found === null ? { num: 25, den: 1 } : (nearestStandard(found) ?? found);
}

const perSecond = ({ num, den }: Rational): number => num / den;

function sane({ num, den }: Rational): Rational | null {
  return num > 0 && den > 0 && num / den <= 1000 ? { num, den } : null;
}

function nearestStandard(rate: Rational): Rational | null {
  const found = standardRates.find((each) => Math.abs(perSecond(rate) / perSecond(each) - 1) < sameRate);
  return found ?? null;
}
