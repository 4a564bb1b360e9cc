import { createRef } from 'preact';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { Icon } from '../../panel/Icon.tsx';
import { words } from '../../panel/language.ts';
import { saved } from '../../panel/saved.ts';
import { isTouch } from '../../panel/settings.ts';
import { send, type } from './state.ts';

/** The field's element; there is one in a page. */
const field = createRef<HTMLTextAreaElement>();

function onInput() {
  const box = field.current!;
  // As high as its text, within what the style sheet allows.
  box.style.blockSize = '0';
  box.style.blockSize = `${box.scrollHeight}px`;
  type(box.value);
}

/** The field for the next message. It holds its own text, so a key pressed in it draws nothing. */
export function Composer({ onSent }: { onSent(): void }) {
  const t = words();

  function submit() {
    const text = field.current!.value.trim();
    if (!text) return;
    field.current!.value = '';
    onInput();
    send(text);
    onSent();
  }

  function onKeyDown(event: KeyboardEvent) {
    // On a touch keyboard Enter breaks the line, as in every messenger there; and it ends what an input method composes.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch()) return;
    event.preventDefault();
    submit();
  }

  return (
    <div class="composer">
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={t.write}
        placeholder={t.write}
        maxLength={LIMITS.messageChars}
        defaultValue={saved.now.draft.text}
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <button type="button" class="send" aria-label={t.send} onClick={submit}>
        <Icon name="arrow" />
      </button>
    </div>
  );
}
