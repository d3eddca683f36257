import { useId } from 'react';
import {
  CHROMA_EDGES,
  type ColourWindow,
  HUE_STEP,
  LIGHTNESS_STEP,
  onGrid,
} from '../../shared/colour/colourGrid.ts';
import { hueName, windowInWords } from '../../shared/colour/moodWording.ts';
import { hexOfRgb, oklabOfOklch, rgbOfOklab } from '../../shared/colour/oklab.ts';
import styles from './MoodEditor.module.css';

/** Which colours a condition looks at: hues from and to, and for an area how vivid and how light at least. */
export function WindowEditor({
  window,
  hasBounds,
  onChange,
}: {
  window: ColourWindow;
  hasBounds: boolean;
  onChange: (window: ColourWindow) => void;
}) {
  const set = (change: Partial<ColourWindow>): void => onChange(onGrid({ ...window, ...change }));
  const chromaAt = Math.max(0, CHROMA_EDGES.indexOf(window.chromaFrom ?? CHROMA_EDGES[0] ?? 0));
  return (
    <fieldset className={styles['window']}>
      <legend className="visually-hidden">Which colours: {windowInWords(window)}</legend>
      <span className={styles['wheel']} style={{ background: stripOf(window) }} aria-hidden />
      <Bound
        label="Hue from"
        text={`${window.hueFrom}° ${hueName(window.hueFrom)}`}
        value={window.hueFrom}
        max={360}
        step={HUE_STEP}
        onChange={(value) => set({ hueFrom: value })}
      />
      <Bound
        label="Hue to"
        text={`${window.hueTo}° ${hueName(window.hueTo)}`}
        value={window.hueTo}
        max={360}
        step={HUE_STEP}
        onChange={(value) => set({ hueTo: value })}
      />
      {hasBounds ? (
        <>
          <Bound
            label="Chroma at least"
            text={(CHROMA_EDGES[chromaAt] ?? 0).toFixed(3)}
            value={chromaAt}
            max={CHROMA_EDGES.length - 1}
            step={1}
            onChange={(value) => set({ chromaFrom: CHROMA_EDGES[value] ?? 0 })}
          />
          <Bound
            label="Lightness at least"
            text={`${Math.round((window.lightnessFrom ?? 0) * 100)} %`}
            value={window.lightnessFrom ?? 0}
            max={0.95}
            step={LIGHTNESS_STEP}
            onChange={(value) => set({ lightnessFrom: value })}
          />
        </>
      ) : null}
    </fieldset>
  );
}

function Bound({
  label,
  text,
  value,
  max,
  step,
  onChange,
}: {
  label: string;
  text: string;
  value: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <span className={styles['bound']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output className="numeric">{text}</output>
    </span>
  );
}

/** The hues of the circle from 0 to 360, what lies outside the window dimmed. */
function stripOf({ hueFrom, hueTo }: ColourWindow): string {
  const stops = Array.from({ length: 61 }, (_, at) => {
    const hue = at * 6;
    const inside = hueFrom <= hueTo ? hue >= hueFrom && hue <= hueTo : hue >= hueFrom || hue <= hueTo;
    const lch: [number, number, number] = inside ? [0.7, 0.14, hue % 360] : [0.3, 0.02, hue % 360];
    return `${hexOfRgb(...rgbOfOklab(oklabOfOklch(lch)))} ${((hue / 360) * 100).toFixed(1)}%`;
  });
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
