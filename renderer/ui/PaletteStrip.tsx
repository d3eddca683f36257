import { colourName } from '../../shared/colour/colourName.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { useColourLanguage } from '../palettes/colourLanguage.ts';
import styles from './PaletteStrip.module.css';

/** A palette as a strip, each colour as wide as its share but never too thin to see. */
export function PaletteStrip({ palette, heightPx = 6 }: { palette: readonly Swatch[]; heightPx?: number }) {
  const language = useColourLanguage((state) => state.language);
  const named = palette.map((swatch) => ({ swatch, name: colourName(swatch.oklch, language) }));
  const label = named.map(({ swatch, name }) => `${name} ${Math.round(swatch.share * 100)} %`).join(', ');
  return (
    <div className={styles['strip']} style={{ height: heightPx }} role="img" aria-label={`Palette: ${label}`}>
      {named.map(({ swatch, name }) => (
        <span
          key={swatch.hex}
          style={{ background: swatch.hex, flexGrow: Math.max(swatch.share, 0.02), flexBasis: 0 }}
          title={`${name} ${swatch.hex.toUpperCase()}`}
        />
      ))}
    </div>
  );
}
