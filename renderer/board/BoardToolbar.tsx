import { Hand, Heading, MousePointer2, Plus, StickyNote } from 'lucide-react';
import styles from './BoardToolbar.module.css';
import type { BoardTool } from './boardSession.ts';
import { useBoardSession, useBoardState } from './useBoardSession.ts';

const tools: readonly { tool: BoardTool; label: string; key: string; Icon: typeof Hand }[] = [
  { tool: 'select', label: 'Select', key: 'V', Icon: MousePointer2 },
  { tool: 'hand', label: 'Hand', key: 'H', Icon: Hand },
  { tool: 'note', label: 'Note', key: 'N', Icon: StickyNote },
  { tool: 'heading', label: 'Heading', key: 'T', Icon: Heading },
];

/** The tools at the board's foot. */
export function BoardToolbar({ isAdding, onAdd }: { isAdding: boolean; onAdd: () => void }) {
  const session = useBoardSession();
  const current = useBoardState((state) => state.tool);
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Board tools" data-over-board>
      {tools.map(({ tool, label, key, Icon }) => (
        <button
          key={tool}
          type="button"
          className={styles['tool']}
          aria-pressed={tool === current}
          title={`${label} (${key})`}
          onClick={() => session.store.setState({ tool })}
        >
          <Icon size={14} aria-hidden />
          {label}
        </button>
      ))}
      <span className={styles['line']} />
      <button type="button" className={styles['tool']} aria-expanded={isAdding} onClick={onAdd}>
        <Plus size={14} aria-hidden />
        Add…
      </button>
    </div>
  );
}
