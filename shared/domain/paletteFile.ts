import { z } from 'zod';
import { swatchSchema } from './frame.ts';

/** File formats that a palette can be saved as, by their extension. */
export const paletteFormatSchema = z.enum(['ase', 'aco', 'gpl', 'css', 'csv', 'json', 'png']);
export type PaletteFormat = z.infer<typeof paletteFormatSchema>;

/** What each format is called, and what reads it. */
export const paletteFormatText: Readonly<Record<PaletteFormat, { label: string; reads: string }>> = {
  ase: { label: 'Adobe Swatch Exchange', reads: 'Illustrator, InDesign, Photoshop, Affinity' },
  aco: { label: 'Photoshop swatches', reads: 'Photoshop, Photopea' },
  gpl: { label: 'GIMP palette', reads: 'GIMP, Krita, Inkscape' },
  css: { label: 'CSS custom properties', reads: 'web pages' },
  csv: { label: 'Table', reads: 'spreadsheets' },
  json: { label: 'JSON', reads: 'programs' },
  png: { label: 'Picture strip', reads: 'anything' },
};

/** A palette as it is written to a file; the names are those that are to be in it. */
export const paletteFileSchema = z.object({
  title: z.string().max(500),
  swatches: z.array(swatchSchema).min(1).max(64),
});
export type PaletteFile = z.infer<typeof paletteFileSchema>;
