import { useEffect, useState } from 'react';
import { describeAppError } from '../../shared/contract/appError.ts';
import type { LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { editLink, type LinkEditing, useNavigation } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { saveLink } from '../database/linkStore.ts';
import { storageError } from '../database/storageError.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { showToast } from '../ui/toasts.ts';
import { LinkDraftForm } from './LinkDraftForm.tsx';
import {
  type DraftProblem,
  type DraftSources,
  draftOf,
  finishDraft,
  type LinkDraft,
  newDraft,
} from './linkDraft.ts';

/** Reads what the editor opens with: the link to edit, or a draft with its ends filled in. */
async function readDraft(editing: LinkEditing): Promise<LinkDraft | null> {
  if (!('linkId' in editing)) {
    const { from, to, moments = [] } = editing;
    return newDraft(from, to, await sourcesOf([...from, ...to], moments));
  }
  const link = await database.links.get(editing.linkId);
  return link === undefined ? null : draftOf(link, await sourcesOf([...link.from, ...link.to]));
}

async function sourcesOf(ends: readonly LinkEnd[], unsaved: readonly Moment[] = []): Promise<DraftSources> {
  const ids = ends.flatMap((end) => (end.type === 'moment' ? [end.momentId] : []));
  const saved = (await database.moments.bulkGet(ids)).filter((row) => row !== undefined);
  const moments = [...unsaved, ...saved];
  const mediaIds = moments.flatMap(({ mediaId }) => (mediaId === null ? [] : [mediaId]));
  const media = (await database.media.bulkGet(mediaIds)).filter((row) => row !== undefined);
  return {
    moments: new Map(moments.map((moment) => [moment.id, moment])),
    frameRates: new Map(
      media.flatMap(({ id, content }) => (content.kind === 'video' ? [[id, content.probe.frameRate]] : [])),
    ),
  };
}

/** The dialog in which a homage link is made or changed; opened from any section by `editLink`. */
export function LinkEditorDialog() {
  const editing = useNavigation((state) => state.linkEditing);
  if (editing === null) return null;
  return <LinkEditor key={'linkId' in editing ? editing.linkId : 'new'} editing={editing} />;
}

function LinkEditor({ editing }: { editing: LinkEditing }) {
  const [draft, setDraft] = useState<LinkDraft | null>(null);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);

  useEffect(() => {
    let current = true;
    void readDraft(editing).then((read) => {
      if (!current) return;
      if (read === null) editLink(null);
      else setDraft(read);
    });
    return () => {
      current = false;
    };
  }, [editing]);

  const save = async (): Promise<void> => {
    if (draft === null) return;
    const finished = finishDraft(draft, new Date().toISOString());
    if (!finished.ok) {
      setProblems(finished.problems);
      return;
    }
    setProblems([]);
    try {
      noteEdit('Link saved', await saveLink(database, finished.link, finished.moments));
    } catch (thrown) {
      // The dialog stays with what was typed.
      showToast(`The link was not saved. ${describeAppError(storageError(thrown))}`, { tone: 'error' });
      return;
    }
    useNavigation.setState({ linkId: finished.link.id });
    editLink(null);
  };

  const title = 'linkId' in editing ? 'Edit homage link' : 'New homage link';
  return (
    <Dialog
      title={title}
      isOpen={draft !== null}
      onClose={() => editLink(null)}
      size="large"
      actions={
        <>
          {problems.length === 0 ? null : (
            <p role="alert" style={{ color: 'var(--danger)', marginRight: 'auto' }}>
              {problems[0]?.text}
              {problems.length > 1 ? ` And ${problems.length - 1} more to mend.` : ''}
            </p>
          )}
          <Button variant="quiet" onPress={() => editLink(null)}>
            Cancel
          </Button>
          <Button variant="primary" onPress={() => void save()}>
            Save link
          </Button>
        </>
      }
    >
      {draft === null ? null : <LinkDraftForm draft={draft} problems={problems} onChange={setDraft} />}
    </Dialog>
  );
}
