import type { BoardPoint, BoardRect } from './edgePath.ts';
import type { BoardSize } from './itemSize.ts';

/** Where the view looks: the board point at its centre, and CSS px a board unit. */
export interface CameraView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const minZoom = 0.02;
export const maxZoom = 8;

/** Keeps a zoom inside what a board allows. */
export function clampZoom(zoom: number): number {
  return Math.min(maxZoom, Math.max(minZoom, zoom));
}

/** @param point CSS px from the view's top left corner */
export function screenToBoard(camera: CameraView, view: BoardSize, point: BoardPoint): BoardPoint {
  return {
    x: camera.x + (point.x - view.width / 2) / camera.zoom,
    y: camera.y + (point.y - view.height / 2) / camera.zoom,
  };
}

/** @returns CSS px from the view's top left corner */
export function boardToScreen(camera: CameraView, view: BoardSize, point: BoardPoint): BoardPoint {
  return {
    x: (point.x - camera.x) * camera.zoom + view.width / 2,
    y: (point.y - camera.y) * camera.zoom + view.height / 2,
  };
}

/** A board rectangle in CSS px from the view's top left corner. */
export function boardRectToScreen(camera: CameraView, view: BoardSize, rect: BoardRect): BoardRect {
  const corner = boardToScreen(camera, view, rect);
  return { ...corner, width: rect.width * camera.zoom, height: rect.height * camera.zoom };
}

/** The part of the board that the view shows. */
export function visibleRect(camera: CameraView, view: BoardSize): BoardRect {
  const width = view.width / camera.zoom;
  const height = view.height / camera.zoom;
  return { x: camera.x - width / 2, y: camera.y - height / 2, width, height };
}

/** Moves the view by CSS px; the board follows the hand. */
export function panBy(camera: CameraView, dx: number, dy: number): CameraView {
  return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom };
}

/** Zooms by a factor so that the board point under `point` (CSS px) stays where it is. */
export function zoomAt(camera: CameraView, view: BoardSize, point: BoardPoint, factor: number): CameraView {
  const zoom = clampZoom(camera.zoom * factor);
  const fixed = screenToBoard(camera, view, point);
  return {
    x: fixed.x - (point.x - view.width / 2) / zoom,
    y: fixed.y - (point.y - view.height / 2) / zoom,
    zoom,
  };
}

/**
 * The view that shows a whole rectangle.
 * @param margin CSS px kept free around it
 * @param largestZoom never zooms nearer than this
 */
export function fitRect(rect: BoardRect, view: BoardSize, margin: number, largestZoom = 1): CameraView {
  const width = Math.max(1, view.width - 2 * margin);
  const height = Math.max(1, view.height - 2 * margin);
  const zoom = Math.min(width / Math.max(rect.width, 1), height / Math.max(rect.height, 1), largestZoom);
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2, zoom: clampZoom(zoom) };
}

/** The least pan that brings a rectangle into view with a margin (CSS px); the same camera when it is. */
export function reveal(camera: CameraView, view: BoardSize, rect: BoardRect, margin: number): CameraView {
  const seen = visibleRect(camera, view);
  const room = margin / camera.zoom;
  return {
    ...camera,
    x: camera.x + revealShift(rect.x - room, rect.width + 2 * room, seen.x, seen.width),
    y: camera.y + revealShift(rect.y - room, rect.height + 2 * room, seen.y, seen.height),
  };
}

function revealShift(start: number, length: number, seenStart: number, seenLength: number): number {
  if (length > seenLength) return start + length / 2 - (seenStart + seenLength / 2);
  if (start < seenStart) return start - seenStart;
  const beyond = start + length - (seenStart + seenLength);
  return beyond > 0 ? beyond : 0;
}
