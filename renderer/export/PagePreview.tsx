import { createElement, Fragment, memo } from 'react';
import type { DrawOp, ImageOp, PageLayout, TextOp } from '../../shared/print/pageLayout.ts';
import { printColour } from '../../shared/print/printGrid.ts';
import { type PictureVariant, pictureUrl } from '../ui/pictureUrl.ts';
import { faceFamily, weightNumber } from './canvasTextMeasure.ts';
import styles from './PagePreview.module.css';
import './printFonts.css';

/**
 * A page as it will be printed, drawn from the same operations as the PDF.
 * @param variant size of the stored pictures to load
 * @param label what it is called for those who do not see it
 */
export const PagePreview = memo(function PagePreview({
  page,
  variant,
  label,
}: {
  page: PageLayout;
  variant: PictureVariant;
  label: string;
}) {
  return (
    <svg className={styles['page']} viewBox={`0 0 ${page.width} ${page.height}`}>
      <title>{label}</title>
      <rect width={page.width} height={page.height} fill={printColour.paper} />
      <Operations ops={page.ops} variant={variant} />
    </svg>
  );
});

function Operations({ ops, variant }: { ops: readonly DrawOp[]; variant: PictureVariant }) {
  // A laid-out page never changes: its operations are fixed children that need no keys.
  return createElement(Fragment, null, ...ops.map((op) => createElement(Operation, { op, variant })));
}

function Operation({ op, variant }: { op: DrawOp; variant: PictureVariant }) {
  switch (op.kind) {
    case 'text':
      return <Text op={op} />;
    case 'rect':
      return (
        <rect
          x={op.x}
          y={op.y}
          width={op.width}
          height={op.height}
          fill={op.fill ?? 'none'}
          stroke={op.stroke ?? 'none'}
          strokeWidth={0.5}
        />
      );
    case 'line':
      return (
        <line x1={op.x1} y1={op.y1} x2={op.x2} y2={op.y2} stroke={op.colour} strokeWidth={op.thickness} />
      );
    case 'curve': {
      const { start, control1, control2, end } = op;
      const d = `M${start.x} ${start.y}C${control1.x} ${control1.y} ${control2.x} ${control2.y} ${end.x} ${end.y}`;
      return <path d={d} fill="none" stroke={op.colour} strokeWidth={op.thickness} />;
    }
    case 'image':
      return <Picture op={op} variant={variant} />;
    default:
      return (
        <g transform={`rotate(${op.rotation} ${op.originX} ${op.originY})`}>
          <Operations ops={op.ops} variant={variant} />
        </g>
      );
  }
}

function Text({ op }: { op: TextOp }) {
  return (
    <text
      className={styles['text']}
      x={op.x}
      y={op.y}
      fill={op.colour}
      fontFamily={faceFamily[op.face]}
      fontWeight={weightNumber[op.weight]}
      fontSize={op.sizePt}
    >
      {op.text}
    </text>
  );
}

/** An inner view box cuts the picture to its area. */
function Picture({ op, variant }: { op: ImageOp; variant: PictureVariant }) {
  const { picture } = op;
  const { area } = picture;
  return (
    <>
      <rect x={op.x} y={op.y} width={op.width} height={op.height} fill={printColour.panel} />
      <svg
        x={op.x}
        y={op.y}
        width={op.width}
        height={op.height}
        viewBox={`${area.x} ${area.y} ${area.width} ${area.height}`}
        preserveAspectRatio="none"
      >
        <title>{op.altText}</title>
        <image
          href={pictureUrl(picture.hash, variant)}
          width={picture.width}
          height={picture.height}
          preserveAspectRatio="none"
        />
      </svg>
    </>
  );
}
