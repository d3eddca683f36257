import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { PageLayout } from '../../shared/print/pageLayout.ts';
import styles from './PageList.module.css';
import { PagePreview } from './PagePreview.tsx';

const rowHeightPx = 120;

/** All pages as small pictures; only those in sight are drawn. */
export function PageList({
  pages,
  current,
  onChoose,
}: {
  pages: readonly PageLayout[];
  current: number;
  onChoose: (index: number) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 3,
  });
  useEffect(() => {
    virtualizer.scrollToIndex(current, { align: 'auto' });
  }, [virtualizer, current]);

  return (
    <nav ref={scroller} className={styles['list']} aria-label="Pages">
      <div className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const page = pages[index];
          if (page === undefined) return null;
          return (
            <button
              key={index}
              type="button"
              className={styles['row']}
              style={{ height: size, transform: `translateY(${start}px)` }}
              aria-current={index === current ? 'page' : undefined}
              onClick={() => onChoose(index)}
            >
              <span
                className={styles['sheet']}
                aria-hidden
                style={{ aspectRatio: `${page.width} / ${page.height}` }}
              >
                <PagePreview page={page} variant="small" label={page.label} />
              </span>
              <span className="numeric">
                {index + 1} · {page.label}
              </span>
            </button>
          );
        })}
      </div>
    </nav>
  );
}
