import './shared.css';
import { CALL_OUTCOMES, type CallOutcome } from '../../../protocol/call-words.ts';
import type { Call, ShownCall } from '../../../protocol/calls.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Select, TextArea } from '../../shell/fields.tsx';
import type { Http } from '../../shell/http.ts';
import { SaveOrCancel } from '../../shell/Submit.tsx';
import { onEscape } from '../../shell/use-opener.ts';
import { useSubmit } from '../../shell/use-submit.ts';
import { callCalls } from './calls.ts';
import { type NoteDrafts, noteDraftsOf, notedOf } from './note-drafts.ts';
import { t } from './words/index.ts';

/** The agent's notes that are being typed. */
export function useNoteDrafts(): NoteDrafts {
  const { calls, me } = useInbox();
  return noteDraftsOf(calls, useApp().storage, me.peek().agent.id);
}

/** Keeps what was typed of a call. @returns the call; null: nothing was */
export function keepNote(http: Http, drafts: NoteDrafts, call: Call): Promise<ShownCall | null> {
  return drafts.keep(call, ({ note, outcome }) =>
    callCalls(http).change(call.id, {
      ...(note !== undefined && { note }),
      ...(outcome !== undefined && { outcome: outcome || null }),
    }),
  );
}

/**
 * What was said, and what came of it. What is typed is nobody's state: it goes on wherever the form is drawn next.
 * @param props.isFocused it was asked for just now
 */
export function NoteForm(props: {
  shown: ShownCall;
  isFocused: boolean;
  onSaved: (next: ShownCall) => void;
  onDone: () => void;
}) {
  const { shown, isFocused, onSaved, onDone } = props;
  const { call } = shown;
  const { http, toasts } = useInbox();
  const drafts = useNoteDrafts();
  const { note, outcome } = drafts.all.value.get(call.id) ?? notedOf(call);
  function done() {
    drafts.forget(call.id);
    onDone();
  }
  const form = useSubmit(async () => {
    const kept = await keepNote(http, drafts, call);
    if (kept) onSaved(kept);
    toasts.add(t('saved'));
    done();
  });
  return (
    <form class="form call-note" onSubmit={form.onSubmit} onKeyDown={onEscape(done)} noValidate>
      <TextArea
        label={t('note')}
        rows={3}
        maxLength={LIMITS.messageChars}
        isFocused={isFocused}
        value={note}
        onValue={next => drafts.change(call, { note: next })}
        problem={form.problemOf('note')}
      />
      <Select<CallOutcome | ''>
        label={t('outcome')}
        value={outcome}
        onValue={next => drafts.change(call, { outcome: next })}
        options={[['', t('noOutcome')] as const, ...CALL_OUTCOMES.map(each => [each, t(each)] as const)]}
      />
      <SaveOrCancel form={form} onCancel={done} />
    </form>
  );
}
