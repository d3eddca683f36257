import { useEffect } from 'react';
import { create } from 'zustand';
import { editLink, useNavigation } from '../app/navigation.ts';
import { viewCentre } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { joinsDraft, type LinkDraftEnds } from './linkDraft.ts';
import { placeLink } from './placeChoice.ts';

interface Awaited {
  draft: LinkDraftEnds;
  /** Links that were there before the editor opened. */
  before: ReadonlySet<string>;
}

const useAwaitedLink = create<{ awaited: Awaited | null }>(() => ({ awaited: null }));

/** Opens the link editor; the link that comes of it is drawn on the board. */
export function linkOnBoard(session: BoardSession, draft: LinkDraftEnds): void {
  const before = new Set<string>(session.content.getState().links.keys());
  useAwaitedLink.setState({ awaited: { draft, before } });
  editLink(draft);
}

/** Draws the awaited link as soon as the library has it. */
export function useDrawNewLink(session: BoardSession): void {
  useEffect(() => {
    const look = (): void => {
      const { awaited } = useAwaitedLink.getState();
      if (awaited === null) return;
      const links = [...session.content.getState().links.values()];
      const made = links.find((link) => !awaited.before.has(link.id) && joinsDraft(link, awaited.draft));
      if (made === undefined) return;
      useAwaitedLink.setState({ awaited: null });
      void placeLink(session, made, viewCentre(session));
    };
    const stopContent = session.content.subscribe(look);
    // Opening the editor for something else means that this link is not coming.
    const stopEditor = useNavigation.subscribe(({ linkEditing }) => {
      const { awaited } = useAwaitedLink.getState();
      if (linkEditing !== null && awaited !== null && linkEditing !== awaited.draft) {
        useAwaitedLink.setState({ awaited: null });
      }
    });
    return () => {
      stopContent();
      stopEditor();
    };
  }, [session]);
}
