import './style.css';
import { useState } from 'preact/hooks';
import type { ContactField, ContactFieldKind } from '../../../../protocol/contact-fields.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextArea, TextField } from '../../../shell/fields.tsx';
import { useMovers } from '../../../shell/movers.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

const KINDS: Record<ContactFieldKind, () => string> = {
  text: () => t('text'),
  number: () => t('number'),
  date: () => t('date'),
  choice: () => t('choice'),
  yes_no: () => t('yesNo'),
};

/** A field while it is edited: its choices are typed a line each. */
type Draft = Omit<ContactField, 'choices'> & { choices: string };

/** The own fields, all at once: in the order in which cards and lists show them. */
export function FieldsForm({ known }: { known: readonly ContactField[] }) {
  const { http, toasts } = useInbox();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    known.map(each => ({ ...each, choices: each.choices.join('\n') })),
  );
  const form = useSubmit(async () => {
    const fields = drafts.map(({ choices, ...each }) => ({
      ...each,
      choices: each.kind === 'choice' ? [...new Set(choices.split('\n').map(line => line.trim()))].filter(Boolean) : [],
    }));
    await http.put('contact-fields', fields);
    toasts.add(shellText('saved'));
  });
  const { list, movers } = useMovers({
    length: drafts.length,
    label: (by, at) => t(by, { name: drafts[at]!.name }),
    move(from, to) {
      setDrafts(now => {
        const moved = now.toSpliced(from, 1);
        return moved.toSpliced(to, 0, now[from]!);
      });
      return true;
    },
  });
  const set = (at: number, change: Partial<Draft>) =>
    setDrafts(now => now.map((each, index) => (index === at ? { ...each, ...change } : each)));
  const add = () => setDrafts(now => [...now, { id: crypto.randomUUID(), name: '', kind: 'text', choices: '' }]);

  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <p class="hint">{t('fieldsHint')}</p>
      <ol class="own-fields" ref={list}>
        {drafts.map(({ id, name, kind, choices }, at) => (
          <li key={id}>
            <div class="pair">
              <TextField
                label={t('fieldName')}
                maxLength={60}
                isFocused={name === '' && !known.some(each => each.id === id)}
                value={name}
                onValue={next => set(at, { name: next })}
                problem={form.problemOf(`${at}.name`)}
              />
              <Select
                label={t('kind')}
                value={kind}
                onValue={next => set(at, { kind: next })}
                options={Object.entries(KINDS).map(([value, words]) => [value as ContactFieldKind, words()] as const)}
              />
            </div>
            {kind === 'choice' && (
              <TextArea
                label={t('choices')}
                rows={3}
                value={choices}
                onValue={next => set(at, { choices: next })}
                problem={form.problemOf(`${at}.choices`, t('choicesWanted'))}
              />
            )}
            <div class="acts">
              {movers(at)}
              <button
                type="button"
                class="btn is-quiet"
                aria-label={t('removeField', { name })}
                onClick={() => setDrafts(now => now.toSpliced(at, 1))}
              >
                {shellText('remove')}
              </button>
            </div>
          </li>
        ))}
      </ol>
      <Problem text={form.problem} />
      <div class="acts">
        <button type="button" class="btn" onClick={add}>
          {t('addField')}
        </button>
        <Submit isBusy={form.isBusy}>{shellText('saveChanges')}</Submit>
      </div>
    </form>
  );
}
