import { MenuButton } from '../ui/MenuButton.tsx';
import { fitItems, zoomBy, zoomTo } from './boardCommands.ts';
import { useBoardSession, useBoardState, useLive } from './useBoardSession.ts';

/** How large the board is shown, and ways to change it. */
export function ZoomMenu() {
  const session = useBoardSession();
  const percent = useLive(({ camera }) => Math.round(camera.zoom * 100));
  const hasSelection = useBoardState((state) => state.selection.size > 0);
  return (
    <MenuButton
      label={`Zoom, ${percent} %`}
      variant="quiet"
      entries={[
        { id: 'in', label: 'Zoom in', detail: 'Ctrl +', onAction: () => zoomBy(session, 1.25) },
        { id: 'out', label: 'Zoom out', detail: 'Ctrl −', onAction: () => zoomBy(session, 0.8) },
        { id: 'fit', label: 'Fit', detail: 'Shift 1', startsGroup: true, onAction: () => fitItems(session) },
        { id: 'full', label: '100 %', detail: 'Ctrl 0', onAction: () => zoomTo(session, 1) },
        {
          id: 'selection',
          label: 'Zoom to selection',
          detail: 'Shift 2',
          isDisabled: !hasSelection,
          onAction: () => fitItems(session, session.state.selection),
        },
      ]}
    >
      <span className="numeric">{percent} %</span>
    </MenuButton>
  );
}
