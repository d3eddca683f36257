import { colourName } from '../../shared/colour/colourName.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { swatchSpans } from '../library/paletteGradient.ts';
import { useColourLanguage } from '../palettes/colourLanguage.ts';
import styles from './HitMarks.module.css';
import type { FrameHit } from './ranking.ts';

/** Over a palette strip: which of its swatches were looked for. */
export function HitMarks({ hit, palette }: { hit: FrameHit; palette: readonly Swatch[] }) {
  const language = useColourLanguage((state) => state.language);
  const spans = swatchSpans(palette);
  const matched = [...new Set(hit.colours?.matched.map(({ swatch }) => swatch) ?? [])];
  const said = (hit.colours?.matched ?? [])
    .map(({ wanted, swatch, deltaE }) => {
      const found = palette[swatch];
      const name = found === undefined ? '' : colourName(found.oklch, language);
      return `colour ${wanted + 1}: ${name} (ΔE ${deltaE.toFixed(2)})`;
    })
    .join('\n');
  return (
    <div className={styles['marks']} title={said === '' ? undefined : said} aria-hidden>
      {matched.map((swatch) => {
        const span = spans[swatch];
        return span === undefined ? null : (
          <span key={swatch} style={{ left: `${(span.from + span.to) / 2}%` }} />
        );
      })}
    </div>
  );
}
