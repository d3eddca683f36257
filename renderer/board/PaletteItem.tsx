import { colourName } from '../../shared/colour/colourName.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
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
  if (palette === undefined) return <div className={styles['palette']} />;
  return <PaletteCard palette={palette} name={name} />;
}

/** A palette that was placed as it was, under its title. */
export function SwatchesItem({
  palette,
  title,
  name,
}: {
  palette: readonly Swatch[];
  title: string;
  name: string;
}) {
  return <PaletteCard palette={palette} name={name} title={title} />;
}

function PaletteCard({ palette, name, title }: { palette: readonly Swatch[]; name: string; title?: string }) {
  const language = useColourLanguage((state) => state.language);
  return (
    <div className={styles['palette']}>
      <span className="visually-hidden">{name}</span>
      {title === undefined ? null : (
        <div className={styles['title']} aria-hidden>
          {title}
        </div>
      )}
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
