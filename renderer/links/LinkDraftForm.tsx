import {
  linkTextLimits,
  relationSchema,
  relationText,
  scopeLabel,
  scopeSchema,
} from '../../shared/domain/homageLink.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { problemProps, TextField } from '../ui/TextField.tsx';
import { EvidenceEditor } from './EvidenceEditor.tsx';
import { FeaturesEditor } from './FeaturesEditor.tsx';
import styles from './LinkDraftForm.module.css';
import { LinkEndsEditor } from './LinkEndsEditor.tsx';
import type { DraftProblem, LinkDraft } from './linkDraft.ts';

/** All fields of a link. `problems` name the fields to mend. */
export function LinkDraftForm({
  draft,
  problems,
  onChange,
}: {
  draft: LinkDraft;
  problems: readonly DraftProblem[];
  onChange: (draft: LinkDraft) => void;
}) {
  const problemAt = (field: string): string | undefined =>
    problems.find((problem) => problem.field === field)?.text;
  return (
    <div className={styles['form']}>
      <LinkEndsEditor
        side="from"
        heading="Music video"
        ends={draft.from}
        problemAt={problemAt}
        onChange={(from) => onChange({ ...draft, from })}
      />
      <LinkEndsEditor
        side="to"
        heading="Film"
        ends={draft.to}
        problemAt={problemAt}
        onChange={(to) => onChange({ ...draft, to })}
      />
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          <SelectField
            label="Relation"
            value={draft.relation}
            options={relationSchema.options.map((id) => ({
              id,
              label: relationText[id].label,
              detail: relationText[id].meaning,
            }))}
            onChange={(relation) => onChange({ ...draft, relation })}
          />
          <SelectField
            label="Scope"
            value={draft.scope}
            options={scopeSchema.options.map((id) => ({ id, label: scopeLabel[id] }))}
            onChange={(scope) => onChange({ ...draft, scope })}
          />
          <TextField
            label="Note"
            rows={6}
            maxLength={linkTextLimits.note}
            value={draft.note}
            {...problemProps(problemAt('note'))}
            onChange={(note) => onChange({ ...draft, note })}
            placeholder="What you see, in your own words"
          />
        </div>
        <FeaturesEditor
          features={draft.features}
          problemAt={(id) => problemAt(`feature.${id}`)}
          onChange={(features) => onChange({ ...draft, features })}
        />
      </div>
      <EvidenceEditor
        evidence={draft.evidence}
        problemAt={problemAt}
        onChange={(evidence) => onChange({ ...draft, evidence })}
      />
    </div>
  );
}
