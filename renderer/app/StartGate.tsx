import { type ReactNode, useEffect, useState } from 'react';
import { database } from '../database/afterimageDatabase.ts';
import type { DatabaseRefusal } from '../database/openDatabase.ts';
import { keepDuplicates } from '../duplicates/duplicatesStore.ts';
import { keepGallerySettings } from '../library/gallerySettings.ts';
import { libraryRead } from '../library/useLibraryIndex.ts';
import { followMoods } from '../moods/moodCatalogue.ts';
import { keepMoods } from '../moods/moodKeeper.ts';
import { keepColourLanguage } from '../palettes/colourLanguage.ts';
import { keepAvailability } from '../relink/mediaAvailability.ts';
import { searchClient } from '../search/openSearchClient.ts';
import { client } from './connect.ts';
import { importShown, startQueue } from './importJobs.ts';
import { runMenuCommand } from './menuCommands.ts';
import styles from './StartGate.module.css';
import { startUp } from './startUp.ts';

/** Begun once for the window, however often React mounts the gate. */
let begun: ReturnType<typeof startUp> | null = null;

/** How long what only tidies waits for the search, which takes longer once: when all of it is made anew. */
const mostWaitMs = 3000;
let loaded: Promise<void> | null = null;

/** The search loads its index once the library is shown; a failure is told by the first question. */
function searchLoaded(): Promise<void> {
  loaded ??= libraryRead().then(async () => {
    const from = performance.now();
    try {
      await searchClient.warmUp();
      // For whoever looks at how long it takes.
      performance.measure('search index loaded', { start: from });
    } catch {
      // As said.
    }
  });
  return loaded;
}

function begin(): ReturnType<typeof startUp> {
  begun ??= startUp({
    database,
    client,
    offerSample: window.afterimage.flags.offerSample,
    importSources: importShown,
    startQueue,
    libraryShown: async () => {
      await libraryRead();
      // Nothing waits for long that is in the queue.
      await Promise.race([searchLoaded(), new Promise((resolve) => setTimeout(resolve, mostWaitMs))]);
    },
  }).then(async (started) => {
    if (started.refusal === null) {
      await Promise.all([keepGallerySettings(), keepColourLanguage(), followMoods(database)]);
    }
    return started;
  });
  return begun;
}

/** Shows its children once the library is open, or why it cannot be opened. */
export function StartGate({ children }: { children: ReactNode }) {
  const [state, setState] = useState<'opening' | 'open' | DatabaseRefusal>('opening');
  useEffect(() => {
    let current = true;
    void begin().then((started) => {
      if (current) setState(started.refusal ?? 'open');
    });
    return () => {
      current = false;
    };
  }, []);
  useEffect(() => {
    if (state !== 'open') return undefined;
    const ends = [keepAvailability(database, client)];
    let isEnded = false;
    // All of these read the whole library: one after the other is sooner there than all at once.
    void searchLoaded().then(() => {
      if (!isEnded) ends.push(keepDuplicates(database, client), keepMoods(database, client));
    });
    return () => {
      isEnded = true;
      for (const end of ends) end();
    };
  }, [state]);
  useEffect(() => {
    if (state !== 'open') return undefined;
    return window.afterimage.onMenuCommand((command) => void runMenuCommand(command));
  }, [state]);

  if (state === 'opening') return <div className={styles['gate']} aria-busy="true" />;
  if (state === 'open') return children;
  return (
    <main className={styles['gate']} role="alert">
      <h1>{state.reason === 'newer' ? 'A newer library' : 'The library cannot be opened'}</h1>
      <p>{state.text}</p>
    </main>
  );
}
