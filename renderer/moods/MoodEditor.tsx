import { useMemo } from 'react';
import { quantityInWords } from '../../shared/colour/moodWording.ts';
import { isBuiltInMoodId } from '../../shared/domain/moodId.ts';
import type { MoodCondition, MoodQuantity, MoodRuleBody } from '../../shared/domain/moodRule.ts';
import { isSameValue } from '../database/isSameValue.ts';
import { Button } from '../ui/Button.tsx';
import { ColourDot } from '../ui/ColourDot.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';
import styles from './MoodEditor.module.css';
import { MoodPreviewPanel } from './MoodPreviewPanel.tsx';
import { measurable } from './measurable.ts';
import { useMoodCatalogue } from './moodCatalogue.ts';
import {
  conditionFor,
  dropDraft,
  type MoodDraft,
  ourRule,
  putDraft,
  ruleInForce,
  savedDraft,
  withoutCondition,
} from './moodDrafts.ts';
import type { PreviewLine } from './previewLine.ts';
import { deleteMoodOfDraft, saveDraft } from './saveDraft.ts';
import { usePreview } from './usePreview.ts';

/** One mood: its rule with every threshold to move, and what that would do to the library before it is saved. */
export function MoodEditor({
  draft,
  line,
  onDone,
}: {
  draft: MoodDraft;
  line: PreviewLine | null;
  /** After a button did its work and may have gone with it. */
  onDone: () => void;
}) {
  const { id, rule } = draft;
  const rules = useMoodCatalogue((state) => state.rules);
  const mood = useMoodCatalogue((state) => state.moods.find((each) => each.id === id));
  const inForce = useMemo(() => ruleInForce(id, rules), [id, rules]);
  const preview = usePreview(line, id, rule, inForce);
  const isOwn = !isBuiltInMoodId(id);
  const ours = ourRule(id);
  const saved = savedDraft(id);
  const isChanged = draft.isNew || !isSameValue(saved, draft);
  const label = draft.label.trim();
  const setRule = (next: MoodRuleBody): void => putDraft({ ...draft, rule: next });

  const add = (quantity: MoodQuantity): void => {
    const window = { hueFrom: 24, hueTo: 66, ...(quantity.of === 'cover' ? { chromaFrom: 0.08 } : {}) };
    const looksThrough = quantity.of === 'mass' || quantity.of === 'cover';
    const windows = looksThrough ? [...rule.windows, window] : rule.windows;
    const placed = looksThrough ? { ...quantity, window: rule.windows.length } : quantity;
    setRule({ windows, conditions: [...rule.conditions, conditionFor(placed, windows)] });
  };

  return (
    <section className={styles['editor']} aria-label={`Rule of ${draft.label}`}>
      <div className={styles['head']}>
        {isOwn ? (
          <>
            <input
              type="color"
              className={styles['colour']}
              aria-label="Colour of the mood’s dot"
              value={draft.hex}
              onChange={(event) => putDraft({ ...draft, hex: event.target.value })}
            />
            <TextField
              label="Name"
              hideLabel
              value={draft.label}
              maxLength={60}
              onChange={(value) => putDraft({ ...draft, label: value })}
            />
          </>
        ) : (
          <>
            <ColourDot hex={draft.hex} />
            <h3 className={styles['name']}>{draft.label}</h3>
          </>
        )}
        <span className={styles['tools']}>
          {isOwn ? (
            <Button
              variant="quiet"
              onPress={() => {
                onDone();
                void deleteMoodOfDraft(draft);
              }}
            >
              Delete mood
            </Button>
          ) : ours === null || isSameValue(ours, rule) ? null : (
            <Button
              variant="quiet"
              onPress={() => {
                onDone();
                setRule(ours);
              }}
            >
              Back to our thresholds
            </Button>
          )}
        </span>
      </div>
      <p className={styles['words']}>
        {isOwn
          ? 'A frame has this mood when all of these hold:'
          : `${mood?.words ?? ''} All of these must hold:`}
      </p>
      <ol className={styles['conditions']}>
        {rule.conditions.map(placed).map(({ condition, place }) => (
          <ConditionEditor
            key={place}
            rule={rule}
            place={place}
            spread={preview?.spreads[place] ?? null}
            isOwn={isOwn}
            ours={ours?.conditions[place] ?? null}
            onRule={setRule}
            onRemove={
              isOwn && rule.conditions.length > 1 ? () => setRule(withoutCondition(rule, place)) : null
            }
            condition={condition}
          />
        ))}
      </ol>
      {isOwn && rule.conditions.length < 12 ? (
        <MenuButton
          variant="quiet"
          label="Add a condition"
          entries={measurable.map((quantity) => ({
            id: JSON.stringify(quantity),
            label: sentence(
              quantity.of === 'mass'
                ? 'share of a colour in all the colour'
                : quantity.of === 'cover'
                  ? 'area of a colour'
                  : quantityInWords(quantity, []),
            ),
            onAction: () => add(quantity),
          }))}
        />
      ) : null}
      <MoodPreviewPanel preview={preview} isNew={draft.isNew} />
      <div className={styles['save']}>
        {isChanged && !draft.isNew ? (
          <Button
            variant="quiet"
            onPress={() => {
              onDone();
              dropDraft(id);
            }}
          >
            Discard changes
          </Button>
        ) : null}
        <Button
          isDisabled={!isChanged || label === ''}
          onPress={() => {
            onDone();
            void saveDraft(draft);
          }}
        >
          {draft.isNew ? 'Save mood' : 'Save'}
        </Button>
      </div>
    </section>
  );
}

/** A condition is known by its place alone. */
function placed(condition: MoodCondition, place: number): { condition: MoodCondition; place: number } {
  return { condition, place };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
