import type { ColourLanguage } from '../../shared/colour/colourName.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { paletteFormatSchema, paletteFormatText } from '../../shared/domain/paletteFile.ts';
import { MenuButton } from '../ui/MenuButton.tsx';
import type { MenuEntry } from '../ui/MenuEntries.tsx';
import { chooseColourLanguage, useColourLanguage } from './colourLanguage.ts';
import { copyText, cssList, hexList } from './copyPalette.ts';
import { exportPalette } from './exportPalette.ts';
import { usePlaceEntry } from './usePlaceEntry.ts';

const languages: readonly (readonly [ColourLanguage, string])[] = [
  ['en', 'English'],
  ['ko', '한국어'],
  ['both', 'English and 한국어'],
];

/** What can be done with any palette: export, copy, choose the language of its names. */
export function PaletteMenu({
  palette,
  title,
  what,
  entries = [],
}: {
  palette: readonly Swatch[];
  /** Of what: the file's name and the title inside it. */
  title: string;
  /** For those who hear it: "this frame". */
  what: string;
  /** More, above the rest. */
  entries?: readonly MenuEntry[];
}) {
  const language = useColourLanguage((state) => state.language);
  const place = usePlaceEntry(palette, title);
  return (
    <MenuButton
      variant="quiet"
      label={`Palette of ${what}: place, export and copy`}
      entries={[
        ...entries,
        place,
        {
          id: 'export',
          label: 'Export palette',
          startsGroup: true,
          entries: paletteFormatSchema.options.map((format) => ({
            id: format,
            label: `${paletteFormatText[format].label} (.${format})…`,
            detail: paletteFormatText[format].reads,
            onAction: () => void exportPalette(palette, title, format),
          })),
        },
        {
          id: 'hex',
          label: 'Copy hex values',
          onAction: () => void copyText(hexList(palette), `${palette.length} hex values copied`),
        },
        {
          id: 'css',
          label: 'Copy as CSS',
          onAction: () => void copyText(cssList(palette), `${palette.length} CSS properties copied`),
        },
        {
          id: 'language',
          label: 'Colour names',
          startsGroup: true,
          entries: languages.map(([id, label]) => ({
            id,
            label,
            ...(language === id ? { detail: 'chosen' } : {}),
            onAction: () => void chooseColourLanguage(id),
          })),
        },
      ]}
    >
      ⋯
    </MenuButton>
  );
}
