import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boardRectToScreen,
  boardToScreen,
  fitRect,
  maxZoom,
  minZoom,
  panBy,
  reveal,
  screenToBoard,
  visibleRect,
  zoomAt,
} from './boardView.ts';

const cameraArbitrary = fc.record({
  x: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  y: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  zoom: fc.double({ min: 0.05, max: 4, noNaN: true }),
});
const viewArbitrary = fc.record({
  width: fc.integer({ min: 300, max: 2560 }),
  height: fc.integer({ min: 300, max: 1440 }),
});
const pointArbitrary = fc.record({
  x: fc.integer({ min: 0, max: 2560 }),
  y: fc.integer({ min: 0, max: 1440 }),
});
const rectArbitrary = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  width: fc.integer({ min: 1, max: 4000 }),
  height: fc.integer({ min: 1, max: 4000 }),
});

describe('boardView', () => {
  it('goes from screen to board and back', () => {
    fc.assert(
      fc.property(cameraArbitrary, viewArbitrary, pointArbitrary, (camera, view, point) => {
        const back = boardToScreen(camera, view, screenToBoard(camera, view, point));
        expect(back.x).toBeCloseTo(point.x, 5);
        expect(back.y).toBeCloseTo(point.y, 5);
      }),
    );
  });

  it('keeps the point under the pointer while zooming, within the limits', () => {
    fc.assert(
      fc.property(
        cameraArbitrary,
        viewArbitrary,
        pointArbitrary,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (camera, view, point, factor) => {
          const under = screenToBoard(camera, view, point);
          const zoomed = zoomAt(camera, view, point, factor);
          const now = boardToScreen(zoomed, view, under);
          expect(now.x).toBeCloseTo(point.x, 4);
          expect(now.y).toBeCloseTo(point.y, 4);
          expect(zoomed.zoom).toBeGreaterThanOrEqual(minZoom);
          expect(zoomed.zoom).toBeLessThanOrEqual(maxZoom);
        },
      ),
    );
  });

  it('pans with the hand', () => {
    fc.assert(
      fc.property(cameraArbitrary, viewArbitrary, pointArbitrary, (camera, view, move) => {
        const held = screenToBoard(camera, view, { x: 100, y: 100 });
        const now = boardToScreen(panBy(camera, move.x, move.y), view, held);
        expect(now.x).toBeCloseTo(100 + move.x, 4);
        expect(now.y).toBeCloseTo(100 + move.y, 4);
      }),
    );
  });

  it('fits a rectangle whole into the view', () => {
    fc.assert(
      fc.property(rectArbitrary, viewArbitrary, (rect, view) => {
        const camera = fitRect(rect, view, 40);
        const shown = boardRectToScreen(camera, view, rect);
        expect(camera.zoom).toBeLessThanOrEqual(1);
        expect(shown.x).toBeGreaterThanOrEqual(40 - 1e-6);
        expect(shown.y).toBeGreaterThanOrEqual(40 - 1e-6);
        expect(shown.x + shown.width).toBeLessThanOrEqual(view.width - 40 + 1e-6);
        expect(shown.y + shown.height).toBeLessThanOrEqual(view.height - 40 + 1e-6);
      }),
    );
  });

  it('reveals what is out of sight and stays put for what is in sight', () => {
    fc.assert(
      fc.property(cameraArbitrary, viewArbitrary, rectArbitrary, (camera, view, rect) => {
        const small = { ...rect, width: 10, height: 10 };
        const shown = boardRectToScreen(reveal(camera, view, small, 20), view, small);
        expect(shown.x).toBeGreaterThanOrEqual(20 - 1e-3);
        expect(shown.x + shown.width).toBeLessThanOrEqual(view.width - 20 + 1e-3);
        const seen = visibleRect(camera, view);
        const middle = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2, width: 0, height: 0 };
        const still = reveal(camera, view, middle, 20);
        expect(still.x - camera.x).toBeCloseTo(0, 9);
        expect(still.y - camera.y).toBeCloseTo(0, 9);
        expect(still.zoom).toBe(camera.zoom);
      }),
    );
  });
});
