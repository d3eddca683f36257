import { workKindLabel, workKindSchema } from '../../shared/domain/work.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './WorkDialog.module.css';
import type { WorkDraft, WorkProblems } from './workDraft.ts';

const kinds = workKindSchema.options.map((id) => ({ id, label: workKindLabel[id] }));

interface TextSpec {
  readonly field: Exclude<keyof WorkDraft, 'kind'>;
  readonly label: string;
  readonly hint?: string;
  readonly rows?: number;
  readonly className: 'half' | 'wide';
}
const people: readonly TextSpec[] = [
  { field: 'artists', label: 'Artists', hint: 'Names separated by commas', className: 'half' },
  { field: 'directors', label: 'Directors', hint: 'Names separated by commas', className: 'half' },
];
const rest: readonly TextSpec[] = [
  {
    field: 'credits',
    label: 'Credits',
    hint: 'A line each: Photography: Christopher Doyle',
    rows: 3,
    className: 'half',
  },
  { field: 'links', label: 'Links', hint: 'A line each: Trailer: https://…', rows: 3, className: 'half' },
  { field: 'note', label: 'Note', rows: 3, className: 'wide' },
];

/** The fields of a work. */
export function WorkFields({
  draft,
  onChange,
  problems,
}: {
  draft: WorkDraft;
  onChange: (draft: WorkDraft) => void;
  problems: WorkProblems;
}) {
  const text = ({ field, label, hint, rows, className }: TextSpec, autoFocus = false) => (
    <div key={field} className={className === 'wide' ? styles['wide'] : ''}>
      <TextField
        label={label}
        value={draft[field]}
        onChange={(value) => onChange({ ...draft, [field]: value })}
        isInvalid={problems[field] !== undefined}
        autoFocus={autoFocus}
        {...(problems[field] === undefined ? {} : { errorText: problems[field] })}
        {...(hint === undefined ? {} : { hint })}
        {...(rows === undefined ? {} : { rows })}
      />
    </div>
  );
  return (
    <div className={styles['fields']}>
      {text({ field: 'title', label: 'Title', className: 'half' }, true)}
      {text({ field: 'originalTitle', label: 'Title in its original script', className: 'half' })}
      <div className={styles['three']}>
        <SelectField
          label="Kind"
          options={kinds}
          value={draft.kind}
          onChange={(kind) => onChange({ ...draft, kind })}
        />
        {text({ field: 'year', label: 'Year', className: 'half' })}
        {text({ field: 'country', label: 'Country', className: 'half' })}
      </div>
      {people.map((spec) => text(spec))}
      {rest.map((spec) => text(spec))}
    </div>
  );
}
