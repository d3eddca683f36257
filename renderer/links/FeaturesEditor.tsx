import { Fragment } from 'react';
import { Checkbox } from 'react-aria-components';
import {
  type FeatureId,
  featureIdSchema,
  featureLabel,
  linkTextLimits,
} from '../../shared/domain/homageLink.ts';
import { problemProps, TextField } from '../ui/TextField.tsx';
import styles from './LinkDraftForm.module.css';
import type { LinkDraft } from './linkDraft.ts';

/** What both sides share: any number of features, each with a detail. */
export function FeaturesEditor({
  features,
  problemAt,
  onChange,
}: {
  features: LinkDraft['features'];
  problemAt: (id: FeatureId) => string | undefined;
  onChange: (features: LinkDraft['features']) => void;
}) {
  return (
    <section aria-label="Shared features">
      <h3 className={styles['heading']}>Shared</h3>
      <div className={styles['features']}>
        {featureIdSchema.options.map((id) => {
          const detail = features[id];
          return (
            <Fragment key={id}>
              <Checkbox
                className={styles['feature'] ?? ''}
                isSelected={detail !== undefined}
                onChange={(selected) => {
                  const { [id]: _removed, ...others } = features;
                  onChange(selected ? { ...others, [id]: '' } : others);
                }}
              >
                {({ isSelected }) => (
                  <>
                    <span className={styles['box']} aria-hidden>
                      {isSelected ? '✓' : ''}
                    </span>
                    {featureLabel[id]}
                  </>
                )}
              </Checkbox>
              {detail === undefined ? (
                <span />
              ) : (
                <TextField
                  label={`${featureLabel[id]}: what exactly`}
                  hideLabel
                  placeholder="What exactly"
                  maxLength={linkTextLimits.featureDetail}
                  value={detail}
                  {...problemProps(problemAt(id))}
                  onChange={(text) => onChange({ ...features, [id]: text })}
                />
              )}
            </Fragment>
          );
        })}
      </div>
    </section>
  );
}
