import { useEffect, useRef } from 'react';
import { type AppError, describeAppError } from '../../shared/contract/appError.ts';
import { proxyReasonText } from '../../shared/domain/footage.ts';
import type { Media } from '../../shared/domain/media.ts';
import { formatClock } from '../../shared/timecode/formatClock.ts';
import { useAvailability } from '../relink/mediaAvailability.ts';
import { relinkOne } from '../relink/relinkStore.ts';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { makeProxyAndOpen } from './openMedia.ts';
import { cancelProxy, useProxyJobs } from './proxyJobs.ts';
import styles from './StageNotice.module.css';
import { useViewer } from './viewerStore.ts';

/** Says over the picture what keeps the video from playing, and what to do about it. */
export function StageNotice({
  media,
  hasPicture,
  onReopen,
}: {
  media: Media;
  hasPicture: boolean;
  onReopen: () => void;
}) {
  const footage = useViewer((state) => state.footage);
  const isSeeking = useViewer((state) => state.player.isSeeking && state.player.rate === 0);
  if (footage.kind === 'opening') {
    return (
      <output className={styles['quiet']} aria-label="Viewer">
        Opening {media.fileName}…
      </output>
    );
  }
  if (footage.kind === 'failed') {
    return <Failed error={footage.error} media={media} hasPicture={hasPicture} onReopen={onReopen} />;
  }
  if (footage.needsProxy !== null) return <NeedsProxy media={media} reason={footage.needsProxy} />;
  return isSeeking ? <span className={styles['busy']} data-seeking /> : null;
}

function Failed({
  error,
  media,
  hasPicture,
  onReopen,
}: {
  error: AppError;
  media: Media;
  hasPicture: boolean;
  onReopen: () => void;
}) {
  const isMissing = error.code === 'file-not-found' || error.code === 'source-unknown';
  // A disk that is connected again, or a file that was found, is taken up by itself.
  const availability = useAvailability(media.id);
  const before = useRef(availability);
  useEffect(() => {
    if (before.current !== 'present' && availability === 'present') onReopen();
    before.current = availability;
  }, [availability, onReopen]);
  const named = { ...error, details: { ...error.details, fileName: media.fileName } };
  return (
    <section className={styles['notice']} aria-label="Video" role="alert">
      <h2>{isMissing ? `${media.fileName} is not where it was` : `${media.fileName} cannot be opened`}</h2>
      <p>
        {isMissing
          ? 'Connect its disk and try again, or say where the file is now: Afterimage knows it by its content, whatever it is called.'
          : describeAppError(named)}{' '}
        {hasPicture ? 'Its frames, shots and moments are all here; pictures are from the library.' : ''}
      </p>
      <div className={styles['actions']}>
        <Button onPress={onReopen}>Try again</Button>
        {isMissing ? <Button onPress={() => void relinkOne(media)}>Find…</Button> : null}
      </div>
    </section>
  );
}

function NeedsProxy({ media, reason }: { media: Media; reason: keyof typeof proxyReasonText | 'browser' }) {
  const job = useProxyJobs((state) => state.jobs.get(media.id));
  const make = (): void => void makeProxyAndOpen(media.id, media.fileName);
  if (job !== undefined && job.error === null) {
    const left =
      job.remainingSec === null ? 'working out the time' : `${formatClock(Math.ceil(job.remainingSec))} left`;
    return (
      <section className={styles['notice']} aria-label="Video" data-row>
        <span className={styles['grow']}>
          Making a copy to play from · {job.isCancelling ? 'stopping…' : left}
        </span>
        <span className="numeric">{Math.floor(job.fraction * 100)} %</span>
        <ProgressBar label="Copy to play from" fraction={job.fraction} />
        <Button isDisabled={job.isCancelling} onPress={() => cancelProxy(media.id)}>
          Cancel
        </Button>
      </section>
    );
  }
  const why = reason === 'browser' ? 'This file is not played directly' : proxyReasonText[reason];
  return (
    <section className={styles['notice']} aria-label="Video" data-row>
      <p className={styles['grow']}>
        {job?.error === null || job === undefined ? null : (
          <b role="alert">
            {describeAppError({
              ...job.error,
              details: { ...job.error.details, fileName: media.fileName },
            })}{' '}
          </b>
        )}
        {why}. Every frame can be looked at as it is; to play, make a copy of it once. The file is not
        changed.
      </p>
      {job?.error?.code === 'file-not-found' ? (
        <Button onPress={() => void relinkOne(media)}>Find…</Button>
      ) : null}
      <Button onPress={make}>{job === undefined ? 'Make it playable' : 'Try again'}</Button>
    </section>
  );
}
