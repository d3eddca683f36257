import type { BoardItemId } from '../../shared/domain/ids.ts';
import { commitUpdates } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';

let writings = 0;

/** A key for {@link startWriting} under which the making of the item goes into the same undo entry. */
export function newWritingKey(): string {
  writings += 1;
  return `writing ${writings}`;
}

/** Opens the text of a note or heading; all that is written until it closes is one undo entry. */
export function startWriting(session: BoardSession, id: BoardItemId, mergeKey = newWritingKey()): void {
  const content = session.state.items.get(id)?.content;
  if (content?.kind !== 'note' && content?.kind !== 'heading') return;
  session.writing = { id, text: content.text, mergeKey };
  session.store.setState({ editingId: id });
}

/** Saves what was written so far. */
export function flushWriting(session: BoardSession): void {
  const { writing } = session;
  const item = writing === null ? undefined : session.state.items.get(writing.id);
  if (writing === null || item === undefined) return;
  const { content } = item;
  if ((content.kind !== 'note' && content.kind !== 'heading') || content.text === writing.text) return;
  const label = content.kind === 'note' ? 'Edit note' : 'Edit heading';
  commitUpdates(session, [{ ...item, content: { ...content, text: writing.text } }], label, writing.mergeKey);
}

/** Saves and closes the text; an item left without any goes away. */
export function endWriting(session: BoardSession): void {
  const { writing } = session;
  if (writing === null) return;
  flushWriting(session);
  session.writing = null;
  session.store.setState({ editingId: null });
  const item = session.state.items.get(writing.id);
  if (item !== undefined && writing.text.trim() === '') {
    session.commit({ added: [], updated: [], removed: [item] }, 'Delete 1 item', writing.mergeKey);
  }
}
