import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { oklabOfOklch, rgbOfOklab } from '../../shared/colour/oklab.ts';
import { TextField } from '../ui/TextField.tsx';
import styles from './ColourEditor.module.css';
import { useHexName } from './hexName.ts';
import {
  hexOfMixed,
  intoSrgb,
  isInSrgb,
  type MixedColour,
  mixedOfHex,
  mostChroma,
  readHex,
} from './oklchColour.ts';

/** What the editor stands on before there is a colour. */
const beforeAny = '#e4541d';
/** Steps of the area each way; drawn this small and stretched. */
const areaSize = { width: 88, height: 56 } as const;

/** Mixes a colour in OKLCH: an area of lightness and chroma at one hue, a slider each, the hex value. */
export function ColourEditor({
  hex,
  onChange,
}: {
  /** Null where there is none yet; the first change makes it. */
  hex: string | null;
  onChange: (hex: string) => void;
}) {
  const [mixed, setMixed] = useState<MixedColour>(() => mixedOfHex(hex ?? beforeAny));
  const [seenHex, setSeenHex] = useState(hex);
  if (hex !== seenHex) {
    setSeenHex(hex);
    // Another colour than the one mixed here came from outside; a grey keeps the hue it was mixed at.
    if (hex !== null && hexOfMixed(mixed) !== hex) setMixed(mixedOfHex(hex, mixed.hue));
  }
  const shown = hexOfMixed(mixed);
  const mix = (change: Partial<MixedColour>): void => {
    const next = { ...mixed, ...change };
    setMixed(next);
    onChange(hexOfMixed(next));
  };
  return (
    <div className={styles['editor']}>
      <ColourArea mixed={mixed} onChange={mix} />
      <MixSlider
        label="Hue"
        value={mixed.hue}
        max={360}
        step={1}
        text={`${Math.round(mixed.hue)}°`}
        colours={Array.from({ length: 13 }, (_, at) =>
          hexOfMixed({ lightness: 0.7, chroma: 0.13, hue: at * 30 }),
        )}
        onChange={(hue) => mix({ hue })}
      />
      <MixSlider
        label="Chroma"
        value={mixed.chroma}
        max={mostChroma}
        step={0.005}
        text={intoSrgb(mixed).chroma.toFixed(2)}
        colours={Array.from({ length: 7 }, (_, at) =>
          hexOfMixed({ ...mixed, chroma: (at / 6) * mostChroma }),
        )}
        onChange={(chroma) => mix({ chroma })}
      />
      <MixSlider
        label="Lightness"
        value={mixed.lightness}
        max={1}
        step={0.01}
        text={mixed.lightness.toFixed(2)}
        colours={Array.from({ length: 9 }, (_, at) => hexOfMixed({ ...mixed, lightness: at / 8 }))}
        onChange={(lightness) => mix({ lightness })}
      />
      <HexField key={shown} hex={shown} onChange={onChange} />
    </div>
  );
}

function HexField({ hex, onChange }: { hex: string; onChange: (hex: string) => void }) {
  const nameOf = useHexName();
  const [text, setText] = useState(hex.toUpperCase());
  const read = readHex(text);
  const take = (): void => {
    if (read !== null && read !== hex) onChange(read);
  };
  return (
    <div className={styles['hex']}>
      <span className={styles['sample']} style={{ background: hex }} aria-hidden />
      <TextField
        label="Hex value"
        hideLabel
        value={text}
        maxLength={9}
        isInvalid={read === null}
        onChange={setText}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      <span className={styles['name']}>{nameOf(hex)}</span>
    </div>
  );
}

function MixSlider({
  label,
  value,
  max,
  step,
  text,
  colours,
  onChange,
}: {
  label: string;
  value: number;
  max: number;
  step: number;
  text: string;
  colours: readonly string[];
  onChange: (value: number) => void;
}) {
  return (
    <label className={styles['slider']}>
      <span className={styles['sliderName']}>{label}</span>
      <input
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-label={label}
        aria-valuetext={text}
        style={{ backgroundImage: `linear-gradient(90deg, ${colours.join(', ')})` }}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <span className={`${styles['value']} numeric`}>{text}</span>
    </label>
  );
}

/** Chroma to the right, lightness upwards, at one hue; what sRGB has not is left dark. The sliders do the same by keyboard. */
function ColourArea({
  mixed,
  onChange,
}: {
  mixed: MixedColour;
  onChange: (change: Partial<MixedColour>) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { hue } = mixed;
  useEffect(() => {
    if (canvas.current !== null) drawArea(canvas.current, hue);
  }, [hue]);
  const take = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number): number => Math.min(1, Math.max(0, value));
    const chroma = within((event.clientX - box.left) / box.width) * mostChroma;
    const lightness = 1 - within((event.clientY - box.top) / box.height);
    onChange({ lightness, chroma: intoSrgb({ lightness, chroma, hue }).chroma });
  };
  const at = intoSrgb(mixed);
  return (
    <div className={styles['area']}>
      <canvas
        ref={canvas}
        width={areaSize.width}
        height={areaSize.height}
        aria-hidden
        data-colour-area
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          take(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) take(event);
        }}
      />
      <span
        className={styles['mark']}
        style={{ left: `${(at.chroma / mostChroma) * 100}%`, top: `${(1 - at.lightness) * 100}%` }}
      />
    </div>
  );
}

function drawArea(canvas: HTMLCanvasElement, hue: number): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = areaSize;
  const picture = context.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    const lightness = 1 - y / (height - 1);
    for (let x = 0; x < width; x += 1) {
      const chroma = (x / (width - 1)) * mostChroma;
      // Beyond the gamut it stays so along the row.
      if (!isInSrgb({ lightness, chroma, hue })) break;
      const rgb = rgbOfOklab(oklabOfOklch([lightness, chroma, hue]));
      picture.data.set([...rgb, 255], (y * width + x) * 4);
    }
  }
  context.putImageData(picture, 0, 0);
}
