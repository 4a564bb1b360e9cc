import { createRef } from 'preact';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { words } from '../../panel/language.ts';
import { createLazy } from '../../panel/lazy.ts';
import { saved } from '../../panel/saved.ts';
import { isTouch } from '../../panel/settings.ts';
import { desk } from '../../panel/site.ts';
import { watching } from '../../panel/value.ts';
import { files } from '../files/load-files.ts';
import { send, type } from './state.ts';

/** The field's element; there is one in a page. */
const field = createRef<HTMLTextAreaElement>();

/** What to do with more than one message takes: few people ever write so much. */
const parts = createLazy('parts', () => import('./parts/parts.tsx'));

function onInput() {
  const box = field.current!;
  // As high as its text, within what the style sheet allows; where the browser does it, no long log above is measured anew.
  if (!CSS.supports('field-sizing:content')) {
    box.style.blockSize = '0';
    box.style.blockSize = `${box.scrollHeight}px`;
  }
  type(box.value);
  said();
}

/** What stands in the field, if one message takes it. */
function said(): string | undefined {
  const text = field.current!.value.trim();
  if (text.length <= LIMITS.messageChars) return text;
  parts.load();
}

/** The field for the next message. It holds its own text, so a key pressed in it draws nothing. */
export const Composer = watching([parts.loaded, files.loaded], ({ onSent }: { onSent(): void }) => {
  const { chunk } = parts.loaded.now;
  const takesFiles = desk.now.site?.files;
  if (takesFiles) files.load();
  const Files = takesFiles && files.loaded.now.chunk;
  const t = words();

  function sendAll(messages: string[]) {
    field.current!.value = '';
    onInput();
    for (const message of messages) send(message);
    onSent();
  }

  function submit() {
    const text = said();
    if (text || (text === '' && Files?.has('chat'))) sendAll([text]);
  }

  function onKeyDown(event: KeyboardEvent) {
    // On a touch keyboard Enter breaks the line, as in every messenger there; and it ends what an input method composes.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch()) return;
    event.preventDefault();
    submit();
  }

  return (
    <>
      {chunk && <chunk.TooLong field={field} limit={LIMITS.messageChars} onSend={sendAll} />}
      {Files && <Files.Tray owner="chat" />}
      <div class="composer">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={t.write}
          placeholder={t.write}
          defaultValue={saved.now.draft.text}
          onInput={onInput}
          onKeyDown={onKeyDown}
        />
        {Files && <Files.Clip owner="chat" />}
        <button type="button" class="send" aria-label={t.send} onClick={submit}>
          <i class="icon arrow" />
        </button>
      </div>
    </>
  );
});
