import type { EchoHit, EchoWeights } from '../search/searchClient.ts';
import styles from './EchoBars.module.css';
import { echoShares, partLabel, sharePercents } from './echoReason.ts';

/** How alike two frames are in each part; parts that do not count now are dimmed. */
export function EchoBars({
  hit,
  weights,
  showsShares = false,
}: {
  hit: Pick<EchoHit, 'parts'>;
  weights: EchoWeights;
  /** Says beside each part how much of the match it makes, too. */
  showsShares?: boolean;
}) {
  const percents = sharePercents(hit, weights);
  const isSilent = Object.values(weights).every((weight) => weight === 0);
  return (
    <>
      {showsShares ? (
        <p className={styles['head']} aria-hidden>
          <span>alike</span>
          <span>of the match</span>
        </p>
      ) : null}
      <dl className={styles['bars']}>
        {echoShares(hit, weights).map(({ part, likeness }) => {
          const counts = weights[part] > 0 || isSilent;
          return (
            <div key={part} className={styles['bar']} data-silent={!counts || undefined}>
              <dt>{partLabel[part]}</dt>
              <dd title={counts ? `${percents[part]} % of what makes this match` : 'Does not count now'}>
                <span className={styles['track']} aria-hidden>
                  <span style={{ width: `${Math.round(likeness * 100)}%` }} />
                </span>
                <span className="numeric">{likeness.toFixed(2)}</span>{' '}
                {showsShares ? (
                  <span className={`${styles['share']} numeric`}>
                    {counts ? `${percents[part]} %` : '–'}
                    <span className="visually-hidden">
                      {counts ? ' of the match' : ' does not count now'}
                    </span>
                  </span>
                ) : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
