import type { CameraView } from '../../shared/board/boardView.ts';
import type { BoardId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';

const restMs = 300;

/** Saves where the user looks at a board, once the view has come to rest. */
export class CameraKeeper {
  private readonly database: AfterimageDatabase;
  private readonly boardId: BoardId;
  private unsaved: CameraView | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: AfterimageDatabase, boardId: BoardId) {
    this.database = database;
    this.boardId = boardId;
  }

  keep(camera: CameraView): void {
    this.unsaved = camera;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), restMs);
  }

  /** Saves at once what is not saved yet. A board that is gone keeps no view. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const camera = this.unsaved;
    this.unsaved = null;
    if (camera === null) return;
    const { boards, boardCameras } = this.database;
    await this.database.transaction('rw', boards, boardCameras, async () => {
      if ((await boards.get(this.boardId)) === undefined) return;
      const { x, y, zoom } = camera;
      await boardCameras.put({ boardId: this.boardId, x, y, zoom });
    });
  }
}
