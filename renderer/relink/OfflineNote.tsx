import type { Media } from '../../shared/domain/media.ts';
import { Button } from '../ui/Button.tsx';
import { useAvailability } from './mediaAvailability.ts';
import { relinkOne } from './relinkStore.ts';

/** Beside a file's name: nothing while it is there, else that it is offline and how to find it. */
export function OfflineNote({ media }: { media: Pick<Media, 'id' | 'fileName' | 'content'> }) {
  const availability = useAvailability(media.id);
  if (availability === 'present') return null;
  return (
    <>
      {availability === 'missing'
        ? ' · offline, not where it was '
        : ' · offline, another file lies in its place '}
      <Button variant="quiet" aria-label={`Find ${media.fileName}`} onPress={() => void relinkOne(media)}>
        Find…
      </Button>
    </>
  );
}
