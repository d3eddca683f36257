import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo, useState } from 'react';
import { paletteOfFrames } from '../../shared/colour/paletteOfFrames.ts';
import type { Moment } from '../../shared/domain/homageLink.ts';
import type { Media, VideoProbe } from '../../shared/domain/media.ts';
import { momentTimecode } from '../../shared/timecode/frameTimecode.ts';
import { database } from '../database/afterimageDatabase.ts';
import { showEchoes } from '../echoes/echoesStore.ts';
import { counted } from '../library/counted.ts';
import { PaletteMenu } from '../palettes/PaletteMenu.tsx';
import { SwatchList } from '../palettes/PalettePanel.tsx';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import { TextField } from '../ui/TextField.tsx';
import { frameTimeSec } from './frameClock.ts';
import { framesOfSpan } from './framesOfSpan.ts';
import { goToFrame } from './goToFrame.ts';
import styles from './panels.module.css';
import { markedSpan, noMarks } from './transport.ts';
import type { ShownShots } from './useMediaShots.ts';
import { timecodeOfFrame, videoTimecode } from './videoTimecode.ts';
import { linkMoment, removeMomentFromWork, renameMoment, saveMarkedMoment } from './viewerActions.ts';
import { useViewer } from './viewerStore.ts';

/** In and out marks, and the moments that were made of such: of this video, and of its work without a file. */
export function MomentPanel({ media, shots }: { media: Media; shots: ShownShots }) {
  const moments = useLiveQuery(async () => {
    const rows = await database.moments.where('workId').equals(media.workId).toArray();
    return rows
      .filter((moment) => moment.mediaId === media.id || moment.mediaId === null)
      .sort((a, b) => (a.span?.inSec ?? Number.MAX_VALUE) - (b.span?.inSec ?? Number.MAX_VALUE));
  }, [media.id, media.workId]);
  return (
    <>
      {media.content.kind === 'video' ? <MarksSection probe={media.content.probe} /> : null}
      <section className={styles['section']} aria-label="Moments">
        <h2 className={styles['heading']}>Moments</h2>
        {moments === undefined || moments.length > 0 ? null : (
          <p className={styles['hint']}>
            Mark in (I) and out (O), then save (M): a moment can be one end of a homage link.
          </p>
        )}
        <ul>
          {(moments ?? []).map((moment) => (
            <MomentRow key={moment.id} moment={moment} shots={moment.mediaId === media.id ? shots : null} />
          ))}
        </ul>
      </section>
    </>
  );
}

function MarksSection({ probe }: { probe: VideoProbe }) {
  const marks = useViewer((state) => state.marks);
  const footage = useViewer((state) => state.footage);
  if (footage.kind !== 'open') return null;
  const { clock } = footage;
  const rule = videoTimecode(probe, footage);
  const span = markedSpan(marks, clock.timesSec.length);
  const lengthSec =
    span === null ? 0 : frameTimeSec(clock, span.outFrame) - frameTimeSec(clock, span.inFrame);
  const mark = (frame: number | null): string => (frame === null ? 'not set' : timecodeOfFrame(rule, frame));
  return (
    <section className={styles['section']} aria-label="Marks">
      <h2 className={styles['heading']}>
        Marks
        {span === null ? null : (
          <Button
            variant="quiet"
            aria-label="Clear the marks"
            preventFocusOnPress
            onPress={() => useViewer.setState({ marks: noMarks, isLooping: false })}
          >
            Clear
          </Button>
        )}
      </h2>
      <dl className={`${styles['facts']} numeric`}>
        <dt>In</dt>
        <dd>{mark(marks.inFrame)}</dd>
        <dt>Out</dt>
        <dd>{mark(marks.outFrame)}</dd>
        {span === null ? null : (
          <>
            <dt>Length</dt>
            <dd>
              {lengthSec.toFixed(2)} s · {(span.outFrame - span.inFrame).toLocaleString('en-GB')}{' '}
              {span.outFrame - span.inFrame === 1 ? 'frame' : 'frames'}
            </dd>
          </>
        )}
      </dl>
      {span === null ? null : (
        <div className={styles['buttons']}>
          <Button preventFocusOnPress onPress={() => void saveMarkedMoment()}>
            <span title="Save as a moment (M)">Save as a moment</span>
          </Button>
        </div>
      )}
    </section>
  );
}

/** @param shots of the moment's own video; null where it has none */
function MomentRow({ moment, shots }: { moment: Moment; shots: ShownShots | null }) {
  const timecode = momentTimecode(moment) ?? 'timecode unknown';
  const [label, setLabel] = useState<string | null>(null);
  const save = (): void => {
    if (label !== null) void renameMoment(moment, label);
    setLabel(null);
  };
  const { span } = moment;
  const palette = useMemo(
    () => (span === null || shots === null ? [] : paletteOfFrames(framesOfSpan(span, shots))),
    [span, shots],
  );
  const name = moment.label === '' ? timecode : moment.label;
  return (
    <li className={styles['moment']}>
      <TextField
        label={`Name of the moment ${timecode}`}
        hideLabel
        placeholder="What happens here"
        value={label ?? moment.label}
        maxLength={500}
        onChange={setLabel}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setLabel(null);
        }}
      />
      {palette.length === 0 ? null : (
        <div className={styles['momentColours']}>
          <PaletteStrip palette={palette} heightPx={12} />
          <PaletteMenu palette={palette} title={name} what={`the moment ${name}`} />
          <details className={styles['momentSwatches']}>
            <summary>{counted(palette.length, 'colour')} by name</summary>
            <SwatchList palette={palette} />
          </details>
        </div>
      )}
      <div className={styles['momentFoot']}>
        <span className={`${styles['times']} numeric`}>{timecode}</span>
        <MenuButton
          variant="quiet"
          label={`Actions for the moment ${name}`}
          entries={[
            {
              id: 'go',
              label: 'Go to its first frame',
              isDisabled: span === null,
              onAction: () => {
                if (span === null) return;
                goToFrame(span.inFrame);
                useViewer.setState({ marks: { inFrame: span.inFrame, outFrame: span.outFrame } });
              },
            },
            { id: 'link', label: 'Link…', onAction: () => void linkMoment(moment) },
            {
              id: 'echoes',
              label: 'Echoes of this moment',
              isDisabled: span === null || moment.mediaId === null,
              onAction: () => showEchoes({ kind: 'moment', momentId: moment.id }),
            },
            {
              id: 'remove',
              label: 'Remove',
              startsGroup: true,
              onAction: () => void removeMomentFromWork(moment),
            },
          ]}
        >
          ⋯
        </MenuButton>
      </div>
    </li>
  );
}
