import { Component } from 'preact';
import type { Upload } from '../../../protocol/wire/uploads.ts';
import { laterWords } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { watching } from '../../panel/value.ts';
import { Chip } from './Chip.tsx';
import { filesOf, open, sending } from './state.ts';

/** What goes with the next words. */
export const Tray = watching([sending, link], ({ owner }: { owner: string }) => {
  open().catch(() => {}); // The page was told.
  return <List list={filesOf(owner)} />;
});

/** The reader counts as being at the end this near to it, in pixels. */
const END_PX = 40;

/** What stands above it stays at its end when one more comes, and the newest is seen. */
class List extends Component<{ list: readonly Upload[] }> {
  private above = () => ((this.base as Element).getRootNode() as ShadowRoot).querySelector('.log');

  override getSnapshotBeforeUpdate(): boolean {
    const log = this.above();
    return !!log && log.scrollHeight - log.scrollTop - log.clientHeight < END_PX;
  }

  override componentDidUpdate({ list }: { list: readonly Upload[] }, _state: object, isEnd: boolean) {
    if (isEnd) this.above()!.scrollTop = this.above()!.scrollHeight;
    if (this.props.list.length > list.length)
      (this.base as Element).querySelector('li:last-child')!.scrollIntoView({ block: 'nearest' });
  }

  override render({ list }: { list: readonly Upload[] }) {
    return (
      <div>
        <Chips list={list} />
        {list.some(({ isForgetful, fileId }) => isForgetful && !fileId) && (
          <p class="bar">{laterWords()?.unkeptFiles}</p>
        )}
        <p class="unseen" role="status">
          {sending.now.spoken}
        </p>
      </div>
    );
  }
}

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
