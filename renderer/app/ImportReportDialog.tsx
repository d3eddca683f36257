import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './ImportReportDialog.module.css';
import { showImportReport, useImportJobs } from './importJobs.ts';

/** Which files of the last import failed or came in part, and what to do about each. */
export function ImportReportDialog() {
  const { report, reportOpen } = useImportJobs();
  const failed = report.filter((file) => file.outcome === 'failed').length;
  const close = (): void => showImportReport(false);
  return (
    <Dialog
      title={
        failed === 0 ? 'Imported with warnings' : `${failed} ${failed === 1 ? 'file' : 'files'} not imported`
      }
      size="medium"
      isOpen={reportOpen}
      onClose={close}
      actions={
        <Button variant="primary" onPress={close}>
          Close
        </Button>
      }
    >
      <ul className={styles['files']}>
        {report.map((file) => (
          <li key={file.key}>
            <b>{file.fileName}</b>
            <span>{file.text}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
