import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { moveTo } from '../../panel/session.ts';
import { desk } from '../../panel/site.ts';
import { watching } from '../../panel/value.ts';
import { isOffered } from '../../panel/view.ts';
import { Composer } from './Composer.tsx';
import { links } from './Line.tsx';
import { Log, scrollToEnd } from './Log.tsx';
import { chat } from './state.ts';

/** The talk: what was said, and the field to say more. */
export const Chat = watching([chat, link, links.loaded], () => (
  <div class="body">
    <Log />
    {/* To what was said below while the visitor reads above. */}
    {chat.now.hasNew && (
      <button type="button" class="pill" onClick={scrollToEnd}>
        {words().fresh}
      </button>
    )}
    <OtherWays />
    <Composer onSent={scrollToEnd} />
  </div>
));

/** Where nobody is there to answer: the ways that do not need somebody now (SPEC A6). */
function OtherWays() {
  const { availability } = desk.now;
  const wasAnswered = chat.now.entries.some(({ author }) => author.kind === 'agent');
  if (!availability || availability.state === 'here' || wasAnswered) return null;
  const ways = (['callback', 'contact'] as const).filter(isOffered);
  return (
    <p class="offer">
      {ways.map(way => (
        <button key={way} type="button" class="quiet" onClick={() => moveTo(way)}>
          {words()[way]}
        </button>
      ))}
    </p>
  );
}
