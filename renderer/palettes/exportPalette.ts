import { colourName } from '../../shared/colour/colourName.ts';
import { describeAppError } from '../../shared/contract/appError.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import type { TargetId } from '../../shared/domain/ids.ts';
import type { PaletteFormat } from '../../shared/domain/paletteFile.ts';
import { client } from '../app/connect.ts';
import { showToast } from '../ui/toasts.ts';
import { useColourLanguage } from './colourLanguage.ts';

/** Asks where to save and writes the palette there, named in the language chosen. */
export async function exportPalette(
  palette: readonly Swatch[],
  title: string,
  format: PaletteFormat,
): Promise<void> {
  const chosen = await client.call('chooseSaveTarget', {
    suggestedName: suggestedName(title, format),
    format,
  });
  if (!chosen.ok) return tell(describeAppError(chosen.error));
  if (chosen.value === null) return;
  const { targetId, fileName } = chosen.value;
  const { language } = useColourLanguage.getState();
  const swatches = palette.map((swatch) => ({ ...swatch, name: colourName(swatch.oklch, language) }));
  const written = await client.call('exportPalette', {
    targetId,
    format,
    palette: { title: title.slice(0, 500), swatches },
  });
  if (!written.ok) return tell(describeAppError(written.error));
  showToast(`Exported ${fileName}`, {
    action: { label: 'Show in folder', run: () => void reveal(targetId) },
  });
}

function tell(message: string): void {
  showToast(message, { tone: 'error' });
}

async function reveal(targetId: TargetId): Promise<void> {
  const result = await client.call('revealTarget', { targetId });
  if (!result.ok) tell(describeAppError(result.error));
}

/** The title as a file name; main takes out what no file name may hold. */
function suggestedName(title: string, format: PaletteFormat): string {
  const name = title
    .replaceAll(/[\\/:]+/g, ' ')
    .trim()
    .slice(0, 120);
  return `${name === '' ? 'Palette' : name}.${format}`;
}
