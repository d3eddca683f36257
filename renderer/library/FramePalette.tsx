import { Button } from 'react-aria-components';
import type { Swatch } from '../../shared/domain/frame.ts';
import { ColourDot } from '../ui/ColourDot.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import { showToast } from '../ui/toasts.ts';
import styles from './FramePalette.module.css';

/** Swatches with names, hex values and shares; a press copies the hex value. */
export function FramePalette({ palette }: { palette: readonly Swatch[] }) {
  return (
    <section aria-label="Palette of this frame">
      <div className={styles['strip']}>
        <PaletteStrip palette={palette} heightPx={32} />
      </div>
      <ul>
        {palette.map((swatch) => {
          const hex = swatch.hex.toUpperCase();
          const share = swatch.share < 0.01 ? '<1 %' : `${Math.round(swatch.share * 100)} %`;
          return (
            <li key={swatch.hex}>
              <Button
                className={styles['swatch'] ?? ''}
                aria-label={`${swatch.name}, ${hex}, ${share}: copy ${hex}`}
                onPress={() => void copyHex(hex)}
              >
                <ColourDot hex={swatch.hex} shape="square" />
                <span className={styles['name']}>{swatch.name}</span> <span className="numeric">{hex}</span>{' '}
                <span className={`${styles['share']} numeric`}>{share}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

async function copyHex(hex: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(hex);
    showToast(`${hex} copied`);
  } catch {
    showToast('The clipboard is not available.', { tone: 'error' });
  }
}
