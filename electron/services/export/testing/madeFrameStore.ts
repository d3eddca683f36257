import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import type { StoredPicture, Swatch } from '../../../../shared/domain/frame.ts';
import { contentHashSchema } from '../../../../shared/domain/ids.ts';
import { framePath } from '../../frame-store/frameStore.ts';

/** What a drawn scene is made of. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Black rows above and below, in pixels. */
  readonly barPx?: number;
  readonly ground: string;
  readonly light: string;
  /** Where the light stands, 0-1 across. */
  readonly lightAt: number;
}

function sceneSvg({ width, height, barPx = 0, ground, light, lightAt }: Scene): string {
  const inner = height - 2 * barPx;
  const x = width * lightAt;
  const y = height / 2;
  const radius = inner * 0.3;
  const figureX = width * (lightAt < 0.5 ? 0.78 : 0.28);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><radialGradient id="g" gradientUnits="userSpaceOnUse" cx="${x}" cy="${y}" r="${inner * 0.8}">
      <stop offset="0" stop-color="${light}"/><stop offset=".5" stop-color="${light}" stop-opacity=".35"/>
      <stop offset="1" stop-color="${ground}"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="#000"/>
    <rect y="${barPx}" width="${width}" height="${inner}" fill="${ground}"/>
    <rect y="${barPx}" width="${width}" height="${inner}" fill="url(#g)"/>
    <circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${ground}" stroke-width="${inner * 0.03}"/>
    <path d="M${x} ${y - radius}V${y + radius}M${x - radius} ${y}H${x + radius}" stroke="${ground}" stroke-width="${inner * 0.02}"/>
    <circle cx="${figureX}" cy="${y - inner * 0.05}" r="${inner * 0.13}" fill="#0a0302"/>
    <path d="M${figureX - inner * 0.25} ${height - barPx}q0 ${-inner * 0.36} ${inner * 0.25} ${-inner * 0.36}q${inner * 0.25} 0 ${inner * 0.25} ${inner * 0.36}z" fill="#0a0302"/>
  </svg>`;
}

/** Draws a scene and puts it into a frame store as an import would: JPEG and thumbnail, named by content. */
export async function storeScene(folder: string, scene: Scene): Promise<StoredPicture> {
  const drawn = sharp(Buffer.from(sceneSvg(scene)));
  const full = await drawn.clone().jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  const thumb = await sharp(full)
    .resize({ width: 480, withoutEnlargement: true })
    .webp({ effort: 0 })
    .toBuffer();
  const hash = contentHashSchema.parse(createHash('sha256').update(full).digest('hex'));
  const path = framePath(folder, hash, 'full');
  await mkdir(dirname(path), { recursive: true });
  await Promise.all([writeFile(path, full), writeFile(framePath(folder, hash, 'thumb'), thumb)]);
  const { width, height, barPx = 0 } = scene;
  return { hash, width, height, area: { x: 0, y: barPx, width, height: height - 2 * barPx } };
}

/** Palettes with names as long as the real ones. */
export const warmPalette: readonly Swatch[] = [
  { hex: '#180603', oklch: [0.15, 0.04, 35], share: 0.46, name: 'blackish red' },
  { hex: '#5a1608', oklch: [0.31, 0.1, 35], share: 0.22, name: 'deep reddish brown' },
  { hex: '#b23a12', oklch: [0.52, 0.16, 40], share: 0.14, name: 'strong orange-red' },
  { hex: '#e4541d', oklch: [0.63, 0.19, 42], share: 0.1, name: 'vivid orange-red' },
  { hex: '#f08a43', oklch: [0.73, 0.14, 55], share: 0.08, name: 'soft orange' },
];

export const coolPalette: readonly Swatch[] = [
  { hex: '#04070f', oklch: [0.12, 0.02, 260], share: 0.4, name: 'blackish blue' },
  { hex: '#0b2a5b', oklch: [0.29, 0.1, 258], share: 0.2, name: 'deep blue' },
  { hex: '#1f6fe0', oklch: [0.56, 0.19, 258], share: 0.15, name: 'vivid blue' },
  { hex: '#58c4ff', oklch: [0.78, 0.12, 235], share: 0.1, name: 'brilliant sky blue' },
  { hex: '#c3d7ea', oklch: [0.87, 0.03, 245], share: 0.06, name: 'pale bluish grey' },
  { hex: '#e0338a', oklch: [0.6, 0.21, 355], share: 0.05, name: 'vivid purplish pink' },
  { hex: '#f7f7f2', oklch: [0.97, 0.01, 100], share: 0.04, name: 'yellowish white' },
];
