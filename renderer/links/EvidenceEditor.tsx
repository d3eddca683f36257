import { evidenceTypeSchema, evidenceTypeText, linkTextLimits } from '../../shared/domain/homageLink.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { problemProps, TextField } from '../ui/TextField.tsx';
import styles from './LinkDraftForm.module.css';
import { type EvidenceDraft, newEvidenceDraft } from './linkDraft.ts';

const dateLength = 'YYYY-MM-DD'.length;
const certaintyOptions = [
  { id: '1', label: '1 of 5', detail: 'a guess' },
  { id: '2', label: '2 of 5', detail: 'weak' },
  { id: '3', label: '3 of 5', detail: 'plausible' },
  { id: '4', label: '4 of 5', detail: 'strong' },
  { id: '5', label: '5 of 5', detail: 'beyond doubt' },
] as const;

/** Who says so: any number of pieces. */
export function EvidenceEditor({
  evidence,
  problemAt,
  onChange,
}: {
  evidence: readonly EvidenceDraft[];
  problemAt: (field: string) => string | undefined;
  onChange: (evidence: readonly EvidenceDraft[]) => void;
}) {
  const add = (): void => {
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    onChange([...evidence, newEvidenceDraft(today)]);
  };
  return (
    <section className={`${styles['wide']} ${styles['stack']}`} aria-label="Evidence">
      <h3 className={styles['heading']}>
        <span>Evidence</span>
        <Button onPress={add}>Add evidence</Button>
      </h3>
      {problemAt('evidence') === undefined ? null : (
        <p className={styles['problem']}>{problemAt('evidence')}</p>
      )}
      {evidence.length === 0 ? (
        <p className={styles['muted']}>A claim always has a claimant: say who says so, even if it is you.</p>
      ) : null}
      {evidence.map((entry) => (
        <EvidenceRow
          key={entry.key}
          entry={entry}
          problemAt={(field) => problemAt(`evidence.${entry.key}.${field}`)}
          onChange={(changed) =>
            onChange(evidence.map((other) => (other.key === entry.key ? changed : other)))
          }
          onRemove={() => onChange(evidence.filter((other) => other.key !== entry.key))}
        />
      ))}
    </section>
  );
}

function EvidenceRow({
  entry,
  problemAt,
  onChange,
  onRemove,
}: {
  entry: EvidenceDraft;
  problemAt: (field: string) => string | undefined;
  onChange: (entry: EvidenceDraft) => void;
  onRemove: () => void;
}) {
  const text = (
    field: 'claimant' | 'statement' | 'source' | 'url' | 'accessedOn',
    label: string,
    extra: { rows?: number; placeholder?: string } = {},
  ) => {
    return (
      <TextField
        label={label}
        value={entry[field]}
        onChange={(value) => onChange({ ...entry, [field]: value })}
        maxLength={field === 'accessedOn' ? dateLength : linkTextLimits[field]}
        {...problemProps(problemAt(field))}
        {...extra}
      />
    );
  };
  return (
    <div className={styles['evidence']}>
      <div className={styles['span2']}>
        <SelectField
          label="Type"
          value={entry.type}
          options={evidenceTypeSchema.options.map((id) => ({
            id,
            label: evidenceTypeText[id].label,
            detail: evidenceTypeText[id].meaning,
          }))}
          onChange={(type) => onChange({ ...entry, type })}
        />
      </div>
      <div className={styles['span2']}>
        {text('claimant', 'Who says so', { placeholder: 'Author, director, you' })}
      </div>
      <div className={styles['span2']}>
        <SelectField
          label="Certainty"
          value={String(entry.certainty) as '1' | '2' | '3' | '4' | '5'}
          options={certaintyOptions}
          onChange={(certainty) =>
            onChange({ ...entry, certainty: Number(certainty) as EvidenceDraft['certainty'] })
          }
        />
      </div>
      <div className={styles['span6']}>{text('statement', 'What is claimed', { rows: 2 })}</div>
      <div className={styles['span2']}>
        {text('source', 'Source', { placeholder: 'Article, interview, book' })}
      </div>
      <div className={styles['span2']}>{text('url', 'Web address', { placeholder: 'https://' })}</div>
      <div className={styles['span2']}>
        {text('accessedOn', 'Accessed on', { placeholder: 'YYYY-MM-DD' })}
      </div>
      <div className={styles['evidenceFoot']}>
        <Button variant="quiet" onPress={onRemove}>
          Remove evidence
        </Button>
      </div>
    </div>
  );
}
