import type { JobEvent } from '../../shared/contract/contract.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import {
  type WatchedFolder,
  type WatchedFolderId,
  watchedFolderSchema,
} from '../../shared/domain/importQueue.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import type { ImportRunner } from './importRunner.ts';

/** What main says of a watched folder. */
export type FolderState = Extract<JobEvent<'watchFolders'>, { type: 'state' }>['state'];

interface FolderWatcherOptions {
  readonly database: AfterimageDatabase;
  readonly client: ContractClient;
  readonly runner: Pick<ImportRunner, 'add'>;
  readonly onStates: (states: ReadonlyMap<WatchedFolderId, FolderState>) => void;
}

/** Has main watch the folders that are on, and puts what comes into them in the import queue. */
export class FolderWatcher {
  private readonly options: FolderWatcherOptions;
  private states = new Map<WatchedFolderId, FolderState>();
  private stop: (() => Promise<void>) | null = null;
  private tail: Promise<void> = Promise.resolve();

  constructor(options: FolderWatcherOptions) {
    this.options = options;
  }

  /** Begins; what was taken off in an earlier session can no longer be undone and is forgotten. */
  async start(): Promise<void> {
    const { database, client } = this.options;
    const folderIds = await database.watchedFolders.toCollection().primaryKeys();
    await client.call('keepWatchedFolders', { folderIds });
    await this.follow();
  }

  /** Watches what is on now; to be called after every change. */
  async follow(): Promise<void> {
    this.tail = this.tail.then(() => this.restart());
    await this.tail;
  }

  /**
   * Lets the user choose a folder and watches it; one that is watched already is turned on.
   * @returns null when the user chose none
   */
  async choose(): Promise<WatchedFolder | null> {
    const { client, database } = this.options;
    const answer = await client.call('chooseWatchFolder', {});
    if (!answer.ok || answer.value === null) return null;
    const { folderId, name } = answer.value;
    const known = await database.watchedFolders.get(folderId);
    const folder: WatchedFolder = watchedFolderSchema.parse({
      workId: null,
      createdAt: new Date().toISOString(),
      ...known,
      id: folderId,
      name,
      isOn: true,
    });
    await database.watchedFolders.put(folder);
    await this.follow();
    return folder;
  }

  async change(
    folderId: WatchedFolderId,
    change: Partial<Pick<WatchedFolder, 'isOn' | 'workId'>>,
  ): Promise<void> {
    await this.options.database.watchedFolders.update(folderId, change);
    if (change.isOn !== undefined) await this.follow();
  }

  private async restart(): Promise<void> {
    const { client, database } = this.options;
    await this.stop?.();
    this.stop = null;
    this.tell(new Map());
    const folders = await database.watchedFolders.filter((folder) => folder.isOn).toArray();
    if (folders.length === 0) return;
    let queued: Promise<void> = Promise.resolve();
    const job = client.start('watchFolders', { folderIds: folders.map(({ id }) => id) }, (event) => {
      if (event.type === 'state') this.tell(new Map(this.states).set(event.folderId, event.state));
      else queued = queued.then(() => this.queue(event));
    });
    this.stop = async () => {
      job.cancel();
      await job.result;
      await queued;
    };
  }

  private async queue(event: Extract<JobEvent<'watchFolders'>, { type: 'files' }>): Promise<void> {
    const { database, client, runner } = this.options;
    const { folderId, sources } = event;
    const folder = await database.watchedFolders.get(folderId);
    if (folder === undefined) return;
    const { name, workId } = folder;
    await runner.add({ kind: 'watch', name, sources, folderId, workIdFor: () => workId });
    // Only now: what is not in the queue is told again at the next start.
    await client.call('settleWatched', { folderId, sourceIds: sources.map((source) => source.sourceId) });
  }

  private tell(states: Map<WatchedFolderId, FolderState>): void {
    this.states = states;
    this.options.onStates(states);
  }
}
