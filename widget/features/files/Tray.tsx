import type { Upload } from '../../../protocol/wire/uploads.ts';
import { laterWords } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { watching } from '../../panel/value.ts';
import { Chip } from './Chip.tsx';
import { filesOf, open, sending } from './state.ts';

/** What goes with the next words. */
export const Tray = watching([sending, link], ({ owner }: { owner: string }) => {
  open().catch(() => {}); // The page was told.
  const list = filesOf(owner);
  return (
    <>
      <Chips list={list} />
      {list.some(({ isForgetful, fileId }) => isForgetful && !fileId) && <p class="bar">{laterWords()?.unkeptFiles}</p>}
      <p class="unseen" role="status">
        {sending.now.spoken}
      </p>
    </>
  );
});

export function Chips({ list }: { list: readonly Upload[] }) {
  return (
    list.length > 0 && (
      <ul class="uploads">
        {list.map(upload => (
          <Chip key={upload.id} upload={upload} />
        ))}
      </ul>
    )
  );
}
