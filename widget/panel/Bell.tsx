import { fill } from '../../protocol/words.ts';
import { chat, unread } from '../features/chat/state.ts';
import { words } from './language.ts';
import { accentStyle, settings } from './settings.ts';
import { desk } from './site.ts';
import { watching } from './value.ts';
import { view } from './view.ts';

/** The launcher's button, once the panel is there: it opens and closes, and counts what has not been seen. */
export const Bell = watching([chat], ({ onClick }: { onClick(): void }) => {
  const { isOpen } = view.now;
  const count = unread();
  const t = words();
  return (
    <button
      type="button"
      class="bell"
      style={accentStyle()}
      hidden={!!settings.now.launcher || desk.now.isRefused}
      aria-label={isOpen ? t.close : count ? fill(t.unread, { n: count }) : t.chat}
      aria-expanded={isOpen}
      onClick={onClick}
    >
      <i class={`icon ${isOpen ? 'cross' : 'mark'}`} />
      {count > 0 && <b class="badge">{count}</b>}
    </button>
  );
});
