import { memo, useEffect, useMemo, useRef } from 'react';
import { boundsOf } from '../../shared/board/boundsOf.ts';
import { type EdgePath, edgePath } from '../../shared/board/edgePath.ts';
import { linkLabel } from '../../shared/domain/linkSentence.ts';
import type { BoardSession } from './boardSession.ts';
import styles from './EdgeLayer.module.css';
import { itemName } from './itemName.ts';
import { lineWidths } from './lineWidths.ts';
import { type DrawnEdge, sessionEdges } from './sessionEdges.ts';
import { useBoardContent, useBoardSession, useBoardState } from './useBoardSession.ts';
import { type Culling, isDrawn } from './useCulling.ts';

/** The drawn links of the board. */
export function useEdges(): readonly DrawnEdge[] {
  const items = useBoardState((state) => state.items);
  const links = useBoardContent((content) => content.links);
  return useMemo(() => sessionEdges(items, links), [items, links]);
}

/** The curves of homage links, below the items. */
export function EdgeLines({ culling }: { culling: Culling }) {
  const edges = useEdges();
  const drawn = edges.filter((edge) => isNear(edge, culling));
  return (
    <svg className={styles['lines']} style={lineWidths(culling.scale)} width="1" height="1" aria-hidden>
      {drawn.map((edge) => (
        <EdgeLine key={edge.item.id} edge={edge} />
      ))}
    </svg>
  );
}

/** The labels of homage links, which are what one selects of them. */
export function EdgeLabels({ culling }: { culling: Culling }) {
  const edges = useEdges();
  const focusId = useBoardState((state) => state.focusId);
  const drawn = edges.filter(
    (edge) => edge.item.id === focusId || (culling.mode === 'items' && isNear(edge, culling)),
  );
  return drawn.map((edge) => <EdgeLabel key={edge.item.id} edge={edge} />);
}

function isNear(edge: DrawnEdge, culling: Culling): boolean {
  const bounds = boundsOf(edge.pairs.flatMap(({ from, to }) => [from, to]));
  return bounds !== null && isDrawn(bounds, culling);
}

/** SVG's way of writing a curve. */
export function curveData({ start, control1, control2, end }: EdgePath): string {
  return `M${start.x} ${start.y}C${control1.x} ${control1.y} ${control2.x} ${control2.y} ${end.x} ${end.y}`;
}

/** The curve as the gesture has it now. */
function livePath(session: BoardSession, edge: DrawnEdge, index: number): EdgePath | undefined {
  const pair = edge.pairs[index];
  return pair === undefined ? undefined : edgePath(session.rectOf(pair.from), session.rectOf(pair.to));
}

function isMoving({ live }: BoardSession, edge: DrawnEdge): boolean {
  return live !== null && edge.pairs.some(({ from, to }) => live.has(from.id) || live.has(to.id));
}

/** Calls back while a gesture moves an end of the edge, and once when it is let go. */
function useMovingEdge(edge: DrawnEdge, place: () => void): void {
  const session = useBoardSession();
  useEffect(() => {
    let moved = false;
    return session.onFrame(() => {
      const moves = isMoving(session, edge);
      if (moves || moved) place();
      moved = moves;
    });
  });
}

const EdgeLine = memo(function EdgeLine({ edge }: { edge: DrawnEdge }) {
  const session = useBoardSession();
  const selected = useBoardState((state) => state.selection.has(edge.item.id));
  const group = useRef<SVGGElement>(null);
  useMovingEdge(edge, () => {
    group.current?.querySelectorAll('path').forEach((line) => {
      const path = livePath(session, edge, Number(line.dataset['pair']));
      if (path !== undefined) line.setAttribute('d', curveData(path));
    });
  });
  return (
    <g ref={group} className={selected ? styles['selected'] : undefined}>
      {edge.paths.map((path, index) => {
        const pair = edge.pairs[index];
        const key = `${pair?.from.id}-${pair?.to.id}`;
        return (
          <g key={key}>
            <path
              className={styles['grip']}
              data-item-id={edge.item.id}
              data-pair={index}
              d={curveData(path)}
            />
            <path className={styles['line']} data-pair={index} d={curveData(path)} />
          </g>
        );
      })}
    </g>
  );
});

const EdgeLabel = memo(function EdgeLabel({ edge }: { edge: DrawnEdge }) {
  const session = useBoardSession();
  const { id } = edge.item;
  const link = useBoardContent((content) => content.links.get(edge.linkId));
  const name = useBoardContent((content) => itemName(edge.item, content));
  const selected = useBoardState((state) => state.selection.has(id));
  const isTabStop = useBoardState((state) => state.focusId === id);
  const label = useRef<HTMLDivElement>(null);
  useMovingEdge(edge, () => {
    const path = livePath(session, edge, 0);
    if (path !== undefined && label.current !== null) label.current.style.transform = labelPlace(path);
  });
  useEffect(() => {
    const drawn = label.current;
    return drawn === null ? undefined : session.register(id, drawn);
  }, [session, id]);
  const path = edge.paths[0];
  if (link === undefined || path === undefined) return null;
  return (
    <div
      ref={label}
      role="option"
      aria-selected={selected}
      aria-label={name}
      tabIndex={isTabStop ? 0 : -1}
      data-item-id={id}
      data-kind="link"
      className={styles['label']}
      style={{ transform: labelPlace(path) }}
      title={linkLabel(link)}
    >
      {linkLabel(link)}
    </div>
  );
});

function labelPlace({ labelAt }: EdgePath): string {
  return `translate(${labelAt.x}px, ${labelAt.y}px) translate(-50%, -50%)`;
}
