// Copies the few font files that ship with Afterimage out of their npm packages into resources/fonts/
// (git-ignored). The packages hold hundreds of weights and slices; the app ships only what is listed here.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const pretendardWeights = ['Regular', 'Medium', 'SemiBold', 'Bold'];
const notoFamilies = [
  { language: 'tc', slice: 'chinese-traditional' },
  { language: 'sc', slice: 'chinese-simplified' },
  { language: 'jp', slice: 'japanese' },
];
const notoWeights = [400, 700];

/** Every font file and licence text that ships: where it lies in node_modules, and its name in resources/fonts. */
export const fontFiles = [
  // OpenType for the PDF, WOFF2 for the window.
  ...pretendardWeights.flatMap((weight) => [
    {
      from: `pretendard/dist/public/static/Pretendard-${weight}.otf`,
      to: `Pretendard-${weight}.otf`,
    },
    {
      from: `pretendard/dist/web/static/woff2/Pretendard-${weight}.woff2`,
      to: `Pretendard-${weight}.woff2`,
    },
  ]),
  { from: 'pretendard/dist/LICENSE.txt', to: 'Pretendard-LICENSE.txt' },
  // The unsliced .woff: the PDF writer subsets it, while it would embed the .woff2 of the same font whole.
  ...notoFamilies.flatMap(({ language, slice }) => [
    ...notoWeights.map((weight) => ({
      from: `@fontsource/noto-sans-${language}/files/noto-sans-${language}-${slice}-${weight}-normal.woff`,
      to: `noto-sans-${language}-${weight}.woff`,
    })),
    { from: `@fontsource/noto-sans-${language}/LICENSE`, to: `noto-sans-${language}-LICENSE.txt` },
  ]),
];

/**
 * Brings resources/fonts/ up to date with the font packages; files of the right size are left alone, and
 * files that no longer ship are removed.
 * @param {string} root the repository's folder
 * @returns {{ copied: number, total: number }}
 * @throws {Error} naming the package file that is missing
 */
export function copyFonts(root) {
  const target = join(root, 'resources/fonts');
  mkdirSync(target, { recursive: true });
  const shipped = new Set(fontFiles.map((file) => file.to));
  for (const name of readdirSync(target)) {
    if (!shipped.has(name)) rmSync(join(target, name), { recursive: true });
  }
  let copied = 0;
  for (const { from, to } of fontFiles) {
    const source = join(root, 'node_modules', from);
    if (!existsSync(source))
      throw new Error(`The font file ${from} is missing from node_modules: run npm ci`);
    const destination = join(target, to);
    if (existsSync(destination) && statSync(destination).size === statSync(source).size) continue;
    // A name of its own until whole, so that an interrupted copy is never taken for a font.
    copyFileSync(source, `${destination}.part`);
    renameSync(`${destination}.part`, destination);
    copied += 1;
  }
  return { copied, total: fontFiles.length };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { copied, total } = copyFonts(resolve(import.meta.dirname, '..'));
  console.log(`Fonts: ${total} files in resources/fonts, ${copied} copied now`);
}
