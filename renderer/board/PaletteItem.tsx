import { colourName } from '../../shared/colour/colourName.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { useColourLanguage } from '../palettes/colourLanguage.ts';
import styles from './PaletteItem.module.css';
import { useBoardContent } from './useBoardSession.ts';

/**
 * A frame's palette: the colours by share, each with its name and hex value.
 * @param name what it is the palette of, for those who hear the board
 */
export function PaletteItem({ frameId, name }: { frameId: FrameId; name: string }) {
  const palette = useBoardContent((content) => content.frames.get(frameId)?.palette);
  const language = useColourLanguage((state) => state.language);
  if (palette === undefined) return <div className={styles['palette']} />;
  return (
    <div className={styles['palette']}>
      <span className="visually-hidden">{name}</span>
      <div className={styles['strip']}>
        {palette.map((swatch) => (
          <span key={swatch.hex} style={{ background: swatch.hex, flexGrow: Math.max(swatch.share, 0.03) }} />
        ))}
      </div>
      {palette.map((swatch) => (
        <div key={swatch.hex} className={styles['row']}>
          <span className={styles['dot']} style={{ background: swatch.hex }} />
          <span className={styles['name']}>{colourName(swatch.oklch, language)}</span>
          <span className={`${styles['hex']} numeric`}>{swatch.hex.toUpperCase()}</span>
        </div>
      ))}
    </div>
  );
}
