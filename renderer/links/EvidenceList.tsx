import { type Evidence, evidenceTypeText } from '../../shared/domain/homageLink.ts';
import { openWebPage } from '../app/openWebPage.ts';
import styles from './LinkDetail.module.css';

/** Who says so: each piece with its type spelled out, so that an inference is never read as a fact. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return <p className={styles['muted']}>Nobody named yet: unproven</p>;
  return (
    <ul>
      {evidence.map((entry) => (
        <li key={`${entry.type}-${entry.source}-${entry.statement}`} className={styles['evidence']}>
          <div className={styles['evidenceHead']}>
            <b className={styles['strong']}>{evidenceTypeText[entry.type].label}</b>
            <span className="numeric">certainty {entry.certainty} of 5</span>
          </div>
          <p className={styles['muted']}>{evidenceTypeText[entry.type].meaning}</p>
          {entry.statement === '' ? null : <p className={styles['text']}>{entry.statement}</p>}
          <p className={styles['text']}>
            {[entry.claimant, entry.source].filter(Boolean).join(', ')}
            {entry.accessedOn === ''
              ? ''
              : `${entry.claimant || entry.source ? ', ' : ''}accessed ${entry.accessedOn}`}
          </p>
          {entry.url === '' ? null : (
            <button type="button" className={styles['url']} onClick={() => void openWebPage(entry.url)}>
              {entry.url}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
