import { liveQuery, type Subscription } from 'dexie';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyDiff, type BoardDiff, diffItems, isEmptyDiff } from '../../shared/board/boardDiff.ts';
import type { CameraView } from '../../shared/board/boardView.ts';
import type { BoardRect } from '../../shared/board/edgePath.ts';
import type { BoardSize } from '../../shared/board/itemSize.ts';
import type { SnapGuide } from '../../shared/board/snapItems.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type {
  BoardId,
  BoardItemId,
  FrameId,
  HomageLinkId,
  MomentId,
  WorkId,
} from '../../shared/domain/ids.ts';
import type { Work } from '../../shared/domain/work.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { showToast } from '../ui/toasts.ts';
import { type BoardHistory, historyOf } from './boardHistory.ts';
import { BoardWriter } from './boardWriter.ts';
import { CameraKeeper } from './cameraKeeper.ts';
import { saveBoardDiff } from './saveBoardDiff.ts';

export type BoardTool = 'select' | 'hand' | 'note' | 'heading';

/** What is on the board and what the user has in hand. Items mirror the database. */
export interface BoardState {
  /** False until the items were read once. */
  loaded: boolean;
  items: ReadonlyMap<BoardItemId, BoardItem>;
  selection: ReadonlySet<BoardItemId>;
  /** The item that Tab comes to. */
  focusId: BoardItemId | null;
  /** The note or heading whose text is being written. */
  editingId: BoardItemId | null;
  tool: BoardTool;
  undoLabel: string | null;
  redoLabel: string | null;
  /** When the change that undo takes back was made, and after when the one for redo was taken back. */
  undoAt: number;
  redoAt: number;
  /** Read out to screen readers. */
  announcement: string;
}

/** The records that items show. */
export interface BoardContent {
  frames: ReadonlyMap<FrameId, Frame>;
  works: ReadonlyMap<WorkId, Work>;
  moments: ReadonlyMap<MomentId, Moment>;
  links: ReadonlyMap<HomageLinkId, HomageLink>;
  /** False until everything was read once. */
  loaded: boolean;
}

interface BoardReading {
  readonly rows: readonly BoardItem[];
  /** Whether everything saved so far is in the rows. */
  readonly isWhole: () => boolean;
}

const emptyContent: BoardContent = {
  frames: new Map(),
  works: new Map(),
  moments: new Map(),
  links: new Map(),
  loaded: false,
};

/**
 * An open board. Gestures write only to its live fields and ask for a frame; a finished gesture is one
 * {@link BoardSession.commit}: memory at once, undo, then one database transaction.
 */
export class BoardSession {
  readonly boardId: BoardId;
  readonly database: AfterimageDatabase;
  readonly store: StoreApi<BoardState>;
  readonly content: StoreApi<BoardContent> = createStore(() => emptyContent);
  readonly history: BoardHistory;
  /** Places of items under a running gesture; null without one. */
  live: ReadonlyMap<BoardItemId, BoardRect> | null = null;
  guides: readonly SnapGuide[] = [];
  /** The rectangle drawn to select, board units. */
  marquee: BoardRect | null = null;
  view: BoardSize = { width: 0, height: 0 };
  camera: CameraView = { x: 0, y: 0, zoom: 1 };
  /** The drawn items, for moving them without drawing anew. */
  readonly elements = new Map<BoardItemId, HTMLElement>();
  /** The text being written; saved shortly after each key. */
  writing: { readonly id: BoardItemId; text: string; readonly mergeKey: string } | null = null;
  /** The item to take the keyboard focus as soon as it is drawn. */
  wantedFocus: BoardItemId | null = null;

  private readonly writer: BoardWriter;
  private readonly cameraKeeper: CameraKeeper;
  private readonly frameListeners = new Set<() => void>();
  private frameRequest = 0;
  private subscription: Subscription | null = null;

  constructor(database: AfterimageDatabase, boardId: BoardId) {
    this.database = database;
    this.boardId = boardId;
    this.history = historyOf(boardId);
    this.store = createStore<BoardState>(() => ({
      loaded: false,
      items: new Map(),
      selection: new Set(),
      focusId: null,
      editingId: null,
      tool: 'select',
      undoLabel: this.history.undoLabel,
      redoLabel: this.history.redoLabel,
      undoAt: this.history.lastAt,
      redoAt: this.history.redoneAfter,
      announcement: '',
    }));
    this.cameraKeeper = new CameraKeeper(database, boardId);
    this.writer = new BoardWriter(
      (diff) => saveBoardDiff(database, boardId, diff),
      () => {
        showToast('The last change to the board could not be saved. The board shows what is on disk.', {
          tone: 'error',
        });
        void this.reload();
      },
    );
  }

  get state(): BoardState {
    return this.store.getState();
  }

  /** Follows the database until {@link BoardSession.stop}. */
  start(): void {
    this.subscription ??= liveQuery(() => this.readItems()).subscribe({
      next: (reading) => this.receive(reading),
      error: () => showToast('The board could not be read.', { tone: 'error' }),
    });
  }

  stop(): void {
    this.subscription?.unsubscribe();
    this.subscription = null;
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = 0;
    void this.cameraKeeper.flush();
  }

  /** Reads the board anew, e.g. after something else wrote to it. */
  async reload(): Promise<void> {
    await this.writer.idle();
    this.receive(await this.readItems());
    this.noteHistory();
  }

  /** Calls back once a frame after anything live has changed. @returns a function that stops it */
  onFrame(listener: () => void): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  /**
   * Registers the element that draws an item, and gives it the keyboard focus where that was waiting for it.
   * @returns a function that takes it off again
   */
  register(id: BoardItemId, element: HTMLElement): () => void {
    this.elements.set(id, element);
    if (this.wantedFocus === id) {
      this.wantedFocus = null;
      element.focus({ preventScroll: true });
    }
    return () => {
      if (this.elements.get(id) === element) this.elements.delete(id);
    };
  }

  setView(view: BoardSize): void {
    this.view = view;
    this.invalidate();
  }

  /** Takes over what was typed; it is saved a moment later. */
  write(text: string): void {
    if (this.writing !== null) this.writing.text = text;
  }

  /** Asks for a frame; many asks make one. */
  invalidate(): void {
    if (this.frameRequest !== 0) return;
    this.frameRequest = requestAnimationFrame(() => {
      this.frameRequest = 0;
      for (const listener of this.frameListeners) listener();
    });
  }

  setCamera(camera: CameraView): void {
    this.camera = camera;
    this.cameraKeeper.keep(camera);
    this.invalidate();
  }

  /** The view that was left last time, if any. */
  async savedCamera(): Promise<CameraView | undefined> {
    return await this.database.boardCameras.get(this.boardId);
  }

  /** Where an item is now, gestures included. */
  rectOf(item: BoardItem): BoardRect {
    return this.live?.get(item.id) ?? item;
  }

  /** Makes a change: on screen at once, on disk in one transaction, and undoable. */
  commit(diff: BoardDiff<BoardItem>, label: string, mergeKey: string | null = null): void {
    if (isEmptyDiff(diff)) return;
    this.history.push({ diff, label, mergeKey });
    this.makeChange(diff);
    this.noteHistory();
  }

  undo(): void {
    const entry = this.history.undo();
    if (entry === null) return;
    this.makeChange(entry.diff);
    this.noteHistory(`Undone: ${entry.label}`);
  }

  redo(): void {
    const entry = this.history.redo();
    if (entry === null) return;
    this.makeChange(entry.diff);
    this.noteHistory(`Done again: ${entry.label}`);
  }

  select(ids: Iterable<BoardItemId>, focusId?: BoardItemId | null): void {
    const selection = new Set(ids);
    const last = [...selection].at(-1);
    this.store.setState((state) => ({ selection, focusId: focusId ?? last ?? state.focusId }));
    this.invalidate();
  }

  announce(announcement: string): void {
    this.store.setState({ announcement });
  }

  /** Everything given so far is on disk. */
  async saved(): Promise<void> {
    await this.writer.idle();
  }

  private makeChange(diff: BoardDiff<BoardItem>): void {
    this.setItems(applyDiff(this.state.items, diff));
    this.writer.save(diff);
  }

  private noteHistory(announcement?: string): void {
    const { undoLabel, redoLabel, lastAt: undoAt, redoneAfter: redoAt } = this.history;
    this.store.setState({
      undoLabel,
      redoLabel,
      undoAt,
      redoAt,
      ...(announcement === undefined ? {} : { announcement }),
    });
  }

  private async readItems(): Promise<BoardReading> {
    const isWhole = this.writer.watchReading();
    return { rows: await this.database.boardItems.where('boardId').equals(this.boardId).toArray(), isWhole };
  }

  private receive({ rows, isWhole }: BoardReading): void {
    // Rows read while own changes were on their way are older than what is shown.
    if (!isWhole()) {
      void this.writer.idle().then(async () => {
        if (this.subscription !== null) this.receive(await this.readItems());
      });
      return;
    }
    const diff = diffItems(this.state.items.values(), rows);
    if (!isEmptyDiff(diff) || !this.state.loaded) this.setItems(applyDiff(this.state.items, diff));
  }

  private setItems(items: ReadonlyMap<BoardItemId, BoardItem>): void {
    this.store.setState(({ selection, focusId, editingId }) => ({
      loaded: true,
      items,
      selection: [...selection].every((id) => items.has(id))
        ? selection
        : new Set([...selection].filter((id) => items.has(id))),
      focusId: focusId !== null && items.has(focusId) ? focusId : null,
      editingId: editingId !== null && items.has(editingId) ? editingId : null,
    }));
    this.invalidate();
  }
}
