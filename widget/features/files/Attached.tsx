import type { FileInfo } from '../../../protocol/files.ts';
import { isolatedName, shown } from '../../../protocol/turning.ts';
import { fill } from '../../../protocol/words.ts';
import { laterWords } from '../../panel/language.ts';
import { watching } from '../../panel/value.ts';
import type { PlacedRow } from '../chat/rows.ts';
import { fileSize } from './file-size.ts';
import { follow, linkOf } from './links.ts';
import { filesOf, sending } from './state.ts';
import { Chips } from './Tray.tsx';

/** What was sent with a message, or is on its way with it. */
export const Attached = watching([sending], ({ row: { key, seq, side, files = [] } }: { row: PlacedRow }) =>
  seq ? (
    <div class={`files ${side}`}>
      {(files as readonly FileInfo[]).map(file => (
        <Sent key={file.id} file={file} />
      ))}
    </div>
  ) : (
    <Chips list={filesOf(key)} />
  ),
);

/** Pictures that do not come, as where the page's policy lets none through: these are files like any other. */
const unseen = new Set<string>();

/** A picture, whose place is kept until it is there, or a file by its name. Nothing of it is run or opened here. */
function Sent({ file: { id, size, hasPreview, width, height, ...file } }: { file: FileInfo }) {
  const { url, previewUrl } = linkOf(id) ?? {};
  const name = shown(file.name);
  const isPhoto = hasPreview && width && !unseen.has(id);
  return (
    <a
      class={isPhoto ? 'photo' : 'file'}
      href={url}
      target="_blank"
      rel="noopener"
      onClick={event => follow(event, id)}
    >
      {isPhoto ? (
        <img
          onError={() => {
            unseen.add(id);
            sending.change({});
          }}
          src={previewUrl ?? undefined}
          width={width}
          height={height}
          alt={fill(laterWords()?.photo ?? '', { name }, isolatedName)}
        />
      ) : (
        <>
          <i class="icon arrow" />
          <b dir="auto">{name}</b>
          <small>{fileSize(size)}</small>
        </>
      )}
    </a>
  );
}
