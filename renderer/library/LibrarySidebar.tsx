import { Plus } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { WorkId } from '../../shared/domain/ids.ts';
import type { WorkKind } from '../../shared/domain/work.ts';
import { DuplicatesRow } from '../duplicates/DuplicatesRow.tsx';
import { useDuplicates } from '../duplicates/duplicatesStore.ts';
import { showEchoes } from '../echoes/echoesStore.ts';
import { showProposals } from '../echoes/proposalsStore.ts';
import { SavedSearchList } from '../find/SavedSearchList.tsx';
import type { ShownMood } from '../moods/moodCatalogue.ts';
import { openMoods } from '../moods/moodsStore.ts';
import { useMediaAvailability } from '../relink/mediaAvailability.ts';
import { openRelink } from '../relink/relinkStore.ts';
import { Button } from '../ui/Button.tsx';
import { ColourDot } from '../ui/ColourDot.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { workTitle } from './frameNames.ts';
import { changeFilter, toggled, useGallery } from './galleryStore.ts';
import styles from './LibrarySidebar.module.css';
import type { WorkEntry } from './libraryEntries.ts';
import type { LibraryFacets } from './libraryFilter.ts';
import { useMoods } from './moodWords.ts';
import { compareWorks } from './sortFrames.ts';
import { TagRenameDialog } from './TagRenameDialog.tsx';
import { removeTagFromLibrary } from './tagActions.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';
import { openWorkDialog } from './workDialogStore.ts';

interface WorkGroup {
  readonly title: string;
  readonly kinds: readonly WorkKind[];
}
const workGroups: readonly WorkGroup[] = [
  { title: 'Music videos', kinds: ['music-video'] },
  { title: 'Films', kinds: ['film'] },
  { title: 'Other works', kinds: ['series', 'advert', 'painting', 'other'] },
];

/** What the gallery can be narrowed to: works by kind, moods, the user's tags, each with its count. */
export const LibrarySidebar = memo(function LibrarySidebar({
  works: unsorted,
  media,
  facets,
}: {
  works: LibraryIndex['works'];
  media: LibraryIndex['media'];
  facets: LibraryFacets;
}) {
  const groups = useMemo(() => {
    const works = [...unsorted.values()].sort(compareWorks);
    return workGroups.map((group) => ({
      group,
      works: works.filter((work) => group.kinds.includes(work.kind)),
    }));
  }, [unsorted]);
  const offline = useMediaAvailability((state) => state.offline);
  const offlineWorks = useMemo(
    () => new Set([...offline].flatMap((id) => media.get(id)?.workId ?? [])),
    [offline, media],
  );
  return (
    <aside className={styles['side']} aria-label="Works, moods and tags">
      <SavedSearchList />
      {groups.map(({ group, works }) => (
        <WorkList key={group.title} group={group} works={works} offlineWorks={offlineWorks} facets={facets} />
      ))}
      <MoodList facets={facets} />
      <TagList facets={facets} />
      <FileList />
    </aside>
  );
});

function WorkList({
  group,
  works,
  offlineWorks,
  facets,
}: {
  group: WorkGroup;
  works: readonly WorkEntry[];
  offlineWorks: ReadonlySet<WorkId>;
  facets: LibraryFacets;
}) {
  const { workIds, kinds } = useGallery((state) => state.filter);
  const [firstKind = 'other'] = group.kinds;
  if (works.length === 0 && firstKind === 'series') return null;
  const wholeKind = group.kinds.every((kind) => kinds.includes(kind));
  return (
    <section aria-label={group.title}>
      <h2 className={styles['heading']}>
        <button
          type="button"
          className={styles['headingButton']}
          aria-pressed={wholeKind}
          onClick={() => changeFilter({ kinds: wholeKind ? [] : group.kinds, workIds: [] })}
        >
          {group.title}
        </button>
        <Button
          variant="quiet"
          aria-label={`New work in ${group.title}`}
          onPress={() => openWorkDialog({ kind: firstKind })}
        >
          <Plus size={13} aria-hidden />
        </Button>
        <span className="numeric">{works.length}</span>
      </h2>
      <ul>
        {works.map((work) => (
          <WorkRow
            key={work.id}
            work={work}
            count={facets.works.get(work.id) ?? 0}
            isChosen={workIds.includes(work.id)}
            isOffline={offlineWorks.has(work.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function chooseWork(id: WorkId, beside: boolean): void {
  const { workIds, kinds } = useGallery.getState().filter;
  const isOnly = workIds.length === 1 && workIds[0] === id && kinds.length === 0;
  if (beside) changeFilter({ workIds: toggled(workIds, id) });
  else changeFilter({ workIds: isOnly ? [] : [id], kinds: [] });
}

const WorkRow = memo(function WorkRow({
  work,
  count,
  isChosen,
  isOffline,
}: {
  work: WorkEntry;
  count: number;
  isChosen: boolean;
  isOffline: boolean;
}) {
  return (
    <li className={styles['row']}>
      <button
        type="button"
        className={styles['item']}
        aria-pressed={isChosen}
        title={workTooltip(work)}
        onClick={(event) => chooseWork(work.id, event.ctrlKey || event.metaKey || event.shiftKey)}
        onDoubleClick={() => openWorkDialog({ workId: work.id })}
        aria-keyshortcuts="F2"
        onKeyDown={(event) => {
          if (event.key !== 'F2') return;
          event.preventDefault();
          openWorkDialog({ workId: work.id });
        }}
      >
        <span className={styles['label']}>
          {workTitle(work.title)}
          {work.originalTitle === '' ? null : (
            <span className={styles['original']}> {work.originalTitle}</span>
          )}
        </span>
        {isOffline ? (
          <span className={styles['offline']} title="A file of this work is missing">
            offline
          </span>
        ) : null}
        <span className={`${styles['count']} numeric`}>{count.toLocaleString('en-GB')}</span>
      </button>
      <WorkMenu work={work} />
    </li>
  );
});

const WorkMenu = memo(function WorkMenu({ work }: { work: WorkEntry }) {
  return (
    <span className={styles['more']}>
      <MenuButton
        variant="quiet"
        label={`Actions for ${workTitle(work.title)}`}
        entries={[
          {
            id: 'edit',
            label: 'Edit work…',
            detail: 'F2',
            onAction: () => openWorkDialog({ workId: work.id }),
          },
          {
            id: 'echoes',
            label: 'Echoes of this work',
            startsGroup: true,
            onAction: () => showEchoes({ kind: 'work', workId: work.id }),
          },
          ...(work.kind === 'music-video'
            ? [
                {
                  id: 'propose',
                  label: 'Propose homages…',
                  onAction: () => showProposals(work.id),
                },
              ]
            : []),
        ]}
      >
        ⋯
      </MenuButton>
    </span>
  );
});

function workTooltip(work: WorkEntry): string {
  const people = [...work.artists, ...work.directors].join(', ');
  return [workTitle(work.title), work.originalTitle, people, work.year === null ? '' : String(work.year)]
    .filter((part) => part !== '')
    .join(' · ');
}

function MoodList({ facets }: { facets: LibraryFacets }) {
  const { moodIds } = useGallery((state) => state.filter);
  const shown = useMoods().filter(({ id }) => facets.moods.has(id) || moodIds.includes(id));
  return (
    <section aria-label="Moods">
      <h2 className={styles['heading']}>
        <span className={styles['headingText']}>Moods</span>
        <Button variant="quiet" onPress={() => openMoods(null)}>
          Edit moods…
        </Button>
        <span className="numeric">{shown.length}</span>
      </h2>
      {shown.length === 0 ? (
        <p className={styles['hint']}>Imported frames say their colour moods here.</p>
      ) : null}
      <ul>
        {shown.map((mood) => (
          <MoodRow
            key={mood.id}
            mood={mood}
            count={facets.moods.get(mood.id) ?? 0}
            isChosen={moodIds.includes(mood.id)}
          />
        ))}
      </ul>
    </section>
  );
}

const MoodRow = memo(function MoodRow({
  mood: { id, label, hex },
  count,
  isChosen,
}: {
  mood: ShownMood;
  count: number;
  isChosen: boolean;
}) {
  return (
    <li className={styles['row']}>
      <button
        type="button"
        className={styles['item']}
        aria-pressed={isChosen}
        onClick={() => changeFilter({ moodIds: toggled(useGallery.getState().filter.moodIds, id) })}
      >
        <ColourDot hex={hex} />
        <span className={styles['label']}>{label}</span>
        <span className={`${styles['count']} numeric`}>{count.toLocaleString('en-GB')}</span>
      </button>
    </li>
  );
});

const tagCollator = new Intl.Collator('en', { numeric: true });

function TagList({ facets }: { facets: LibraryFacets }) {
  const chosen = useGallery((state) => state.filter.tags);
  const [renaming, setRenaming] = useState<string | null>(null);
  const tags = [...facets.tags].sort(([a], [b]) => tagCollator.compare(a, b));
  return (
    <section aria-label="My tags">
      <h2 className={styles['heading']}>
        <span className={styles['headingText']}>My tags</span>
        <span className="numeric">{tags.length}</span>
      </h2>
      {tags.length === 0 ? (
        <p className={styles['hint']}>Select frames and add a tag at the right, in any script.</p>
      ) : null}
      <ul>
        {tags.map(([tag, count]) => (
          <TagRow key={tag} tag={tag} count={count} isChosen={chosen.includes(tag)} onRename={setRenaming} />
        ))}
      </ul>
      <TagRenameDialog
        key={renaming ?? ''}
        tag={renaming}
        tags={tags.map(([tag]) => tag)}
        onClose={() => setRenaming(null)}
      />
    </section>
  );
}

const TagRow = memo(function TagRow({
  tag,
  count,
  isChosen,
  onRename,
}: {
  tag: string;
  count: number;
  isChosen: boolean;
  onRename: (tag: string) => void;
}) {
  return (
    <li className={styles['row']}>
      <button
        type="button"
        className={styles['item']}
        aria-pressed={isChosen}
        title={tag}
        onClick={() => changeFilter({ tags: toggled(useGallery.getState().filter.tags, tag) })}
      >
        <span className={styles['label']}>{tag}</span>
        <span className={`${styles['count']} numeric`}>{count.toLocaleString('en-GB')}</span>
      </button>
      <span className={styles['more']}>
        <MenuButton
          variant="quiet"
          label={`Actions for the tag ${tag}`}
          entries={[
            { id: 'rename', label: 'Rename everywhere…', onAction: () => onRename(tag) },
            {
              id: 'remove',
              label: 'Remove from all frames',
              onAction: () => void removeTagFromLibrary(tag),
            },
          ]}
        >
          ⋯
        </MenuButton>
      </span>
    </li>
  );
});

/** What is to be said about files; not there while all is well. */
function FileList() {
  const missing = useMediaAvailability((state) => state.offline.size);
  const duplicates = useDuplicates((state) => state.groups.length);
  const isChosen = useGallery((state) => state.filter.offline);
  const showsMissing = missing > 0 || isChosen;
  if (!showsMissing && duplicates === 0) return null;
  return (
    <section aria-label="Files">
      <h2 className={styles['heading']}>
        <span className={styles['headingText']}>Files</span>
        {showsMissing ? (
          <Button variant="quiet" onPress={openRelink}>
            Find…
          </Button>
        ) : null}
      </h2>
      <ul>
        {showsMissing ? (
          <li className={styles['row']}>
            <button
              type="button"
              className={styles['item']}
              aria-pressed={isChosen}
              onClick={() => changeFilter({ offline: !isChosen })}
            >
              <span className={styles['label']}>Missing files</span>
              <span className={`${styles['count']} numeric`}>{missing.toLocaleString('en-GB')}</span>
            </button>
          </li>
        ) : null}
        <DuplicatesRow />
      </ul>
    </section>
  );
}
