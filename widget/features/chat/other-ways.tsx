/**
 * Where nobody is there to answer: when somebody will be, and the ways that do not need somebody now (SPEC A6); where all are
 * busy, where the visitor stands (SPEC QU1); where it is over, that it can be had by mail (SPEC ML12). A chunk of its own, since it waits for the server's word anyway.
 */
import { fill } from '../../../protocol/words.ts';
import type { FormKind } from '../../forms/state.ts';
import { absence } from '../../panel/absence.ts';
import { laterWords, words } from '../../panel/language.ts';
import { createLazy } from '../../panel/lazy.ts';
import { saved, write } from '../../panel/saved.ts';
import { show } from '../../panel/session.ts';
import { desk } from '../../panel/site.ts';
import { watching } from '../../panel/value.ts';
import { isOffered } from '../../panel/view.ts';
import { Queue } from '../queue/Queue.tsx';
import { takesLong } from '../queue/queue-text.ts';
import { chat } from './state.ts';

const transcript = createLazy('transcript', () => import('../transcript/transcript.tsx'));

/** A talk that is over, for whoever wants to have it. */
const Over = watching([transcript.loaded], () => {
  transcript.load();
  const Transcript = transcript.loaded.now.chunk?.Transcript;
  return Transcript && <Transcript />;
});

export function OtherWays() {
  const { site, availability } = desk.now;
  const { entries, conversation } = chat.now;
  const isAnswered = entries.some(({ author }) => author.kind === 'agent');
  if (conversation?.status === 'closed' && (isAnswered || availability?.state === 'here'))
    return isAnswered && site?.mailsTalks ? <Over /> : null;
  const ways = (['callback', 'contact'] as const).filter(isOffered);
  const { queue } = conversation ?? {};
  const later = laterWords();
  const last = entries.at(-1)?.body;
  // While the script answers, nobody is missed.
  if (last && 'script' in last && last.script && last.script.act !== 'person') return null;
  const t = words();
  const isOffer = !queue || takesLong(queue);
  return (
    later && (
      <p class="offer">
        {queue ? <Queue queue={queue} later={later} /> : fill(later.leave, { when: absence(availability!) })}
        {isOffer && <br />}
        {isOffer &&
          ways.map(way => (
            <button key={way} type="button" class="quiet" onClick={() => moveTo(way)}>
              {t[way]}
            </button>
          ))}
      </p>
    )
  );
}

/** Takes what was typed along to another way of being answered. */
export function moveTo(kind: FormKind): void {
  const { text, topic, message } = saved.now.draft;
  if (text) write({ text: '', ...(kind === 'contact' ? { message: message || text } : { topic: topic || text }) });
  show(kind);
}
