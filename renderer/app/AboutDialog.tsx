import { useEffect, useState } from 'react';
import { describeAppError } from '../../shared/contract/appError.ts';
import type { Output } from '../../shared/contract/contract.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './AboutDialog.module.css';
import { showAbout, useAbout } from './aboutStore.ts';
import { client } from './connect.ts';
import { openWebPage } from './openWebPage.ts';

const licenceUrl = 'https://www.gnu.org/licenses/gpl-3.0.html';
const close = (): void => showAbout(false);

/** What runs here, under which licence, and whose work it stands on. */
export function AboutDialog() {
  const { open } = useAbout();
  return (
    <Dialog
      title="About Afterimage"
      size="medium"
      isOpen={open}
      onClose={close}
      actions={
        <>
          <Button onPress={() => void openWebPage(licenceUrl)}>Read the licence</Button>
          <Button variant="primary" onPress={close}>
            Close
          </Button>
        </>
      }
    >
      <Versions />
      <div className={styles['words']}>
        <h3>Licence</h3>
        <p>
          Afterimage is free software: you may share and change it under the GNU General Public License,
          version 3 or later. It comes without any warranty. Your footage and your library stay on this
          computer.
        </p>
        <h3>Credits</h3>
        <p>
          Decoding by FFmpeg, through node-av. Pictures by sharp and libvips. Print by PDFKit. Window by
          Electron, React, React Aria, Zustand, TanStack Virtual and Lucide; library kept with Dexie and
          checked with Zod.
        </p>
        <p>
          Type on the printed page is set in Pretendard, © Kil Hyung-jin, and Noto Sans, © Adobe, both under
          the SIL Open Font License.
        </p>
        <p>
          The sample library’s pictures are drawn from code (CC0). Which video recalls which film is taken
          from Sarah K., “5 Lush K-Pop MVs Inspired By Wong Kar Wai Films”, Soompi, told in our own words.
          Titles and names belong to their owners.
        </p>
      </div>
    </Dialog>
  );
}

function Versions() {
  const [info, setInfo] = useState<Output<'appInfo'> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void client.call('appInfo', {}).then((answer) => {
      if (!current) return;
      if (answer.ok) setInfo(answer.value);
      else setProblem(describeAppError(answer.error));
    });
    return () => {
      current = false;
    };
  }, []);
  if (problem !== null) return <p role="alert">{problem}</p>;
  return (
    <dl className={styles['versions']} aria-busy={info === null}>
      <dt>Version</dt>
      <dd>{info?.version}</dd>
      <dt>Electron</dt>
      <dd>{info?.electron}</dd>
      <dt>Chrome</dt>
      <dd>{info?.chrome}</dd>
      <dt>Node</dt>
      <dd>{info?.node}</dd>
      <dt>Runtime</dt>
      <dd>{info === null ? '' : info.isDevelopment ? 'Development, run from the sources' : 'Packaged'}</dd>
    </dl>
  );
}
