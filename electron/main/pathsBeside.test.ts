import { describe, expect, it } from 'vitest';
import { sourceIdSchema, targetIdSchema } from '../../shared/domain/ids.ts';
import { halfWrittenKey } from '../services/jobs/mediaEnvelope.ts';
import { pathsBeside } from './pathsBeside.ts';

const source = sourceIdSchema.parse('s-1');
const target = targetIdSchema.parse('t-1');
const registry = {
  sourcePath: (id: string) => (id === source ? '/footage/ride.mp4' : undefined),
  targetPath: (id: string) => (id === target ? '/boards/밤.pdf' : undefined),
  mediaPath: () => undefined,
};

describe('pathsBeside', () => {
  it('names the target and, beside it, the one file that may be left half-written', () => {
    const paths = pathsBeside('exportPdf', { targetId: target }, registry);
    expect(Object.keys(paths).sort()).toEqual([halfWrittenKey, target].sort());
    expect(paths[target]).toBe('/boards/밤.pdf');
    expect(paths[halfWrittenKey]).toMatch(/^\/boards\/\.afterimage-[0-9a-f]{8}\.part$/);
  });

  it('names nothing for ids that stand for nothing, nor a source as a target', () => {
    expect(pathsBeside('exportPdf', { targetId: source }, registry)).toEqual({});
    expect(pathsBeside('exportPdf', { targetId: halfWrittenKey }, registry)).toEqual({});
    const sources = [{ sourceId: target, fileName: 'ride.mp4', sizeBytes: 1 }];
    expect(pathsBeside('importMedia', { sources, knownMediaIds: [] }, registry)).toEqual({});
  });
});
