import { counted } from '../library/counted.ts';
import { Button } from '../ui/Button.tsx';
import { useMediaAvailability } from './mediaAvailability.ts';
import { openRelink } from './relinkStore.ts';

/** In the status bar while originals are missing: how many, and the way to them. */
export function MissingFiles() {
  const count = useMediaAvailability((state) => state.offline.size);
  const problem = useMediaAvailability((state) => state.problem);
  if (count === 0 && problem === null) return null;
  return (
    <Button variant="quiet" onPress={openRelink}>
      {count === 0 ? 'About your files…' : `${counted(count, 'file')} offline…`}
    </Button>
  );
}
