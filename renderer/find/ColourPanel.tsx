import { Pipette, X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { colourName } from '../../shared/colour/colourName.ts';
import { MOOD_TERMS } from '../../shared/colour/moodVocabulary.ts';
import { type ColourSearch, colourSearchLimits } from '../../shared/domain/searchFilter.ts';
import { useNavigation } from '../app/navigation.ts';
import { useGallery } from '../library/galleryStore.ts';
import { useMoods } from '../library/moodWords.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { useColourLanguage } from '../palettes/colourLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { ColourEditor } from './ColourEditor.tsx';
import styles from './ColourPanel.module.css';
import { weightShares } from './colourSearch.ts';
import { pickFromPicture } from './eyedropper/eyedropperStore.ts';
import {
  addSearchColour,
  editSearchColour,
  removeSearchColour,
  searchByPalette,
  setSearchTolerance,
  weighSearchColour,
} from './findActions.ts';
import { colourButtonId, useFind } from './findStore.ts';
import { useHexName } from './hexName.ts';

/** Leaves the colours for the button that opened them. */
function closeColours(): void {
  useFind.setState({ coloursShown: false });
  document.getElementById(colourButtonId)?.focus();
}

/** The colours that are looked for: chosen, weighed, mixed, or taken from what is in view. */
export function ColourPanel({ index }: { index: LibraryIndex }) {
  const search = useGallery((state) => state.filter.colours);
  const active = useFind((state) => state.activeColour);
  const shown = Math.min(active, (search?.colours.length ?? 1) - 1);
  const panel = useRef<HTMLElement>(null);
  const isOpening = useFind((state) => state.coloursOpening);
  useEffect(() => {
    if (!isOpening) return;
    useFind.setState({ coloursOpening: false });
    panel.current?.focus({ preventScroll: true });
  }, [isOpening]);
  useEffect(() => {
    const controller = new AbortController();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') closeColours();
    };
    panel.current?.addEventListener('keydown', onKey, { signal: controller.signal });
    return () => controller.abort();
  }, []);
  const editing = search?.colours[shown]?.hex ?? null;
  return (
    <section ref={panel} tabIndex={-1} className={styles['panel']} aria-label="Search by colour">
      <div className={styles['column']}>
        <h2 className={styles['heading']}>
          Colours
          <Button variant="quiet" aria-label="Close the colour search" onPress={closeColours}>
            <X size={13} aria-hidden />
          </Button>
        </h2>
        <Chosen search={search} active={shown} panel={panel} />
      </div>
      <div className={styles['column']}>
        <h2 className={styles['heading']}>
          {search === null ? 'Any colour' : `Colour ${shown + 1}`}
          <Button variant="quiet" onPress={() => pickFromPicture(addSearchColour)}>
            <Pipette size={13} aria-hidden />
            Pick from a picture
          </Button>
        </h2>
        <ColourEditor hex={editing} onChange={editSearchColour} />
      </div>
      <div className={styles['column']}>
        <Sources index={index} />
      </div>
    </section>
  );
}

function Chosen({
  search,
  active,
  panel,
}: {
  search: ColourSearch | null;
  active: number;
  /** Has the focus where the button that had it goes. */
  panel: RefObject<HTMLElement | null>;
}) {
  const nameOf = useHexName();
  if (search === null) {
    return (
      <p className={styles['hint']}>
        Up to five colours, each with its weight. Mix one, pick one from any picture, or take one of a frame’s
        palette. Frames that have them come best first.
      </p>
    );
  }
  const shares = weightShares(search.colours);
  const { tolerance } = colourSearchLimits;
  return (
    <>
      <ul className={styles['chosen']}>
        {search.colours.map(({ hex, weight }, at) => {
          const name = nameOf(hex);
          return (
            // A colour keeps its place while it is changed; its value is no key.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what names it
            <li key={at} className={styles['row']}>
              <button
                type="button"
                className={styles['swatch']}
                style={{ background: hex }}
                aria-label={`Change colour ${at + 1}: ${name}, ${hex.toUpperCase()}`}
                aria-pressed={at === active}
                title={`${name} ${hex.toUpperCase()}`}
                onClick={() => useFind.setState({ activeColour: at })}
              />
              <input
                type="range"
                className={styles['weight']}
                min={1}
                max={100}
                value={weight}
                aria-label={`Weight of colour ${at + 1}, ${name}`}
                aria-valuetext={`${shares[at] ?? 0} % of the search`}
                onChange={(event) => weighSearchColour(at, event.target.valueAsNumber)}
              />
              <span className={`${styles['share']} numeric`}>{shares[at]} %</span>
              <Button
                variant="quiet"
                aria-label={`Remove colour ${at + 1}, ${name}`}
                onPress={() => {
                  // The last row's buttons go with it; those above it move up into its place.
                  if (at === search.colours.length - 1) panel.current?.focus({ preventScroll: true });
                  removeSearchColour(at);
                }}
              >
                ✕
              </Button>
            </li>
          );
        })}
      </ul>
      <label className={styles['tolerance']}>
        <span>Tolerance</span>
        <input
          type="range"
          min={tolerance.min}
          max={tolerance.max}
          step={0.01}
          value={search.tolerance}
          aria-valuetext={`ΔE ${search.tolerance.toFixed(2)}`}
          onChange={(event) => setSearchTolerance(event.target.valueAsNumber)}
        />
        <span
          className="numeric"
          title="How far a colour of a palette may lie from the one looked for; .02 can just be seen"
        >
          ΔE {search.tolerance.toFixed(2)}
        </span>
      </label>
      {search.colours.length >= colourSearchLimits.chosenColours ? (
        <p className={styles['hint']}>Five are chosen: the next one replaces colour {active + 1}.</p>
      ) : (
        <p className={styles['add']}>
          <Button
            variant="quiet"
            onPress={() => {
              const last = search.colours.at(-1)?.hex ?? '#808080';
              addSearchColour(
                neighbourOf(
                  last,
                  search.colours.map(({ hex }) => hex),
                ),
              );
            }}
          >
            Add another colour
          </Button>
        </p>
      )}
    </>
  );
}

/** A colour of the moods' dots that is not chosen yet, to begin a new one with. */
function neighbourOf(hex: string, chosen: readonly string[]): string {
  return MOOD_TERMS.find((mood) => !chosen.includes(mood.hex) && mood.hex !== hex)?.hex ?? '#808080';
}

function Sources({ index }: { index: LibraryIndex }) {
  const moods = useMoods();
  const language = useColourLanguage((state) => state.language);
  const shownId = useNavigation((state) => state.selectedFrameIds.at(-1));
  const frame = shownId === undefined ? undefined : index.frames.get(shownId);
  return (
    <>
      <h2 className={styles['heading']}>
        Selected frame
        {frame === undefined ? null : (
          <Button variant="quiet" onPress={() => searchByPalette(frame.id)}>
            Whole palette
          </Button>
        )}
      </h2>
      {frame === undefined ? (
        <p className={styles['hint']}>Select a frame to take colours of its palette.</p>
      ) : (
        <ul className={styles['swatches']} aria-label="Colours of the selected frame">
          {frame.palette.map(({ hex, oklch }) => (
            <li key={hex}>
              <SourceColour hex={hex} name={colourName(oklch, language)} />
            </li>
          ))}
        </ul>
      )}
      <h2 className={styles['heading']}>Moods</h2>
      <ul className={styles['swatches']} aria-label="Colours of the moods">
        {moods.map(({ id, hex, label }) => (
          <li key={id}>
            <SourceColour hex={hex} name={label} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SourceColour({ hex, name }: { hex: string; name: string }) {
  return (
    <button
      type="button"
      className={styles['swatch']}
      style={{ background: hex }}
      aria-label={`Add ${name}, ${hex.toUpperCase()}`}
      title={`${name} ${hex.toUpperCase()}`}
      onClick={() => addSearchColour(hex)}
    />
  );
}
