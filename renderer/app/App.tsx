import { Clapperboard, Images, LayoutDashboard, Link2 } from 'lucide-react';
import { useState } from 'react';
import { BoardSection } from '../board/BoardSection.tsx';
import { DuplicatesSection } from '../duplicates/DuplicatesSection.tsx';
import { EchoesSection } from '../echoes/EchoesSection.tsx';
import { ProposalsSection } from '../echoes/ProposalsSection.tsx';
import { EyedropperLayer } from '../find/eyedropper/EyedropperLayer.tsx';
import { FrameDragGhost } from '../find/FrameDragGhost.tsx';
import { LibrarySection } from '../library/LibrarySection.tsx';
import { LinkEditorDialog } from '../links/LinkEditorDialog.tsx';
import { LinksSection } from '../links/LinksSection.tsx';
import { MoodsDialog } from '../moods/MoodsDialog.tsx';
import { CopyDialog } from '../relink/CopyDialog.tsx';
import { RelinkDialog } from '../relink/RelinkDialog.tsx';
import { ToastRegion } from '../ui/ToastRegion.tsx';
import { ViewerSection } from '../viewer/ViewerSection.tsx';
import { AboutDialog } from './AboutDialog.tsx';
import styles from './App.module.css';
import { DropOverlay } from './DropOverlay.tsx';
import { HeaderElement } from './HeaderSlot.tsx';
import { JobPanel } from './JobPanel.tsx';
import { goTo, type Section, useNavigation } from './navigation.ts';
import { StartGate } from './StartGate.tsx';
import { StatusBar } from './StatusBar.tsx';
import { WatchedFoldersDialog } from './WatchedFoldersDialog.tsx';

const places: readonly { section: Section; label: string; Icon: typeof Images }[] = [
  { section: 'library', label: 'Library', Icon: Images },
  { section: 'viewer', label: 'Viewer', Icon: Clapperboard },
  { section: 'links', label: 'Links', Icon: Link2 },
  { section: 'board', label: 'Board', Icon: LayoutDashboard },
];

/** What is found in the library belongs to it. */
function railPlace(section: Section): Section {
  return section === 'duplicates' || section === 'echoes' || section === 'proposals' ? 'library' : section;
}

/** The window: header, rail, the open section, status bar; only the reason when the library cannot be opened. */
export function App() {
  return (
    <>
      <StartGate>
        <Shell />
      </StartGate>
      <ToastRegion />
    </>
  );
}

function Shell() {
  const section = useNavigation((state) => state.section);
  const [header, setHeader] = useState<HTMLElement | null>(null);
  return (
    <HeaderElement value={header}>
      <div className={styles['app']}>
        <header className={styles['header']}>
          <span className={styles['brand']}>Afterimage</span>
          <div ref={setHeader} className={styles['slot']} />
        </header>
        <nav className={styles['rail']} aria-label="Sections">
          {places.map(({ section: place, label, Icon }) => (
            <button
              key={place}
              type="button"
              className={styles['place']}
              aria-current={place === railPlace(section) ? 'page' : undefined}
              onClick={() => goTo(place)}
            >
              <Icon size={16} aria-hidden />
              {label}
            </button>
          ))}
        </nav>
        <main className={styles['section']}>
          {section === 'library' ? <LibrarySection /> : null}
          {section === 'viewer' ? <ViewerSection /> : null}
          {section === 'links' ? <LinksSection /> : null}
          {section === 'board' ? <BoardSection /> : null}
          {section === 'duplicates' ? <DuplicatesSection /> : null}
          {section === 'echoes' ? <EchoesSection /> : null}
          {section === 'proposals' ? <ProposalsSection /> : null}
        </main>
        <StatusBar />
      </div>
      <LinkEditorDialog />
      <JobPanel />
      <WatchedFoldersDialog />
      <AboutDialog />
      <RelinkDialog />
      <CopyDialog />
      <MoodsDialog />
      <DropOverlay />
      <FrameDragGhost />
      <EyedropperLayer />
    </HeaderElement>
  );
}
