import { create } from 'zustand';
import type { WorkId } from '../../shared/domain/ids.ts';
import type { WorkKind } from '../../shared/domain/work.ts';

/** What the work dialog is open for: a work, or a new one of a kind. */
export type WorkDialogTarget = { readonly workId: WorkId } | { readonly kind: WorkKind };

/** Null while the dialog is closed. */
export const useWorkDialog = create<{ target: WorkDialogTarget | null }>(() => ({ target: null }));

export function openWorkDialog(target: WorkDialogTarget): void {
  useWorkDialog.setState({ target });
}

export function closeWorkDialog(): void {
  useWorkDialog.setState({ target: null });
}
