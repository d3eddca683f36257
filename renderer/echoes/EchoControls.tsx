import { useId } from 'react';
import { type EchoPart, echoParts } from '../search/searchClient.ts';
import { ToggleButton } from '../ui/ToggleButton.tsx';
import styles from './EchoControls.module.css';
import { echoPresets, useEchoes } from './echoesStore.ts';
import { partLabel, partMeaning } from './echoReason.ts';

/** What likeness is made of: a slider a part, ways that have a name, mirror images. */
export function EchoControls() {
  const weights = useEchoes((state) => state.weights);
  const mirrored = useEchoes((state) => state.mirrored);
  const setWeight = (part: EchoPart, weight: number): void =>
    useEchoes.setState({ weights: { ...weights, [part]: weight } });
  const isSilent = echoParts.every((part) => weights[part] === 0);
  return (
    <section aria-label="What counts">
      <h2 className={styles['heading']}>What counts</h2>
      <div className={styles['presets']}>
        {echoPresets.map(({ label, weights: preset }) => (
          <ToggleButton
            key={label}
            isSelected={echoParts.every((part) => preset[part] === weights[part])}
            onChange={() => useEchoes.setState({ weights: preset })}
          >
            {label}
          </ToggleButton>
        ))}
      </div>
      {echoParts.map((part) => (
        <PartSlider
          key={part}
          part={part}
          value={weights[part]}
          onChange={(value) => setWeight(part, value)}
        />
      ))}
      {isSilent ? <p className={styles['hint']}>With all at nothing, all count alike.</p> : null}
      <label className={styles['switch']}>
        <input
          type="checkbox"
          checked={mirrored}
          onChange={(event) => useEchoes.setState({ mirrored: event.target.checked })}
        />
        Mirror images count as alike
      </label>
    </section>
  );
}

function PartSlider({
  part,
  value,
  onChange,
}: {
  part: EchoPart;
  value: number;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className={styles['slider']} title={partMeaning[part]}>
      <label htmlFor={id}>{partLabel[part]}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        aria-describedby={`${id}-meaning`}
        aria-valuetext={`${Math.round(value * 100)} %`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <span className="numeric">{Math.round(value * 100)}</span>
      <span id={`${id}-meaning`} className="visually-hidden">
        {partMeaning[part]}
      </span>
    </div>
  );
}
