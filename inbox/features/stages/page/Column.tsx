import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { dropTarget } from '../../../shell/drag.ts';
import { number } from '../../../shell/locale.ts';
import { More } from '../../../shell/More.tsx';

/** One stage: its name, how many stand in it, and their cards. */
export function Column(props: {
  name: string;
  count: number;
  isShown: boolean;
  mayMove: boolean;
  onDrop: (contactId: string) => void;
  onMore: (() => void) | null;
  children: ComponentChildren;
}) {
  const { name, count, isShown, mayMove, onMore, children } = props;
  const [isOver, setOver] = useState(false);
  const element = useRef<HTMLElement>(null);
  const drop = useRef(props.onDrop);
  drop.current = props.onDrop;
  useEffect(() => {
    if (!mayMove || !element.current) return;
    return dropTarget(element.current, { over: setOver, drop: contactId => drop.current(contactId) });
  }, [mayMove]);
  const headId = useId();
  return (
    <section
      ref={element}
      class="stage-column"
      aria-labelledby={headId}
      data-over={isOver || undefined}
      data-shown={isShown || undefined}
    >
      <h2 id={headId}>
        <bdi>{name}</bdi> <b>{number(count)}</b>
      </h2>
      <ul>{children}</ul>
      <More onMore={onMore} />
    </section>
  );
}
