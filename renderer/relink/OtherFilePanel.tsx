import { Button } from '../ui/Button.tsx';
import styles from './RelinkDialog.module.css';
import { dropOtherFile, type OtherFile, takeOtherFile } from './relinkStore.ts';

/** A chosen file that is not the one: what differs, and whether it can stand in all the same. */
export function OtherFilePanel({ other, originalName }: { other: OtherFile; originalName: string }) {
  const { differences, couldReplace } = other.comparison;
  return (
    <section className={styles['other']} aria-label={`${other.fileName} is another file`}>
      <p>
        <b>{other.fileName}</b> is not the file that was imported.{' '}
        {differences.length === 0
          ? 'It says the same of itself, but its content differs.'
          : couldReplace
            ? 'It has the same frames over the same time, so every timecode stays true.'
            : 'Its frames do not match: timecodes would point to other pictures.'}
      </p>
      {differences.length === 0 ? null : (
        <table className="numeric">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">What differs</span>
              </th>
              <th scope="col" title={originalName}>
                Imported
              </th>
              <th scope="col" title={other.fileName}>
                Chosen
              </th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ what, was, is }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{was}</td>
                <td>{is}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles['choices']}>
        {couldReplace ? (
          <Button onPress={() => void takeOtherFile(other)}>Use anyway as a re-encode</Button>
        ) : null}
        <Button variant="quiet" onPress={dropOtherFile}>
          Not this file
        </Button>
      </div>
    </section>
  );
}
