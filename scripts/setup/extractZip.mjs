// Unpacks one zip file: node extractZip.mjs FILE FOLDER. Run on the shipped Node, with the extractor that the
// electron package itself brings for its own downloads.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [zipPath, folder] = process.argv.slice(2);
if (zipPath === undefined || folder === undefined) throw new Error('usage: extractZip.mjs FILE FOLDER');
const fromElectron = createRequire(resolve(import.meta.dirname, '../../node_modules/electron/install.js'));
const { extract } = await import(pathToFileURL(fromElectron.resolve('@electron-internal/extract-zip')).href);
await extract(resolve(zipPath), { dir: resolve(folder) });
