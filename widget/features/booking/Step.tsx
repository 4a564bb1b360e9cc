/** What every step has: how far one is, its question, what was chosen before, and what to choose from. */
import { Component, type ComponentChildren } from 'preact';
import type { OfferedService } from '../../../protocol/services.ts';
import { isolatedName } from '../../../protocol/turning.ts';
import { fill } from '../../../protocol/words.ts';
import { laterWords } from '../../panel/language.ts';
import { booking, choose, part } from './state.ts';

/** How far one is, for the eye: the heading of each step says the same. */
export function Progress({ done }: { done: number }) {
  return (
    <p class="steps" aria-hidden="true">
      {[1, 2, 3, 4].map(step => (
        <i key={step} class={step <= done ? 'on' : ''} />
      ))}
    </p>
  );
}

/** The question of a step, which is heard when one comes to it. */
export class Question extends Component<{ children: ComponentChildren }> {
  override componentDidMount() {
    if (booking.now.isMoved) (this.base as HTMLElement).focus();
  }
  override render({ children }: { children: ComponentChildren }) {
    return (
      <h4 class="ask" tabIndex={-1}>
        {children}
      </h4>
    );
  }
}

export function move(asking: typeof booking.now.asking, change: Parameters<typeof choose>[0]) {
  booking.change({ asking, isMoved: true, errors: {} });
  choose(change);
}

export function Choice({ onClick, children }: { onClick(): void; children: ComponentChildren }) {
  return (
    <button type="button" class="choice" onClick={onClick}>
      {children}
    </button>
  );
}

/** What was chosen stays in sight, and can be changed. */
export function Chosen({ service, who }: { service: OfferedService; who?: string | undefined }) {
  const t = laterWords()!;
  const with_ = who && ` · ${fill(t.with, { name: isolatedName(who) })}`;
  return (
    <p class="choice chosen">
      <b dir="auto">{service.name}</b>
      <small>
        {part().priced(service, booking.now.offer!.currency)}
        {with_}
      </small>
      <button type="button" class="quiet" onClick={() => move('service', {})}>
        {t.change}
      </button>
    </p>
  );
}
