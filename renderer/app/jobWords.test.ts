import { describe, expect, it } from 'vitest';
import { makeAppError } from '../../shared/contract/appError.ts';
import {
  type ImportFile,
  type ImportJob,
  importFileSchema,
  importJobSchema,
} from '../../shared/domain/importQueue.ts';
import { fileStateText, jobCountsText, jobStateText, jobTroubleText } from './jobWords.ts';

function job(change: Partial<ImportJob> = {}): ImportJob {
  return {
    ...importJobSchema.parse({
      id: 'import-1',
      kind: 'folder',
      name: 'Rushes',
      order: 1,
      state: 'waiting',
      folderId: null,
      stillsWorkId: 'work-stills',
      sample: false,
      total: 12,
      done: 0,
      known: 0,
      failed: 0,
      warned: 0,
      frames: 0,
      unsupported: 0,
      waitingVideoBytes: 0,
      waitingStillBytes: 0,
      waitingStills: 0,
      fraction: 0,
      awayPlace: null,
      error: null,
      createdAt: '2026-11-22T10:00:00.000Z',
      endedAt: null,
    }),
    ...change,
  };
}

function file(change: Partial<ImportFile> = {}): ImportFile {
  return {
    ...importFileSchema.parse({
      id: 'import-1/000000',
      jobId: 'import-1',
      bucket: 'import-1/waiting',
      sourceId: 's-1',
      fileName: 'reel.mov',
      sizeBytes: 1,
      workId: null,
      state: 'waiting',
      mediaId: null,
      frames: 0,
      error: null,
      warning: null,
      crashes: 0,
    }),
    ...change,
  };
}

const idle = { running: null, isPaused: false, isAsleep: false };

describe('the words for a job', () => {
  it('say what it is doing', () => {
    const running = {
      jobId: job().id,
      fileName: 'a.mp4',
      fraction: 0.5,
      remainingSec: 133.2,
      underWay: new Set<never>(),
      isStopping: false,
    };
    expect(jobStateText(job(), { ...idle, running })).toBe('Importing · 2:14 left');
    expect(jobStateText(job(), { ...idle, running: { ...running, isStopping: true } })).toBe('Stopping…');
    expect(jobStateText(job(), idle)).toBe('Waiting');
    expect(jobStateText(job(), { ...idle, isPaused: true })).toBe('Paused with all others');
    expect(jobStateText(job({ state: 'away', awayPlace: 'LaCie' }), idle)).toBe('“LaCie” is not there');
  });

  it('count only what there is', () => {
    expect(jobCountsText(job({ done: 2, known: 1, frames: 41, warned: 1, unsupported: 3 }))).toBe(
      '3 of 12 files · 41 frames · 1 already in the library · 1 warning · 3 other files left out',
    );
    expect(jobCountsText(job({ done: 11, failed: 1, frames: 1 }))).toBe('12 files · 1 frame · 1 failed');
  });

  it('say what to do when something is in the way', () => {
    expect(jobTroubleText(job({ state: 'away', awayPlace: 'LaCie' }))).toContain('Connect it');
    expect(jobTroubleText(job({ state: 'paused', error: makeAppError('disk-full') }))).toContain(
      'Free some space',
    );
    expect(jobTroubleText(job())).toBeNull();
  });
});

describe('the words for a file', () => {
  it('say what became of it', () => {
    expect(fileStateText(file(), false)).toBe('Waiting');
    expect(fileStateText(file(), true)).toBe('Importing…');
    expect(fileStateText(file({ frames: 7 }), false)).toBe('Goes on after 7 frames');
    expect(fileStateText(file({ state: 'done', frames: 9, warning: 'It breaks off.' }), false)).toBe(
      '9 frames · It breaks off.',
    );
    const error = makeAppError('file-broken', { fileName: 'reel.mov' });
    expect(fileStateText(file({ state: 'failed', error }), false)).toContain('reel.mov is damaged');
  });
});
