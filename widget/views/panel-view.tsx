/** @jsxRuntime classic */
/** @jsx h */
import type { ComponentChildren } from 'preact';
import { fill } from '../../protocol/words.ts';
// biome-ignore lint/correctness/noUnusedImports: JSX becomes calls of it
import { h } from '../dom.ts';
import { code, t } from '../language.ts';
import {
  announced,
  availability,
  type FormKind,
  isDown,
  isForgetful,
  isOffered,
  saved,
  setMuted,
  setOpen,
  site,
  tab,
} from '../state.ts';
import { clock, near, span } from '../times.ts';
import { Chat } from './chat.tsx';
import { CLOSE, icon, MUTE, SOUND } from './icons.tsx';

/** The dialog: who is there, the tabs, and the open tab. */
export function PanelView({ form, close }: { form(kind: FormKind): ComponentChildren; close(): void }) {
  const tabs = (['chat', 'callback', 'contact'] as const).filter(each => isOffered(each));
  const shown = tabs.includes(tab) ? tab : tabs[0]!;
  const name = site?.name ?? '';

  function onTabKey(event: KeyboardEvent) {
    const { children } = event.currentTarget as HTMLElement;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs.at((tabs.indexOf(shown) + (code === 'ar' ? -step : step)) % tabs.length)!;
    setOpen(true, next);
    (children[tabs.indexOf(next)] as HTMLElement).focus();
  }

  return (
    <section role="dialog" aria-label={name || t.chat} tabIndex={-1}>
      <header>
        <div>
          <h2>{name}</h2>
          <p class={availability?.state}>{availability && presence(shown)}</p>
        </div>
        <button
          type="button"
          class="icon"
          aria-label={t.sound}
          aria-pressed={!saved.isMuted}
          onClick={() => setMuted(!saved.isMuted)}
        >
          {icon(saved.isMuted ? MUTE : SOUND)}
        </button>
        <button type="button" class="icon" aria-label={t.close} onClick={close}>
          {icon(CLOSE)}
        </button>
      </header>
      {tabs.length > 1 && (
        <div class="tabs" role="tablist" onKeyDown={onTabKey}>
          {tabs.map(each => (
            <button
              type="button"
              role="tab"
              id={each}
              aria-selected={each === shown}
              aria-controls="body"
              tabIndex={each === shown ? 0 : -1}
              onClick={() => setOpen(true, each)}
            >
              {t[each]}
            </button>
          ))}
        </div>
      )}
      <Notice />
      <div class="body" id="body" role="tabpanel" aria-labelledby={shown}>
        {shown === 'chat' ? <Chat /> : form(shown)}
      </div>
      <p class="unseen" role="status">
        {announced}
      </p>
    </section>
  );
}

/** Says that what is typed does not outlive the page, or that the link is down and it is kept: not both, as one would be a lie. */
export const Notice = () => (
  <p class="bar" role="status">
    {isForgetful() ? t.unkept : isDown && t.offline}
  </p>
);

/** One line of truth: who is here and how soon they answer, or when they will be. */
function presence(shown: string): string {
  const { state, agents, answersInMs, opensAt, closesAt } = availability!;
  if (state === 'closed') return fill(t.back, { time: opensAt ? near(opensAt) : '' });
  if (shown === 'callback' && closesAt) return fill(t.until, { time: clock(closesAt) });
  if (state === 'away') return t.away;
  return fill(answersInMs ? t.soon : t.here, { name: agents[0] ?? '', time: span(answersInMs!) });
}
