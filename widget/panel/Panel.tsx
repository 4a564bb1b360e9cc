import { Chat } from '../features/chat/Chat.tsx';
import { chat } from '../features/chat/state.ts';
import { deskOf, Notice } from './Desk.tsx';
import { Header } from './Header.tsx';
import { LazyForm } from './LazyForm.tsx';
import { words } from './language.ts';
import { createLazy } from './lazy.ts';
import { isDark } from './settings.ts';
import { desk } from './site.ts';
import { Tabs } from './Tabs.tsx';
import { watching } from './value.ts';
import { offered, shown } from './view.ts';

/** The dialog: who is there, the tabs, and the open tab. */
export function Panel({ onClose }: { onClose(): void }) {
  const tab = shown();
  return (
    <section
      {...deskOf(isDark() ? 'dark' : '')}
      role="dialog"
      aria-label={desk.now.site?.name || words().chat}
      tabIndex={-1}
    >
      <Header tab={tab} onClose={onClose} />
      <Tabs all={offered()} tab={tab} />
      <Notice />
      <Said />
      <div class="body" id="body" role="tabpanel" aria-labelledby={tab}>
        {tab === 'chat' ? <Chat /> : tab && <LazyForm kind={tab} />}
      </div>
    </section>
  );
}

const rating = createLazy('rating', () => import('../features/rating/rating.tsx'));

/** What screen readers are told of new messages, and how it was, where that is asked. */
const Said = watching([chat, rating.loaded], () => {
  const Rating = rating.loaded.now.chunk?.Rating;
  const asked = chat.now.conversation?.asked;
  if (asked) rating.load();
  return (
    <>
      <p class="unseen" role="status">
        {chat.now.announced || null}
      </p>
      {Rating && <Rating asked={asked} />}
    </>
  );
});
