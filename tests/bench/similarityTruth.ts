import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { analysePicture } from '../../electron/services/pictures/analysePicture.ts';
import { packPicture } from '../../electron/services/pictures/packPicture.ts';
import { type PictureSignature, readSignature } from '../../shared/similarity/pictureSignature.ts';

/** Photographs of Debian's package opencv-doc; what shows the same thing as another one is left out. */
const folder = '/usr/share/doc/opencv-doc/examples/data';
const left = new Set([
  ...[
    'aloeR.jpg',
    'leuvenB.jpg',
    'graf3.png',
    'right.jpg',
    'basketball2.png',
    'ela_modified.jpg',
    'rubberwhale2.png',
  ],
  ...[
    'Blender_Suzanne2.jpg',
    'aero3.jpg',
    'box_in_scene.png',
    'box.png',
    'aloeGT.png',
    'tmpl.png',
    'lena_tmpl.jpg',
  ],
  ...[
    'smarties.png',
    'ellipses.jpg',
    'mask.png',
    'gradient.png',
    'ml.png',
    'notes.png',
    'digits.png',
    'blox.jpg',
  ],
]);
const noPhotograph =
  /^(left\d|right\d|pca_|text|imageText|opencv-logo|LinuxLogo|WindowsLogo|Blender|pic\d|chessboard|detect_blob|sudoku|squirrel_cls|stuff|templ)/;

/** A picture that nothing else here is a copy of. */
export interface TruthPicture {
  readonly name: string;
  /** Pictures of one photograph overlap in nothing, but are not counted as unlike by chance either. */
  readonly photograph: string;
  readonly png: Buffer;
}

/** Whole photographs and their quarters: light, sky and ground of one place are the hardest to tell apart. */
export async function truthPictures(): Promise<TruthPicture[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((name) => /\.(jpe?g|png)$/i.test(name) && !noPhotograph.test(name) && !left.has(name))
    .toSorted();
  const pictures: TruthPicture[] = [];
  for (const name of names) {
    const png = await sharp(join(folder, name))
      .rotate()
      .resize({ width: 960, height: 720, fit: 'inside' })
      .removeAlpha()
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer();
    const { width, height } = await sharp(png).metadata();
    pictures.push({ name, photograph: name, png });
    const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)];
    for (const [index, [x, y]] of [
      [0, 0],
      [w, 0],
      [0, h],
      [w, h],
    ].entries()) {
      const part = sharp(png).extract({ left: x ?? 0, top: y ?? 0, width: w, height: h });
      pictures.push({
        name: `${name} part ${index + 1}`,
        photograph: name,
        png: await part.png({ compressionLevel: 1 }).toBuffer(),
      });
    }
  }
  return pictures;
}

type Change = (image: Sharp, width: number, height: number) => Sharp | Promise<Sharp>;

const jpeg =
  (quality: number): Change =>
  async (image) =>
    sharp(await image.jpeg({ quality }).toBuffer());
const crop =
  (l: number, r: number, t: number, b: number): Change =>
  (image, width, height) => {
    const [x, y] = [Math.round(l * width), Math.round(t * height)];
    return image.extract({
      left: x,
      top: y,
      width: width - x - Math.round(r * width),
      height: height - y - Math.round(b * height),
    });
  };
const bars =
  (across: number, down: number): Change =>
  (image, width, height) => {
    const [x, y] = [Math.round(across * width), Math.round(down * height)];
    return image.extend({ left: x, right: x, top: y, bottom: y, background: '#000000' });
  };
const grade =
  (gain: number, saturation: number, warm: number): Change =>
  (image) =>
    image.modulate({ brightness: gain, saturation }).linear([1 + warm, 1, 1 - warm], [0, 0, 0]);
const scaled =
  (share: number): Change =>
  async (image, width) =>
    sharp(
      await image
        .resize(Math.max(64, Math.round(width * share)))
        .png()
        .toBuffer(),
    );

/** What may have happened to a picture that is still the same picture. */
export const sameChanges: Readonly<Record<string, readonly Change[]>> = {
  'JPEG quality 90': [jpeg(90)],
  'JPEG quality 65': [jpeg(65)],
  'JPEG quality 40': [jpeg(40)],
  'half size': [scaled(0.5)],
  'quarter size': [scaled(0.25)],
  'crop 4 % all round': [crop(0.04, 0.04, 0.04, 0.04)],
  'crop 8 % all round': [crop(0.08, 0.08, 0.08, 0.08)],
  'crop 8 % left and top': [crop(0.08, 0, 0.08, 0)],
  'crop 8 % top and bottom': [crop(0, 0, 0.08, 0.08)],
  letterbox: [bars(0, 0.14)],
  pillarbox: [bars(0.17, 0)],
  windowbox: [bars(0.1, 0.1)],
  'lighter, warmer': [grade(1.1, 1.12, 0.04)],
  'darker, cooler, paler': [grade(0.9, 0.88, -0.04)],
  'crop 6 %, half size, JPEG 50, graded': [
    crop(0.06, 0.06, 0.06, 0.06),
    scaled(0.5),
    grade(1.06, 0.9, 0.03),
    jpeg(50),
  ],
  'letterbox, quarter size, JPEG 60': [bars(0, 0.12), scaled(0.25), jpeg(60)],
};

export const mirror: readonly Change[] = [(image) => image.flop()];

/** The picture after changes, measured just as an import does. */
export async function signatureAfter(png: Buffer, changes: readonly Change[]): Promise<PictureSignature> {
  let bytes = png;
  for (const change of changes) {
    const { width, height } = await sharp(bytes).metadata();
    bytes = await (await change(sharp(bytes), width, height)).png({ compressionLevel: 1 }).toBuffer();
  }
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pack = await packPicture({ width: info.width, height: info.height, data });
  const signature = readSignature(analysePicture(pack).signature);
  if (signature === null) throw new Error('an unreadable signature was written');
  return signature;
}
