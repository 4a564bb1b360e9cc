import './style/suggestions.css';
import { useEffect, useRef } from 'preact/hooks';

export interface Suggestion {
  id: string;
  label: string;
  detail: string;
}

/** What can be put in for the word at the caret. The focus stays in the text; the field says which one is picked. */
export function Suggestions(props: {
  id: string;
  label: string;
  /** Said where there is none. */
  none: string;
  all: readonly Suggestion[];
  picked: number;
  onPick: (index: number) => void;
}) {
  const { id, all, picked, onPick } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(
    () => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' }),
    [picked],
  );
  if (all.length === 0) {
    return (
      <p class="popup is-empty" id={id} role="status">
        {props.none}
      </p>
    );
  }
  return (
    <div class="popup" role="listbox" id={id} aria-label={props.label} ref={list}>
      {all.map((each, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the focus and the keys
        <div
          key={each.id}
          role="option"
          tabIndex={-1}
          id={`${id}-${index}`}
          aria-selected={index === picked}
          // The click must not take the focus out of the text.
          onPointerDown={event => event.preventDefault()}
          onClick={() => onPick(index)}
        >
          <b dir="auto">{each.label}</b>
          <span dir="auto">{each.detail}</span>
        </div>
      ))}
    </div>
  );
}
