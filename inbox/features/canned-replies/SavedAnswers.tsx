import './style.css';
import { useEffect, useRef } from 'preact/hooks';
import type { CannedReply } from '../../../protocol/canned-replies.ts';
import { t } from './words/index.ts';

/** What can be put in for the word after the slash. The focus stays in the text; the field says which one is picked. */
export function SavedAnswers(props: {
  id: string;
  found: readonly CannedReply[];
  picked: number;
  onPick: (reply: CannedReply) => void;
}) {
  const { id, found, picked, onPick } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(
    () => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' }),
    [picked],
  );
  if (found.length === 0) {
    return (
      <p class="popup is-empty" id={id} role="status">
        {t('savedAnswersNone')}
      </p>
    );
  }
  return (
    <div class="popup" role="listbox" id={id} aria-label={t('savedAnswers')} ref={list}>
      {found.map((reply, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the focus and the keys
        <div
          key={reply.id}
          role="option"
          tabIndex={-1}
          id={`${id}-${index}`}
          aria-selected={index === picked}
          // The click must not take the focus out of the text.
          onPointerDown={event => event.preventDefault()}
          onClick={() => onPick(reply)}
        >
          <b dir="auto">/{reply.shortcut}</b>
          <span dir="auto">{reply.text}</span>
        </div>
      ))}
    </div>
  );
}
