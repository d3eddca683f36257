// A worker: it holds the features of every frame and looks through all of them, which must not hold up the window.
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { IndexKeeper } from './indexKeeper.ts';
import { serveSearch } from './serveSearch.ts';

serveSearch(self, new IndexKeeper(new AfterimageDatabase()));
