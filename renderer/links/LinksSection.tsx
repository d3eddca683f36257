import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { linkLabel, linkSentence, linkTitles, linkVerb } from '../../shared/domain/linkSentence.ts';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { editLink, useNavigation } from '../app/navigation.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { LinkDetail } from './LinkDetail.tsx';
import styles from './LinksSection.module.css';
import { matchLink } from './matchLink.ts';
import { useLinkData } from './useLinkData.ts';

/** Every homage link read as a sentence, the chosen one in full beside the list. */
export function LinksSection() {
  const data = useLinkData();
  const linkId = useNavigation((state) => state.linkId);
  const [text, setText] = useState('');
  const [workId, setWorkId] = useState('all');
  const shown =
    data?.links.filter(
      (link) =>
        (workId === 'all' || [...link.from, ...link.to].some((end) => end.workId === workId)) &&
        matchLink(link, data.works, text),
    ) ?? [];
  const chosen = shown.find((link) => link.id === linkId) ?? shown[0];
  const linkedWorks = new Set(
    data?.links.flatMap((link) => [...link.from, ...link.to].map((end) => end.workId)),
  );
  const workOptions = [...(data?.works.values() ?? [])]
    .filter((work) => linkedWorks.has(work.id))
    .sort((a, b) => a.title.localeCompare(b.title))
    .map((work) => ({ id: work.id as string, label: work.title }));

  return (
    <>
      <HeaderSlot>
        <h1 className="section-title">Links</h1>
        <span className={styles['count']}>
          {data === undefined
            ? ''
            : `${data.links.length} homage ${data.links.length === 1 ? 'link' : 'links'}`}
        </span>
        <span style={{ flex: 1 }} />
        <Button variant="primary" onPress={() => editLink({ from: [], to: [] })}>
          New link
        </Button>
      </HeaderSlot>
      {data === undefined ? null : data.links.length === 0 ? (
        <EmptyState
          title="No homage links yet"
          actions={<Button onPress={() => editLink({ from: [], to: [] })}>New link</Button>}
        >
          A link says what a music video keeps of a film: which moment of each, what they share, and who says
          so. Select a frame of both in the library and press Link…, or begin here.
        </EmptyState>
      ) : (
        <div className={styles['section']}>
          <div className={styles['side']}>
            <div className={styles['filters']}>
              <TextField
                label="Find links"
                hideLabel
                placeholder="Find by title, person, feature, source"
                value={text}
                onChange={setText}
              />
              <SelectField
                label="Work"
                hideLabel
                value={workId}
                onChange={setWorkId}
                options={[{ id: 'all', label: 'All works' }, ...workOptions]}
              />
            </div>
            {shown.length === 0 ? (
              <p className={styles['none']}>No link matches. Clear the text or choose all works.</p>
            ) : (
              <ListBox
                aria-label="Homage links"
                className={styles['list'] ?? ''}
                selectionMode="single"
                selectionBehavior="replace"
                disallowEmptySelection
                selectedKeys={chosen === undefined ? [] : [chosen.id]}
                onSelectionChange={(keys) => {
                  const link = keys === 'all' ? undefined : shown.find(({ id }) => keys.has(id));
                  if (link !== undefined) useNavigation.setState({ linkId: link.id });
                }}
              >
                {shown.map((link) => {
                  const titles = linkTitles(link, data.works);
                  return (
                    <ListBoxItem
                      key={link.id}
                      id={link.id}
                      textValue={linkSentence(link, data.works)}
                      className={styles['row'] ?? ''}
                    >
                      <div className={styles['sentence']}>
                        {titles.from} <i>{linkVerb(link)}</i> {titles.to}
                      </div>
                      <div className={styles['label']}>{linkLabel(link)}</div>
                    </ListBoxItem>
                  );
                })}
              </ListBox>
            )}
          </div>
          <div className={styles['detail']}>
            {chosen === undefined ? null : <LinkDetail key={chosen.id} link={chosen} data={data} />}
          </div>
        </div>
      )}
    </>
  );
}
