import { colourName } from '../../shared/colour/colourName.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { EchoBars } from '../echoes/EchoBars.tsx';
import { useEchoes } from '../echoes/echoesStore.ts';
import { echoReason } from '../echoes/echoReason.ts';
import { useGallery } from '../library/galleryStore.ts';
import inspector from '../library/Inspector.module.css';
import { useColourLanguage } from '../palettes/colourLanguage.ts';
import { ColourDot } from '../ui/ColourDot.tsx';
import styles from './FrameMatch.module.css';
import type { FrameHit } from './ranking.ts';

/** In the inspector: how well the frame answers the search, and by which of its swatches. */
export function FrameMatch({ hit, palette }: { hit: FrameHit; palette: readonly Swatch[] }) {
  const wanted = useGallery((state) => state.filter.colours);
  const weights = useEchoes((state) => state.weights);
  const language = useColourLanguage((state) => state.language);
  return (
    <section className={inspector['section']} aria-label="Match with the search">
      <h3 className={inspector['heading']}>
        Match with the search
        <span className="numeric">{hit.score.toFixed(2)}</span>
      </h3>
      {hit.colours === null ? null : (
        <ul>
          {hit.colours.matched.map(({ wanted: at, swatch, deltaE }) => {
            const looked = wanted?.colours[at];
            const found = palette[swatch];
            if (looked === undefined || found === undefined) return null;
            return (
              <li key={at} className={styles['row']}>
                <ColourDot hex={looked.hex} />
                <span aria-hidden>→</span>
                <ColourDot hex={found.hex} shape="square" />
                <span className={styles['name']}>
                  <span className="visually-hidden">colour {at + 1}, </span>
                  {colourName(found.oklch, language)}
                </span>
                <span className="numeric">ΔE {deltaE.toFixed(2)}</span>
              </li>
            );
          })}
        </ul>
      )}
      {hit.look === null ? null : (
        <>
          <EchoBars hit={hit.look} weights={weights} />
          <p className={inspector['hint']}>{echoReason(hit.look, weights)}</p>
        </>
      )}
    </section>
  );
}
