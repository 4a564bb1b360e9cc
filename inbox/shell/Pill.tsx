import type { ComponentChildren } from 'preact';

/** How pressing something is, in words and in a colour. */
export interface Urgency {
  tone: 'plain' | 'due' | 'late';
  text: string;
}

export function Pill({ tone = 'plain', children }: { tone?: Urgency['tone'] | 'here'; children: ComponentChildren }) {
  return <span class={`pill is-${tone}`}>{children}</span>;
}
