import type { EchoHit, EchoWeights } from '../search/searchClient.ts';
import styles from './EchoBars.module.css';
import { echoShares, partLabel } from './echoReason.ts';

/** How alike two frames are in each part; parts that do not count now are dimmed. */
export function EchoBars({ hit, weights }: { hit: Pick<EchoHit, 'parts'>; weights: EchoWeights }) {
  return (
    <dl className={styles['bars']}>
      {echoShares(hit, weights).map(({ part, likeness, share }) => (
        <div key={part} className={styles['bar']} data-silent={weights[part] === 0 || undefined}>
          <dt>{partLabel[part]}</dt>
          <dd
            title={
              weights[part] === 0
                ? 'Does not count now'
                : `${Math.round(share * 100)} % of what makes this match`
            }
          >
            <span className={styles['track']} aria-hidden>
              <span style={{ width: `${Math.round(likeness * 100)}%` }} />
            </span>
            <span className="numeric">{likeness.toFixed(2)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
