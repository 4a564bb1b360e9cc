import './style.css';
import { useEffect, useState } from 'preact/hooks';
import type { FileInfo } from '../../../protocol/files.ts';
import { useInbox } from '../../inbox.ts';
import { shownName } from '../../shell/bidi.ts';
import { Icon } from '../../shell/Icon.tsx';
import { usePart } from '../../shell/use-part.ts';
import { fileSize } from './kinds.ts';
import { t } from './words/index.ts';

/** What was sent with an entry: pictures as pictures, anything else by its name. Nothing of it is run or opened here. */
export function EntryFiles(props: {
  files: readonly FileInfo[] | undefined;
  isOurs?: boolean;
  /** Of the entry, where it has nothing but files. */
  seq?: number | undefined;
}) {
  const { files = [], isOurs = false, seq } = props;
  if (files.length === 0) return null;
  return (
    <div class={isOurs ? 'files is-us' : 'files'} data-seq={seq}>
      {files.map(file => (
        <SentFile key={file.id} file={file} />
      ))}
    </div>
  );
}

function SentFile({ file: { id, size, hasPreview, width, height, ...file } }: { file: FileInfo }) {
  const { fileLinks } = useInbox();
  const link = usePart(() => fileLinks.held.value.get(id), [fileLinks, id]);
  useEffect(() => fileLinks.want(id), [fileLinks, id]);
  const name = shownName(file.name);
  const [isUnseen, setUnseen] = useState(false);
  // One that does not come is a file like any other.
  const isPhoto = hasPreview && width !== undefined && !isUnseen;

  /** An address that has ended is asked for anew, and then the click is what it was to be. */
  async function onClick(event: MouseEvent & { currentTarget: HTMLElement }) {
    if (fileLinks.isFresh(id)) return;
    event.preventDefault();
    const { currentTarget } = event;
    if (await fileLinks.fresh(id).catch(() => undefined)) requestAnimationFrame(() => currentTarget.click());
  }
  return (
    <a class={isPhoto ? 'photo' : 'file'} href={link?.url} download={name} onClick={onClick}>
      {isPhoto ? (
        // Its place is kept until it is there.
        <img
          src={link?.previewUrl ?? undefined}
          width={width}
          height={height}
          alt={t('photoOf', { name })}
          onError={() => setUnseen(true)}
        />
      ) : (
        <>
          <Icon name="file" />
          <b dir="auto">{name}</b>
          <small>{fileSize(size)}</small>
        </>
      )}
    </a>
  );
}
