import { useId } from 'react';
import { measureInWords } from '../../shared/colour/moodWording.ts';
import { type MoodCondition, type MoodRuleBody, windowsOf } from '../../shared/domain/moodRule.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import styles from './MoodEditor.module.css';
import { withThreshold, withWindow } from './moodDrafts.ts';
import { quantityRange } from './quantityRange.ts';
import { WindowEditor } from './WindowEditor.tsx';

const comparisons: readonly { id: MoodCondition['comparison']; label: string }[] = [
  { id: '>=', label: 'at least' },
  { id: '<=', label: 'at most' },
  { id: 'between', label: 'between' },
];

/** One condition: what is measured, the threshold to move, and how the library's frames lie along it. */
export function ConditionEditor({
  rule,
  place,
  condition,
  spread,
  isOwn,
  ours,
  onRule,
  onRemove,
}: {
  rule: MoodRuleBody;
  place: number;
  condition: MoodCondition;
  /** Shares 0-1 along the slider; null until measured. */
  spread: readonly number[] | null;
  /** Also what is measured can be changed, not only how much of it. */
  isOwn: boolean;
  /** The condition as the app has it, to show where its threshold is. */
  ours: MoodCondition | null;
  onRule: (rule: MoodRuleBody) => void;
  onRemove: (() => void) | null;
}) {
  const { quantity, words, comparison, threshold, thresholdHigh } = condition;
  const change = (next: MoodCondition): void =>
    onRule({ ...rule, conditions: rule.conditions.map((each, at) => (at === place ? next : each)) });
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  const window = isOwn ? windowsOf(quantity)[0] : undefined;
  const looksThrough = window === undefined ? undefined : rule.windows[window];
  return (
    <li className={styles['condition']}>
      <div className={styles['what']}>
        <span className={styles['title']}>{title}</span>
        {isOwn ? (
          <div className={styles['comparison']}>
            <SelectField
              label={`How ${words} is compared`}
              hideLabel
              options={comparisons}
              value={comparison}
              onChange={(id) => change(withThreshold(condition, { comparison: id }))}
            />
          </div>
        ) : (
          <span className={styles['fixed']}>{comparisons.find(({ id }) => id === comparison)?.label}</span>
        )}
        <span className={`${styles['value']} numeric`}>
          {measureInWords(quantity, threshold)}
          {comparison === 'between' ? ` – ${measureInWords(quantity, thresholdHigh ?? threshold)}` : ''}
        </span>
        {onRemove === null ? null : (
          <Button variant="quiet" aria-label={`Remove the condition on ${words}`} onPress={onRemove}>
            ✕
          </Button>
        )}
      </div>
      <ThresholdSlider
        label={comparison === 'between' ? `${title}, from` : title}
        condition={condition}
        value={threshold}
        oursAt={ours?.threshold ?? null}
        spread={spread}
        onChange={(value) => change(withThreshold(condition, { threshold: value }))}
      />
      {comparison === 'between' ? (
        <ThresholdSlider
          label={`${title}, to`}
          condition={condition}
          value={thresholdHigh ?? threshold}
          oursAt={ours?.thresholdHigh ?? null}
          spread={null}
          onChange={(value) => change(withThreshold(condition, { thresholdHigh: value }))}
        />
      ) : null}
      {looksThrough === undefined || window === undefined ? null : (
        <WindowEditor
          window={looksThrough}
          hasBounds={quantity.of === 'cover'}
          onChange={(next) => onRule(withWindow(rule, window, next))}
        />
      )}
    </li>
  );
}

function ThresholdSlider({
  label,
  condition,
  value,
  oursAt,
  spread,
  onChange,
}: {
  label: string;
  condition: MoodCondition;
  value: number;
  oursAt: number | null;
  spread: readonly number[] | null;
  onChange: (value: number) => void;
}) {
  const id = useId();
  const { max, step } = quantityRange(condition.quantity);
  const moved = oursAt !== null && Math.abs(oursAt - value) > step / 10;
  return (
    <div className={styles['slider']}>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      {spread === null ? null : (
        <span className={styles['spread']} aria-hidden>
          {spread.map(placed).map(({ share, at }) => (
            <i
              key={at}
              style={{ height: `${share === 0 ? 0 : 8 + 92 * Math.sqrt(share)}%` }}
              data-in={isIn(condition, ((at + 0.5) / spread.length) * max) || undefined}
            />
          ))}
        </span>
      )}
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-valuetext={measureInWords(condition.quantity, value)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      {moved ? (
        <span
          className={styles['ours']}
          style={{ left: `${Math.min(1, oursAt / max) * 100}%` }}
          title={`Ours: ${measureInWords(condition.quantity, oursAt)}`}
        />
      ) : null}
    </div>
  );
}

function placed(share: number, at: number): { share: number; at: number } {
  return { share, at };
}

function isIn({ comparison, threshold, thresholdHigh }: MoodCondition, value: number): boolean {
  if (comparison === '>=') return value >= threshold;
  if (comparison === '<=') return value <= threshold;
  return value >= threshold && value <= (thresholdHigh ?? threshold);
}
