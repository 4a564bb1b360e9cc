import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../protocol/conversations.ts';
import { useInbox } from '../../inbox.ts';
import { Dialog } from '../../shell/Dialog.tsx';
import { Icon } from '../../shell/Icon.tsx';
import { matchTags } from './match.ts';
import { t } from './words/index.ts';

const MAX_CHARS = 40;

/** Puts tags on a conversation and takes them off, by keys alone: letters filter, arrows choose, Enter does it. */
export function TagPicker({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { http, conversations } = useInbox();
  const { id, tags } = conversation;
  const [used, setUsed] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState(0);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // After the dialog, which gives the focus to its first button.
  useLayoutEffect(() => field.current?.focus(), []);

  useEffect(() => {
    let isShown = true;
    // Without them a tag can still be typed.
    http.get<string[]>(`conversations/${id}/tags`).then(
      all => isShown && setUsed(all),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [http, id]);

  const known = [...tags, ...used.filter(tag => !tags.includes(tag))];
  const choices = matchTags(known, typed);
  const at = Math.min(picked, choices.length - 1);

  function toggle(tag: string) {
    conversations.changes.tag(id, tag, !tags.includes(tag));
    setTyped('');
    setPicked(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing || event.keyCode === 229 || choices.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setPicked((at + step + choices.length) % choices.length);
    else if (event.key === 'Enter') toggle(choices[at]!.tag);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog class="tags" title={t('title')} onClose={onClose}>
      <div class="field">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={t('find')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={choices.length > 0 ? `${listId}-${at}` : undefined}
          placeholder={t('find')}
          maxLength={MAX_CHARS}
          dir={typed ? 'auto' : undefined}
          value={typed}
          onInput={event => {
            setTyped(event.currentTarget.value);
            setPicked(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="tag-list" role="listbox" id={listId} aria-label={t('title')} aria-multiselectable="true">
        {choices.map(({ tag, isNew }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the focus and the keys
          <div
            key={tag}
            role="option"
            tabIndex={-1}
            id={`${listId}-${index}`}
            class={index === at ? 'is-picked' : undefined}
            aria-selected={tags.includes(tag)}
            onPointerDown={event => event.preventDefault()}
            onClick={() => toggle(tag)}
          >
            <span dir="auto">{isNew ? t('make', { tag }) : `#${tag}`}</span>
            {tags.includes(tag) && <Icon name="check" size={16} />}
          </div>
        ))}
      </div>
      {choices.length === 0 && <p class="hint">{t('none')}</p>}
    </Dialog>
  );
}
