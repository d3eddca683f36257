import { useLiveQuery } from 'dexie-react-hooks';
import { goTo, useNavigation } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { useLibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { StillViewer } from './StillViewer.tsx';
import { VideoViewer } from './VideoViewer.tsx';
import { ViewerHeader } from './ViewerHeader.tsx';

/** A video or a still, large: looked at frame by frame, cut into shots and moments. */
export function ViewerSection() {
  const viewing = useNavigation((state) => state.viewing);
  const index = useLibraryIndex();
  const mediaId = viewing?.mediaId ?? null;
  const media = useLiveQuery(
    async () => (mediaId === null ? null : ((await database.media.get(mediaId)) ?? null)),
    [mediaId],
  );

  if (viewing === null || media === null) {
    return (
      <>
        <ViewerHeader media={null} index={index} />
        <EmptyState
          title={viewing === null ? 'Nothing open yet' : 'This file is no longer in the library'}
          actions={<Button onPress={() => goTo('library')}>Go to the library</Button>}
        >
          Double-click a frame in the library, or choose it and press Enter. The viewer plays its video from
          there, steps through it frame by frame, and lets you grab frames and mark moments.
        </EmptyState>
      </>
    );
  }
  // Read in a moment; another media’s row may still be here.
  if (media?.id !== viewing.mediaId) return <ViewerHeader media={null} index={index} />;
  return (
    <>
      <ViewerHeader media={media} index={index} />
      {media.content.kind === 'still' ? (
        <StillViewer key={media.id} media={media} index={index} />
      ) : (
        <VideoViewer
          key={media.id}
          media={media}
          probe={media.content.probe}
          viewing={viewing}
          index={index}
        />
      )}
      <KeysDialog />
    </>
  );
}
