import { Checkbox } from 'react-aria-components';
import type { Rational } from '../../shared/domain/frame.ts';
import { linkTextLimits } from '../../shared/domain/homageLink.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { problemProps, TextField } from '../ui/TextField.tsx';
import styles from './LinkDraftForm.module.css';
import type { MomentDraft } from './linkDraft.ts';

const rates = [
  { id: '24000/1001', label: '23.976 fps' },
  { id: '24/1', label: '24 fps' },
  { id: '25/1', label: '25 fps' },
  { id: '30000/1001', label: '29.97 fps' },
  { id: '30/1', label: '30 fps' },
  { id: '50/1', label: '50 fps' },
  { id: '60000/1001', label: '59.94 fps' },
  { id: '60/1', label: '60 fps' },
];

/** The usual rates, and those that are none of them. */
function withRates(others: readonly Rational[]): { id: string; label: string }[] {
  const options = [...rates];
  for (const { num, den } of others) {
    const id = `${num}/${den}`;
    if (!options.some((rate) => rate.id === id)) options.push({ id, label: `${(num / den).toFixed(3)} fps` });
  }
  return options;
}

/** A moment in words, with its in and out timecodes where they are known. */
export function MomentFields({
  moment,
  workTitle,
  problemAt,
  onChange,
}: {
  moment: MomentDraft;
  workTitle: string;
  problemAt: (field: string) => string | undefined;
  onChange: (moment: MomentDraft) => void;
}) {
  const rateId = `${moment.frameRate.num}/${moment.frameRate.den}`;
  const mediaRateId = moment.mediaRate === null ? null : `${moment.mediaRate.num}/${moment.mediaRate.den}`;
  const field = (name: 'label' | 'in' | 'out') => problemProps(problemAt(name));
  return (
    <div className={styles['momentFields']}>
      <p className={`${styles['title']} ${styles['label']}`}>{workTitle}</p>
      <div className={styles['label']}>
        <TextField
          label="What happens"
          maxLength={linkTextLimits.momentLabel}
          value={moment.label}
          onChange={(label) => onChange({ ...moment, label })}
          {...field('label')}
        />
      </div>
      <Checkbox
        className={`${styles['feature']} ${styles['label']}`}
        isSelected={moment.timecodeKnown}
        onChange={(timecodeKnown) => onChange({ ...moment, timecodeKnown })}
      >
        {({ isSelected }) => (
          <>
            <span className={styles['box']} aria-hidden>
              {isSelected ? '✓' : ''}
            </span>
            Timecode known
          </>
        )}
      </Checkbox>
      {moment.timecodeKnown ? (
        <>
          <TextField
            label="In"
            placeholder="00:00:41:12"
            value={moment.inText}
            onChange={(inText) => onChange({ ...moment, inText })}
            {...field('in')}
          />
          <TextField
            label="Out"
            placeholder="00:00:44:20"
            value={moment.outText}
            onChange={(outText) => onChange({ ...moment, outText })}
            {...field('out')}
          />
          <SelectField
            label="Frame rate"
            value={rateId}
            // With the file at hand its own rate counts; another one, kept from before, can be set right.
            isDisabled={rateId === mediaRateId}
            options={withRates([moment.frameRate, ...(moment.mediaRate === null ? [] : [moment.mediaRate])])}
            onChange={(id) => {
              const [num, den] = id.split('/').map(Number);
              if (num !== undefined && den !== undefined) onChange({ ...moment, frameRate: { num, den } });
            }}
          />
        </>
      ) : null}
    </div>
  );
}
