import type { ComponentChildren } from 'preact';
import { Link } from '../../shell/Link.tsx';
import { Pill, type Urgency } from '../../shell/Pill.tsx';
import type { Route } from '../../shell/routes.ts';

/**
 * What one thing in the timeline comes to: a line, and words beneath. A late pill makes its dot red.
 * @param props.to where it is to be read in whole; left out: nowhere
 * @param props.details said quietly beside the title; empty ones are left out
 * @param props.words the person's or an agent's own
 */
export function Line(props: {
  title: string;
  to?: Route;
  details?: readonly string[];
  pill?: Urgency | null;
  words?: string;
  children?: ComponentChildren;
}) {
  const { title, to, details = [], pill, words, children } = props;
  return (
    <>
      <p class="line-title">
        {to ? <Link to={to}>{title}</Link> : <b>{title}</b>}
        {pill && <Pill tone={pill.tone}>{pill.text}</Pill>}
        <small>{details.filter(Boolean).join(' · ')}</small>
      </p>
      {words && (
        <p class="line-words" dir="auto">
          {words}
        </p>
      )}
      {children}
    </>
  );
}
