import './composer.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../protocol/conversations.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { autoDir } from '../../shell/fields.tsx';
import { Key } from '../../shell/Key.tsx';
import { languageName } from '../../shell/languages.ts';
import { Suggestions } from '../../shell/Suggestions.tsx';
import { useFieldSize } from '../../shell/use-field-size.ts';
import { usePart } from '../../shell/use-part.ts';
import { insertReply } from '../canned-replies/match.ts';
import { Clip } from '../files/Clip.tsx';
import { fieldOf } from '../files/fields.ts';
import { Tray } from '../files/Tray.tsx';
import { colleaguesAt, namedIn } from '../mentions/match.ts';
import { t as mentionText } from '../mentions/words/index.ts';
import { ColleagueTyping } from './ColleagueTyping.tsx';
import type { DraftKind } from './drafts.ts';
import { suggestedAt } from './suggested.ts';
import { count, t } from './words/index.ts';

/** What an answer does to a conversation that is not open. */
const ANSWER_DOES = { closed: 'answerReopens', held: 'answerReleases', snoozed: 'answerWakes' } as const;

/** Reply or note. What is typed is kept for each by itself, until it is sent. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { conversations, cannedReplies, files, sites, agents, me } = useInbox();
  const { clock } = useApp();
  const { drafts, typing, outgoing } = conversations;
  const { id } = conversation;
  const [kind, setKind] = useState<DraftKind>('message');
  const [text, setText] = useState(() => drafts.get(id, 'message'));
  const [caret, setCaret] = useState(0);
  const [picked, setPicked] = useState(0);
  const [isPopupShut, setPopupShut] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Ids of what was picked from the list: of colleagues with one name it tells who is meant. */
  const chosen = useRef(new Set<string>());
  const popupId = useId();

  const meId = usePart(() => me.value.agent.id, [me]);
  const colleagues = colleaguesAt(agents.all.value, conversation.siteId, meId);
  const suggested = suggestedAt(
    { text, caret, kind },
    { replies: cannedReplies.all.value, colleagues, now: clock.peek() },
  );
  const found = suggested?.all ?? [];
  const isPopupOpen = !!suggested && !isPopupShut;
  const tooLong = text.trim().length - LIMITS.messageChars;
  const fileField = fieldOf(id, kind);
  const takesFiles = usePart(
    () => !!sites.all.value.find(site => site.id === conversation.siteId)?.files,
    [sites, conversation.siteId],
  );
  const canSend = (!!text.trim() || files.has(fileField)) && tooLong <= 0;

  useFieldSize(field, text);
  useEffect(() => () => typing.tell(id, false), [id]);

  function write(next: string, at: number) {
    setText(next);
    setCaret(at);
    setPicked(0);
    setPopupShut(false);
    drafts.set(id, kind, next);
    if (kind === 'message') typing.tell(id, next !== '');
  }

  function choose(next: DraftKind) {
    setKind(next);
    setText(drafts.get(id, next));
    if (next === 'note') typing.tell(id, false);
    field.current?.focus();
  }

  function send() {
    if (!canSend) return;
    const mentions = kind === 'note' ? namedIn(text, colleagues, chosen.current) : [];
    outgoing.send(id, kind, text.trim(), mentions);
    chosen.current.clear();
    typing.tell(id, false);
    drafts.set(id, kind, '');
    setText('');
    setCaret(0);
    field.current?.focus();
  }

  function insert(index: number) {
    const { id: ofWhat, text: words } = found[index]!;
    chosen.current.add(ofWhat);
    const next = insertReply(text, caret, suggested!.start, words);
    write(next.text, next.caret);
    setPopupShut(true);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    // 229: Safari ends a composition before its Enter arrives.
    if (event.isComposing || event.keyCode === 229) return;
    if (isPopupOpen && found.length > 0) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setPicked((picked + step + found.length) % found.length);
      if (event.key === 'Enter' || event.key === 'Tab') insert(picked);
      if (step || event.key === 'Enter' || event.key === 'Tab') return event.preventDefault();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      if (isPopupOpen) setPopupShut(true);
      else field.current?.closest('.thread')?.querySelector<HTMLElement>('.log')?.focus();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    }
  }

  const tab = (each: DraftKind, shortcut: string, label: string) => (
    <button type="button" aria-pressed={kind === each} data-shortcut={shortcut} onClick={() => choose(each)}>
      {label}
    </button>
  );
  const placeholder =
    kind === 'note'
      ? t('notePlaceholder')
      : conversation.status !== 'open'
        ? t(ANSWER_DOES[conversation.status])
        : t('replyPlaceholder', { language: languageName(conversation.contact.locale) });
  return (
    <form
      class={kind === 'note' ? 'composer is-note' : 'composer'}
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      {isPopupOpen && <Suggestions {...suggested} id={popupId} picked={picked} onPick={insert} />}
      <div class="composer-tabs">
        {tab('message', 'reply', t('reply'))}
        {tab('note', 'note', t('note'))}
        <ColleagueTyping conversationId={id} />
      </div>
      <textarea
        ref={field}
        rows={1}
        dir={autoDir(text)}
        aria-label={t(kind === 'note' ? 'note' : 'reply')}
        aria-autocomplete="list"
        aria-controls={isPopupOpen ? popupId : undefined}
        aria-activedescendant={isPopupOpen && found.length > 0 ? `${popupId}-${picked}` : undefined}
        aria-invalid={tooLong > 0 ? true : undefined}
        enterkeyhint="send"
        placeholder={placeholder}
        value={text}
        onInput={event => write(event.currentTarget.value, event.currentTarget.selectionStart)}
        onSelect={event => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setPopupShut(true)}
        onKeyDown={onKeyDown}
      />
      <Tray owner={fileField} siteId={conversation.siteId} />
      <div class="composer-foot">
        {takesFiles && <Clip onFiles={chosen => files.add(fileField, chosen, id)} />}
        {tooLong > 0 ? (
          <span class="problem" role="alert">
            {count('tooLong', tooLong)}
          </span>
        ) : (
          <span class="keys-hint" aria-hidden="true">
            <span>
              <Key>Enter</Key> {t('sends')}
            </span>
            <span>
              <Key>Shift Enter</Key> {t('newLine')}
            </span>
            <span class="is-typed">
              <Key>/</Key> {t('savedAnswer')}
            </span>
            {kind === 'note' && (
              <span class="is-typed">
                <Key>@</Key> {mentionText('colleague')}
              </span>
            )}
          </span>
        )}
        <button type="submit" class="btn is-go" aria-disabled={!canSend}>
          {t(kind === 'note' ? 'addNote' : 'send')}
        </button>
      </div>
    </form>
  );
}
