import { Button } from 'react-aria-components';
import { colourName } from '../../shared/colour/colourName.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { ColourDot } from '../ui/ColourDot.tsx';
import type { MenuEntry } from '../ui/MenuEntries.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import { useColourLanguage } from './colourLanguage.ts';
import { copyText } from './copyPalette.ts';
import { PaletteMenu } from './PaletteMenu.tsx';
import styles from './PalettePanel.module.css';

/** A palette in full: the strip, and each swatch with name, hex value and share; a press copies the hex value. */
export function PalettePanel({
  palette,
  heading,
  title,
  what,
  entries = [],
}: {
  palette: readonly Swatch[];
  /** Written above. */
  heading: string;
  /** Of what: the exported file's name and the title inside it. */
  title: string;
  /** For those who hear it: "this frame". */
  what: string;
  /** More entries of its menu. */
  entries?: readonly MenuEntry[];
}) {
  if (palette.length === 0) return null;
  return (
    <section aria-label={`Palette of ${what}`} className={styles['panel']}>
      <h3 className={styles['heading']}>
        {heading}
        <PaletteMenu palette={palette} title={title} what={what} entries={entries} />
      </h3>
      <div className={styles['strip']}>
        <PaletteStrip palette={palette} heightPx={32} />
      </div>
      <SwatchList palette={palette} />
    </section>
  );
}

/** Each swatch of a palette with name, hex value and share; a press copies the hex value. */
export function SwatchList({ palette }: { palette: readonly Swatch[] }) {
  const language = useColourLanguage((state) => state.language);
  return (
    <ul>
      {palette.map((swatch) => {
        const name = colourName(swatch.oklch, language);
        const hex = swatch.hex.toUpperCase();
        const share = swatch.share < 0.01 ? '<1 %' : `${Math.round(swatch.share * 100)} %`;
        return (
          <li key={swatch.hex}>
            <Button
              className={styles['swatch'] ?? ''}
              aria-label={`${name}, ${hex}, ${share}: copy ${hex}`}
              onPress={() => void copyText(hex, `${hex} copied`)}
            >
              <ColourDot hex={swatch.hex} shape="square" />
              <span className={styles['name']} title={name}>
                {name}
              </span>{' '}
              <span className="numeric">{hex}</span>{' '}
              <span className={`${styles['share']} numeric`}>{share}</span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
