import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { BoardItem } from '../../shared/domain/board.ts';
import { boardIdSchema } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { BoardSession } from './boardSession.ts';
import { itemAt, itemsWithin } from './hitTest.ts';
import { boardItem } from './testing/boardRecords.ts';
import { nextCulling, scaleStep } from './useCulling.ts';

vi.stubGlobal('requestAnimationFrame', () => 1);
vi.stubGlobal('cancelAnimationFrame', () => undefined);

const boardId = boardIdSchema.parse('board');

/** Items 200 apart in a square. */
function sessionWith(count: number): BoardSession {
  const session = new BoardSession(new AfterimageDatabase(`culling-${crypto.randomUUID()}`), boardId);
  const side = Math.ceil(Math.sqrt(count));
  const items = Array.from({ length: count }, (_, index) =>
    boardItem(
      boardId,
      `i${index}`,
      { kind: 'note', text: '' },
      { x: (index % side) * 200, y: Math.floor(index / side) * 200, z: index },
    ),
  );
  session.store.setState({
    items: new Map(items.map((item): [BoardItem['id'], BoardItem] => [item.id, item])),
  });
  session.view = { width: 1000, height: 800 };
  return session;
}

describe('nextCulling', () => {
  it('keeps what is drawn while the view stays inside, and moves on when it leaves', () => {
    const session = sessionWith(100);
    session.camera = { x: 500, y: 400, zoom: 1 };
    const first = nextCulling(session, null);
    session.camera = { x: 540, y: 430, zoom: 1 };
    expect(nextCulling(session, first)).toBe(first);
    session.camera = { x: 1500, y: 430, zoom: 1 };
    const next = nextCulling(session, first);
    expect(next).not.toBe(first);
    expect(next.rect.x).toBeLessThan(1000);
    expect(next.rect.x + next.rect.width).toBeGreaterThan(2000);
  });

  it('turns to thumbnails for very many items in view, and does not flicker at the limit', () => {
    const session = sessionWith(400);
    session.camera = { x: 2000, y: 2000, zoom: 0.1 };
    const far = nextCulling(session, null);
    expect(far.mode).toBe('thumbnails');
    const visible = (): number =>
      itemsWithin(session.state.items.values(), {
        x: 2000 - 500 / session.camera.zoom,
        y: 2000 - 400 / session.camera.zoom,
        width: 1000 / session.camera.zoom,
        height: 800 / session.camera.zoom,
      }).length;
    let last = far;
    let changes = 0;
    for (let zoom = 0.1; zoom < 1; zoom *= 1.01) {
      session.camera = { x: 2000, y: 2000, zoom };
      const next = nextCulling(session, last);
      if (next.mode !== last.mode) changes += 1;
      if (next.mode === 'items') expect(visible()).toBeLessThanOrEqual(300);
      last = next;
    }
    expect(changes).toBe(1);
  });

  it('follows the zoom in half powers of two', () => {
    for (const zoom of [0.02, 0.11, 0.5, 0.9, 1, 3.3, 8]) {
      const step = scaleStep(zoom);
      expect(step / zoom).toBeLessThan(1.2);
      expect(step / zoom).toBeGreaterThan(0.83);
    }
  });
});

describe('itemAt', () => {
  it('finds the nearest item under a point, palette strips included', () => {
    const under = boardItem(boardId, 'under', { kind: 'note', text: '' }, { z: 1 });
    const over = boardItem(boardId, 'over', { kind: 'note', text: '' }, { x: 50, z: 2 });
    const frame = boardItem(boardId, 'frame', { kind: 'frame', frameId: 'f' as never }, { x: 500 });
    const items = [over, under, frame];
    expect(itemAt(items, { x: 60, y: 10 })).toBe(over);
    expect(itemAt(items, { x: 10, y: 10 })).toBe(under);
    expect(itemAt(items, { x: 510, y: 65 })).toBe(frame);
    expect(itemAt(items, { x: 10, y: 65 })).toBeNull();
  });
});
