import type { Channel, RequestMessage, ResponseMessage } from '../../shared/contract/messages.ts';
import type { MediaId, SourceId } from '../../shared/domain/ids.ts';
import { callIdOf, type MediaResponse, mediaRequestSchema } from '../services/jobs/mediaEnvelope.ts';

/** The line to the main process: requests with the paths that came beside them. */
export interface ParentChannel extends Channel<ResponseMessage, RequestMessage> {
  /** The path that main gave with a request for one of its opaque ids. */
  readonly pathFor: (requestId: string, opaqueId: string) => string | undefined;
  readonly tellMediaSeen: (sourceId: SourceId, mediaId: MediaId) => void;
  /** Tells that the process is not stuck, and which files it works on. */
  readonly tellAlive: (fileNames: readonly string[]) => void;
}

/**
 * Opens the line over the IPC channel that this process was started with.
 * @throws Error when it was started by hand
 */
export function openParentChannel(): ParentChannel {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('The media process is started by Afterimage, not by hand.');
  const pathsOf = new Map<string, ReadonlyMap<string, string>>();
  const respond = (response: MediaResponse): void => {
    send(response);
  };

  return {
    send: (message) => {
      if (message.type === 'reply') pathsOf.delete(message.id);
      respond({ type: 'response', message });
    },
    onMessage: (listener) => {
      const receive = (raw: unknown): void => {
        const parsed = mediaRequestSchema.safeParse(raw);
        if (!parsed.success) return;
        const { message, paths } = parsed.data;
        const id = callIdOf(message);
        // An id in use is refused by the server; the paths of the first stay.
        if (id !== null && !pathsOf.has(id)) pathsOf.set(id, new Map(Object.entries(paths)));
        // The server validates it.
        listener(message as RequestMessage);
      };
      process.on('message', receive);
      return () => process.off('message', receive);
    },
    pathFor: (requestId, opaqueId) => pathsOf.get(requestId)?.get(opaqueId),
    tellMediaSeen: (sourceId, mediaId) => respond({ type: 'mediaSeen', sourceId, mediaId }),
    tellAlive: (fileNames) => respond({ type: 'alive', fileNames: [...fileNames] }),
  };
}
