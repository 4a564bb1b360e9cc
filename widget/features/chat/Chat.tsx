import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { watching } from '../../panel/value.ts';
import { files } from '../files/load-files.ts';
import { Composer } from './Composer.tsx';
import { answers, links } from './Line.tsx';
import { Log, otherWays, scrollToEnd } from './Log.tsx';
import { chat } from './state.ts';

/** The talk: what was said, and the field to say more. */
export const Chat = watching([chat, link, links.loaded, answers.loaded, files.loaded, otherWays.loaded], () => (
  <>
    <Log />
    {/* To what was said below while the visitor reads above. */}
    {chat.now.hasNew && (
      <button type="button" class="pill" onClick={scrollToEnd}>
        {words().fresh}
      </button>
    )}
    <Composer onSent={scrollToEnd} />
  </>
));
