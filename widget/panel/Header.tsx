import type { Availability } from '../../protocol/availability.ts';
import { isolatedName } from '../../protocol/turning.ts';
import { fill } from '../../protocol/words.ts';
import type { Tab } from '../options.ts';
import { absence } from './absence.ts';
import { words } from './language.ts';
import { save, saved } from './saved.ts';
import { desk } from './site.ts';
import { clock, span } from './times.ts';
import { watching } from './value.ts';

/** The site's name, who is there, and the two buttons of the dialog itself. */
export const Header = watching([saved], ({ tab, onClose }: { tab: Tab | undefined; onClose(): void }) => {
  const { site, availability } = desk.now;
  const { isMuted = false } = saved.now;
  const t = words();
  return (
    <header>
      <div>
        <h2>{site?.name}</h2>
        <p class={availability?.state}>{availability && presence(availability, tab)}</p>
      </div>
      <button type="button" aria-label={t.sound} aria-pressed={!isMuted} onClick={() => save({ isMuted: !isMuted })}>
        <i class={`icon ${isMuted ? 'mute' : 'sound'}`} />
      </button>
      <button type="button" aria-label={t.close} onClick={onClose}>
        <i class="icon cross" />
      </button>
    </header>
  );
});

/** One line of truth: who is here and how soon they answer, or when they will be. */
function presence(availability: Availability, tab: Tab | undefined): string {
  const { state, agents, answersInMs, callsUntil } = availability;
  const t = words();
  if (tab === 'callback' && callsUntil) return fill(t.until, { time: clock(callsUntil) });
  if (state !== 'here') return absence(availability);
  const name = isolatedName(agents[0] ?? '');
  return answersInMs ? fill(t.soon, { name, time: span(answersInMs) }) : fill(t.here, { name });
}
