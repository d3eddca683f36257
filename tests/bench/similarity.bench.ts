// How well duplicates are told from other pictures: precision and recall on photographs changed in known ways, by
// the same search that the library uses.
import { performance } from 'node:perf_hooks';
import { findDuplicateFrames } from '../../shared/similarity/findDuplicateFrames.ts';
import { isSamePicture } from '../../shared/similarity/isSamePicture.ts';
import { type PackedSignature, packSignature } from '../../shared/similarity/pictureSignature.ts';
import { mirror, sameChanges, signatureAfter, truthPictures } from './similarityTruth.ts';

const pictures = await truthPictures();
if (pictures.length === 0) {
  console.log('skipped: Debian’s package opencv-doc is not installed, which has the photographs');
  process.exit(0);
}
/** Each of a media of its own. */
const pairsOf = (signatures: readonly PackedSignature[]) =>
  findDuplicateFrames({
    count: signatures.length,
    mediaAt: (place) => place,
    signatureAt: (place) => signatures[place] ?? null,
  });
const originals = await Promise.all(pictures.map(({ png }) => signatureAfter(png, [])));
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

console.log(
  `${pictures.length} pictures of ${new Set(pictures.map((each) => each.photograph)).size} photographs`,
);
console.log('\nfound again after'.padEnd(44), 'recall');
let found = 0;
let asked = 0;
const changed: { readonly of: string; readonly signature: PackedSignature }[] = [];
for (const [name, changes] of Object.entries(sameChanges)) {
  let hits = 0;
  for (const [index, { name: picture, png }] of pictures.entries()) {
    const original = originals[index];
    if (original === undefined) continue;
    const signature = await signatureAfter(png, changes);
    changed.push({ of: picture, signature: packSignature(signature) });
    if (pairsOf([packSignature(original), packSignature(signature)]).length > 0) hits += 1;
  }
  found += hits;
  asked += pictures.length;
  console.log(name.padEnd(43), percent(hits, pictures.length));
}
console.log('all'.padEnd(43), percent(found, asked));

let mirrored = 0;
for (const [index, { png }] of pictures.entries()) {
  const original = originals[index];
  if (original !== undefined && isSamePicture(original, await signatureAfter(png, mirror))) mirrored += 1;
}
console.log(`\nmirrored ones taken for the same: ${mirrored} of ${pictures.length}`);

const all = [
  ...pictures.flatMap(({ name }, index) => {
    const signature = originals[index];
    return signature === undefined ? [] : [{ of: name, signature: packSignature(signature) }];
  }),
  ...changed,
];
const pictureOf = (place: number): string => all[place]?.of ?? '';
const startMs = performance.now();
const pairs = pairsOf(all.map(({ signature }) => signature));
const elapsedMs = performance.now() - startMs;
const right = pairs.filter(([a, b]) => pictureOf(a) === pictureOf(b)).length;
console.log(
  `\nall ${all.length} against each other, ${((all.length * (all.length - 1)) / 2).toLocaleString('en-GB')} pairs:`,
);
console.log(
  `precision ${percent(right, pairs.length)} of ${pairs.length.toLocaleString('en-GB')} pairs found`,
);
console.log(`${((elapsedMs * 1000) / ((all.length * (all.length - 1)) / 2)).toFixed(2)} µs a pair`);
const wrong = new Set(
  pairs
    .filter(([a, b]) => pictureOf(a) !== pictureOf(b))
    .map(([a, b]) => [pictureOf(a), pictureOf(b)].sort().join(' ~ ')),
);
for (const pair of wrong) console.log(`  taken for the same: ${pair}`);
